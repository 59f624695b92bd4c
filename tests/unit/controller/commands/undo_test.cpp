// undo_test.cpp: what is taken back, what is left to others, and what is said about it.
#include "controller/commands/undo.h"

#include <gmock/gmock.h>

#include "controller/commands/dispatch.h"
#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/session.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using project::Project;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using vocabulary::RefusalCode;

/// My step, then others' steps, then my undo.
class Story {
 public:
  template <class Body>
  Story& mine(Body body) {
    inverse_ = project::invert(now, changes_of(Command{std::move(body)}));
    project::apply(now, last_);
    others_.clear();
    return *this;
  }
  template <class Body>
  Story& others(Body body) {
    others_.push_back({{}, ClientId{2}, 0, 0, "", changes_of(Command{std::move(body)})});
    project::apply(now, last_);
    return *this;
  }
  [[nodiscard]] vocabulary::Result<UndoPlan> plan() const { return plan_undo(now, inverse_, others_); }
  /// Takes it back and wants a valid project.
  UndoPlan undo() {
    auto planned = plan();
    if (!planned) {
      ADD_FAILURE() << planned.refusal().sentence;
      return {};
    }
    project::apply(now, planned->changes);
    const auto valid = Project::from_message(now.to_message());
    EXPECT_TRUE(valid) << valid.refusal().sentence;
    return *std::move(planned);
  }

  Project now = demo();

 private:
  const Changes& changes_of(const Command& command) {
    auto validated = validate(now, command);
    EXPECT_TRUE(validated) << validated.refusal().sentence;
    last_ = validated ? validated->changes : Changes{};
    return last_;
  }
  Changes last_;
  Changes inverse_;
  std::vector<ChangeSet> others_;
};

TEST(PlanUndo, TakesBackWhatNobodyElseTouched) {
  Story story;
  story.mine(SetVolume{kGuitar, {-20}}).others(SetVolume{kDrums, {-1}}).others(SetPan{kGuitar, 0});
  EXPECT_THAT(story.undo().notes, IsEmpty());
  EXPECT_EQ(story.now.tracks().find(kGuitar)->volume.value, -3);
  EXPECT_EQ(story.now.tracks().find(kDrums)->volume.value, -1);
}

TEST(PlanUndo, LeavesAFieldToWhoeverChangedItSince) {
  Story story;
  Batch batch;
  batch.commands = {{SetVolume{kGuitar, {-20}}}, {SetPan{kGuitar, 1}}};
  story.mine(batch).others(SetVolume{kGuitar, {-10}});
  EXPECT_THAT(story.undo().notes,
              ElementsAre("The volume of Guitar stays as it is: somebody else has changed it since."));
  EXPECT_EQ(story.now.tracks().find(kGuitar)->volume.value, -10);
  EXPECT_EQ(story.now.tracks().find(kGuitar)->pan, 0.3);
}

TEST(PlanUndo, SaysSoWhenNothingIsLeft) {
  Story story;
  const auto refused = story.mine(SetVolume{kGuitar, {-20}}).others(SetVolume{kGuitar, {-10}}).plan();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, RefusalCode::kNothingToUndo);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("The volume of Guitar stays as it is"));
  const auto empty = plan_undo(demo(), {}, {});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.refusal().code, RefusalCode::kNothingToUndo);
}

TEST(PlanUndo, KeepsATrackThatOthersHaveWorkedIn) {
  const std::vector<Command> works{{SetVolume{TrackId{8}, {-1}}},
                                   {add_insert(TrackId{8}, "compressor")},
                                   {AddSend{TrackId{8}, kReverb}},
                                   {RenameTrack{TrackId{8}, "Low"}},
                                   {Connect{TrackId{8}, "pre", TrackOutput{kReverb}}}};
  for (const Command& work : works) {
    Story story;
    story.mine(AddTrack{TrackKind::kAudio, "Bass"});
    std::visit([&](const auto& body) { story.others(body); }, work.body);
    const auto refused = story.plan();
    ASSERT_FALSE(refused) << work.body.index();
    EXPECT_THAT(refused.refusal().sentence, HasSubstr("somebody else has changed it since"));
  }
}

