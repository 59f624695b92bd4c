// durability_test.cpp: kill -9 at random moments: what was acknowledged is there, once; undo and replies
// survive; how long durable answers take.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>

#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using vocabulary::RefusalCode;

/// Each edit adds a track named by its sequence: lost or doubled shows at once.
struct Ledger {
  std::uint64_t next = 1;
  std::set<std::string> acknowledged;
};

std::string name_of(std::uint64_t sequence) {
  return "T" + std::to_string(sequence);
}

Request edit(std::uint64_t sequence) {
  Request request = Client::command(AddTrack{TrackKind::kAudio, name_of(sequence)});
  request.client = ClientId{99};
  request.sequence = sequence;
  return request;
}

constexpr std::uint64_t kMostEdits = 9'000;  // a project holds 10 000 tracks

/// Sends without waiting, hears what comes, until `end`.
void edit_until(Client& client, Ledger& ledger, std::chrono::steady_clock::time_point end) {
  std::uint64_t unanswered = 0;
  while (std::chrono::steady_clock::now() < end) {
    while (unanswered < 16 && ledger.next < kMostEdits) {
      client.send(edit(ledger.next++));
      ++unanswered;
    }
    if (const auto reply = client.hear(1ms)) {
      ASSERT_TRUE(is_done(*reply)) << sentence_of(*reply);
      ledger.acknowledged.insert(name_of(reply->sequence));
      --unanswered;
    }
  }
}

/// Kills one controller so often, and compares the ledger with the project each time.
void kill_and_compare(int kills, std::mt19937& random, std::size_t& edits, Milliseconds& slowest) {
  RunningController controller;
  Ledger ledger;
  for (int i = 0; i < kills; ++i) {
    const std::uint64_t first = ledger.next;
    {
      Client client(controller);
      edit_until(client, ledger, std::chrono::steady_clock::now() + Milliseconds(random() % 60));
      controller.kill();
      while (const auto late = client.hear(0ms))
        if (is_done(*late)) ledger.acknowledged.insert(name_of(late->sequence));
    }
    const auto began = std::chrono::steady_clock::now();
    controller.start();
    Client client(controller);
    std::multiset<std::string> names;
    for (const Track& track : client.project().tracks) names.insert(track.name);
    slowest = std::max(slowest, std::chrono::ceil<Milliseconds>(std::chrono::steady_clock::now() - began));
    for (const std::string& name : ledger.acknowledged) ASSERT_EQ(names.count(name), 1U) << name;
    // Repeating everything of this round: what was applied is answered again, the rest is applied once.
    for (std::uint64_t sequence = first; sequence < ledger.next; ++sequence) {
      const Reply again = client.ask_as_is(edit(sequence));
      ASSERT_TRUE(is_done(again)) << sentence_of(again);
      ledger.acknowledged.insert(name_of(sequence));
    }
    ASSERT_EQ(client.project().tracks.size(), ledger.next);  // and the master
  }
  edits += ledger.acknowledged.size();
}

TEST(Durability, KillsLoseNothingAcknowledgedAndApplyNothingTwice) {
  const char* all = std::getenv("CORELOGIC_TEST_ALL");
  const int rounds = all != nullptr && *all != '\0' ? 10 : 2;
  std::mt19937 random(4711);
  std::size_t edits = 0;
  Milliseconds slowest{};
  for (int round = 0; round < rounds && !::testing::Test::HasFatalFailure(); ++round)
    kill_and_compare(10, random, edits, slowest);
  std::printf("%d kills, %zu edits, slowest return %lld ms\n", rounds * 10, edits,
              static_cast<long long>(slowest.count()));
  EXPECT_LT(slowest, 2s);  // the promise of 500 ms is the bench's; this one only sees hanging
}

