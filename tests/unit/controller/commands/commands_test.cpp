// commands_test.cpp: each command makes its change, or is refused with code, subject and sentence.
#include <gmock/gmock.h>

#include <limits>

#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(AddTrack, GoesToTheMasterWithoutInputAndTakesAnId) {
  const Validated added = accepted(demo(), AddTrack{TrackKind::kAudio, "Bass", 1});
  EXPECT_THAT(added.ids, ElementsAre(8));
  EXPECT_EQ(added.label, "add audio track Bass");
  EXPECT_FALSE(added.continuous);
  Project project = demo();
  project::apply(project, added.changes);
  const Track& bass = project.tracks()[3];
  EXPECT_EQ(bass.id, TrackId{8});
  EXPECT_EQ(bass.channels, 1);
  EXPECT_EQ(bass.output, Output{TrackOutput{kMaster}});
  EXPECT_EQ(bass.input, Input{NoInput{}});
  EXPECT_EQ(project.next_id(), 9U);
  EXPECT_EQ(after(demo(), AddTrack{TrackKind::kAux, "Bus", 2, 0}).tracks()[0].name, "Bus");
}

TEST(AddTrack, RefusesWhatAProjectCannotHold) {
  EXPECT_EQ(refused(demo(), AddTrack{TrackKind::kMaster, "Two"}).subject, "addTrack.kind");
  EXPECT_EQ(refused(demo(), AddTrack{TrackKind::kUnspecified, "Two"}).code, RefusalCode::kInvalid);
  EXPECT_EQ(refused(demo(), AddTrack{TrackKind::kAudio, ""}).subject, "addTrack.name");
  const auto taken = refused(demo(), AddTrack{TrackKind::kAudio, "guitar"});
  EXPECT_EQ(taken.code, RefusalCode::kDuplicate);
  EXPECT_THAT(taken.sentence, HasSubstr("Track 2 is named Guitar"));
  EXPECT_EQ(refused(demo(), AddTrack{TrackKind::kAudio, "Bass", 0}).subject, "addTrack.channels");
  EXPECT_THAT(refused(demo(), AddTrack{TrackKind::kAudio, "Bass", 2, 4}).sentence, HasSubstr("0 to 3"));
}

TEST(AddTrack, NeverReusesAnIdAfterUndo) {
  Project project = demo();
  const auto first = accepted(project, AddTrack{TrackKind::kAudio, "Bass"});
  const auto inverse = project::invert(project, first.changes);
  project::apply(project, first.changes);
  project::apply(project, inverse);
  EXPECT_EQ(project.tracks().size(), 4U);
  EXPECT_THAT(accepted(project, AddTrack{TrackKind::kAudio, "Bass"}).ids, ElementsAre(9));
}

TEST(RemoveTrack, TakesEverythingWithItThatPointsAtIt) {
  Project project = after(demo(), SetOutput{kDrums, TrackOutput{kReverb}});
  project = after(project, Connect{kDrums, "pre", TrackOutput{kReverb}});
  const auto validated = accepted(project, RemoveTrack{kReverb});
  const auto inverse = project::invert(project, validated.changes);
  Project without = project;
  project::apply(without, validated.changes);
  EXPECT_EQ(without.tracks().find(kReverb), nullptr);
  EXPECT_TRUE(without.tracks().find(kGuitar)->sends.empty());
  EXPECT_EQ(without.tracks().find(kDrums)->output, Output{TrackOutput{kMaster}});
  EXPECT_EQ(without.connections().size(), 0U);
  EXPECT_TRUE(Project::from_message(without.to_message()));
  project::apply(without, inverse);
  EXPECT_EQ(without, project);
}

TEST(RemoveTrack, RefusesTheMasterAndWhatIsNotThere) {
  EXPECT_THAT(refused(demo(), RemoveTrack{kMaster}).sentence, HasSubstr("every project has one"));
  const auto stale = refused(after(demo(), RemoveTrack{kDrums}), RemoveTrack{kDrums});
  EXPECT_EQ(stale.code, RefusalCode::kUnknownId);
  EXPECT_EQ(stale.subject, "track 3");
  EXPECT_THAT(stale.sentence, HasSubstr("any more"));
  EXPECT_THAT(refused(demo(), RemoveTrack{TrackId{99}}).sentence, HasSubstr("never been"));
  EXPECT_THAT(refused(demo(), RemoveTrack{TrackId{5}}).sentence, HasSubstr("5 is an insert and no track"));
  EXPECT_EQ(refused(demo(), RemoveTrack{TrackId{0}}).code, RefusalCode::kUnknownId);
}

