// value_compiler_test.cpp: each value change names the node, edge and parameter it moves; structure says
// nothing.
#include "controller/compiler/value_compiler.h"

#include <gmock/gmock.h>

#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/session.h"

namespace corelogic::compiler {
namespace {

using namespace corelogic::testing;
using project::Project;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

std::optional<std::vector<ParameterValue>> values_of(const Changes& changes, const Changes& earlier = {}) {
  Project project = demo();
  project::apply(project, earlier);
  const Changes inverse = project::invert(project, changes);
  project::apply(project, changes);
  return compile_values(project, changes, inverse);
}
ParameterValue of(std::uint32_t owner, NodeRole role, std::uint16_t parameter, double value) {
  return {make_node_id(owner, role), {}, parameter, value};
}

TEST(ValueCompiler, FindsTheNodeOfEachValue) {
  EXPECT_THAT(*values_of({VolumeSet{kGuitar, {-9}}}), ElementsAre(of(2, NodeRole::kFader, 0, -9)));
  EXPECT_THAT(*values_of({PanSet{kGuitar, 1}}), ElementsAre(of(2, NodeRole::kPan, 0, 1)));
  EXPECT_THAT(*values_of({PanSet{kReverb, 1}}), ElementsAre(of(4, NodeRole::kFader, 2, 1)));
  EXPECT_THAT(*values_of({VolumeSet{kMaster, {-1}}, PanSet{kMaster, 0.5}, MonitorLevelSet{kMaster, {-2}}}),
              ElementsAre(of(1, NodeRole::kOutput, 0, -1), of(1, NodeRole::kOutput, 2, 0.5),
                          of(1, NodeRole::kOutput, 3, -2)));
  EXPECT_THAT(*values_of({ParameterSet{kCompressor, "attack", 1}}),
              ElementsAre(of(5, NodeRole::kInsert, 3, 1)));
  EXPECT_THAT(*values_of({InsertBypassSet{kCompressor, true}}),
              ElementsAre(of(5, NodeRole::kInsert, kBypassParameter, 1)));
}

TEST(ValueCompiler, FindsTheEdgeOfASend) {
  const auto edge = make_edge_id(kGuitarSend.value, EdgeRole::kSend);
  const auto node = make_node_id(kReverb.value, NodeRole::kSum);
  EXPECT_THAT(
      *values_of({SendLevelSet{kGuitarSend, {-1}}, SendPanSet{kGuitarSend, 0.5}}),
      ElementsAre(ParameterValue{node, edge, kEdgeLevel, -1}, ParameterValue{node, edge, kEdgePan, 0.5}));
}

TEST(ValueCompiler, MutesOneFaderOrTheMastersOutput) {
  EXPECT_THAT(*values_of({MuteSet{kDrums, true}}), ElementsAre(of(3, NodeRole::kFader, 1, 1)));
  EXPECT_THAT(*values_of({MuteSet{kMaster, true}}), ElementsAre(of(1, NodeRole::kOutput, 1, 1)));
}

TEST(ValueCompiler, TellsOnlyThoseAStripSilencesByItsSolo) {
  EXPECT_THAT(*values_of({SoloSet{kGuitar, true}}),
              UnorderedElementsAre(of(2, NodeRole::kFader, 1, 0), of(3, NodeRole::kFader, 1, 1)));
  EXPECT_THAT(*values_of({SoloSet{kDrums, true}}),
              UnorderedElementsAre(of(3, NodeRole::kFader, 1, 0), of(2, NodeRole::kFader, 1, 1),
                                   of(4, NodeRole::kFader, 1, 1)));
}

TEST(ValueCompiler, TellsOnlyTheTouchedOneAfterASoloAndBack) {
  EXPECT_THAT(*values_of({SoloSet{kGuitar, true}, SoloSet{kGuitar, false}}),
              ElementsAre(of(2, NodeRole::kFader, 1, 0)));
}

TEST(ValueCompiler, TellsEveryStripWhereItDoesNotKnowWhatWasBefore) {
  Project project = demo();
  const Changes changes{SoloSet{kGuitar, true}};
  project::apply(project, changes);
  EXPECT_EQ(compile_values(project, changes)->size(), 4U);
}

TEST(ValueCompiler, HearsNoNames) {
  EXPECT_THAT(*values_of({TrackRenamed{kGuitar, "Lead"}, ProjectRenamed{"Other"}, IdsTaken{50}}), IsEmpty());
}

TEST(ValueCompiler, AsksForAGraphWhenTheStructureChanged) {
  const std::vector<Change> structure{
      TrackAdded{strip(8, TrackKind::kAux, "Delay", 0, 0), 0},
      TrackRemoved{kDrums},
      TrackMoved{kDrums, 0},
      InsertAdded{kDrums, effect(8, "reverb"), 0},
      InsertRemoved{kCompressor},
      InsertMoved{kCompressor, 0},
      SendAdded{kDrums, {SendId{8}, kReverb, {}, 0, false}, 0},
      SendRemoved{kGuitarSend},
      SendPreFaderSet{kGuitarSend, true},
      InputSet{kDrums, NoInput{}},
      OutputSet{kDrums, NoOutput{}},
      MonitorOutputSet{kMaster, NoOutput{}},
      Connected{{ConnectionId{8}, kDrums, "out", TrackOutput{kReverb}}},
      Disconnected{ConnectionId{8}},
      ProjectReplaced{demo_document()},
      KeySet{kCompressor, {kDrums, false}},
      InsertFileSet{kReverbInsert, "hall.wav"},
      MeterSet{kDrums, {MeterPoint::kInput, MeterDetail::kFull}},
      ListenSet{kDrums, Listen::kAfl},
      OutputMapSet{kDrums, {2, 1}},
  };
  for (const Change& change : structure) EXPECT_EQ(values_of({change}), std::nullopt) << change.index();
  EXPECT_EQ(values_of({VolumeSet{kDrums, {-1}}, TrackMoved{kDrums, 0}}), std::nullopt);
}

OutputStage limited(double ceiling) {
  return {true, ceiling, ClipMode::kNone, 0, false, false, -20};
}

TEST(ValueCompiler, AsksForAGraphWhenALatencyMoves) {
  EXPECT_EQ(values_of({ParameterSet{kCompressor, "lookahead", 5}}), std::nullopt);
}

TEST(ValueCompiler, MovesAnInputStageThatWasThereAndStays) {
  EXPECT_EQ(values_of({TrimSet{kGuitar, 3}}), std::nullopt);
  EXPECT_EQ(values_of({TrimSet{kGuitar, 0}}, {TrimSet{kGuitar, 3}}), std::nullopt);
  EXPECT_THAT(*values_of({TrimSet{kGuitar, 6}}, {TrimSet{kGuitar, 3}}),
              ElementsAre(of(2, NodeRole::kInputStage, 0, 6)));
  EXPECT_THAT(*values_of({TrimSet{kGuitar, 0}, PolaritySet{kGuitar, Polarity::kBoth},
                          HighPassSet{kGuitar, 100}, DelaySet{kGuitar, 2}},
                         {TrimSet{kGuitar, 3}}),
              ElementsAre(of(2, NodeRole::kInputStage, 0, 0), of(2, NodeRole::kInputStage, 1, 3),
                          of(2, NodeRole::kInputStage, 2, 100), of(2, NodeRole::kInputStage, 3, 2)));
}

TEST(ValueCompiler, TakesAStageForStructureWhereItDoesNotKnowWhatWasBefore) {
  Project project = demo();
  const Changes changes{TrimSet{kGuitar, 6}};
  project::apply(project, changes);
  EXPECT_EQ(compile_values(project, changes), std::nullopt);
}

TEST(ValueCompiler, TellsWhatAnotherSideOrPresetChanges) {
  auto other = effect(5, "compressor").parameters;
  other[1].value = 8;
  const Changes changes{InsertValuesSet{kCompressor, other, {}, true}};
  EXPECT_THAT(*values_of(changes), ElementsAre(of(5, NodeRole::kInsert, 1, 8)));
  other[vocabulary::compressor::kLookahead].value = 2;
  EXPECT_EQ(values_of({InsertValuesSet{kCompressor, other, {}, true}}), std::nullopt);
}

TEST(ValueCompiler, FindsTheMastersFaderBeforeItsLimiter) {
  const Changes on{OutputStageSet{kMaster, limited(-1)}};
  EXPECT_EQ(values_of(on), std::nullopt);
  EXPECT_THAT(*values_of({VolumeSet{kMaster, {-1}}, PanSet{kMaster, 0.5}, MuteSet{kMaster, true}}, on),
              ElementsAre(of(1, NodeRole::kFader, 0, -1), of(1, NodeRole::kFader, 2, 0.5),
                          of(1, NodeRole::kFader, 1, 1)));
  EXPECT_THAT(*values_of({OutputStageSet{kMaster, limited(-3)}}, on),
              ElementsAre(of(1, NodeRole::kOutput, vocabulary::output::kDim, 0),
                          of(1, NodeRole::kOutput, vocabulary::output::kDimLevel, -20),
                          of(1, NodeRole::kLimiter, vocabulary::limiter::kCeiling, -3),
                          of(1, NodeRole::kMonitorLimiter, vocabulary::limiter::kCeiling, -3)));
  EXPECT_THAT(*values_of({MonitorLevelSet{kMaster, {6}}}, on),
              ElementsAre(of(1, NodeRole::kMonitorFader, vocabulary::fader::kVolume, 6)));
}

TEST(ValueCompiler, DimsTheMainOutputByValueAndFoldsItByStructure) {
  OutputStage stage;
  stage.dim = true;
  EXPECT_THAT(*values_of({OutputStageSet{kMaster, stage}}),
              ElementsAre(of(1, NodeRole::kOutput, vocabulary::output::kDim, 1),
                          of(1, NodeRole::kOutput, vocabulary::output::kDimLevel, -20)));
  stage.mono = true;
  EXPECT_EQ(values_of({OutputStageSet{kMaster, stage}}), std::nullopt);
}

TEST(ValueCompiler, FindsTheMonitorWhereverItIs) {
  using namespace vocabulary::output;
  const Changes cut{MonitorSet{{MasterSource{}, true, false, true, -12}}, MonitorLevelSet{kMaster, {-3}}};
  EXPECT_THAT(*values_of(cut),
              ElementsAre(of(1, NodeRole::kOutput, kMonitorCut, 1), of(1, NodeRole::kOutput, kMonitorDim, 1),
                          of(1, NodeRole::kOutput, kMonitorDimLevel, -12),
                          of(1, NodeRole::kOutput, kMonitorLevel, -3)));
  EXPECT_THAT(*values_of(cut, {ListenSet{kDrums, Listen::kPfl}}),
              ElementsAre(of(1, NodeRole::kMonitor, kMute, 1), of(1, NodeRole::kMonitor, kDim, 1),
                          of(1, NodeRole::kMonitor, kDimLevel, -12), of(1, NodeRole::kMonitor, kLevel, -3)));
  EXPECT_EQ(values_of({MonitorSet{{TrackSource{kDrums}, false, false, false, -20}}}), std::nullopt);
  EXPECT_EQ(values_of({MonitorSet{{MasterSource{}, false, true, false, -20}}}), std::nullopt);
}

TEST(ValueCompiler, LeavesTheTempoToTheTransport) {
  EXPECT_THAT(*values_of({TempoSet{90}}), IsEmpty());
}

}  // namespace
}  // namespace corelogic::compiler