TEST(Durability, UndoReachesAcrossARestartAndARepeatIsAnsweredAsBefore) {
  RunningController controller;
  Reply first;
  {
    Client client(controller, wire::Encoding::kCapnp, 99);
    first = client.ask(Client::command(AddTrack{TrackKind::kAudio, "A"}));
    client.done(SetVolume{TrackId{2}, {-6}});
    client.done(SetVolume{TrackId{2}, {-9}});
    client.done(Undo{});
  }
  controller.kill();
  controller.start();
  Client client(controller, wire::Encoding::kCapnp, 99);
  const Reply again = client.ask(Client::command(AddTrack{TrackKind::kAudio, "A"}));
  EXPECT_EQ(std::get<Done>(again.body).ids, std::get<Done>(first.body).ids);
  EXPECT_EQ(again.revision, first.revision);
  client.sequence_ = 10;
  EXPECT_EQ(client.project().tracks[0].volume.value, -6);
  client.done(Redo{});
  EXPECT_EQ(client.project().tracks[0].volume.value, -9);
  client.done(Undo{});
  client.done(Undo{});
  EXPECT_EQ(client.project().tracks[0].volume.value, 0);
  client.done(Undo{});
  EXPECT_EQ(client.project().tracks.size(), 1U);
  EXPECT_EQ(code_of(client.ask_command(Undo{})), RefusalCode::kNothingToUndo);
}

TEST(Durability, AReleasedGestureIsOneStepAndSurvivesAKill) {
  RunningController controller;
  {
    Client client(controller, wire::Encoding::kCapnp, 99);
    client.done(AddTrack{TrackKind::kAudio, "A"});
    for (int i = 1; i <= 40; ++i) {
      Request move = Client::command(SetVolume{TrackId{2}, {-i / 4.0}});
      move.gesture = 3;
      move.gesture_ends = i == 40;
      ASSERT_TRUE(is_done(client.ask(move)));
    }
  }
  controller.kill();
  controller.start();
  Client client(controller, wire::Encoding::kCapnp, 99);
  client.sequence_ = 100;
  EXPECT_EQ(client.project().tracks[0].volume.value, -10);
  client.done(Undo{});
  EXPECT_EQ(client.project().tracks[0].volume.value, 0);
}

TEST(Durability, AFullDiskRefusesTheEditAndKeepsTheControllerUp) {
  // ulimit -f: no file may grow beyond 200 KiB (and SIGXFSZ is ignored, so that writing says EFBIG).
  RunningController controller({"/bin/bash", "-c", "trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\""});
  Client client(controller, wire::Encoding::kCapnp, 99);
  std::set<std::string> acknowledged;
  Reply reply;
  for (int i = 0; i < 2000; ++i) {
    const std::string name = name_of(static_cast<std::uint64_t>(i)) + std::string(40, '.');
    reply = client.ask(Client::command(AddTrack{TrackKind::kAudio, name}));
    if (!is_done(reply)) break;
    acknowledged.insert(name);
  }
  ASSERT_EQ(code_of(reply), RefusalCode::kStorage);
  const auto names_now = [](Client& asked) {
    std::set<std::string> names;
    for (const Track& track : asked.project().tracks)
      if (track.kind == TrackKind::kAudio) names.insert(track.name);
    return names;
  };
  EXPECT_EQ(names_now(client), acknowledged);
  EXPECT_TRUE(controller.process().running());
  controller.kill();
  controller.start();
  Client again(controller);
  EXPECT_EQ(names_now(again), acknowledged);
}

TEST(Durability, PrintsHowLongDurableAnswersTake) {
  RunningController controller;
  Client client(controller, wire::Encoding::kCapnp, 99);
  client.done(AddTrack{TrackKind::kAudio, "A"});
  std::vector<double> milliseconds;
  for (int i = 0; i < 300; ++i) {
    const auto began = std::chrono::steady_clock::now();
    client.done(SetMute{TrackId{2}, i % 2 == 0});
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    milliseconds.push_back(took.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::printf("durable answer: N=300 p50 %.2f ms, p99 %.2f ms, worst %.2f ms\n", milliseconds[150],
              milliseconds[297], milliseconds.back());
}

}  // namespace
}  // namespace corelogic::contract