TEST(RenameTrack, MayChangeTheCaseOfItsOwnName) {
  EXPECT_EQ(after(demo(), RenameTrack{kGuitar, "GUITAR"}).tracks().find(kGuitar)->name, "GUITAR");
  EXPECT_EQ(refused(demo(), RenameTrack{kGuitar, "DRUMS"}).code, RefusalCode::kDuplicate);
  EXPECT_EQ(refused(demo(), RenameTrack{kGuitar, "a\tb"}).subject, "renameTrack.name");
  EXPECT_EQ(refused(demo(), RenameTrack{TrackId{99}, "X"}).code, RefusalCode::kUnknownId);
}

TEST(MoveTrack, StaysBeforeTheMaster) {
  EXPECT_EQ(after(demo(), MoveTrack{kGuitar, 2}).tracks()[2].id, kGuitar);
  EXPECT_EQ(after(demo(), MoveTrack{kGuitar, kAtEnd}).tracks()[2].id, kGuitar);
  EXPECT_THAT(refused(demo(), MoveTrack{kGuitar, 3}).sentence, HasSubstr("0 to 2"));
  EXPECT_THAT(refused(demo(), MoveTrack{kMaster, 0}).sentence, HasSubstr("stays last"));
}

TEST(MixCommands, AreGesturesWithALabel) {
  const auto volume = accepted(demo(), SetVolume{kGuitar, {-6}});
  EXPECT_EQ(volume.label, "set volume of Guitar to -6.0 dB");
  EXPECT_TRUE(volume.continuous);
  EXPECT_THAT(volume.changes, ElementsAre(Change{VolumeSet{kGuitar, {-6}}}));
  EXPECT_TRUE(accepted(demo(), SetVolume{kGuitar, vocabulary::kSilence}).continuous);
  EXPECT_EQ(accepted(demo(), SetPan{kGuitar, 0.3}).label, "set pan of Guitar to 0.3");
  EXPECT_TRUE(accepted(demo(), SetMonitorLevel{{-9}}).continuous);
  EXPECT_TRUE(accepted(demo(), SetSendLevel{kGuitarSend, {-9}}).continuous);
  EXPECT_EQ(accepted(demo(), SetSendPan{kGuitarSend, 1}).label, "set pan of send from Guitar to Reverb to 1");
  const auto parameter = accepted(demo(), SetParameter{kCompressor, "threshold", -20});
  EXPECT_TRUE(parameter.continuous);
  EXPECT_EQ(parameter.label, "set threshold of compressor of Guitar to -20 dB");
}

TEST(MixCommands, SwitchWithoutBeingGestures) {
  EXPECT_FALSE(accepted(demo(), SetMute{kGuitar, true}).continuous);
  EXPECT_EQ(accepted(demo(), SetSolo{kGuitar, false}).label, "unsolo Guitar");
  EXPECT_THAT(refused(demo(), SetSolo{kMaster, true}).sentence, HasSubstr("cannot be soloed"));
  EXPECT_EQ(accepted(demo(), SetMute{kMaster, true}).label, "mute Master");
}

TEST(MixCommands, RefuseNumbersOutOfRange) {
  EXPECT_EQ(refused(demo(), SetVolume{kGuitar, {12.1}}).subject, "setVolume.volume");
  EXPECT_EQ(refused(demo(), SetVolume{kGuitar, {kNan}}).code, RefusalCode::kInvalid);
  EXPECT_EQ(refused(demo(), SetPan{kGuitar, -1.5}).subject, "setPan.pan");
  EXPECT_EQ(refused(demo(), SetMonitorLevel{{13}}).subject, "setMonitorLevel.level");
  EXPECT_EQ(refused(demo(), SetSendLevel{kGuitarSend, {kNan}}).subject, "setSendLevel.level");
  EXPECT_EQ(refused(demo(), SetSendPan{kGuitarSend, 2}).subject, "setSendPan.pan");
  EXPECT_EQ(refused(demo(), SetVolume{TrackId{99}, {}}).subject, "track 99");
  EXPECT_EQ(refused(demo(), SetPan{TrackId{99}, 0}).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused(demo(), SetMute{TrackId{99}, true}).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused(demo(), SetSolo{TrackId{99}, true}).code, RefusalCode::kUnknownId);
}

