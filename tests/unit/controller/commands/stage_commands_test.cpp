// stage_commands_test.cpp: input stage, meter, listening, output stage, monitor, tempo, and output maps.
#include <gmock/gmock.h>

#include "controller/commands/fresh_ids.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

TEST(StageCommands, SetTheInputOfAStrip) {
  const auto trim = accepted(demo(), SetTrim{kGuitar, -3});
  EXPECT_EQ(trim.label, "set trim of Guitar to -3.0 dB");
  EXPECT_TRUE(trim.continuous);
  EXPECT_EQ(accepted(demo(), SetPolarity{kGuitar, Polarity::kBoth}).label, "set polarity of Guitar to both");
  EXPECT_FALSE(accepted(demo(), SetPolarity{kGuitar, Polarity::kBoth}).continuous);
  EXPECT_EQ(accepted(demo(), SetHighPass{kGuitar, 80}).label, "set high-pass of Guitar to 80 Hz");
  EXPECT_EQ(accepted(demo(), SetHighPass{kGuitar, 0}).label, "set high-pass of Guitar to off");
  EXPECT_THAT(accepted(demo(), SetDelay{kGuitar, 12.5}).changes,
              ElementsAre(Change{DelaySet{kGuitar, 12.5}}));
}

TEST(StageCommands, RefuseWhatIsOutOfRangeOrNotThere) {
  EXPECT_EQ(refused(demo(), SetTrim{kGuitar, 40}).subject, "setTrim.trim");
  EXPECT_EQ(refused(demo(), SetHighPass{kGuitar, 10}).subject, "setHighPass.frequency");
  EXPECT_EQ(refused(demo(), SetDelay{kGuitar, 501}).subject, "setDelay.delay");
  EXPECT_EQ(refused(demo(), SetTempo{500}).subject, "setTempo.tempo");
  for (const auto& stranger :
       {Command{SetTrim{TrackId{99}, 0}}, Command{SetPolarity{TrackId{99}, Polarity::kBoth}},
        Command{SetHighPass{TrackId{99}, 0}}, Command{SetDelay{TrackId{99}, 0}},
        Command{SetMeter{TrackId{99}, {}}}, Command{SetListen{TrackId{99}, Listen::kPfl}}}) {
    const auto result = validate(demo(), stranger);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.refusal().code, RefusalCode::kUnknownId);
  }
}

TEST(StageCommands, RefuseAnInputStageOfAStripThatIsTooWide) {
  const Project wide = after(demo(), AddTrack{.kind = TrackKind::kAux, .name = "Stems", .channels = 32});
  const TrackId stems = wide.tracks()[wide.tracks().size() - 2].id;  // the master is last
  EXPECT_EQ(refused(wide, SetTrim{stems, -3}).subject, "setTrim.track");
  EXPECT_EQ(refused(wide, SetPolarity{stems, Polarity::kBoth}).subject, "setPolarity.track");
  EXPECT_EQ(refused(wide, SetHighPass{stems, 80}).subject, "setHighPass.track");
  EXPECT_THAT(refused(wide, SetDelay{stems, 5}).sentence, HasSubstr("at most 16"));
  EXPECT_EQ(accepted(wide, SetTrim{stems, 0}).label, "set trim of Stems to 0.0 dB");
}

TEST(StageCommands, MeterAndListen) {
  EXPECT_EQ(accepted(demo(), SetMeter{kMaster, {MeterPoint::kInput, MeterDetail::kFull}}).label,
            "meter Master at the input in full");
  EXPECT_EQ(accepted(demo(), SetListen{kGuitar, Listen::kPfl}).label, "listen to Guitar before the fader");
  EXPECT_EQ(accepted(demo(), SetListen{kGuitar, Listen::kOff}).label, "stop listening to Guitar");
  EXPECT_THAT(refused(demo(), SetListen{kMaster, Listen::kAfl}).sentence, HasSubstr("setMonitor"));
}