TEST(PlanUndo, KeepsAnAuxThatOthersHaveFed) {
  for (const Command& work :
       {Command{AddSend{kDrums, TrackId{8}}}, Command{SetOutput{kDrums, TrackOutput{TrackId{8}}}},
        Command{Connect{kDrums, "out", TrackOutput{TrackId{8}}}}}) {
    Story story;
    story.mine(AddTrack{TrackKind::kAux, "Delay"});
    std::visit([&](const auto& body) { story.others(body); }, work.body);
    EXPECT_FALSE(story.plan());
  }
}

TEST(PlanUndo, TakesBackATrackAlthoughOthersWorkedElsewhere) {
  Story story;
  story.mine(AddTrack{TrackKind::kAux, "Delay"}).others(AddTrack{TrackKind::kAudio, "Bass"});
  EXPECT_THAT(story.undo().notes, IsEmpty());
  EXPECT_EQ(story.now.tracks().find_name("Delay"), nullptr);
  EXPECT_NE(story.now.tracks().find_name("Bass"), nullptr);
}

TEST(PlanUndo, KeepsAnInsertSendOrConnectionThatOthersHaveSet) {
  Story insert;
  EXPECT_FALSE(
      insert.mine(add_insert(kDrums, "compressor")).others(SetParameter{InsertId{8}, "ratio", 9}).plan());
  Story send;
  EXPECT_FALSE(send.mine(AddSend{kDrums, kReverb}).others(SetSendLevel{SendId{8}, {-9}}).plan());
  Story gone;
  EXPECT_FALSE(gone.mine(AddSend{kDrums, kReverb}).others(RemoveSend{SendId{8}}).plan());
  Story connection;
  EXPECT_FALSE(connection.mine(Connect{kDrums, "pre", TrackOutput{kReverb}})
                   .others(Disconnect{ConnectionId{8}})
                   .plan());
}

TEST(PlanUndo, BringsARemovedTrackBackWithItsIdAndItsCables) {
  Story story;
  story.mine(RemoveTrack{kReverb}).others(SetVolume{kGuitar, {-9}});
  EXPECT_THAT(story.undo().notes, IsEmpty());
  EXPECT_EQ(story.now.tracks().position_of(kReverb), 2U);
  EXPECT_EQ(story.now.tracks().find(kGuitarSend)->destination, kReverb);
  EXPECT_NE(story.now.tracks().find(kReverbInsert), nullptr);
}

TEST(PlanUndo, BringsATrackBackUnderAFreeNameWhenItsOwnIsTaken) {
  Story story;
  story.mine(RemoveTrack{kGuitar}).others(AddTrack{TrackKind::kAudio, "GUITAR"});
  EXPECT_THAT(story.undo().notes,
              ElementsAre("The track Guitar comes back as Guitar 2: its name has been taken since."));
  EXPECT_EQ(story.now.tracks().find(kGuitar)->name, "Guitar 2");
}

TEST(PlanUndo, SendsABackComingTracksOutputToTheMasterWhenItsAuxIsGone) {
  Story story;
  story.now = demo();
  story.mine(SetOutput{kDrums, TrackOutput{kReverb}}).mine(RemoveTrack{kDrums}).others(RemoveTrack{kReverb});
  EXPECT_THAT(story.undo().notes, ElementsAre(HasSubstr("The output of Drums goes to the master")));
  EXPECT_EQ(story.now.tracks().find(kDrums)->output, Output{TrackOutput{kMaster}});
}

TEST(PlanUndo, LeavesOutASendWhoseDestinationIsGone) {
  Story story;
  story.mine(RemoveTrack{kGuitar}).others(RemoveTrack{kReverb});
  EXPECT_THAT(story.undo().notes, ElementsAre(HasSubstr("The send from Guitar to number 4 was left out")));
  EXPECT_TRUE(story.now.tracks().find(kGuitar)->sends.empty());
}

TEST(PlanUndo, LeavesOutWhatWouldCloseACycleNow) {
  Story story;
  project::apply(story.now, Changes{TrackAdded{strip(8, TrackKind::kAux, "Delay", 0, 0), 0}, IdsTaken{10},
                                    SendAdded{TrackId{8}, {SendId{9}, kReverb, {}, 0, false}, 0}});
  const auto refused = story.mine(RemoveSend{SendId{9}}).others(AddSend{kReverb, TrackId{8}}).plan();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("Delay -> Reverb -> Delay"));
}

TEST(PlanUndo, LeavesOutWhatDoesNotExistAnyMore) {
  Story story;
  const auto refused = story.mine(SetVolume{kDrums, {-20}}).others(RemoveTrack{kDrums}).plan();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("no track 3 any more"));
}