TEST(InsertCommands, AddWithTheGivenParametersAndDefaultsForTheRest) {
  const auto added = accepted(demo(), AddInsert{kDrums, "compressor", kAtEnd, {{"ratio", 8}}, true});
  EXPECT_THAT(added.ids, ElementsAre(8));
  EXPECT_EQ(added.label, "add compressor to Drums");
  Project project = demo();
  project::apply(project, added.changes);
  const Insert& insert = *project.tracks().find(InsertId{8});
  EXPECT_TRUE(insert.bypass);
  EXPECT_EQ(insert.parameters[1], (NamedValue{"ratio", 8}));
  EXPECT_EQ(insert.parameters[0], (NamedValue{"threshold", -18}));
  EXPECT_EQ(after(demo(), add_insert(kGuitar, "reverb", 0)).tracks().position_of(kCompressor), 1U);
}

TEST(InsertCommands, RefuseWhatIsUnknownOrDoesNotFit) {
  EXPECT_EQ(refused(demo(), add_insert(kDrums, "kazoo")).subject, "addInsert.effect");
  EXPECT_EQ(refused(demo(), add_insert(kDrums, "compressor", 1)).subject, "addInsert.position");
  EXPECT_EQ(refused(demo(), AddInsert{kDrums, "compressor", 0, {{"x", 1}}, false}).subject,
            "addInsert.parameters");
  EXPECT_EQ(refused(demo(), AddInsert{kDrums, "compressor", 0, {{"ratio", kNan}}, false}).code,
            RefusalCode::kInvalid);
  EXPECT_EQ(refused(demo(), add_insert(TrackId{99}, "compressor")).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused(demo(), RemoveInsert{InsertId{2}}).sentence,
            "2 is a track and no insert; getProject shows the ids there are.");
  EXPECT_EQ(refused(demo(), MoveInsert{kCompressor, 1}).subject, "moveInsert.position");
  EXPECT_EQ(refused(demo(), SetInsertBypass{InsertId{99}, true}).subject, "insert 99");
  EXPECT_EQ(refused(demo(), SetParameter{kCompressor, "x", 0}).subject, "setParameter.parameter");
  EXPECT_EQ(refused(demo(), SetParameter{kCompressor, "ratio", 0}).subject, "setParameter.value");
  EXPECT_EQ(refused(demo(), SetParameter{InsertId{99}, "ratio", 2}).code, RefusalCode::kUnknownId);
}

TEST(InsertCommands, StopAtSixtyFour) {
  auto document = demo_document();
  document.next_id = 200;
  for (std::uint32_t id = 100; id < 164; ++id)
    track_in(document, kDrums).inserts.push_back(effect(id, "compressor"));
  const Project full = *Project::from_message(document);
  EXPECT_THAT(refused(full, add_insert(kDrums, "compressor")).sentence, HasSubstr("at most 64"));
}

TEST(InsertCommands, RemoveMoveAndBypass) {
  const Project two = after(demo(), add_insert(kGuitar, "reverb"));
  EXPECT_EQ(after(two, MoveInsert{kCompressor, 1}).tracks().position_of(kCompressor), 1U);
  EXPECT_EQ(after(two, RemoveInsert{kCompressor}).tracks().find(kGuitar)->inserts.size(), 1U);
  EXPECT_TRUE(after(two, SetInsertBypass{kCompressor, true}).tracks().find(kCompressor)->bypass);
}

TEST(SendCommands, AddSetAndRemove) {
  const Project project = after(demo(), AddSend{kDrums, kReverb, {-12}, 0.5, true});
  EXPECT_EQ(*project.tracks().find(SendId{8}), (Send{SendId{8}, kReverb, {-12}, 0.5, true}));
  EXPECT_FALSE(after(project, SetSendPreFader{SendId{8}, false}).tracks().find(SendId{8})->pre_fader);
  EXPECT_EQ(after(project, RemoveSend{SendId{8}}).tracks().find(SendId{8}), nullptr);
}

TEST(SendCommands, RefuseCyclesAudioTracksAndStrangers) {
  const Project project = after(demo(), AddTrack{TrackKind::kAux, "Delay"});
  const Project looped = after(project, AddSend{kReverb, TrackId{8}});
  const auto cycle = refused(looped, AddSend{TrackId{8}, kReverb});
  EXPECT_EQ(cycle.code, RefusalCode::kCycle);
  EXPECT_EQ(cycle.subject, "addSend.destination");
  EXPECT_EQ(cycle.sentence, "The signal would go in a circle: Delay -> Reverb -> Delay.");
  EXPECT_EQ(refused(demo(), AddSend{kGuitar, kDrums}).code, RefusalCode::kInvalid);
  EXPECT_EQ(refused(demo(), AddSend{kGuitar, TrackId{99}}).subject, "track 99");
  EXPECT_EQ(refused(demo(), AddSend{TrackId{99}, kReverb}).subject, "track 99");
  EXPECT_EQ(refused(demo(), AddSend{kMaster, kReverb}).code, RefusalCode::kInvalid);
  EXPECT_EQ(refused(demo(), AddSend{kGuitar, kReverb, {20}}).subject, "addSend.level");
  EXPECT_EQ(refused(demo(), AddSend{kGuitar, kReverb, {}, kNan}).subject, "addSend.pan");
  EXPECT_EQ(refused(demo(), RemoveSend{SendId{5}}).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused(demo(), SetSendPreFader{SendId{99}, true}).subject, "send 99");
}

