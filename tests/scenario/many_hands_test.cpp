// many_hands_test.cpp: fifty clients, each a process, edit at once while the controller is killed, clients
// are stopped, killed and cut off; when it is quiet all replicas are equal. With CORELOGIC_TEST_ALL 10^5
// edits.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>

#include "schema/wire/state_hash.h"
#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using Clock = std::chrono::steady_clock;

constexpr unsigned kHands = 50;
constexpr unsigned kTracks = 24;

unsigned edits_of_each() {
  return std::getenv("CORELOGIC_TEST_ALL") == nullptr ? 300 : 2000;  // 15 000 or 100 000 in all
}

double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

class ManyHands : public testing::Test {
 protected:
  ManyHands() {
    Client client(controller_, wire::Encoding::kCapnp, 9'999);
    Batch batch;
    for (unsigned i = 0; i < kTracks; ++i)
      batch.commands.push_back({AddTrack{TrackKind::kAudio, "T" + std::to_string(i)}});
    client.done(std::move(batch));
    for (unsigned i = 0; i < kHands; ++i) hands_.push_back(start_hand(i));
    for (auto& hand : hands_) EXPECT_TRUE(hand->says("here", 60s)) << hand->standard_error();
  }
  std::unique_ptr<support::Process> start_hand(unsigned number) {
    return std::make_unique<support::Process>(
        std::vector<std::string>{support::binary("corelogic-test-hand"), controller_.house().scratch().path(),
                                 std::to_string(++started_ * 100 + number), std::to_string(edits_of_each())},
        controller_.house().environment());
  }
  support::Process& any() { return *hands_[random_() % hands_.size()]; }
  /// One fault: the controller dies, a client is stopped for longer than its session lives, or is another
  /// one.
  void misfortune(int kind) {
    if (kind % 3 == 0) {
      controller_.kill();
      controller_.start();
    } else if (kind % 3 == 1) {
      any().signal(SIGSTOP);
      any().signal(SIGSTOP);
    } else {
      const auto place = static_cast<unsigned>(random_() % hands_.size());
      hands_[place]->signal(SIGKILL);
      EXPECT_TRUE(hands_[place]->wait());
      hands_[place] = start_hand(place);
      EXPECT_TRUE(hands_[place]->says("here", 60s)) << hands_[place]->standard_error();
    }
  }
  void wake_all() {
    for (auto& hand : hands_) hand->signal(SIGCONT);
  }
  bool all_done() {
    for (auto& hand : hands_)
      if (hand->standard_output().find("done") == std::string::npos) return false;
    return true;
  }
  /// Those whose newest word is another hash than the controller's.
  std::size_t others_than(std::uint64_t hash) {
    const std::string wanted = "hash " + std::to_string(hash) + "\n";
    std::size_t count = 0;
    for (auto& hand : hands_) count += hand->standard_output().ends_with(wanted) ? 0 : 1;
    return count;
  }

  RunningController controller_;
  unsigned started_ = 0;
  std::mt19937 random_{4711};
  std::vector<std::unique_ptr<support::Process>> hands_;
};

TEST_F(ManyHands, AgreeWithinASecondOfQuiet) {
  const auto begun = Clock::now();
  for (int kind = 0; kind < 6; ++kind) {
    misfortune(kind);
    // A stopped client's session ends after 3 s; others go on meanwhile.
    const auto until = Clock::now() + (kind % 3 == 1 ? 4s : 1s);
    (void)support::eventually([&] { return Clock::now() >= until; }, 10s);
    wake_all();
  }
  const auto patience = std::getenv("CORELOGIC_TEST_ALL") == nullptr ? 90s : 1200s;
  ASSERT_TRUE(support::eventually([&] { return all_done(); }, patience));
  const double edited = seconds_since(begun);
  Client asker(controller_);
  std::ofstream(controller_.house().scratch().file("quiet")) << "quiet\n";
  const auto quiet = Clock::now();
  const auto hash = std::get<StateHash>(asker.ask(Client::request(GetHash{})).body).hash;
  EXPECT_TRUE(support::eventually([&] { return others_than(hash) == 0; }, 10s))
      << others_than(hash) << " of " << kHands << " replicas differ";
  const double agreed = seconds_since(quiet);
  EXPECT_EQ(std::get<StateHash>(asker.ask(Client::request(GetHash{})).body).hash, hash) << "it was not quiet";
  const Status status = asker.status();
  std::printf("%u hands, revision %llu after %.1f s; all agree %.2f s after the quiet\n", kHands,
              static_cast<unsigned long long>(status.revision), edited, agreed);
  EXPECT_LT(agreed, 3.0) << "promised is 1 s; on a machine that is busy elsewhere they may come late";
}

}  // namespace
}  // namespace corelogic::contract
