// scene_commands_test.cpp: scenes kept and brought back: what comes along, what stays, what is noted.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "controller/project/field_keys.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace testing;
using namespace corelogic::testing;

constexpr SceneId kVerse{8};

/// The demo with a scene of itself.
Project with_verse() {
  return after(demo(), StoreScene{{}, "Verse"});
}
const Track& track_of_id(const Project& project, TrackId id) {
  return *project.tracks().find(id);
}
bool has_note(const Validated& validated, const std::string& part) {
  return std::ranges::any_of(validated.notes,
                             [&](const std::string& note) { return note.find(part) != std::string::npos; });
}
double parameter(const Project& project, InsertId id, const std::string& name) {
  for (const auto& value : project.tracks().find(id)->parameters)
    if (value.name == name) return value.value;
  ADD_FAILURE() << "no " << name;
  return 0;
}

TEST(Scenes, AreStoredUnderAnIdOfTheirOwnInTheCueList) {
  const Project project = with_verse();
  ASSERT_EQ(project.scenes().size(), 1U);
  EXPECT_EQ(project.scenes()[0].id, kVerse);
  EXPECT_EQ(project.scenes()[0].tracks.size(), 4U);
  EXPECT_EQ(project.next_id(), 9U);
  const Project two = after(project, StoreScene{{}, "Intro", 0});
  EXPECT_EQ(two.scenes()[0].name, "Intro");
  EXPECT_EQ(after(two, MoveScene{kVerse, 0}).scenes()[0].id, kVerse);
  EXPECT_EQ(after(two, RemoveScene{kVerse}).scenes().size(), 1U);
}