TEST(RoutingCommands, SetInputsAndOutputs) {
  EXPECT_EQ(accepted(demo(), SetInput{kDrums, DeviceInput{{1, 2}}}).label,
            "set input of Drums to device channels 1, 2");
  EXPECT_EQ(accepted(demo(), SetInput{kDrums, FileInput{"a.wav", true}}).label,
            "set input of Drums to a.wav (looped)");
  EXPECT_EQ(accepted(demo(), SetOutput{kDrums, TrackOutput{kReverb}}).label, "set output of Drums to Reverb");
  EXPECT_EQ(accepted(demo(), SetMonitorOutput{NoOutput{}}).label, "set monitor output to none");
  EXPECT_EQ(refused(demo(), SetInput{kReverb, DeviceInput{{1, 2}}}).subject, "setInput.input");
  EXPECT_EQ(refused(demo(), SetInput{TrackId{99}, NoInput{}}).subject, "track 99");
  EXPECT_EQ(refused(demo(), SetOutput{kDrums, TrackOutput{kGuitar}}).subject, "setOutput.output");
  EXPECT_EQ(refused(demo(), SetOutput{kDrums, TrackOutput{TrackId{99}}}).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused(demo(), SetOutput{kMaster, TrackOutput{kReverb}}).code, RefusalCode::kInvalid);
  EXPECT_EQ(refused(demo(), SetMonitorOutput{TrackOutput{kReverb}}).subject, "setMonitorOutput.output");
  EXPECT_EQ(refused(demo(), SetOutput{kReverb, TrackOutput{kReverb}}).code, RefusalCode::kCycle);
}

TEST(RoutingCommands, ConnectAndDisconnect) {
  const Project project = after(demo(), Connect{kDrums, "pre", TrackOutput{kReverb}});
  ASSERT_NE(project.connections().find(ConnectionId{8}), nullptr);
  EXPECT_EQ(refused(project, Connect{kDrums, "pre", TrackOutput{kReverb}}).code, RefusalCode::kDuplicate);
  EXPECT_EQ(accepted(project, Disconnect{ConnectionId{8}}).label, "disconnect Drums from Reverb");
  EXPECT_EQ(after(project, Disconnect{ConnectionId{8}}).connections().size(), 0U);
  EXPECT_EQ(refused(project, Disconnect{ConnectionId{9}}).subject, "connection 9");
  EXPECT_EQ(refused(project, Connect{kDrums, "side", TrackOutput{kReverb}}).subject, "connect");
  EXPECT_EQ(refused(project, Connect{TrackId{99}, "out", TrackOutput{kReverb}}).subject, "track 99");
  EXPECT_EQ(refused(project, Connect{kReverb, "out", TrackOutput{kReverb}}).code, RefusalCode::kCycle);
  EXPECT_EQ(accepted(project, Connect{kDrums, "out", DeviceOutput{{5}}}).label,
            "connect Drums to device channel 5");
}

TEST(ImportProject, ReplacesEverythingAndKeepsIdsSpent) {
  Project project = demo();
  project::apply(project, Changes{IdsTaken{500}});
  const auto imported = accepted(project, ImportProject{"Tour", demo_document()});
  EXPECT_EQ(imported.label, "import project Tour");
  project::apply(project, imported.changes);
  EXPECT_EQ(project.name(), "Tour");
  EXPECT_EQ(project.next_id(), 500U);
  EXPECT_EQ(project.tracks()[0].id, kGuitar);  // the same things keep their ids
  auto broken = demo_document();
  broken.tracks.pop_back();
  EXPECT_EQ(refused(project, ImportProject{"", broken}).subject, "project.tracks");
  EXPECT_EQ(refused(project, ImportProject{"a\nb", demo_document()}).subject, "project.name");
}

