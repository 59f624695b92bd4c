// parts_test.cpp: mailbox, gesture board, commit line, outbox, token bucket, transport memory and graph
// mirror.
#include <gmock/gmock.h>

#include <thread>

#include "controller/actors/commit_line.h"
#include "controller/actors/gesture_board.h"
#include "controller/actors/graph_mirror.h"
#include "controller/actors/outbox.h"
#include "controller/actors/token_bucket.h"
#include "controller/actors/transport_memory.h"
#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/value_compiler.h"
#include "controller/project/apply_change.h"
#include "schema/messages/graph_hash.h"

namespace corelogic::actors {
namespace {

using namespace std::chrono_literals;
using messages::ChangeSet;
using messages::ClientId;
using messages::TrackId;
using messages::VolumeSet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

store::Edit move(std::uint64_t revision, std::uint64_t client, std::uint32_t gesture, std::uint32_t track,
                 double level) {
  store::Edit edit;
  edit.set.revision = {2, revision};
  edit.set.client = ClientId{client};
  edit.set.sequence = revision;
  edit.set.gesture = gesture;
  edit.set.changes = {VolumeSet{TrackId{track}, {level}}};
  edit.inverse = {VolumeSet{TrackId{track}, {level + 1}}};
  edit.first_revision = revision;
  edit.first_sequence = revision;
  return edit;
}

TEST(Mailbox, KeepsTheOrderRefusesWhenFullAndAnswersAPingWhenTaken) {
  Mailbox<int> box(3);
  EXPECT_TRUE(box.post(1) && box.post(2) && box.post(3));
  EXPECT_FALSE(box.post(4));
  box.ping();
  EXPECT_FALSE(box.answered());
  EXPECT_THAT(box.take(), ElementsAre(1, 2, 3));
  EXPECT_TRUE(box.answered());
  EXPECT_TRUE(box.post(5));
}

TEST(Mailbox, LosesNothingBetweenThreads) {
  Mailbox<int> box(100'000);
  std::jthread first([&] {
    for (int i = 0; i < 10'000; ++i) box.post(2 * i);
  });
  std::jthread second([&] {
    for (int i = 0; i < 10'000; ++i) box.post(2 * i + 1);
  });
  int last[] = {-2, -1};
  std::size_t taken = 0;
  while (taken < 20'000) {
    ASSERT_TRUE(wire::wait({}, &box.waker(), 10s));
    for (const int one : box.take()) {
      EXPECT_EQ(one, last[one % 2] + 2);
      last[one % 2] = one;
      ++taken;
    }
  }
}

TEST(GestureBoard, KeepsTheLastValueAndTheFirstInverseOfAGesture) {
  GestureBoard board;
  const auto now = Clock::now();
  EXPECT_FALSE(board.deadline());
  for (std::uint64_t i = 1; i <= 5; ++i) {
    store::Edit next = move(i, 7, 3, 2, -static_cast<double>(i));
    next.least = i == 3 ? messages::Role::kMixer : messages::Role::kMusician;
    board.add(next, now + i * 1ms);
  }
  EXPECT_EQ(board.deadline(), now + 1ms + kGestureToDisk);
  EXPECT_EQ(board.find(ClientId{7}, 3), (vocabulary::Revision{2, 5}));
  EXPECT_FALSE(board.find(ClientId{7}, 6));
  const auto taken = board.take();
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_EQ(taken[0].set.changes, (messages::Changes{VolumeSet{TrackId{2}, {-5}}}));
  EXPECT_EQ(taken[0].inverse, (messages::Changes{VolumeSet{TrackId{2}, {0}}}));
  EXPECT_EQ(taken[0].first_revision, 1U);
  EXPECT_EQ(taken[0].set.revision.number, 5U);
  EXPECT_EQ(taken[0].least, messages::Role::kMixer);
  EXPECT_THAT(board.take(), IsEmpty());
}

TEST(GestureBoard, SaysWhenTwoHandsAreOnOneFaderAndGivesRowsInOrderOfRevisions) {
  GestureBoard board;
  board.add(move(1, 7, 3, 2, -1), Clock::now());
  EXPECT_TRUE(board.disputed(move(2, 8, 3, 2, -2).set));
  EXPECT_FALSE(board.disputed(move(2, 7, 3, 2, -2).set));
  EXPECT_FALSE(board.disputed(move(2, 8, 3, 4, -2).set));
  board.add(move(2, 8, 3, 4, -2), Clock::now());
  board.add(move(3, 7, 3, 2, -2), Clock::now());
  const auto taken = board.take();
  ASSERT_THAT(taken, SizeIs(2));
  EXPECT_EQ(taken[0].set.client, ClientId{8});
  EXPECT_EQ(taken[1].set.client, ClientId{7});
}

TEST(CommitLine, LetsNoMoveOvertakeAnEditThatWaitsForTheDisk) {
  CommitLine line;
  const auto share = [](const store::Edit& edit) { return std::make_shared<const store::Edit>(edit); };
  const auto heard = [&] {
    std::vector<std::uint64_t> revisions;
    for (const auto& set : line.take_audible()) revisions.push_back(set->revision.number);
    return revisions;
  };
  line.hear(std::make_shared<const ChangeSet>(move(1, 7, 3, 2, -1).set));
  EXPECT_THAT(heard(), ElementsAre(1));
  line.add(share(move(2, 8, 0, 4, -1)), {});
  line.hear(std::make_shared<const ChangeSet>(move(3, 7, 3, 2, -2).set));
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_NE(line.find(ClientId{8}, 2), nullptr);
  EXPECT_THAT(line.take_through(2), SizeIs(1));
  EXPECT_THAT(heard(), ElementsAre(2, 3));
  EXPECT_TRUE(line.empty());
}

TEST(CommitLine, ForgetsWhatTheDiskHasRefused) {
  CommitLine line;
  line.add(std::make_shared<const store::Edit>(move(1, 7, 0, 2, -1)), {});
  line.hear(std::make_shared<const ChangeSet>(move(2, 7, 3, 2, -2).set));
  EXPECT_THAT(line.give_up(), SizeIs(1));
  EXPECT_THAT(line.take_audible(), IsEmpty());
}

TEST(Outbox, EmptiesOvertakenMovesAndLeavesNoHole) {
  Outbox box;
  for (std::uint64_t i = 1; i <= 3; ++i)
    box.add(std::make_shared<const ChangeSet>(move(i, 7, 3, 2, -static_cast<double>(i)).set));
  std::vector<std::uint64_t> revisions;
  std::vector<std::size_t> sizes;
  for (; !box.empty(); box.pop()) {
    const auto& set = std::get<Outbox::Set>(box.front());
    revisions.push_back(set->revision.number);
    sizes.push_back(set->changes.size());
  }
  EXPECT_THAT(revisions, ElementsAre(1, 2, 3));
  EXPECT_THAT(sizes, ElementsAre(0, 0, 1));
  EXPECT_EQ(box.bytes(), 0U);
}

TEST(Outbox, KeepsTouchesInTheirPlaceBetweenTheChanges) {
  Outbox box;
  box.add(std::make_shared<const ChangeSet>(move(1, 7, 3, 2, -1).set));
  box.add(std::make_shared<const messages::Touched>(
      messages::Touched{ClientId{7}, "A", "track/2/volume", false}));
  box.add(std::make_shared<const ChangeSet>(move(2, 7, 3, 2, -2).set));
  EXPECT_EQ(box.size(), 3U);
  EXPECT_EQ(std::get<Outbox::Set>(box.front())->changes.size(), 1U) << "emptied over a touch";
  box.pop();
  EXPECT_EQ(std::get<Outbox::Hand>(box.front())->control, "track/2/volume");
  box.pop();
  EXPECT_EQ(std::get<Outbox::Set>(box.front())->revision.number, 2U);
  box.pop();
  EXPECT_EQ(box.bytes(), 0U);
}

TEST(Outbox, GivesUpUnderATouchStormToo) {
  Outbox box;
  const auto hand =
      std::make_shared<const messages::Touched>(messages::Touched{ClientId{7}, "A", "track/2/pan", true});
  for (int i = 0; i < 10'000; ++i) box.add(hand);
  EXPECT_TRUE(box.gap());
  EXPECT_TRUE(box.empty());
}

TEST(Outbox, GivesUpInsteadOfGrowing) {
  Outbox box;
  for (std::uint64_t i = 1; i <= 100'000; ++i) {
    box.add(std::make_shared<const ChangeSet>(move(i, 7, 0, 2, 0).set));
    ASSERT_LE(box.bytes(), Outbox::kMostBytes);
  }
  EXPECT_TRUE(box.gap());
  EXPECT_TRUE(box.empty());
  box.clear();
  EXPECT_FALSE(box.gap());
}

TEST(TokenBucket, LetsABurstThroughAndThenItsRate) {
  const auto now = Clock::now();
  TokenBucket bucket(1000, 10, now);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(bucket.take(1, now));
  EXPECT_FALSE(bucket.take(1, now));
  EXPECT_FALSE(bucket.take(3, now + 2ms));
  EXPECT_TRUE(bucket.take(2, now + 2ms));
  int after_long = 0;
  while (bucket.take(1, now + 1h)) ++after_long;
  EXPECT_EQ(after_long, 10);
}

TEST(TransportMemory, CountsOnWhileRolling) {
  TransportMemory memory;
  const auto now = Clock::now();
  EXPECT_THAT(memory.restore(now), IsEmpty());
  messages::EngineStatus status;
  status.sample_rate = 48000;
  status.position = 1000;
  status.rolling = true;
  memory.see(status, now);
  EXPECT_THAT(memory.restore(now + 500ms),
              ElementsAre(messages::TransportOrder{messages::TransportLocate{25000}},
                          messages::TransportOrder{messages::TransportPlay{}}));
  memory.order(messages::TransportStop{}, now + 500ms);
  EXPECT_THAT(memory.restore(now + 5s),
              ElementsAre(messages::TransportOrder{messages::TransportLocate{25000}}));
}

TEST(GraphMirror, HasTheHashOfTheProjectItFollows) {
  auto project = project::make_empty("x", 48000);
  GraphMirror mirror;
  mirror.replace(compiler::compile(project, {2, 1}, {"/audio"}));
  const messages::Changes changes{VolumeSet{TrackId{1}, {-6}}, messages::MonitorLevelSet{TrackId{1}, {-3}}};
  project::apply(project, changes);
  const auto values = compiler::compile_values(project, changes);
  ASSERT_TRUE(values);
  const auto before = mirror.hash();
  mirror.set({{2, 2}, *values});
  EXPECT_EQ(mirror.hash(), messages::graph_hash(compiler::compile(project, {2, 2}, {"/audio"})));
  EXPECT_NE(mirror.hash(), before);
  EXPECT_EQ(mirror.revision(), (vocabulary::Revision{2, 2}));
  project::apply(project, messages::TempoSet{90});
  mirror.set_tempo(90);
  EXPECT_EQ(mirror.hash(), messages::graph_hash(compiler::compile(project, {2, 3}, {"/audio"})));
}

}  // namespace
}  // namespace corelogic::actors
