// graph_compiler_test.cpp: strips become nodes, routing becomes edges, each drawn above its case.
#include "controller/compiler/graph_compiler.h"

#include <gmock/gmock.h>

#include "controller/project/apply_change.h"
#include "schema/messages/graph_hash.h"
#include "tests/unit/controller/session.h"

namespace corelogic::compiler {
namespace {

using namespace corelogic::testing;
using project::Project;
using ::testing::ElementsAre;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

Project with(const Changes& changes) {
  Project project = demo();
  project::apply(project, changes);
  return project;
}
GraphSnapshot graph_of(const Project& project) {
  return compile(project, {1, 7}, {"/audio"});
}

std::vector<std::string> names(const GraphSnapshot& graph) {
  std::vector<std::string> all;
  for (const Node& node : graph.nodes) all.push_back(node.name);
  return all;
}
const Node& node(const GraphSnapshot& graph, const std::string& name) {
  for (const Node& candidate : graph.nodes)
    if (candidate.name == name) return candidate;
  throw std::out_of_range("no node " + name);
}
/// "guitar_pan", for each edge into the node.
std::vector<std::string> sources(const GraphSnapshot& graph, const std::string& name) {
  std::vector<std::string> all;
  for (const Edge& edge : node(graph, name).edges) all.push_back(graph.nodes[edge.source].name);
  return all;
}
const FxNode& fx(const GraphSnapshot& graph, const std::string& name) {
  return std::get<FxNode>(node(graph, name).kind);
}
std::vector<double> defaults_of(const std::string& effect) {
  std::vector<double> values;
  for (const auto& parameter : vocabulary::find_effect(effect)->parameters)
    values.push_back(parameter.initial);
  return values;
}
bool silent(const GraphSnapshot& graph, const std::string& name) {
  return fx(graph, name).parameters[vocabulary::fader::kMute] == 1;
}

// guitar_in > guitar_comp > guitar_fader > guitar_pan ──────────┬─> master_bus > master_out
//                               └─ send ─> reverb_in > … fader ─┤
// drums_in > drums_fader > drums_pan ───────────────────────────┘
TEST(GraphCompiler, MakesTheTwelveNodesOfTheDemoInOrder) {
  const auto graph = graph_of(demo());
  EXPECT_THAT(names(graph),
              ElementsAre("guitar_in", "guitar_comp", "guitar_fader", "guitar_pan", "drums_in", "drums_fader",
                          "drums_pan", "reverb_in", "reverb_fx", "reverb_fader", "master_bus", "master_out"));
  EXPECT_THAT(sources(graph, "reverb_in"), ElementsAre("guitar_fader"));
  EXPECT_THAT(sources(graph, "master_bus"), ElementsAre("guitar_pan", "drums_pan", "reverb_fader"));
  EXPECT_THAT(sources(graph, "master_out"), ElementsAre("master_bus"));
  EXPECT_EQ(graph.revision, (vocabulary::Revision{1, 7}));
  EXPECT_EQ(graph.sample_rate, 48'000U);
}

TEST(GraphCompiler, PutsValuesWhereTheyAreHeard) {
  const auto graph = graph_of(demo());
  EXPECT_THAT(fx(graph, "guitar_fader").parameters, ElementsAre(-3, 0, 0));
  EXPECT_THAT(fx(graph, "guitar_pan").parameters, ElementsAre(0.3));
  EXPECT_EQ(fx(graph, "guitar_comp").parameters, defaults_of("compressor"));
  EXPECT_THAT(fx(graph, "reverb_fader").parameters, ElementsAre(-6, 0, 0));
  const Edge& send = node(graph, "reverb_in").edges[0];
  EXPECT_EQ(send.level.value, -6);
  EXPECT_EQ(send.id, make_edge_id(kGuitarSend.value, EdgeRole::kSend));
  EXPECT_EQ(node(graph, "master_bus").edges[0].id, make_edge_id(kGuitar.value, EdgeRole::kOutput));
  EXPECT_EQ(node(graph, "guitar_pan").edges[0].id, make_edge_id(kGuitar.value, EdgeRole::kChain));
  const auto& output = std::get<OutputNode>(node(graph, "master_out").kind);
  EXPECT_THAT(output.parameters, ElementsAre(0, 0, 0, -0.5, 0, 0, 0, -20, -20));
  EXPECT_THAT(output.main, ElementsAre(1, 2));
  EXPECT_THAT(output.monitor, ElementsAre(3, 4));
  EXPECT_EQ(node(graph, "guitar_comp").id, make_node_id(kCompressor.value, NodeRole::kInsert));
}

TEST(GraphCompiler, BalancesAnAuxAndTheMasterInTheirFaders) {
  const auto graph = graph_of(
      with({PanSet{kReverb, -0.5}, PanSet{kMaster, 0.25}, VolumeSet{kMaster, {-2}}, MuteSet{kMaster, true}}));
  EXPECT_THAT(fx(graph, "reverb_fader").parameters, ElementsAre(-6, 0, -0.5));
  EXPECT_THAT(std::get<OutputNode>(node(graph, "master_out").kind).parameters,
              ElementsAre(-2, 1, 0.25, -0.5, 0, 0, 0, -20, -20));
}

TEST(GraphCompiler, NamesItsPorts) {
  const auto graph = graph_of(demo());
  EXPECT_TRUE(node(graph, "guitar_in").inputs.empty());
  EXPECT_THAT(node(graph, "guitar_in").outputs, ElementsAre(Port{"out", 2}));
  EXPECT_THAT(node(graph, "reverb_in").inputs, ElementsAre(Port{"in", 2}));
  EXPECT_THAT(node(graph, "master_out").inputs, ElementsAre(Port{"in", 2}));
  EXPECT_THAT(node(graph, "master_out").outputs, ElementsAre(Port{"main", 2}, Port{"monitor", 2}));
}

TEST(GraphCompiler, PutsRelativeFilesBehindTheAudioDirectory) {
  const auto graph = graph_of(with({InputSet{kGuitar, FileInput{"takes/1.wav", false}}}));
  EXPECT_EQ(std::get<AudioInputNode>(node(graph, "guitar_in").kind).source,
            (decltype(AudioInputNode::source){FileSource{"/audio/takes/1.wav", false}}));
  EXPECT_EQ(std::get<AudioInputNode>(node(graph, "drums_in").kind).source,
            (decltype(AudioInputNode::source){
                FileSource{"/usr/share/sonic-pi/samples/loop_amen_full.flac", true}}));
  const auto device = graph_of(with({InputSet{kGuitar, DeviceInput{{3, 4}}}, InputSet{kDrums, NoInput{}}}));
  EXPECT_EQ(std::get<AudioInputNode>(node(device, "guitar_in").kind).source,
            (decltype(AudioInputNode::source){DeviceSource{{3, 4}}}));
  EXPECT_TRUE(
      std::holds_alternative<NoSource>(std::get<AudioInputNode>(node(device, "drums_in").kind).source));
}

// drums: in > fader > pan, taken between in and fader when pre-fader.
TEST(GraphCompiler, TapsPreFaderSendsBeforeTheFader) {
  const Send pre{SendId{8}, kReverb, {-3}, 0.5, true};
  const auto graph = graph_of(with({SendAdded{kDrums, pre, 0}, SendPreFaderSet{kGuitarSend, true}}));
  EXPECT_THAT(sources(graph, "reverb_in"), ElementsAre("guitar_comp", "drums_in"));
  EXPECT_EQ(node(graph, "reverb_in").edges[1].pan, 0.5);
}

// bass (mono): 1 > 1 > pan 1:2 ─> master (2);  ─> talkback (mono aux): from the fader, there is nowhere to
// pan to.
TEST(GraphCompiler, PansAMonoStripToTwoChannelsAndLeavesMonoToMonoUnpanned) {
  Track bass = strip(8, TrackKind::kAudio, "Bass", 0, 0);
  bass.channels = 1;
  Track talkback = strip(9, TrackKind::kAux, "Talkback", 0, 0);
  talkback.channels = 1;
  const Changes base{TrackAdded{talkback, 0}, TrackAdded{bass, 0}};
  const auto graph = graph_of(with(base));
  EXPECT_THAT(node(graph, "bass_pan").inputs, ElementsAre(Port{"in", 1}));
  EXPECT_THAT(node(graph, "bass_pan").outputs, ElementsAre(Port{"out", 2}));
  EXPECT_EQ(sources(graph, "master_bus")[0], "bass_pan");
  Changes direct = base;
  direct.push_back(OutputSet{TrackId{8}, TrackOutput{TrackId{9}}});
  EXPECT_THAT(sources(graph_of(with(direct)), "talkback_in"), ElementsAre("bass_fader"));
}

TEST(GraphCompiler, PassesWideStripsThroughTheirPan) {
  Track wide = strip(8, TrackKind::kAudio, "Wide", 0, 0);
  wide.channels = 6;
  const auto graph = graph_of(with({TrackAdded{wide, 0}}));
  EXPECT_THAT(node(graph, "wide_pan").inputs, ElementsAre(Port{"in", 6}));
  EXPECT_THAT(node(graph, "wide_pan").outputs, ElementsAre(Port{"out", 6}));
}

// drums_pan ─> drums_out (5, 6);  drums_in ─(pre)─> drums_out_2 (7);  reverb_fader ─> reverb_out (8, 9)
TEST(GraphCompiler, GivesDeviceOutputsAndConnectionsNodesOfTheirOwn) {
  const auto graph = graph_of(with({OutputSet{kDrums, DeviceOutput{{5, 6}}},
                                    Connected{{ConnectionId{8}, kDrums, "pre", DeviceOutput{{7}}}},
                                    Connected{{ConnectionId{9}, kReverb, "out", DeviceOutput{{8, 9}}}}}));
  EXPECT_THAT(sources(graph, "drums_out"), ElementsAre("drums_pan"));
  EXPECT_THAT(sources(graph, "drums_out_2"), ElementsAre("drums_in"));
  EXPECT_THAT(sources(graph, "reverb_out"), ElementsAre("reverb_fader"));
  EXPECT_THAT(sources(graph, "master_bus"), ElementsAre("guitar_pan", "reverb_fader"));
  EXPECT_EQ(node(graph, "drums_out").id, make_node_id(kDrums.value, NodeRole::kOutput));
  EXPECT_EQ(node(graph, "drums_out_2").id, make_node_id(8, NodeRole::kOutput));
  EXPECT_EQ(node(graph, "drums_out_2").edges[0].id, make_edge_id(8, EdgeRole::kConnection));
  EXPECT_THAT(node(graph, "drums_out_2").inputs, ElementsAre(Port{"in", 1}));
  EXPECT_THAT(std::get<OutputNode>(node(graph, "drums_out").kind).main, ElementsAre(5, 6));
}

TEST(GraphCompiler, PlugsConnectionsIntoSums) {
  const auto graph = graph_of(with({Connected{{ConnectionId{8}, kDrums, "out", TrackOutput{kReverb}}},
                                    Connected{{ConnectionId{9}, kGuitar, "pre", TrackOutput{kReverb}}}}));
  EXPECT_THAT(sources(graph, "reverb_in"), ElementsAre("guitar_fader", "guitar_comp", "drums_pan"));
  EXPECT_EQ(node(graph, "reverb_in").edges[1].id, make_edge_id(9, EdgeRole::kConnection));
}

TEST(GraphCompiler, KeepsTheNodesOfAStripThatGoesNowhere) {
  const auto graph = graph_of(with({OutputSet{kDrums, NoOutput{}}}));
  EXPECT_EQ(graph.nodes.size(), 12U);
  EXPECT_THAT(sources(graph, "master_bus"), ElementsAre("guitar_pan", "reverb_fader"));
}

TEST(GraphCompiler, NamesNodesUniquelyInPlainLetters) {
  const auto graph = graph_of(with(
      {TrackAdded{strip(8, TrackKind::kAux, "lead-guitar", 0, 0), 0},
       TrackAdded{strip(9, TrackKind::kAux, "Lead Guitar", 0, 0), 0},
       TrackAdded{strip(10, TrackKind::kAux, "Größe", 0, 0), 0}, TrackRenamed{kMaster, "Main"},
       InsertAdded{TrackId{8}, effect(11, "reverb"), 0}, InsertAdded{TrackId{8}, effect(12, "reverb"), 1}}));
  EXPECT_NO_THROW((void)node(graph, "gr__e_in"));
  EXPECT_NO_THROW((void)node(graph, "lead_guitar_in"));
  EXPECT_NO_THROW((void)node(graph, "lead_guitar_2_in"));
  EXPECT_NO_THROW((void)node(graph, "lead_guitar_2_fx_2"));
  EXPECT_NO_THROW((void)node(graph, "master_bus"));
}

// Solo Guitar: what it feeds (Reverb, master) stays; Drums fall silent.
TEST(SoloInPlace, KeepsWhatTheSoloedStripFeeds) {
  const auto graph = graph_of(with({SoloSet{kGuitar, true}}));
  EXPECT_FALSE(silent(graph, "guitar_fader"));
  EXPECT_TRUE(silent(graph, "drums_fader"));
  EXPECT_FALSE(silent(graph, "reverb_fader"));
}

// Solo Reverb: Guitar, which feeds it, stays; Drums do not feed it.
TEST(SoloInPlace, KeepsWhatFeedsTheSoloedStrip) {
  const auto graph = graph_of(with({SoloSet{kReverb, true}}));
  EXPECT_FALSE(silent(graph, "guitar_fader"));
  EXPECT_TRUE(silent(graph, "drums_fader"));
}

// Solo Drums: Reverb neither feeds them nor is fed by them.
TEST(SoloInPlace, SilencesAuxesThatHaveNothingToDoWithIt) {
  const auto graph = graph_of(with({SoloSet{kDrums, true}}));
  EXPECT_TRUE(silent(graph, "guitar_fader"));
  EXPECT_TRUE(silent(graph, "reverb_fader"));
  EXPECT_FALSE(silent(graph, "drums_fader"));
}

TEST(SoloInPlace, DoesNotLiftAMuteAndLeavesTheMasterAlone) {
  const auto graph = graph_of(with({SoloSet{kGuitar, true}, MuteSet{kGuitar, true}}));
  EXPECT_TRUE(silent(graph, "guitar_fader"));
  EXPECT_EQ(std::get<OutputNode>(node(graph, "master_out").kind).parameters[vocabulary::output::kMute], 0);
}

TEST(GraphCompiler, KeepsEverySourceBeforeItsNode) {
  const auto graph = graph_of(with({TrackAdded{strip(8, TrackKind::kAux, "Delay", 0, 0), 0},
                                    SendAdded{kReverb, {SendId{9}, TrackId{8}, {}, 0, false}, 0}}));
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i)
    for (const Edge& edge : graph.nodes[i].edges) EXPECT_LT(edge.source, i) << graph.nodes[i].name;
}

TEST(GraphCompiler, GivesTheSameGraphForTheSameProject) {
  EXPECT_EQ(graph_of(demo()), graph_of(demo()));
  EXPECT_EQ(graph_hash(graph_of(demo())), graph_hash(graph_of(with({TrackRenamed{kGuitar, "Lead"}}))));
}

}  // namespace
}  // namespace corelogic::compiler