TEST(ImportProject, GivesNoOldIdANewMeaning) {
  Project project = demo();
  project::apply(project, accepted(project, RemoveTrack{kDrums}).changes);
  project::apply(project, accepted(project, RenameTrack{kGuitar, "Bass"}).changes);
  project::apply(project, accepted(project, ImportProject{"Tour", demo_document()}).changes);
  // Guitar and Drums are strangers here, with all that is theirs; Reverb and the master are themselves.
  EXPECT_EQ(project.tracks().find(kGuitar), nullptr);
  EXPECT_EQ(project.tracks().find(kDrums), nullptr);
  EXPECT_EQ(project.tracks().find(kCompressor), nullptr);
  EXPECT_EQ(project.tracks().find(kReverbInsert)->effect, "reverb");
  const Track* guitar = project.tracks().find_name("Guitar");
  ASSERT_NE(guitar, nullptr);
  EXPECT_GE(guitar->id.value, 8U);
  EXPECT_EQ(guitar->sends.at(0).destination, kReverb);
  EXPECT_EQ(guitar->output, (Output{TrackOutput{kMaster}}));
  EXPECT_TRUE(project::Project::from_message(project.to_message()));
}

TEST(Batch, JudgesEachCommandAfterTheFormerOnes) {
  Batch batch;
  batch.commands = {
      {AddTrack{TrackKind::kAux, "Delay"}}, {AddSend{kGuitar, TrackId{8}}}, {SetVolume{TrackId{8}, {-9}}}};
  const auto whole = accepted(demo(), batch);
  EXPECT_THAT(whole.ids, ElementsAre(8, 9));
  EXPECT_EQ(whole.label, "add aux Delay and 2 more edits");
  EXPECT_FALSE(whole.continuous);
  Project project = demo();
  project::apply(project, whole.changes);
  EXPECT_EQ(project.tracks().find(TrackId{8})->volume.value, -9);
  EXPECT_EQ(project.next_id(), 10U);
}

TEST(Batch, IsRefusedWholeNamingTheBadOne) {
  Batch batch;
  batch.commands = {{SetVolume{kGuitar, {-9}}}, {SetVolume{TrackId{99}, {-9}}}};
  const auto bad = refused(demo(), batch);
  EXPECT_EQ(bad.code, RefusalCode::kUnknownId);
  EXPECT_EQ(bad.subject, "batch.commands[1] track 99");
  EXPECT_THAT(bad.sentence, HasSubstr("Command 1 of the batch"));
  batch.commands = {{AddTrack{TrackKind::kAux, "Delay"}}, {AddTrack{TrackKind::kAux, "delay"}}};
  EXPECT_EQ(refused(demo(), batch).code, RefusalCode::kDuplicate);
}

TEST(Batch, OfGesturesIsAGesture) {
  Batch batch;
  batch.commands = {{SetVolume{kGuitar, {-9}}}, {SetPan{kGuitar, 0}}};
  EXPECT_TRUE(accepted(demo(), batch).continuous);
}

TEST(Batch, HoldsNeitherNothingNorBatchesNorWhatIsNoEdit) {
  EXPECT_EQ(refused(demo(), Batch{}).subject, "batch.commands");
  Batch batch;
  batch.commands = {{Batch{{{SetMute{kGuitar, true}}}}}};
  EXPECT_THAT(refused(demo(), batch).sentence, HasSubstr("holds no batch"));
  batch.commands = {{Undo{}}};
  EXPECT_THAT(refused(demo(), batch).sentence, HasSubstr("edits only"));
  batch.commands.assign(1001, {SetMute{kGuitar, true}});
  EXPECT_THAT(refused(demo(), batch).sentence, HasSubstr("at most 1000"));
}

TEST(Dispatch, LeavesTheActorsCommandsToThem) {
  for (const Command& command :
       {Command{Undo{}}, Command{Redo{}}, Command{NewProject{}}, Command{OpenProject{}},
        Command{SaveProject{}}, Command{Play{}}, Command{Stop{}}, Command{Locate{}}, Command{SavePreset{}},
        Command{RemovePreset{}}}) {
    EXPECT_FALSE(is_edit(command));
    const auto result = validate(demo(), command);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.refusal().code, RefusalCode::kInternal);
  }
  EXPECT_TRUE(is_edit({SetMute{}}));
  EXPECT_TRUE(is_edit({ImportProject{}}));
  EXPECT_TRUE(is_edit({Batch{}}));
  EXPECT_TRUE(is_edit({LoadPreset{}}));
}

TEST(Dispatch, RefusesANewThingWhenTheIdsAreSpent) {
  Project project = demo();
  project::apply(project, Changes{IdsTaken{0xffffffff}});
  EXPECT_EQ(refused(project, AddTrack{TrackKind::kAudio, "Bass"}).subject, "project.nextId");
}

}  // namespace
}  // namespace corelogic::commands