TEST(StageCommands, SetOutputStageMonitorAndTempo) {
  const OutputStage stage{true, -2, ClipMode::kHard, 16, true, true, -12};
  EXPECT_THAT(accepted(demo(), SetOutputStage{stage}).changes,
              ElementsAre(Change{OutputStageSet{kMaster, stage}}));
  EXPECT_EQ(refused(demo(), SetOutputStage{{true, 1}}).subject, "setOutputStage.stage.ceiling");
  EXPECT_EQ(accepted(demo(), SetMonitor{{TrackSource{kDrums}}}).label, "let the monitor hear Drums");
  EXPECT_EQ(after(demo(), SetMonitor{{TrackSource{kMaster}, true}}).monitor(),
            (Monitor{MasterSource{}, true}));
  EXPECT_EQ(refused(demo(), SetMonitor{{TrackSource{TrackId{99}}}}).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused(demo(), SetMonitor{{MasterSource{}, false, false, false, 2}}).subject,
            "setMonitor.monitor.dimLevel");
  EXPECT_EQ(accepted(demo(), SetTempo{93.5}).label, "set tempo to 93.5");
  EXPECT_TRUE(accepted(demo(), SetTempo{93.5}).continuous);
}

TEST(SetOutput, BringsItsMapAndTakesTheOldOneAway) {
  Project project = after(demo(), SetOutput{kGuitar, TrackOutput{kReverb}, {2, 1}});
  EXPECT_THAT(project.tracks().find(kGuitar)->output_map, ElementsAre(2, 1));
  const auto other = accepted(project, SetOutput{kGuitar, DeviceOutput{{5, 6, 7}}, {3, 0}});
  EXPECT_THAT(other.changes, ElementsAre(Change{OutputMapSet{kGuitar, {}}},
                                         Change{OutputSet{kGuitar, DeviceOutput{{5, 6, 7}}}},
                                         Change{OutputMapSet{kGuitar, {3, 0}}}));
  const auto inverse = project::invert(project, other.changes);
  Project there = project;
  project::apply(there, other.changes);
  project::apply(there, inverse);
  EXPECT_EQ(there, project);
  EXPECT_TRUE(after(project, SetOutput{kGuitar, NoOutput{}}).tracks().find(kGuitar)->output_map.empty());
  EXPECT_TRUE(after(project, RemoveTrack{kReverb}).tracks().find(kGuitar)->output_map.empty());
  EXPECT_EQ(refused(demo(), SetOutput{kGuitar, TrackOutput{kReverb}, {1, 2, 1}}).subject, "setOutput.map");
  EXPECT_EQ(refused(demo(), Connect{kGuitar, "out", TrackOutput{kReverb}, {3, 1}}).subject, "connect");
  project = after(demo(), Connect{kGuitar, "out", TrackOutput{kReverb}, {2, 1}});
  EXPECT_THAT(project.connections().begin()->map, ElementsAre(2, 1));
}

TEST(ImportProject, GivesKeysAndMonitorTheIdsOfTheirTracks) {
  Project present = demo();
  project::apply(present, Changes{TrackRenamed{kDrums, "Kit"}, IdsTaken{50}});
  auto document = demo_document();
  track_in(document, kGuitar).inserts[0].key = {kDrums, false};
  document.monitor.source = TrackSource{kDrums};
  give_fresh_ids(document, present);
  const auto imported = Project::from_message(document);
  ASSERT_TRUE(imported) << imported.refusal().sentence;
  const TrackId drums = imported->tracks().find_name("Drums")->id;
  EXPECT_NE(drums, kDrums);
  EXPECT_EQ(imported->tracks().find_name("Guitar")->inserts[0].key.track, drums);
  EXPECT_EQ(imported->monitor().source, MonitorSource{TrackSource{drums}});
}

}  // namespace
}  // namespace corelogic::commands
