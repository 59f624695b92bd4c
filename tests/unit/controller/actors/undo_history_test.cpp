// undo_history_test.cpp: steps, gestures, other people's edits, and the same stacks after a restart.
#include "controller/actors/undo_history.h"

#include <gmock/gmock.h>

namespace corelogic::actors {
namespace {

using messages::ClientId;
using messages::TrackId;
using messages::VolumeSet;
using store::EditKind;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr ClientId kAnn{1};
constexpr ClientId kBob{2};

/// Writes edits into a history and keeps them, as the journal would.
struct Scribe {
  UndoHistory history;
  std::vector<store::Edit> journal;
  messages::Role least = messages::Role::kEditor;

  void write(ClientId client, double before, std::uint32_t gesture = 0, EditKind kind = EditKind::kEdit,
             std::uint64_t target = 0, TrackId track = TrackId{2}) {
    store::Edit edit;
    const std::uint64_t revision = journal.size() + 1;
    edit.set.revision = {2, revision};
    edit.set.client = client;
    edit.set.gesture = gesture;
    edit.set.changes = {VolumeSet{track, {before - 1}}};
    edit.inverse = {VolumeSet{track, {before}}};
    edit.kind = kind;
    edit.first_revision = revision;
    edit.least = least;
    edit.target = target;
    if (kind == EditKind::kUndo) edit.target = history.undo_step(client)->last_revision;
    if (kind == EditKind::kRedo) edit.target = history.redo_step(client)->last_revision;
    journal.push_back(edit);
    history.record(std::make_shared<const store::Edit>(edit));
  }
  [[nodiscard]] static std::uint64_t revision_of(const Step* step) { return step ? step->last_revision : 0; }
};

TEST(UndoHistory, KeepsAStackForEachClient) {
  Scribe scribe;
  scribe.write(kAnn, 0);
  scribe.write(kBob, -1);
  scribe.write(kAnn, -2);
  EXPECT_EQ(Scribe::revision_of(scribe.history.undo_step(kAnn)), 3U);
  EXPECT_EQ(Scribe::revision_of(scribe.history.undo_step(kBob)), 2U);
  EXPECT_EQ(scribe.history.undo_step(ClientId{0}), nullptr);
  EXPECT_THAT(scribe.history.by_others_since(kAnn, 1), SizeIs(1));
  EXPECT_THAT(scribe.history.by_others_since(kBob, 2), SizeIs(1));
}

TEST(UndoHistory, MakesOneStepOfAGestureThatTakesBackItsFirstMove) {
  Scribe scribe;
  scribe.write(kAnn, 0, 5);
  scribe.write(kBob, -1, 5, EditKind::kEdit, 0, TrackId{3});  // another fader, the same number
  scribe.write(kAnn, -2, 5);
  scribe.write(kAnn, -3, 6);
  EXPECT_EQ(scribe.history.undo_step(kAnn)->first_revision, 4U);
  scribe.history.drop_undo(kAnn);
  const Step* step = scribe.history.undo_step(kAnn);
  EXPECT_EQ(step->first_revision, 1U);
  EXPECT_EQ(step->last_revision, 3U);
  EXPECT_EQ(step->inverse, (messages::Changes{VolumeSet{TrackId{2}, {0}}}));
}

/// Whoever takes a gesture back takes back all of it.
TEST(UndoHistory, AsksForAGestureTheHighestRoleOfItsMovesAlsoWhenItIsMadeAgain) {
  Scribe scribe;
  for (const auto least : {messages::Role::kMusician, messages::Role::kEditor, messages::Role::kMixer}) {
    scribe.least = least;
    scribe.write(kAnn, 0, 5);
  }
  EXPECT_EQ(scribe.history.undo_step(kAnn)->least, messages::Role::kEditor);
  scribe.least = messages::Role::kMixer;
  scribe.write(kAnn, -1, 6);
  scribe.write(kAnn, -2, 0, EditKind::kUndo);
  EXPECT_EQ(scribe.history.undo_step(kAnn)->least, messages::Role::kEditor);
  EXPECT_EQ(scribe.history.redo_step(kAnn)->least, messages::Role::kMixer);
}

/// As one step neither part could be taken back: somebody has set the fader since it began.
TEST(UndoHistory, MakesTwoStepsOfAGestureWithWhichSomebodyElseCameInBetween) {
  Scribe scribe;
  scribe.write(kAnn, 0, 5);
  scribe.write(kBob, -1);
  scribe.write(kAnn, -2, 5);
  const Step* step = scribe.history.undo_step(kAnn);
  EXPECT_EQ(step->first_revision, 3U);
  EXPECT_EQ(step->inverse, (messages::Changes{VolumeSet{TrackId{2}, {-2}}})) << "back to what Bob has set";
}

/// A step of which nothing was left is given up; what comes then does not follow the one below it.
TEST(UndoHistory, DoesNotPutMovesTogetherOverAStepThatWasDropped) {
  Scribe scribe;
  scribe.write(kAnn, 0, 5);
  scribe.write(kAnn, -1);
  scribe.history.drop_undo(kAnn);
  scribe.write(kAnn, -2, 5);
  EXPECT_EQ(scribe.history.undo_step(kAnn)->first_revision, 3U);
}

/// The journal does not say that a step was given up: Bob had set all that was in it.
TEST(UndoHistory, PartsAGestureWhereItsFirstPartWasDroppedAfterARestartToo) {
  Scribe scribe;
  scribe.write(kAnn, 0, 5);
  scribe.write(kBob, -1);
  scribe.history.drop_undo(kAnn);
  scribe.write(kAnn, -2, 5, EditKind::kEdit, 0, TrackId{3});
  UndoHistory again;
  again.load(scribe.journal);
  for (const UndoHistory* history : {&scribe.history, &again})
    EXPECT_EQ(history->undo_step(kAnn)->first_revision, 3U);
}

TEST(UndoHistory, GoesBackAndForthAndForgetsTheForthAfterANewEdit) {
  Scribe scribe;
  scribe.write(kAnn, 0);
  scribe.write(kAnn, -1);
  scribe.write(kAnn, -2, 0, EditKind::kUndo);  // takes back 2
  EXPECT_EQ(Scribe::revision_of(scribe.history.undo_step(kAnn)), 1U);
  scribe.write(kAnn, -1, 0, EditKind::kUndo);  // takes back 1
  EXPECT_EQ(scribe.history.undo_step(kAnn), nullptr);
  scribe.write(kAnn, 0, 0, EditKind::kRedo);
  EXPECT_EQ(Scribe::revision_of(scribe.history.redo_step(kAnn)), 3U);
  EXPECT_EQ(Scribe::revision_of(scribe.history.undo_step(kAnn)), 5U);
  scribe.write(kAnn, -1);
  EXPECT_EQ(scribe.history.redo_step(kAnn), nullptr);
}

TEST(UndoHistory, IsTheSameAfterARestart) {
  Scribe scribe;
  scribe.write(kAnn, 0);
  scribe.write(kAnn, -1, 5);
  scribe.write(kBob, -2);
  scribe.write(kAnn, -3, 5);
  scribe.write(kAnn, -4);
  scribe.write(kAnn, -5, 0, EditKind::kUndo);
  UndoHistory again;
  again.load(scribe.journal);
  for (const ClientId client : {kAnn, kBob}) {
    EXPECT_EQ(Scribe::revision_of(again.undo_step(client)),
              Scribe::revision_of(scribe.history.undo_step(client)));
    EXPECT_EQ(Scribe::revision_of(again.redo_step(client)),
              Scribe::revision_of(scribe.history.redo_step(client)));
  }
}

TEST(UndoHistory, GivesAStepThatAnotherTookBackToThatOne) {
  Scribe scribe;
  scribe.write(kBob, 0);
  scribe.write(kBob, -1);
  const auto [owner, step] = scribe.history.newest_step();
  EXPECT_EQ(owner, kBob);
  ASSERT_EQ(Scribe::revision_of(step), 2U);
  scribe.write(kAnn, -2, 0, EditKind::kUndoOthers, 2);
  UndoHistory again;
  again.load(scribe.journal);
  for (const UndoHistory* history : {&scribe.history, &again}) {
    EXPECT_EQ(Scribe::revision_of(history->undo_step(kBob)), 1U) << "Bob would take back what is taken back";
    EXPECT_EQ(Scribe::revision_of(history->undo_step(kAnn)), 3U) << "Ann cannot take back what she did";
    EXPECT_EQ(Scribe::revision_of(history->redo_step(kBob)), 0U);
    EXPECT_EQ(history->newest_step().first, kAnn);
  }
}

TEST(UndoHistory, HasNoNewestStepBeforeTheFirstEdit) {
  EXPECT_EQ(UndoHistory().newest_step().second, nullptr);
}

TEST(UndoHistory, ReachesBackAThousandEdits) {
  Scribe scribe;
  scribe.write(kBob, 0);
  for (int i = 0; i < 1000; ++i) scribe.write(kAnn, i);
  EXPECT_EQ(scribe.history.undo_step(kBob), nullptr);
  EXPECT_EQ(Scribe::revision_of(scribe.history.undo_step(kAnn)), 1001U);
}

}  // namespace
}  // namespace corelogic::actors
