// desk_test.cpp: vcas, mute groups, matrices, taps, direct outs and solo isolate as nodes and values.
#include <gmock/gmock.h>

#include <limits>

#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/value_compiler.h"
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

constexpr TrackId kVca{8};
constexpr TrackId kMatrix{9};
constexpr MuteGroupId kBand{10};

Project with(const Changes& changes) {
  Project project = demo();
  project::apply(project, changes);
  return project;
}
Track plain(TrackId id, TrackKind kind, std::string name) {
  Track track = strip(id.value, kind, std::move(name), 0, 0);
  track.output = NoOutput{};
  return track;
}
/// A vca of -6 dB over Guitar and Drums.
Changes vca(const Changes& more = {}) {
  Track band = plain(kVca, TrackKind::kVca, "Band");
  band.volume = {-6};
  Changes all{TrackAdded{band, 0}, VcasSet{kGuitar, {kVca}}, VcasSet{kDrums, {kVca}}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}
GraphSnapshot graph_with(const Changes& changes) {
  return compile(with(changes), {1, 7}, {"/audio"});
}
const Node& node(const GraphSnapshot& graph, const std::string& name) {
  for (const Node& candidate : graph.nodes)
    if (candidate.name == name) return candidate;
  throw std::out_of_range("no node " + name);
}
std::vector<std::string> sources(const GraphSnapshot& graph, const std::string& name) {
  std::vector<std::string> all;
  for (const Edge& edge : node(graph, name).edges) all.push_back(graph.nodes[edge.source].name);
  return all;
}
std::vector<double> fader(const GraphSnapshot& graph, const std::string& name) {
  return std::get<FxNode>(node(graph, name + "_fader").kind).parameters;
}
std::optional<std::vector<ParameterValue>> values_of(const Changes& changes, const Changes& earlier) {
  Project project = with(earlier);
  const Changes inverse = project::invert(project, changes);
  project::apply(project, changes);
  return compile_values(project, changes, inverse);
}
ParameterValue of(std::uint32_t owner, NodeRole role, std::uint16_t parameter, double value) {
  return {make_node_id(owner, role), {}, parameter, value};
}
constexpr double kSilent = -std::numeric_limits<double>::infinity();

TEST(Vcas, AddTheirLevelToTheirStripsAndHaveNoNodes) {
  const auto graph = graph_with(vca());
  EXPECT_EQ(graph.nodes.size(), graph_with({}).nodes.size());
  EXPECT_EQ(fader(graph, "guitar")[0], -9);
  EXPECT_EQ(fader(graph, "drums")[0], -6);
  EXPECT_EQ(fader(graph, "reverb")[0], -6) << "its own";
}

TEST(Vcas, SilenceByTheirBottomAndNeverGoBeyondTheFadersTop) {
  EXPECT_EQ(fader(graph_with(vca({VolumeSet{kVca, vocabulary::kSilence}})), "drums")[0], kSilent);
  EXPECT_EQ(fader(graph_with(vca({VolumeSet{kVca, {12}}, VolumeSet{kDrums, {12}}})), "drums")[0], 12);
}

TEST(Vcas, CountOnceThroughOthers) {
  Track above = plain(TrackId{11}, TrackKind::kVca, "Above");
  above.volume = {-10};
  const auto graph = graph_with(
      vca({TrackAdded{above, 0}, VcasSet{kVca, {TrackId{11}}}, VcasSet{kDrums, {kVca, TrackId{11}}}}));
  EXPECT_EQ(fader(graph, "guitar")[0], -19);
  EXPECT_EQ(fader(graph, "drums")[0], -16);
}

TEST(Vcas, MoveByValue) {
  EXPECT_THAT(*values_of({VolumeSet{kVca, {-1}}}, vca()),
              UnorderedElementsAre(of(2, NodeRole::kFader, 0, -4), of(3, NodeRole::kFader, 0, -1)));
  EXPECT_THAT(*values_of({MuteSet{kVca, true}}, vca()),
              UnorderedElementsAre(of(2, NodeRole::kFader, 1, 1), of(3, NodeRole::kFader, 1, 1)));
  EXPECT_THAT(*values_of({SoloSet{kVca, true}}, vca()), IsEmpty()) << "the reverb is fed by one of them";
  EXPECT_THAT(*values_of({VcasSet{kDrums, {}}}, vca()),
              UnorderedElementsAre(of(3, NodeRole::kFader, 0, 0), of(3, NodeRole::kFader, 1, 0)));
}

TEST(MuteGroups, SilenceTheirMembersByValue) {
  const Changes band{MuteGroupAdded{{kBand, "Band", false}}, MuteGroupsSet{kGuitar, {kBand}},
                     MuteGroupsSet{kDrums, {kBand}}};
  EXPECT_THAT(*values_of({MuteGroupSet{kBand, true}}, band),
              ElementsAre(of(2, NodeRole::kFader, 1, 1), of(3, NodeRole::kFader, 1, 1)));
  auto muted = band;
  muted.push_back(MuteSet{kDrums, true});
  EXPECT_THAT(*values_of({MuteGroupSet{kBand, true}}, muted), ElementsAre(of(2, NodeRole::kFader, 1, 1)));
}

TEST(SoloIsolate, LetsAStripSoundBesideASolo) {
  const auto graph = graph_with({SoloIsolateSet{kDrums, true}, SoloSet{kGuitar, true}});
  EXPECT_EQ(fader(graph, "drums")[1], 0);
  EXPECT_THAT(*values_of({SoloIsolateSet{kDrums, true}}, {SoloSet{kGuitar, true}}),
              ElementsAre(of(3, NodeRole::kFader, 1, 0)));
}

// master_bus > master_fader ─┬─> master_out          matrix behind the master, whatever its place in the list
//                            └─ -3 dB ─> matrix_in > matrix_fader > matrix_out (5, 6)
TEST(Matrices, StandBehindTheMasterThatSendsToThem) {
  const auto graph = graph_with({TrackAdded{plain(kMatrix, TrackKind::kMatrix, "Matrix"), 0},
                                 OutputSet{kMatrix, DeviceOutput{{5, 6}}},
                                 SendAdded{kMaster, {SendId{12}, kMatrix, {-3}, 0, false}, 0}});
  EXPECT_THAT(sources(graph, "matrix_in"), ElementsAre("master_fader"));
  EXPECT_EQ(node(graph, "matrix_in").edges[0].level.value, -3);
  EXPECT_EQ(std::get<FxNode>(node(graph, "master_fader").kind).parameters[0], 0);
  EXPECT_THAT(std::get<OutputNode>(node(graph, "matrix_out").kind).main, ElementsAre(5, 6));
}

// guitar_in > guitar_stage > guitar_fader > guitar_comp > guitar_pan
TEST(PostFaderInserts, StandBehindTheFaderAndBeforeThePan) {
  const auto graph = graph_with({InsertPostFaderSet{kCompressor, true}});
  EXPECT_THAT(sources(graph, "guitar_fader"), ElementsAre("guitar_in"));
  EXPECT_THAT(sources(graph, "guitar_comp"), ElementsAre("guitar_fader"));
  EXPECT_THAT(sources(graph, "guitar_pan"), ElementsAre("guitar_comp"));
  EXPECT_THAT(sources(graph, "reverb_in"), ElementsAre("guitar_fader"))
      << "a send is taken directly behind it";
  const auto bus = graph_with({InsertPostFaderSet{kReverbInsert, true}, PanSet{kReverb, 0.5}});
  EXPECT_THAT(sources(bus, "reverb_pan"), ElementsAre("reverb_fx"));
  EXPECT_EQ(fader(bus, "reverb")[2], 0) << "the balance stands behind the insert";
  EXPECT_THAT(*values_of({PanSet{kReverb, 1}}, {InsertPostFaderSet{kReverbInsert, true}}),
              ElementsAre(of(4, NodeRole::kPan, 0, 1)));
}

TEST(Taps, OfSendsAreThree) {
  const Changes stage{TrimSet{kGuitar, 3}};
  const auto at = [&](Tap tap) {
    return sources(graph_with({stage[0], SendTapSet{kGuitarSend, tap}}), "reverb_in").at(0);
  };
  EXPECT_EQ(at(Tap::kPreEq), "guitar_stage");
  EXPECT_EQ(at(Tap::kPreFader), "guitar_comp");
  EXPECT_EQ(at(Tap::kPostFader), "guitar_fader");
}

TEST(Sends, AreMutedByValue) {
  const auto edge = make_edge_id(kGuitarSend.value, EdgeRole::kSend);
  const auto sum = make_node_id(kReverb.value, NodeRole::kSum);
  EXPECT_THAT(*values_of({SendMuteSet{kGuitarSend, true}}, {}),
              ElementsAre(ParameterValue{sum, edge, kEdgeLevel, kSilent}));
  EXPECT_THAT(*values_of({SendLevelSet{kGuitarSend, {-1}}}, {SendMuteSet{kGuitarSend, true}}),
              ElementsAre(ParameterValue{sum, edge, kEdgeLevel, kSilent}));
}

TEST(DirectOuts, LeaveThroughANodeOfTheirOwn) {
  const Changes on{DirectOutSet{kGuitar, {{5, 6}, Tap::kPreEq, {-6}}}};
  const auto graph = graph_with(on);
  EXPECT_THAT(sources(graph, "guitar_direct"), ElementsAre("guitar_in"));
  const auto& output = std::get<OutputNode>(node(graph, "guitar_direct").kind);
  EXPECT_THAT(output.main, ElementsAre(5, 6));
  EXPECT_EQ(output.parameters[vocabulary::output::kLevel], -6);
  EXPECT_THAT(*values_of({DirectOutSet{kGuitar, {{5, 6}, Tap::kPreEq, {-9}}}}, on),
              ElementsAre(of(2, NodeRole::kDirectOut, vocabulary::output::kLevel, -9)));
  EXPECT_EQ(values_of({DirectOutSet{kGuitar, {{5, 6}, Tap::kPostFader, {-6}}}}, on), std::nullopt);
}

TEST(Monitoring, DecidesWhetherADeviceInputIsHeard) {
  const Changes device{InputSet{kDrums, DeviceInput{{1, 2}}}, MonitoringSet{kDrums, Monitoring::kAuto}};
  const auto heard = [&](const Changes& more) {
    Changes all = device;
    all.insert(all.end(), more.begin(), more.end());
    return std::holds_alternative<DeviceSource>(
        std::get<AudioInputNode>(node(graph_with(all), "drums_in").kind).source);
  };
  EXPECT_FALSE(heard({}));
  EXPECT_TRUE(heard({RecordArmSet{kDrums, true}}));
  EXPECT_FALSE(heard({RecordArmSet{kDrums, true}, MonitoringSet{kDrums, Monitoring::kOff}}));
  EXPECT_TRUE(heard({MonitoringSet{kDrums, Monitoring::kInput}}));
  EXPECT_EQ(values_of({RecordArmSet{kDrums, true}}, device), std::nullopt);
  EXPECT_THAT(*values_of({RecordArmSet{kDrums, true}}, {}), IsEmpty()) << "a file is heard in any case";
}

TEST(Listening, ToAVcaIsListeningToItsStrips) {
  const auto graph = graph_with(vca({ListenSet{kVca, Listen::kPfl}}));
  EXPECT_THAT(sources(graph, "monitor_bus"), ElementsAre("guitar_comp", "drums_in"));
}

}  // namespace
}  // namespace corelogic::compiler