TEST(Scenes, AreRefusedANameThatIsTakenOrAPlaceThatIsNone) {
  const Project project = with_verse();
  EXPECT_EQ(refused(project, StoreScene{{}, "verse"}).code, vocabulary::RefusalCode::kDuplicate);
  EXPECT_EQ(refused(project, StoreScene{{}, ""}).subject, "storeScene.name");
  EXPECT_EQ(refused(project, StoreScene{{}, "B", 2}).subject, "storeScene.position");
  EXPECT_EQ(refused(project, StoreScene{kVerse, "", 0}).subject, "storeScene.position");
  EXPECT_EQ(refused(project, StoreScene{SceneId{2}, ""}).sentence,
            "2 is a track and no scene; getProject shows the ids there are.");
  EXPECT_EQ(refused(project, MoveScene{kVerse, 1}).subject, "moveScene.position");
  EXPECT_EQ(refused(project, RemoveScene{SceneId{99}}).code, vocabulary::RefusalCode::kUnknownId);
  EXPECT_EQ(refused(project, DescribeScene{kVerse, "Verse", "", 60'001}).subject, "describeScene.fade");
  EXPECT_EQ(refused(project, DescribeScene{kVerse, "Verse", std::string(2001, 'x'), 0}).subject,
            "describeScene.comment");
  EXPECT_EQ(refused(project, RecallScene{kVerse, 60'001}).subject, "recallScene.fade");
  EXPECT_EQ(refused(project, RecallScene{kVerse, -2}).subject, "recallScene.fade");
  EXPECT_EQ(refused(project, MorphScenes{kVerse, kVerse, 1.5}).subject, "morphScenes.amount");
  EXPECT_EQ(refused(project, MorphScenes{kVerse, kVerse, std::nan("")}).subject, "morphScenes.amount");
}

TEST(Scenes, StoredAnewKeepTheirNameCommentAndFade) {
  Project project = after(with_verse(), DescribeScene{kVerse, "Verse", "quiet", 500});
  project = after(after(project, SetVolume{kGuitar, {-20}}), StoreScene{kVerse, ""});
  const Scene& scene = project.scenes()[0];
  EXPECT_EQ(scene.name, "Verse");
  EXPECT_EQ(scene.comment, "quiet");
  EXPECT_EQ(scene.fade_ms, 500U);
  EXPECT_EQ(scene.tracks[0].volume.value, -20);
}

TEST(Recall, BringsBackEveryValueSwitchAndCableInOneStep) {
  const Project before = with_verse();
  Project project = before;
  project = after(project, SetVolume{kGuitar, {-40}});
  project = after(project, SetPan{kDrums, 0.9});
  project = after(project, SetMute{kDrums, true});
  project = after(project, SetSolo{kGuitar, true});
  project = after(project, SetTrim{kGuitar, 6});
  project = after(project, SetHighPass{kGuitar, 80});
  project = after(project, SetSendLevel{kGuitarSend, {-30}});
  project = after(project, SetSendPreFader{kGuitarSend, true});
  project = after(project, SetParameter{kCompressor, "threshold", -40});
  project = after(project, SetInsertBypass{kCompressor, true});
  project = after(project, SetKey{kCompressor, {kDrums, true}});
  project = after(project, SwitchSide{kReverbInsert});
  project = after(project, SetOutput{kDrums, TrackOutput{kReverb}, {}});
  project = after(project, SetInput{kGuitar, DeviceInput{{1, 2}}});
  project = after(project, SetMonitorLevel{{-9}});
  project = after(project, SetMonitor{{TrackSource{kDrums}, true, false, false, -20}});
  const Validated recall = accepted(project, RecallScene{kVerse});
  EXPECT_EQ(recall.label, "recall scene Verse");
  EXPECT_FALSE(recall.continuous);
  EXPECT_TRUE(recall.notes.empty());
  Project recalled = project;
  project::apply(recalled, recall.changes);
  EXPECT_EQ(recalled, before);
  project::apply(recalled, project::invert(project, recall.changes));
  EXPECT_EQ(recalled, project);
}

TEST(Recall, BringsBackTheSoundFilesOfBothSides) {
  Project project = after(demo(), AddInsert{kGuitar, "convolution", 0, {}, false});
  const InsertId room = track_of_id(project, kGuitar).inserts[0].id;
  project = after(after(project, SetInsertFile{room, "hall.wav"}), SwitchSide{room});
  const Project before = after(after(project, SetInsertFile{room, "room.wav"}), StoreScene{{}, "Verse"});
  project = after(after(before, SwitchSide{room}), SetInsertFile{room, "plate.wav"});
  EXPECT_EQ(after(project, RecallScene{before.scenes()[0].id}), before);
}

TEST(Recall, OfWhatIsAlreadySoChangesNothingAndSaysSo) {
  const Validated recall = accepted(with_verse(), RecallScene{kVerse});
  EXPECT_TRUE(recall.changes.empty());
  EXPECT_TRUE(has_note(recall, "as in the scene already"));
}

TEST(Recall, LeavesWhatCameSinceAndNotesWhatIsGone) {
  Project project = after(with_verse(), AddTrack{TrackKind::kAudio, "Voice", 1});
  project = after(project, add_insert(kGuitar, "eq"));
  project = after(project, SetVolume{kDrums, {-12}});
  project = after(project, RemoveInsert{kCompressor});
  project = after(project, RemoveTrack{kReverb});
  const Validated recall = accepted(project, RecallScene{kVerse});
  EXPECT_TRUE(has_note(recall, "The track Reverb is gone"));
  EXPECT_TRUE(has_note(recall, "The compressor of Guitar is gone"));
  EXPECT_TRUE(has_note(recall, "A send from Guitar is gone"));
  Project recalled = project;
  project::apply(recalled, recall.changes);
  EXPECT_EQ(track_of_id(recalled, kDrums).volume.value, 0);
  EXPECT_NE(recalled.tracks().find_name("Voice"), nullptr);
  EXPECT_EQ(track_of_id(recalled, kGuitar).inserts.size(), 1U);
}

TEST(Recall, DoesNotRenameRelookArmOrReorderStrips) {
  Project project = after(with_verse(), RenameTrack{kGuitar, "Lead"});
  project = after(project, MoveTrack{kGuitar, 1});
  EXPECT_TRUE(accepted(project, RecallScene{kVerse}).changes.empty());
}

// Guitar -> Reverb in the scene; since then Reverb -> Room, and the output of Guitar cannot close a circle.
TEST(Recall, LeavesTheWholeRoutingWhereItIsWhenSomeOfItWouldCloseACircle) {
  Project project = after(demo(), AddTrack{TrackKind::kAux, "Room", 2});
  const TrackId room{8};
  project = after(project, SetOutput{room, TrackOutput{kReverb}, {}});
  project = after(project, StoreScene{{}, "Verse"});
  project = after(project, SetOutput{room, TrackOutput{kMaster}, {}});
  project = after(project, AddSend{kReverb, room, {-6}});  // made since: stays
  project = after(project, SetVolume{kDrums, {-12}});
  const Validated recall = accepted(project, RecallScene{SceneId{9}});
  EXPECT_TRUE(has_note(recall, "The routing stays as it is"));
  Project recalled = project;
  project::apply(recalled, recall.changes);
  EXPECT_EQ(track_of_id(recalled, room).output, Output{TrackOutput{kMaster}});
  EXPECT_EQ(track_of_id(recalled, kDrums).volume.value, 0);
}

TEST(Recall, PutsInsertsIntoTheScenesOrderAndNewOnesStayPut) {
  Project project = after(demo(), add_insert(kGuitar, "eq"));  // 8
  project = after(project, StoreScene{{}, "Verse"});           // 9: compressor, eq
  project = after(project, MoveInsert{InsertId{8}, 0});
  project = after(project, add_insert(kGuitar, "gate", 1));  // 10: eq, gate, compressor
  project = after(project, RecallScene{SceneId{9}});
  const auto& inserts = track_of_id(project, kGuitar).inserts;
  EXPECT_EQ(inserts[0].id, kCompressor);
  EXPECT_EQ(inserts[1].effect, "gate");
  EXPECT_EQ(inserts[2].id, InsertId{8});
}

TEST(Recall, ListensToWhatIsSafe) {
  const std::pair<const char*, Command> cases[] = {
      {"volume", {SetVolume{kGuitar, {-40}}}},
      {"pan", {SetPan{kGuitar, -1}}},
      {"mute", {SetMute{kGuitar, true}}},
      {"solo", {SetSolo{kGuitar, true}}},
      {"sends", {SetSendLevel{kGuitarSend, {-40}}}},
      {"inserts", {SetParameter{kCompressor, "threshold", -40}}},
      {"routing", {SetOutput{kGuitar, TrackOutput{kReverb}, {}}}},
      {"stage", {SetTrim{kGuitar, 3}}},
  };
  for (const auto& [word, command] : cases) {
    SCOPED_TRACE(word);
    Project moved = with_verse();
    project::apply(moved, validate(moved, command)->changes);
    EXPECT_FALSE(accepted(moved, RecallScene{kVerse}).changes.empty());
    const Project safe = after(moved, SetTrackSafe{kGuitar, {word}});
    EXPECT_TRUE(accepted(safe, RecallScene{kVerse}).changes.empty());
    const Project all = after(moved, SetTrackSafe{kGuitar, {"all"}});
    EXPECT_TRUE(accepted(all, RecallScene{kVerse}).changes.empty());
  }
}

TEST(Recall, ListensToWhatIsSafeOfAnInsert) {
  Project project = after(with_verse(), SetParameter{kCompressor, "threshold", -40});
  project = after(project, SetParameter{kCompressor, "ratio", 10});
  project = after(project, SetInsertBypass{kCompressor, true});
  project = after(project, SetInsertSafe{kCompressor, {"threshold", "bypass"}});
  project = after(project, RecallScene{kVerse});
  EXPECT_EQ(parameter(project, kCompressor, "threshold"), -40);
  EXPECT_NE(parameter(project, kCompressor, "ratio"), 10);
  EXPECT_TRUE(project.tracks().find(kCompressor)->bypass);
}

TEST(Recall, TakesTheScenesFadeOrItsOwn) {
  const Project project =
      after(after(with_verse(), DescribeScene{kVerse, "Verse", "", 2000}), SetVolume{kDrums, {-6}});
  EXPECT_EQ(accepted(project, RecallScene{kVerse}).fade_ms, 2000U);
  EXPECT_EQ(accepted(project, RecallScene{kVerse, 0}).fade_ms, 0U);
  EXPECT_EQ(accepted(project, RecallScene{kVerse, 300}).fade_ms, 300U);
}

TEST(Recall, InABatchSeesWhatCameBeforeIt) {
  Project project = with_verse();
  const Batch batch{{{SetVolume{kDrums, {-20}}}, {RecallScene{kVerse, 100}}}};
  const Validated validated = accepted(project, batch);
  EXPECT_EQ(validated.fade_ms, 100U);
  project::apply(project, validated.changes);
  EXPECT_EQ(track_of_id(project, kDrums).volume.value, 0);
}

TEST(Safe, RefusesWordsThatMeanNothing) {
  const auto word = refused(demo(), SetTrackSafe{kGuitar, {"colour"}});
  EXPECT_EQ(word.subject, "setTrackSafe.safe");
  EXPECT_NE(word.sentence.find("volume, pan"), std::string::npos);
  EXPECT_EQ(refused(demo(), SetTrackSafe{kGuitar, {"pan", "pan"}}).sentence, "\"pan\" is given twice.");
  EXPECT_NE(refused(demo(), SetInsertSafe{kCompressor, {"size"}}).sentence.find("threshold"),
            std::string::npos);
}

TEST(Morph, MovesLevelsInDecibelsParametersByTheirScaleAndSwitchesAtTheHalf) {
  Project project = with_verse();
  project = after(project, SetVolume{kDrums, {-20}});
  project = after(project, SetVolume{kReverb, {vocabulary::kSilence}});
  project = after(project, SetPan{kDrums, 0.7});
  project = after(project, SetMute{kGuitar, true});
  project = after(project, SetParameter{kCompressor, "threshold", -40});
  project = after(project, StoreScene{{}, "Chorus"});
  const SceneId chorus{9};
  const double threshold = parameter(with_verse(), kCompressor, "threshold");
  const Validated quarter = accepted(project, MorphScenes{kVerse, chorus, 0.25});
  EXPECT_TRUE(quarter.continuous);
  Project at = project;
  project::apply(at, quarter.changes);
  EXPECT_NEAR(track_of_id(at, kDrums).volume.value, -5, 1e-9);
  EXPECT_NEAR(track_of_id(at, kDrums).pan, -0.3 + 0.25, 1e-9);
  EXPECT_NEAR(track_of_id(at, kReverb).volume.value, -6 + (-90 + 6) * 0.25, 1e-9);
  EXPECT_NEAR(parameter(at, kCompressor, "threshold"), threshold + (-40 - threshold) * 0.25, 1e-9);
  EXPECT_FALSE(track_of_id(at, kGuitar).mute);
  EXPECT_TRUE(track_of_id(after(project, MorphScenes{kVerse, chorus, 0.5}), kGuitar).mute);
  const Project begin = after(project, MorphScenes{kVerse, chorus, 0});
  const Project end = after(begin, MorphScenes{kVerse, chorus, 1});
  EXPECT_EQ(track_of_id(begin, kReverb).volume.value, -6);
  EXPECT_EQ(track_of_id(end, kReverb).volume, vocabulary::kSilence);
  EXPECT_EQ(end, project);
}

TEST(Morph, MovesALogarithmicParameterByRatio) {
  Project project = after(demo(), add_insert(kDrums, "eq"));  // 8
  project = after(project, SetParameter{InsertId{8}, "band1Frequency", 100});
  project = after(project, StoreScene{{}, "A"});
  project = after(project, SetParameter{InsertId{8}, "band1Frequency", 1600});
  project = after(project, StoreScene{{}, "B"});
  project = after(project, MorphScenes{SceneId{9}, SceneId{10}, 0.5});
  EXPECT_NEAR(parameter(project, InsertId{8}, "band1Frequency"), 400, 1e-6);
}

TEST(Morph, IsValuesOnlyAndListensToWhatIsSafe) {
  Project project = after(with_verse(), SetVolume{kDrums, {-20}});
  project = after(project, SetOutput{kDrums, TrackOutput{kReverb}, {}});
  project = after(project, StoreScene{{}, "Chorus"});
  const MorphScenes half{kVerse, SceneId{9}, 0.5};
  const Validated morph = accepted(project, half);
  ASSERT_EQ(morph.changes.size(), 1U);
  EXPECT_EQ(std::get<VolumeSet>(morph.changes[0]).volume.value, -10);
  EXPECT_TRUE(project::is_value(morph.changes[0]));
  EXPECT_TRUE(accepted(after(project, SetTrackSafe{kDrums, {"volume"}}), half).changes.empty());
}

TEST(Wires, AreWantedAllAtOnceAndJudged) {
  const std::vector<Wire> wires{{"in_1", "system:capture_3"}, {"out_1", "recorder:in 1"}};
  const Project project = after(demo(), SetWires{wires, true});
  EXPECT_EQ(project.wires(), wires);
  EXPECT_TRUE(project.custom_wiring());
  EXPECT_EQ(refused(demo(), SetWires{{{"corelogic:in_1", "system:capture_1"}}}).subject, "setWires.wires");
  EXPECT_NE(refused(demo(), SetWires{{{"in_1", "capture_1"}}}).sentence.find("system:capture_1"),
            std::string::npos);
  EXPECT_NE(refused(demo(), SetWires{{wires[0], wires[0]}}).sentence.find("twice"), std::string::npos);
}

}  // namespace
}  // namespace corelogic::commands
