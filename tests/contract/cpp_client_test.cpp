// cpp_client_test.cpp: the C++ client against the real controller, through its deaths; the example of its
// page runs.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "clients/cpp/corelogic.h"
#include "schema/wire/state_hash.h"
#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

client::Studio open(const RunningController& controller, const std::string& name) {
  auto studio =
      client::Studio::open({.endpoint = controller.endpoint("control"), .name = name, .timeout = 20s});
  EXPECT_TRUE(studio);
  return *std::move(studio);
}

/// Until both see the same, which is what the controller has.
bool agree(client::Studio& studio, Client& asker) {
  return support::eventually([&] {
    studio.poll(10ms);
    const auto hash = std::get<StateHash>(asker.ask(Client::request(GetHash{})).body).hash;
    return studio.replica().following() && studio.replica().mirror().hash() == hash;
  });
}

TEST(CppClient, RunsTheExampleOfItsPage) {
  RunningController controller;
  const auto finished =
      support::run({support::binary("corelogic-example")}, controller.house().environment(), 30s);
  EXPECT_EQ(finished.exit.status, 0) << finished.output << finished.error;
  EXPECT_THAT(finished.output, HasSubstr("Master is at 0.0 dB again"));
}

TEST(CppClient, WaitsForItsCallsOrDoesNot) {
  RunningController controller;
  auto studio = open(controller, "caller");
  ASSERT_TRUE(studio.wait());
  const auto made = studio.call(AddTrack{TrackKind::kAudio, "Guitar"});
  ASSERT_TRUE(made) << made.refusal().sentence;
  const TrackId guitar{made->ids.at(0)};
  int answered = 0;
  for (int i = 0; i < 50; ++i)
    studio.post(SetVolume{guitar, {-static_cast<double>(i)}}, [&](const client::Result<Done>& done) {
      EXPECT_TRUE(done) << done.refusal().sentence;
      ++answered;
    });
  EXPECT_TRUE(support::eventually([&] { return studio.poll(10ms), answered == 50; }));
  const auto loud = studio.call(SetVolume{guitar, {13}});
  ASSERT_FALSE(loud);
  EXPECT_EQ(loud.refusal().code, RefusalCode::kInvalid);
  EXPECT_EQ(loud.refusal().subject, "setVolume.volume");
  Client asker(controller);
  EXPECT_TRUE(agree(studio, asker));
  EXPECT_EQ(studio.project().tracks[0].volume.value, -49);
}

TEST(CppClient, IsTheSameAfterTheControllerDied) {
  RunningController controller;
  auto studio = open(controller, "survivor");
  ASSERT_TRUE(studio.wait());
  Client asker(controller);
  for (int i = 0; i < 3; ++i) {
    std::vector<std::string> names;
    int answered = 0;
    for (int edit = 0; edit < 20; ++edit)
      studio.post(AddTrack{TrackKind::kAudio, std::to_string(i) + "." + std::to_string(edit)},
                  [&](const client::Result<Done>& done) {
                    EXPECT_TRUE(done) << done.refusal().sentence;
                    ++answered;
                  });
    controller.kill();
    controller.start();
    EXPECT_TRUE(support::eventually([&] { return studio.poll(10ms), answered == 20; }, 20s));
    EXPECT_TRUE(agree(studio, asker));
    EXPECT_EQ(studio.project().tracks.size(), 1U + 20U * static_cast<unsigned>(i + 1))
        << "once, each of them";
  }
}

TEST(CppClient, HoldsAControlWhileItMoves) {
  RunningController controller;
  auto hand = open(controller, "hand");
  auto other = open(controller, "other");
  ASSERT_TRUE(hand.wait() && other.wait());
  const TrackId track{hand.call(AddTrack{TrackKind::kAudio, "Guitar"})->ids.at(0)};
  const std::string control = "track/" + std::to_string(track.value) + "/volume";
  {
    client::Gesture fader(hand, control);
    for (int i = 1; i <= 10; ++i) fader.move(SetVolume{track, {-static_cast<double>(i)}});
    EXPECT_TRUE(support::eventually([&] {
      hand.poll(1ms);
      other.poll(1ms);
      return other.replica().held().size() == 1;
    }));
    EXPECT_EQ(other.replica().held().at(0).name, "hand");
    const auto no = other.call(SetVolume{track, {0}}, {.gesture = 1});
    ASSERT_FALSE(no);
    EXPECT_EQ(no.refusal().code, RefusalCode::kConflict);
    const auto moved = fader.release(SetVolume{track, {-11}});
    ASSERT_TRUE(moved) << moved.refusal().sentence;
  }
  EXPECT_TRUE(support::eventually([&] { return other.poll(1ms), other.replica().held().empty(); }));
  ASSERT_TRUE(hand.call(Undo{})) << "the gesture is one step";
  Client asker(controller);
  EXPECT_TRUE(agree(hand, asker));
  EXPECT_EQ(hand.project().tracks[0].volume.value, 0);
}

TEST(CppClient, TellsOfAGestureWhatWasRefusedOfIt) {
  RunningController controller;
  auto studio = open(controller, "hand");
  ASSERT_TRUE(studio.wait());
  const TrackId track{studio.call(AddTrack{TrackKind::kAudio, "Guitar"})->ids.at(0)};
  client::Gesture fader(studio, "");
  fader.move(SetVolume{track, {-3}});
  fader.move(SetVolume{track, {99}});
  const auto moved = fader.release(SetVolume{track, {-4}});
  ASSERT_FALSE(moved);
  EXPECT_EQ(moved.refusal().subject, "setVolume.volume");
  Client asker(controller);
  EXPECT_TRUE(agree(studio, asker));
  EXPECT_EQ(studio.project().tracks[0].volume.value, -4);
}

/// Every fenced program of the pages for newcomers, as it stands there.
TEST(CppClient, IsTheProgramThatItsPagesShow) {
  std::ifstream page(support::source_directory() + "/clients/cpp/README.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  std::ifstream file(support::source_directory() + "/clients/cpp/example/first.cpp");
  const std::string program{std::istreambuf_iterator<char>(file), {}};
  ASSERT_THAT(program, HasSubstr("int main() {"));
  EXPECT_THAT(text, HasSubstr("```cpp\n" + program.substr(program.find("#include")) + "```"));
  RunningController controller;
  Client asker(controller);
  asker.done(AddTrack{TrackKind::kAudio, "Guitar"});
  const auto ran = support::run({support::binary("corelogic-first")}, controller.house().environment(), 30s);
  EXPECT_EQ(ran.exit.status, 0) << ran.output << ran.error;
  EXPECT_THAT(ran.output, HasSubstr("refused (setVolume.volume): "));
  EXPECT_THAT(ran.output, HasSubstr("Guitar is at -6.0 dB"));
}

TEST(CppClient, SaysThatNobodyIsThere) {
  support::ScratchDirectory nowhere;
  auto studio = client::Studio::open({.endpoint = "ipc://" + nowhere.file("control"), .timeout = 300ms});
  ASSERT_TRUE(studio);
  const auto waited = studio->wait(300ms);
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.refusal().code, RefusalCode::kNotFound);
  const auto called = studio->call(Undo{});
  ASSERT_FALSE(called);
  EXPECT_EQ(called.refusal().subject, "controller");
}

}  // namespace
}  // namespace corelogic::contract
