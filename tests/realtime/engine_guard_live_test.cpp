// engine_guard_live_test.cpp: corelogic-engine with the guard in it, live: a real JACK server (or the timer),
// the real controller, and edits without a pause. Not one violation in any callback; and each planted one is
// seen.
#include <gmock/gmock.h>

#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clients/cpp/connection.h"
#include "tests/support/jackd.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/unit/controller/session.h"

namespace corelogic {
namespace {

using namespace std::chrono_literals;
using support::eventually;
using ::testing::HasSubstr;
using Words = std::vector<std::string>;

constexpr int kNotClean = 86;  // of guarded_engine.cpp

/// JACK server, controller and guarded engine, with the demo playing.
///
///   test ── edits ──▶ controller ── snapshots, values ──▶ engine + guard ──▶ jackd (dummy)
class LiveStudio {
 public:
  explicit LiveStudio(Words engine_words)
      : controller_({support::binary("corelogic-controller")}, house_.environment()),
        engine_(with_program(std::move(engine_words)), jack_.environment(house_.environment())) {
    auto connection = client::Connection::open(
        context_,
        {.endpoint = "ipc://" + house_.runtime_directory() + "/control", .name = "test", .timeout = 10s});
    if (!connection) throw std::runtime_error(connection.refusal().sentence);
    connection_.emplace(std::move(*connection));
    if (!eventually([this] { return status().engine_connected; })) throw std::runtime_error(words());
    command(messages::ImportProject{"demo", testing::demo_document()});
    command(messages::Play{});
    if (!in_step()) throw std::runtime_error("the engine does not follow: " + words());
  }

  std::vector<std::uint32_t> command(messages::CommandBody command) {
    const auto reply = connection_->call(messages::Command{std::move(command)});
    if (!reply) throw std::runtime_error(reply.refusal().sentence + words());
    if (const auto* refused = std::get_if<messages::Refused>(&reply->body))
      throw std::runtime_error(refused->sentence);
    return std::get<messages::Done>(reply->body).ids;
  }
  [[nodiscard]] messages::Status status() {
    const auto reply = connection_->call(messages::GetStatus{});
    const auto* status = reply ? std::get_if<messages::Status>(&reply->body) : nullptr;
    return status == nullptr ? messages::Status{} : *status;
  }
  [[nodiscard]] bool in_step() {
    return eventually([this] {
      const messages::Status now = status();
      return now.engine_connected && now.engine_hash == now.graph_hash;
    });
  }
  /// Waits until the transport has moved on by so much.
  [[nodiscard]] bool plays(std::int64_t frames) {
    const std::int64_t until = status().position + frames;
    return eventually([&] { return status().position >= until; });
  }
  /// Ends the engine in order.  Returns what the guard said as it left, and the exit status.
  support::Exit end_engine() { return engine_.stop(); }
  [[nodiscard]] std::string words() { return engine_.standard_error() + controller_.standard_error(); }
  [[nodiscard]] std::string guard_words() { return engine_.standard_error(); }

 private:
  static Words with_program(Words words) {
    words.insert(words.begin(), CORELOGIC_GUARDED_ENGINE);
    return words;
  }

  support::House house_;
  support::JackServer jack_;
  support::Process controller_;
  support::Process engine_;
  wire::Context context_;
  std::optional<client::Connection> connection_;
};

/// One track comes, is edited in every way, and goes.
void edit_once(LiveStudio& studio, int round) {
  using namespace messages;
  const TrackId track{studio.command(AddTrack{.name = "Extra"}).at(0)};
  studio.command(SetInput{track, FileInput{"/usr/share/sonic-pi/samples/loop_amen_full.flac", true}});
  const InsertId comp{studio.command(AddInsert{track, "compressor", kAtEnd, {}, false}).at(0)};
  const InsertId reverb{studio.command(AddInsert{track, "reverb", 0, {}, false}).at(0)};
  const SendId send{studio.command(AddSend{track, testing::kReverb, {-6.0}, 0.0, false}).at(0)};
  for (int step = 0; step < 10; ++step) {
    studio.command(SetVolume{testing::kGuitar, {-static_cast<double>(step)}});
    studio.command(SetSendLevel{send, {-static_cast<double>(step)}});
    studio.command(SetPan{track, step / 10.0});
  }
  studio.command(MoveInsert{comp, 0});
  studio.command(SetParameter{comp, "threshold", -30.0});
  studio.command(SetParameter{reverb, "decay", 1.0 + round % 3});
  studio.command(SetInsertBypass{reverb, true});
  studio.command(SetSendPreFader{send, true});
  studio.command(Stop{});
  studio.command(SetSolo{track, true});
  studio.command(Locate{round * 1000});
  studio.command(Play{});
  studio.command(RemoveInsert{comp});
  studio.command(SetOutput{track, DeviceOutput{{5, 6}}});
  studio.command(SetMute{testing::kDrums, round % 2 == 0});
  if (round % 4 == 0) {
    EXPECT_TRUE(studio.in_step()) << studio.words();
  }
  studio.command(RemoveSend{send});
  studio.command(RemoveTrack{track});
  studio.command(Undo{});
  studio.command(Redo{});
}

class GuardedLiveEngineTest : public ::testing::TestWithParam<Words> {};

TEST_P(GuardedLiveEngineTest, DoesNothingForbiddenWhileItIsEdited) {
  LiveStudio studio(GetParam());
  EXPECT_THAT(studio.status().warnings,
              ::testing::Not(::testing::Contains(HasSubstr("memory is not locked"))))
      << "without the right to lock memory each page met for the first time is a fault";
  const auto end = std::chrono::steady_clock::now() + 5s;
  int rounds = 0;
  for (; std::chrono::steady_clock::now() < end; ++rounds) edit_once(studio, rounds);
  EXPECT_TRUE(studio.in_step());
  EXPECT_TRUE(studio.plays(9600));
  const auto exit = studio.end_engine();
  std::cout << rounds << " rounds of edits; " << studio.guard_words() << "\n";
  EXPECT_EQ(exit.status, 0) << studio.guard_words();
  EXPECT_THAT(studio.guard_words(), HasSubstr("scopes, 0 violations"));
}

INSTANTIATE_TEST_SUITE_P(Devices, GuardedLiveEngineTest,
                         ::testing::Values(Words{"--device", "jack", "--connect"},
                                           Words{"--device", "jack", "--connect", "--threads", "2"},
                                           Words{"--device", "timer"}));

using Plant =
    std::pair<std::string, std::string>;  ///< what is planted, and a word of the report that sees it

class PlantedLiveTest : public ::testing::TestWithParam<Plant> {};

TEST_P(PlantedLiveTest, IsSeenInTheCallback) {
  LiveStudio studio({"--plant=" + GetParam().first, "--device", "jack", "--connect"});
  ASSERT_TRUE(studio.plays(24000));
  EXPECT_EQ(studio.end_engine().status, kNotClean) << studio.guard_words();
  EXPECT_THAT(studio.guard_words(), HasSubstr(GetParam().second));
}

INSTANTIATE_TEST_SUITE_P(Plants, PlantedLiveTest,
                         ::testing::Values(Plant{"malloc", "malloc"}, Plant{"lock", "pthread_mutex_lock"},
                                           Plant{"call", "system call"}, Plant{"switch", "voluntary switch"},
                                           Plant{"fault", "page fault"},
                                           Plant{"denormals", "denormals are not flushed"}),
                         [](const auto& plant) { return plant.param.first; });

}  // namespace
}  // namespace corelogic
