// mirror_test.cpp: the replica against the model itself, every kind of change, and holes.  Side: test.
#include "clients/cpp/mirror.h"

#include <gtest/gtest.h>

#include <set>

#include "controller/project/apply_change.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::client {
namespace {

using namespace messages;

Track strip(std::uint32_t id, TrackKind kind, const char* name) {
  Track track;
  track.id = TrackId{id};
  track.kind = kind;
  track.name = name;
  return track;
}

/// Every parameter, as a controller sends them.
std::vector<NamedValue> values_of(const std::string& effect) {
  std::vector<NamedValue> values;
  for (const auto& parameter : vocabulary::find_effect(effect)->parameters)
    values.push_back({std::string(parameter.name), parameter.initial});
  return values;
}

Project studio() {
  Project project;
  project.name = "studio";
  project.next_id = 20;
  Track guitar = strip(2, TrackKind::kAudio, "Guitar");
  guitar.output = TrackOutput{TrackId{1}};
  const std::vector<NamedValue> values = values_of("compressor");
  guitar.inserts = {{InsertId{5}, "compressor", false, values}, {InsertId{6}, "compressor", true, values}};
  guitar.sends = {{SendId{7}, TrackId{4}, {-6.0}, 0, false}};
  Track drums = strip(3, TrackKind::kAudio, "Drums");
  drums.output = TrackOutput{TrackId{1}};
  Track reverb = strip(4, TrackKind::kAux, "Reverb");
  reverb.output = TrackOutput{TrackId{1}};
  Track master = strip(1, TrackKind::kMaster, "Master");
  master.output = DeviceOutput{{1, 2}};
  project.tracks = {guitar, drums, reverb, master};
  project.connections = {{ConnectionId{9}, TrackId{3}, "out", TrackOutput{TrackId{4}}}};
  return project;
}

/// At least one change of every kind; valid one after the other.
std::vector<Change> every_change() {
  Track bass = strip(10, TrackKind::kAudio, "Bass");
  bass.output = TrackOutput{TrackId{1}};
  Project other = studio();
  other.name = "other";
  other.next_id = 15;
  Insert third = studio().tracks[0].inserts[0];
  third.id = InsertId{11};
  std::vector<NamedValue> louder = third.parameters;
  louder[1].value = 8;
  return {TrackAdded{bass, 99},
          TrackMoved{TrackId{10}, 0},
          TrackMoved{TrackId{10}, 99},
          TrackMoved{TrackId{1}, 0},
          TrackRenamed{TrackId{10}, "Double bass"},
          VolumeSet{TrackId{2}, {-3.5}},
          PanSet{TrackId{2}, 0.25},
          MuteSet{TrackId{3}, true},
          SoloSet{TrackId{3}, true},
          InsertAdded{TrackId{2}, third, 1},
          InsertMoved{InsertId{5}, 2},
          InsertMoved{InsertId{5}, 99},
          InsertBypassSet{InsertId{11}, true},
          ParameterSet{InsertId{5}, "ratio", 8},
          InsertRemoved{InsertId{6}},
          SendAdded{TrackId{3}, {SendId{12}, TrackId{4}, {-9.0}, 0.5, true}, 0},
          SendLevelSet{SendId{12}, {-1.0}},
          SendPanSet{SendId{12}, -0.5},
          SendPreFaderSet{SendId{12}, false},
          SendRemoved{SendId{7}},
          InputSet{TrackId{2}, FileInput{"a.flac", true}},
          OutputSet{TrackId{2}, TrackOutput{TrackId{4}}},
          MonitorLevelSet{TrackId{1}, {-0.5}},
          MonitorOutputSet{TrackId{1}, DeviceOutput{{3, 4}}},
          Connected{{ConnectionId{13}, TrackId{2}, "pre", DeviceOutput{{5, 6}}}},
          Connected{{ConnectionId{8}, TrackId{2}, "out", DeviceOutput{{7, 8}}}},
          Disconnected{ConnectionId{9}},
          TrackRemoved{TrackId{10}},
          IdsTaken{40},
          IdsTaken{7},
          ProjectRenamed{"renamed"},
          KeySet{InsertId{5}, {TrackId{3}, true}},
          InsertFileSet{InsertId{11}, "hall.wav", "room.wav"},
          InsertValuesSet{InsertId{5}, louder, studio().tracks[0].inserts[0].parameters, true},
          TempoSet{96},
          TrimSet{TrackId{2}, -6},
          PolaritySet{TrackId{2}, Polarity::kBoth},
          HighPassSet{TrackId{2}, 80},
          DelaySet{TrackId{2}, 12.5},
          MeterSet{TrackId{2}, {MeterPoint::kInput, MeterDetail::kFull}},
          ListenSet{TrackId{2}, Listen::kPfl},
          OutputStageSet{TrackId{1}, {true, -2, ClipMode::kSoft, 24, true, true, -12}},
          MonitorSet{{TrackSource{TrackId{2}}, true, true, true, -12}},
          OutputMapSet{TrackId{2}, {2, 1}},
          LookSet{TrackId{2}, "#ff8800", "guitar", "left of the drums"},
          VcasSet{TrackId{2}, {TrackId{4}}},
          MuteGroupAdded{{MuteGroupId{41}, "Band", false}},
          MuteGroupAdded{{MuteGroupId{42}, "Choir", false}},
          MuteGroupRenamed{MuteGroupId{41}, "Brass"},
          MuteGroupSet{MuteGroupId{41}, true},
          MuteGroupsSet{TrackId{2}, {MuteGroupId{41}}},
          MuteGroupRemoved{MuteGroupId{42}},
          LinkSet{TrackId{2}, TrackId{3}},
          LinkSet{TrackId{2}, TrackId{4}},
          LinkSet{TrackId{4}, TrackId{}},
          LinkSet{TrackId{3}, TrackId{2}},
          RecordArmSet{TrackId{2}, true},
          MonitoringSet{TrackId{2}, Monitoring::kAuto},
          DirectOutSet{TrackId{2}, {{7, 8}, Tap::kPreEq, {-3}}},
          SoloIsolateSet{TrackId{2}, true},
          SoloSafeSet{TrackId{2}, true},
          SoloSettingsSet{{SoloMode::kPfl, true}},
          InsertPostFaderSet{InsertId{5}, true},
          SendTapSet{SendId{12}, Tap::kPreEq},
          SendMuteSet{SendId{12}, true},
          SceneAdded{{SceneId{43}, "Verse", "", 0, {studio().tracks[0]}, {}, {}}, 9},
          SceneAdded{{SceneId{44}, "Chorus", "", 0, {}, {}, {}}, 0},
          SceneMoved{SceneId{43}, 0},
          SceneMoved{SceneId{43}, 99},
          SceneStored{{SceneId{44}, "Chorus", "loud", 500, {}, {}, {}}},
          SceneDescribed{SceneId{43}, "Verse 1", "softly", 1500},
          SceneRemoved{SceneId{44}},
          TrackSafeSet{TrackId{2}, {"volume"}},
          InsertSafeSet{InsertId{5}, {"threshold"}},
          WiresSet{{{"in_1", "system:capture_1"}}, true},
          ProjectReplaced{other}};
}

ChangeSet set_of(vocabulary::Revision revision, Changes changes) {
  return {revision, ClientId{1}, 1, 0, "a change", std::move(changes)};
}

TEST(Mirror, AppliesEveryKindOfChangeAsTheModelDoes) {
  auto model = project::Project::from_message(studio());
  ASSERT_TRUE(model) << model.refusal().sentence;
  Project replica = studio();
  std::set<std::size_t> kinds;
  for (const Change& change : every_change()) {
    const Project before = replica;
    apply(replica, change);
    project::apply(*model, change);
    EXPECT_EQ(replica, model->to_message()) << "after a change of kind " << change.index();
    kinds.insert(change.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<messages::ChangeVariant>) << "a kind of change is not in this test";
}

TEST(Mirror, LeavesTheProjectAloneWhenAChangeNamesWhatIsNotThere) {
  Project replica = studio();
  for (const Change& change : std::vector<Change>{
           TrackRemoved{TrackId{99}}, TrackRenamed{TrackId{99}, "x"}, TrackMoved{TrackId{99}, 0},
           VolumeSet{TrackId{99}, {-1.0}}, InsertRemoved{InsertId{99}}, InsertMoved{InsertId{99}, 0},
           InsertBypassSet{InsertId{99}, true}, ParameterSet{InsertId{99}, "ratio", 2},
           SendRemoved{SendId{99}}, SendLevelSet{SendId{99}, {-1.0}}, Disconnected{ConnectionId{99}},
           InsertAdded{TrackId{99}, {InsertId{30}, "compressor", false, {}}, 0},
           SendAdded{TrackId{99}, {SendId{30}, TrackId{4}, {}, 0, false}, 0}}) {
    apply(replica, change);
    EXPECT_EQ(replica, studio()) << "after a change of kind " << change.index();
  }
}

TEST(Mirror, TakesTheNextRevisionAndKeepsCount) {
  Mirror mirror;
  mirror.reset(studio(), {3, 10});
  EXPECT_EQ(mirror.take(set_of({3, 11}, {VolumeSet{TrackId{2}, {-6.0}}})), Taken::kApplied);
  EXPECT_EQ(mirror.revision(), (vocabulary::Revision{3, 11}));
  EXPECT_EQ(mirror.project().tracks[0].volume, Decibels{-6.0});
}

TEST(Mirror, LeavesWhatItKnowsAlready) {
  Mirror mirror;
  mirror.reset(studio(), {3, 10});
  EXPECT_EQ(mirror.take(set_of({3, 10}, {VolumeSet{TrackId{2}, {-6.0}}})), Taken::kOld);
  EXPECT_EQ(mirror.project(), studio());
}

TEST(Mirror, RefusesToJumpOverAHole) {
  Mirror mirror;
  mirror.reset(studio(), {3, 10});
  EXPECT_EQ(mirror.take(set_of({3, 12}, {VolumeSet{TrackId{2}, {-6.0}}})), Taken::kHole);
  EXPECT_EQ(mirror.project(), studio());
}

TEST(Mirror, RefusesAnotherEpochAndAnEmptyStart) {
  Mirror mirror;
  EXPECT_EQ(mirror.take(set_of({1, 1}, {})), Taken::kHole);
  mirror.reset(studio(), {3, 10});
  EXPECT_EQ(mirror.take(set_of({4, 11}, {})), Taken::kHole);
}

}  // namespace
}  // namespace corelogic::client