TEST(PlanUndo, LeavesANameThatIsTakenByNow) {
  Story story;
  const auto refused =
      story.mine(RenameTrack{kGuitar, "Lead"}).others(AddTrack{TrackKind::kAudio, "Guitar"}).plan();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("is named Guitar"));
}

TEST(PlanUndo, TakesNothingBackAcrossSomebodyElsesImport) {
  Story story;
  const auto refused =
      story.mine(SetVolume{kDrums, {-20}}).others(ImportProject{"Tour", demo_document()}).plan();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("replaced the project"));
}

TEST(PlanUndo, TakesAnImportBackOnlyWhileNobodyElseWorked) {
  Story alone;
  alone.mine(ImportProject{"Tour", demo_document()});
  EXPECT_THAT(alone.undo().notes, IsEmpty());
  EXPECT_EQ(alone.now.name(), "Demo");
  Story others;
  EXPECT_FALSE(others.mine(ImportProject{"Tour", demo_document()}).others(SetMute{kDrums, true}).plan());
}

TEST(PlanUndo, ServesRedoWithTheSameIds) {
  Story story;
  story.mine(AddTrack{TrackKind::kAudio, "Bass"});
  const Project with_bass = story.now;
  const Project before_undo = story.now;
  const auto undone = story.undo();
  const auto redo = plan_undo(story.now, project::invert(before_undo, undone.changes), {});
  ASSERT_TRUE(redo);
  project::apply(story.now, redo->changes);
  EXPECT_EQ(story.now, with_bass);
}

TEST(PlanUndo, LeavesAPresetToWhoeverTurnedAKnobSince) {
  Story story;
  story.mine(SwitchSide{kCompressor}).others(SetParameter{kCompressor, "ratio", 9});
  const auto refused = story.plan();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("The values of compressor of Guitar stays as it is"));
}

TEST(PlanUndo, KeepsATrackThatOthersListenTo) {
  Story story;
  story.mine(AddTrack{TrackKind::kAudio, "Kick"}).others(SetKey{kCompressor, {TrackId{8}, false}});
  EXPECT_FALSE(story.plan());
  Story monitor;
  monitor.mine(AddTrack{TrackKind::kAudio, "Kick"}).others(SetMonitor{{TrackSource{TrackId{8}}}});
  EXPECT_FALSE(monitor.plan());
}

TEST(PlanUndo, BringsATrackBackWithItsKeysAndThoseThatHearIt) {
  Story story;
  story.others(SetKey{kCompressor, {kDrums, true}}).others(SetMonitor{{TrackSource{kDrums}}});
  const Project before = story.now;
  story.mine(RemoveTrack{kDrums});
  EXPECT_THAT(story.undo().notes, IsEmpty());
  EXPECT_EQ(story.now, before);
}

TEST(PlanUndo, BringsAnInsertBackWithoutAKeyThatCannotBeHeard) {
  Story gone;
  gone.others(SetKey{kCompressor, {kDrums, false}});
  gone.mine(RemoveInsert{kCompressor}).others(RemoveTrack{kDrums});
  const auto plan = gone.undo();
  ASSERT_EQ(plan.notes.size(), 1U);
  EXPECT_THAT(plan.notes[0],
              HasSubstr("The key of the compressor of Guitar was left out: There is no track 3"));
  EXPECT_EQ(gone.now.tracks().find(kCompressor)->key, Key{});
}

TEST(PlanUndo, LeavesOutAKeyThatWouldCloseACycleNow) {
  Story story;
  story.others(AddTrack{TrackKind::kAux, "Bus"}).others(SetKey{kCompressor, {TrackId{8}, false}});
  story.mine(SetKey{kCompressor, {}}).others(AddSend{kGuitar, TrackId{8}});
  const auto refused = story.plan();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("Bus -> Guitar -> Bus"));
}

TEST(PlanUndo, CompletesAnInsertOfAnOldJournal) {
  Insert old = effect(30, "compressor");
  old.parameters.resize(2);
  const auto plan = plan_undo(demo(), {InsertAdded{kDrums, old, 0}}, {});
  ASSERT_TRUE(plan) << plan.refusal().sentence;
  EXPECT_EQ(std::get<InsertAdded>(plan->changes.at(0)).insert.parameters.size(),
            effect(31, "compressor").parameters.size());
}

}  // namespace
}  // namespace corelogic::commands
