// change_test.cpp: changes applied, taken back, and the fields they touch.
#include <gmock/gmock.h>

#include "controller/project/apply_change.h"
#include "controller/project/field_keys.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/session.h"

namespace corelogic::project {
namespace {

using namespace corelogic::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Applies, takes back, and wants everything but next_id as it was.
void expect_there_and_back(const Changes& changes) {
  const Project before = demo();
  Project project = before;
  const Changes inverse = invert(before, changes);
  project::apply(project, changes);
  EXPECT_FALSE(project == before) << "the changes must change something";
  project::apply(project, inverse);
  auto document = project.to_message();
  document.next_id = before.next_id();
  EXPECT_EQ(document, before.to_message());
}

TEST(ApplyChange, SetsEachValue) {
  Project project = demo();
  project::apply(
      project,
      {VolumeSet{kGuitar, {-12}}, PanSet{kGuitar, -1}, MuteSet{kGuitar, true}, SoloSet{kDrums, true},
       InsertBypassSet{kCompressor, true}, ParameterSet{kCompressor, "ratio", 8},
       SendLevelSet{kGuitarSend, {-20}}, SendPanSet{kGuitarSend, 0.5}, SendPreFaderSet{kGuitarSend, true},
       InputSet{kDrums, DeviceInput{{1, 2}}}, OutputSet{kDrums, NoOutput{}}, MonitorLevelSet{kMaster, {-9}},
       MonitorOutputSet{kMaster, NoOutput{}}, TrackRenamed{kDrums, "Kit"}, ProjectRenamed{"Other"}});
  const auto& tracks = project.tracks();
  EXPECT_EQ(tracks.find(kGuitar)->volume.value, -12);
  EXPECT_EQ(tracks.find(kGuitar)->pan, -1);
  EXPECT_TRUE(tracks.find(kGuitar)->mute);
  EXPECT_TRUE(tracks.find(kDrums)->solo);
  EXPECT_TRUE(tracks.find(kCompressor)->bypass);
  EXPECT_EQ(tracks.find(kCompressor)->parameters[1].value, 8);
  EXPECT_EQ(*tracks.find(kGuitarSend), (Send{kGuitarSend, kReverb, {-20}, 0.5, true}));
  EXPECT_EQ(tracks.find(kDrums)->input, Input{(DeviceInput{{1, 2}})});
  EXPECT_EQ(tracks.find(kDrums)->output, Output{NoOutput{}});
  EXPECT_EQ(tracks.master().monitor_level.value, -9);
  EXPECT_EQ(tracks.master().monitor_output, Output{NoOutput{}});
  EXPECT_EQ(tracks.find_name("kit")->id, kDrums);
  EXPECT_EQ(project.name(), "Other");
}

TEST(ApplyChange, LeavesTheProjectAloneWhenTheThingIsNotThere) {
  Project project = demo();
  project::apply(
      project,
      {VolumeSet{TrackId{99}, {-12}}, TrackRemoved{TrackId{99}}, InsertRemoved{InsertId{99}},
       SendRemoved{SendId{99}}, Disconnected{ConnectionId{99}}, ParameterSet{InsertId{99}, "ratio", 1},
       TrackMoved{TrackId{99}, 0}, InsertMoved{InsertId{99}, 0}, SendLevelSet{SendId{99}, {}}});
  EXPECT_EQ(project, demo());
}

TEST(ApplyChange, NeverGivesIdsBack) {
  Project project = demo();
  project::apply(project, Changes{IdsTaken{50}, IdsTaken{20}});
  EXPECT_EQ(project.next_id(), 50U);
  project::apply(project, ProjectReplaced{demo_document()});
  EXPECT_EQ(project.next_id(), 50U);
}

TEST(InvertChange, TakesEachKindOfChangeBack) {
  const Connection connection{ConnectionId{30}, kDrums, "out", TrackOutput{kReverb}};
  const std::vector<Changes> histories{
      {TrackAdded{strip(30, TrackKind::kAudio, "Bass", 0, 0), 1}, IdsTaken{31}},
      {SendRemoved{kGuitarSend}, TrackRemoved{kGuitar}},
      {TrackRenamed{kGuitar, "Lead"}},
      {TrackMoved{kGuitar, 2}},
      {VolumeSet{kGuitar, {-30}}, VolumeSet{kGuitar, {-20}}},
      {PanSet{kGuitar, 1}},
      {MuteSet{kGuitar, true}},
      {SoloSet{kGuitar, true}},
      {InsertAdded{kGuitar, effect(30, "reverb"), 0}, InsertMoved{InsertId{30}, 1}},
      {InsertRemoved{kCompressor}},
      {InsertBypassSet{kCompressor, true}},
      {ParameterSet{kCompressor, "knee", 0}},
      {SendAdded{kDrums, {SendId{30}, kReverb, {}, 0, false}, 0}, SendLevelSet{SendId{30}, {-3}}},
      {SendRemoved{kGuitarSend}},
      {SendLevelSet{kGuitarSend, {-60}}},
      {SendPanSet{kGuitarSend, 1}},
      {SendPreFaderSet{kGuitarSend, true}},
      {InputSet{kGuitar, NoInput{}}},
      {OutputSet{kGuitar, DeviceOutput{{5, 6}}}},
      {MonitorLevelSet{kMaster, {-20}}},
      {MonitorOutputSet{kMaster, NoOutput{}}},
      {Connected{connection}},
      {Connected{connection}, Disconnected{connection.id}, ProjectRenamed{"Other"}},
      {ProjectReplaced{make_empty("Empty", 96'000).to_message()}},
      {TempoSet{90}, TempoSet{100}},
      {MonitorSet{{TrackSource{kDrums}, true, true, true, -30}}},
      {KeySet{kCompressor, {kDrums, true}}},
      {InsertFileSet{kReverbInsert, "hall.flac"}, InsertFileSet{kReverbInsert, "room.flac", "hall.flac"}},
      {ParameterSet{kCompressor, "knee", 0},
       InsertValuesSet{kCompressor, effect(5, "compressor").parameters, {{"ratio", 9}}, true}},
      {TrimSet{kGuitar, 3}, TrimSet{kGuitar, 4}},
      {PolaritySet{kGuitar, Polarity::kBoth}},
      {HighPassSet{kGuitar, 80}},
      {DelaySet{kGuitar, 12}},
      {MeterSet{kGuitar, {MeterPoint::kInput, MeterDetail::kFull}}},
      {ListenSet{kGuitar, Listen::kAfl}},
      {OutputStageSet{kMaster, {true, -2, ClipMode::kHard, 16, true, true, -12}}},
      {OutputMapSet{kGuitar, {2, 1}}},
  };
  for (std::size_t i = 0; i < histories.size(); ++i) {
    SCOPED_TRACE(i);
    expect_there_and_back(histories[i]);
  }
}

TEST(InvertChange, GivesBackWhatWasFirstWhenOneFieldChangedTwice) {
  const Changes inverse = invert(demo(), {VolumeSet{kGuitar, {-10}}, VolumeSet{kGuitar, {-20}}});
  Project project = demo();
  project::apply(project, inverse);
  EXPECT_EQ(project.tracks().find(kGuitar)->volume.value, -3);
}

TEST(FieldKeys, TellFieldsAndThingsApart) {
  EXPECT_EQ(fields_of(VolumeSet{kGuitar, {}}), fields_of(VolumeSet{kGuitar, {-3}}));
  EXPECT_NE(fields_of(VolumeSet{kGuitar, {}}), fields_of(VolumeSet{kDrums, {}}));
  EXPECT_NE(fields_of(VolumeSet{kGuitar, {}}), fields_of(PanSet{kGuitar, 0}));
  EXPECT_NE(fields_of(ParameterSet{kCompressor, "ratio", 1}),
            fields_of(ParameterSet{kCompressor, "knee", 1}));
  EXPECT_THAT(fields_of(IdsTaken{9}), IsEmpty());
  EXPECT_THAT(
      fields_of(SendAdded{kDrums, {SendId{30}, kReverb, {}, 0, false}, 0}),
      ElementsAre(FieldKey{FieldKind::kSend, 30, ""}, FieldKey{FieldKind::kTrackContents, kDrums.value, ""},
                  FieldKey{FieldKind::kTrackFed, kReverb.value, ""}));
}

TEST(ApplyChange, SetsStagesMonitorAndTempo) {
  Project project = demo();
  const OutputStage stage{true, -2, ClipMode::kHard, 16, true, true, -12};
  const Monitor monitor{TrackSource{kDrums}, true, true, true, -30};
  project::apply(
      project,
      {TempoSet{90}, MonitorSet{monitor}, TrimSet{kGuitar, 3}, PolaritySet{kGuitar, Polarity::kLeft},
       HighPassSet{kGuitar, 80}, DelaySet{kGuitar, 12},
       MeterSet{kGuitar, {MeterPoint::kPreFader, MeterDetail::kFull}}, ListenSet{kGuitar, Listen::kPfl},
       OutputStageSet{kMaster, stage}, OutputMapSet{kGuitar, {2, 1}}, KeySet{kCompressor, {kDrums, true}}});
  const Track& guitar = *project.tracks().find(kGuitar);
  EXPECT_EQ(project.tempo(), 90);
  EXPECT_EQ(project.monitor(), monitor);
  EXPECT_EQ(guitar.trim, 3);
  EXPECT_EQ(guitar.polarity, Polarity::kLeft);
  EXPECT_EQ(guitar.high_pass, 80);
  EXPECT_EQ(guitar.delay, 12);
  EXPECT_EQ(guitar.meter, (Meter{MeterPoint::kPreFader, MeterDetail::kFull}));
  EXPECT_EQ(guitar.listen, Listen::kPfl);
  EXPECT_EQ(guitar.output_map, (std::vector<std::uint16_t>{2, 1}));
  EXPECT_EQ(guitar.inserts[0].key, (Key{kDrums, true}));
  EXPECT_EQ(project.tracks().master().stage, stage);
  const auto again = Project::from_message(project.to_message());
  ASSERT_TRUE(again) << again.refusal().sentence;
  EXPECT_EQ(*again, project);
}

// An old journal knows fewer parameters than the catalogue of today.
TEST(ApplyChange, CompletesAnInsertOfAnOldJournal) {
  Insert old = effect(30, "compressor");
  old.parameters.resize(2);
  Track strip_of_old = strip(31, TrackKind::kAudio, "Old", 0, 0);
  strip_of_old.inserts = {effect(32, "reverb")};
  strip_of_old.inserts[0].parameters.resize(3);
  Project project = demo();
  project::apply(project, {InsertAdded{kDrums, old, 0}, TrackAdded{strip_of_old, 0},
                           InsertValuesSet{kCompressor, {{"ratio", 9}}, {}, true}});
  const auto count = [](const char* name) { return vocabulary::find_effect(name)->parameters.size(); };
  EXPECT_EQ(project.tracks().find(InsertId{30})->parameters.size(), count("compressor"));
  EXPECT_EQ(project.tracks().find(InsertId{32})->parameters.size(), count("reverb"));
  EXPECT_EQ(project.tracks().find(kCompressor)->parameters.size(), count("compressor"));
}

TEST(FieldKeys, LetAPresetTouchEveryParameterAndAKeyTheStripItHears) {
  const auto fields = fields_of(InsertValuesSet{kCompressor, {{"ratio", 2}}, {}, false});
  EXPECT_THAT(fields, ElementsAre(FieldKey{FieldKind::kSide, kCompressor.value, ""},
                                  FieldKey{FieldKind::kParameter, kCompressor.value, "ratio"}));
  EXPECT_THAT(fields_of(KeySet{kCompressor, {kDrums, false}}),
              ElementsAre(FieldKey{FieldKind::kKey, kCompressor.value, ""},
                          FieldKey{FieldKind::kTrackFed, kDrums.value, ""}));
  EXPECT_EQ(fields_of(OutputMapSet{kDrums, {1}}).front(), fields_of(OutputSet{kDrums, NoOutput{}}).front());
  EXPECT_NE(fields_of(TempoSet{}), fields_of(MonitorSet{}));
}

TEST(FieldKeys, HaveNamesForPeople) {
  EXPECT_EQ(field_name({FieldKind::kParameter, 5, "threshold"}), "threshold");
  EXPECT_EQ(field_name({FieldKind::kVolume, 5, ""}), "volume");
}

}  // namespace
}  // namespace corelogic::project
