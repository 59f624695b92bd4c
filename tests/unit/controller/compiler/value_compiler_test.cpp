// value_compiler_test.cpp: each value change names the node, edge and parameter it moves; structure says
// nothing.
#include "controller/compiler/value_compiler.h"

#include <gmock/gmock.h>

#include "controller/project/apply_change.h"
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

std::optional<std::vector<ParameterValue>> values_of(const Changes& changes) {
  Project project = demo();
  project::apply(project, changes);
  return compile_values(project, changes);
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
  EXPECT_THAT(*values_of({SoloSet{kGuitar, true}}), ElementsAre(of(3, NodeRole::kFader, 1, 1)));
  EXPECT_THAT(*values_of({SoloSet{kDrums, true}}),
              UnorderedElementsAre(of(2, NodeRole::kFader, 1, 1), of(4, NodeRole::kFader, 1, 1)));
}

TEST(ValueCompiler, TellsEveryStripAfterSeveralSolos) {
  EXPECT_EQ(values_of({SoloSet{kGuitar, true}, SoloSet{kGuitar, false}})->size(), 4U);
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
  };
  for (const Change& change : structure) EXPECT_EQ(values_of({change}), std::nullopt) << change.index();
  EXPECT_EQ(values_of({VolumeSet{kDrums, {-1}}, TrackMoved{kDrums, 0}}), std::nullopt);
}

}  // namespace
}  // namespace corelogic::compiler
