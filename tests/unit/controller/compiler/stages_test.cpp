// stages_test.cpp: keys, input stages, meters, maps, the master's output stage and the monitor section, each
// drawn above its case.
#include <gmock/gmock.h>

#include "controller/compiler/graph_compiler.h"
#include "controller/project/apply_change.h"
#include "tests/unit/controller/session.h"

namespace corelogic::compiler {
namespace {

using namespace corelogic::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

GraphSnapshot graph_with(const Changes& changes) {
  project::Project project = demo();
  project::apply(project, changes);
  return compile(project, {1, 7}, {"/audio"});
}
bool has(const GraphSnapshot& graph, const std::string& name) {
  return std::any_of(graph.nodes.begin(), graph.nodes.end(),
                     [&](const Node& node) { return node.name == name; });
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
const FxNode& fx(const GraphSnapshot& graph, const std::string& name) {
  return std::get<FxNode>(node(graph, name).kind);
}
const OutputNode& output(const GraphSnapshot& graph, const std::string& name) {
  return std::get<OutputNode>(node(graph, name).kind);
}
std::vector<std::string> metered(const GraphSnapshot& graph) {
  std::vector<std::string> all;
  for (const Node& one : graph.nodes)
    if (one.meter != NodeMeter::kNone)
      all.push_back(one.name + (one.meter == NodeMeter::kFull ? " full" : ""));
  return all;
}
Changes mono_voice(const Changes& more = {}) {
  Track voice = strip(8, TrackKind::kAudio, "Voice", 0, 0);
  voice.channels = 1;
  Changes all{TrackAdded{voice, 0}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// drums_in > drums_fader > drums_pan ─┐ key
//             guitar_in > guitar_comp <┘ > guitar_fader > ...     the drums come first
TEST(Keys, LeadFromBehindThePanIntoTheSecondInput) {
  const auto graph = graph_with({KeySet{kCompressor, {kDrums, false}}});
  const Node& comp = node(graph, "guitar_comp");
  EXPECT_THAT(comp.inputs, ElementsAre(Port{"in", 2}, Port{"key", 2}));
  EXPECT_THAT(sources(graph, "guitar_comp"), ElementsAre("guitar_in", "drums_pan"));
  const Edge& key = comp.edges[1];
  EXPECT_EQ(key.id, make_edge_id(kCompressor.value, EdgeRole::kKey));
  EXPECT_EQ(key.destination_port, 1);
  EXPECT_EQ(key.level.value, 0);
  EXPECT_EQ(graph.nodes[0].name, "drums_in");
}

TEST(Keys, LeadFromBeforeTheFaderWhenPreFader) {
  const auto graph =
      graph_with({InsertAdded{kDrums, effect(8, "compressor"), 0}, KeySet{kCompressor, {kDrums, true}}});
  EXPECT_THAT(sources(graph, "guitar_comp"), ElementsAre("guitar_in", "drums_comp"));
}

// voice_in (1) ─ pre ─> guitar_comp (2): 3.01 dB are given back to both sides.
TEST(Keys, AreAsLoudOnBothSidesAsTheirOneChannel) {
  const auto pre = graph_with(mono_voice({KeySet{kCompressor, {TrackId{8}, true}}}));
  EXPECT_NEAR(node(pre, "guitar_comp").edges[1].level.value, 20 * std::log10(std::sqrt(2.0)), 1e-4);
  const auto post = graph_with(mono_voice({KeySet{kCompressor, {TrackId{8}, false}}}));
  EXPECT_EQ(sources(post, "guitar_comp")[1], "voice_pan");
  EXPECT_EQ(node(post, "guitar_comp").edges[1].level.value, 0);
}

TEST(Keys, LeaveNoInputBehind) {
  EXPECT_THAT(node(graph_with({KeySet{kCompressor, {}}}), "guitar_comp").inputs, ElementsAre(Port{"in", 2}));
}

TEST(Inserts, GetTheirFilesByAbsolutePaths) {
  const auto graph =
      graph_with({InsertAdded{kReverb, effect(8, "convolution"), 1}, InsertFileSet{InsertId{8}, "hall.wav"},
                  InsertAdded{kReverb, effect(9, "convolution"), 2}, InsertFileSet{InsertId{9}, "/h/big.wav"},
                  InsertAdded{kReverb, effect(10, "convolution"), 3}});
  EXPECT_EQ(fx(graph, "reverb_fx_2").file, "/audio/hall.wav");
  EXPECT_EQ(fx(graph, "reverb_fx_3").file, "/h/big.wav");
  EXPECT_EQ(fx(graph, "reverb_fx_4").file, "");
}

// guitar_in > guitar_stage > guitar_comp > ...; master_bus > master_stage > master_out
TEST(InputStages, StandBeforeTheInsertsWhileTheyDoSomething) {
  EXPECT_FALSE(has(graph_with({}), "guitar_stage"));
  const auto graph =
      graph_with({TrimSet{kGuitar, -6}, PolaritySet{kGuitar, Polarity::kRight}, HighPassSet{kGuitar, 80},
                  DelaySet{kGuitar, 12.5}, TrimSet{kMaster, 1}, TrimSet{kReverb, 2}});
  EXPECT_THAT(sources(graph, "guitar_stage"), ElementsAre("guitar_in"));
  EXPECT_THAT(sources(graph, "guitar_comp"), ElementsAre("guitar_stage"));
  EXPECT_EQ(fx(graph, "guitar_stage").effect, "inputStage");
  EXPECT_THAT(fx(graph, "guitar_stage").parameters, ElementsAre(-6, 2, 80, 12.5));
  EXPECT_EQ(node(graph, "guitar_stage").id, make_node_id(kGuitar.value, NodeRole::kInputStage));
  EXPECT_THAT(sources(graph, "reverb_in"), ElementsAre("guitar_fader"));  // sums before the stage
  EXPECT_THAT(sources(graph, "master_out"), ElementsAre("master_stage"));
}

TEST(InputStages, AreInPreFaderSendsOfAStripWithoutInserts) {
  const auto graph =
      graph_with({TrimSet{kDrums, 3}, SendAdded{kDrums, {SendId{8}, kReverb, {}, 0, true}, 0}});
  EXPECT_THAT(sources(graph, "reverb_in"), ElementsAre("guitar_fader", "drums_stage"));
}

TEST(Meters, StandOnceInEachStripBehindItsFader) {
  EXPECT_THAT(metered(graph_with({})), ElementsAre("guitar_pan", "drums_pan", "reverb_fader", "master_out"));
  EXPECT_THAT(metered(graph_with({OutputSet{kDrums, DeviceOutput{{5, 6}}}})),
              ElementsAre("guitar_pan", "drums_out", "reverb_fader", "master_out"));
}

TEST(Meters, StandWhereTheyArePut) {
  const auto graph = graph_with({MeterSet{kGuitar, {MeterPoint::kPreFader, MeterDetail::kBasic}},
                                 MeterSet{kDrums, {MeterPoint::kInput, MeterDetail::kBasic}},
                                 MeterSet{kReverb, {MeterPoint::kInput, MeterDetail::kBasic}},
                                 MeterSet{kMaster, {MeterPoint::kPostFader, MeterDetail::kFull}}});
  EXPECT_THAT(metered(graph), ElementsAre("guitar_comp", "drums_in", "reverb_in", "master_out full"));
  EXPECT_THAT(
      metered(graph_with({MeterSet{kDrums, {MeterPoint::kInput, MeterDetail::kBasic}}, TrimSet{kDrums, 6}})),
      ElementsAre("guitar_pan", "drums_stage", "reverb_fader", "master_out"));
}

TEST(Tempo, GoesWithTheGraph) {
  EXPECT_EQ(graph_with({TempoSet{96}}).tempo, 96);
}

// drums_pan ─[2,1]─> master_bus; voice_fader (1) ─[2]─> master_bus; drums ─[0,1]─> drums_out
TEST(Maps, GoWithTheirCables) {
  const auto graph =
      graph_with(mono_voice({OutputMapSet{kDrums, {2, 1}}, OutputMapSet{TrackId{8}, {2}},
                             Connected{{ConnectionId{9}, kDrums, "out", DeviceOutput{{7, 8}}, {0, 1}}}}));
  EXPECT_THAT(sources(graph, "master_bus"),
              ElementsAre("voice_fader", "guitar_pan", "drums_pan", "reverb_fader"));
  EXPECT_THAT(node(graph, "master_bus").edges[0].map, ElementsAre(2));
  EXPECT_THAT(node(graph, "master_bus").edges[1].map, IsEmpty());
  EXPECT_THAT(node(graph, "master_bus").edges[2].map, ElementsAre(2, 1));
  EXPECT_THAT(node(graph, "drums_out").edges[0].map, ElementsAre(0, 1));
  const auto wide = graph_with({OutputSet{kDrums, DeviceOutput{{5, 6, 7, 8}}}, OutputMapSet{kDrums, {4, 3}}});
  EXPECT_THAT(node(wide, "drums_out").inputs, ElementsAre(Port{"in", 4}));
  EXPECT_THAT(node(wide, "drums_out").edges[0].map, ElementsAre(4, 3));
}

// master_bus > master_fader ─┬─[2,1]─> master_out (1, 2)
//                            └─> monitor_bus > monitor_out (3, 4): where they were
TEST(Maps, OfTheMasterLeaveTheMonitorAlone) {
  const auto graph = graph_with({OutputMapSet{kMaster, {2, 1}}});
  EXPECT_THAT(node(graph, "master_out").edges[0].map, ElementsAre(2, 1));
  EXPECT_THAT(sources(graph, "monitor_bus"), ElementsAre("master_fader"));
  EXPECT_THAT(output(graph, "master_out").monitor, IsEmpty());
}

TEST(OutputStages, SetTheMastersOutput) {
  const auto graph = graph_with({OutputStageSet{kMaster, {false, -1, ClipMode::kSoft, 24, true, true, -15}}});
  const OutputNode& out = output(graph, "master_out");
  EXPECT_TRUE(out.mono);
  EXPECT_EQ(out.clip, ClipMode::kSoft);
  EXPECT_EQ(out.dither_bits, 24);
  EXPECT_THAT(out.parameters, ElementsAre(0, 0, 0, -0.5, 1, 0, 0, -15, -20));
}

// master_bus > master_fader > master_limiter > master_out (0 dB)
TEST(OutputStages, LimitBehindAFaderAndPlayAtUnity) {
  const auto graph = graph_with({OutputStageSet{kMaster, {true, -0.5, ClipMode::kNone, 0, false, false, -20}},
                                 VolumeSet{kMaster, {-3}}, PanSet{kMaster, 0.25}, MuteSet{kMaster, true}});
  EXPECT_THAT(sources(graph, "master_fader"), ElementsAre("master_bus"));
  EXPECT_THAT(sources(graph, "master_limiter"), ElementsAre("master_fader"));
  EXPECT_THAT(sources(graph, "master_out"), ElementsAre("master_limiter"));
  EXPECT_THAT(fx(graph, "master_fader").parameters, ElementsAre(-3, 1, 0.25));
  EXPECT_THAT(output(graph, "master_out").parameters, ElementsAre(0, 0, 0, 0, 0, 0, 0, -20, -20));
  EXPECT_THAT(output(graph, "master_out").monitor, IsEmpty());
  const FxNode& limiter = fx(graph, "master_limiter");
  EXPECT_EQ(limiter.effect, "limiter");
  EXPECT_EQ(limiter.parameters[vocabulary::limiter::kCeiling], -0.5);
  EXPECT_EQ(limiter.parameters[vocabulary::limiter::kTruePeak], 1);
  EXPECT_EQ(node(graph, "master_limiter").id, make_node_id(kMaster.value, NodeRole::kLimiter));
}

TEST(MonitorSection, IsPartOfTheMastersOutputWhileItHearsTheMaster) {
  const auto graph = graph_with({MonitorSet{{MasterSource{}, true, false, true, -12}}});
  EXPECT_FALSE(has(graph, "monitor_bus"));
  EXPECT_THAT(output(graph, "master_out").parameters, ElementsAre(0, 0, 0, -0.5, 0, 1, 1, -20, -12));
}

// drums_pan ─> monitor_bus > monitor_out (3, 4);  master_bus > master_out (1, 2)
TEST(MonitorSection, HearsAStripBesideTheMaster) {
  const auto graph = graph_with({MonitorSet{{TrackSource{kDrums}, true, true, false, -12}}});
  EXPECT_THAT(sources(graph, "monitor_bus"), ElementsAre("drums_pan"));
  EXPECT_THAT(sources(graph, "monitor_out"), ElementsAre("monitor_bus"));
  EXPECT_EQ(node(graph, "monitor_bus").edges[0].id, make_edge_id(kDrums.value, EdgeRole::kListen));
  const OutputNode& out = output(graph, "monitor_out");
  EXPECT_THAT(out.parameters, ElementsAre(-0.5, 0, 0, 0, 1, 0, 0, -12, -20));
  EXPECT_THAT(out.main, ElementsAre(3, 4));
  EXPECT_TRUE(out.mono);
  EXPECT_THAT(output(graph, "master_out").monitor, IsEmpty());
  EXPECT_EQ(node(graph, "monitor_bus").id, make_node_id(kMaster.value, NodeRole::kListen));
  EXPECT_EQ(node(graph, "monitor_out").id, make_node_id(kMaster.value, NodeRole::kMonitor));
  EXPECT_THAT(metered(graph), ElementsAre("guitar_pan", "drums_pan", "reverb_fader", "master_out"));
}

// master_bus > master_fader ─┬─> master_out
//                            └─> monitor_bus > monitor_out (mono)
TEST(MonitorSection, FoldsTheMasterBehindItsFader) {
  const auto graph =
      graph_with({MonitorSet{{MasterSource{}, false, true, true, -20}}, VolumeSet{kMaster, {-3}}});
  EXPECT_THAT(sources(graph, "monitor_bus"), ElementsAre("master_fader"));
  EXPECT_THAT(sources(graph, "master_out"), ElementsAre("master_fader"));
  EXPECT_EQ(fx(graph, "master_fader").parameters[vocabulary::fader::kVolume], -3);
  EXPECT_EQ(output(graph, "monitor_out").parameters[vocabulary::output::kMute], 1);
  const auto limited =
      graph_with({MonitorSet{{MasterSource{}, false, true, false, -20}},
                  OutputStageSet{kMaster, {true, -1, ClipMode::kNone, 0, false, false, -20}}});
  EXPECT_THAT(sources(limited, "monitor_bus"), ElementsAre("master_limiter"));
}

// master_limiter ─> monitor_bus > monitor_fader (-0.5) > monitor_limiter > monitor_out (0 dB)
TEST(MonitorSection, IsLimitedBehindItsLevelWhateverItHears) {
  const OutputStage stage{true, -2, ClipMode::kHard, 16, false, false, -20};
  for (const Listen listen : {Listen::kOff, Listen::kPfl}) {
    const auto graph = graph_with({OutputStageSet{kMaster, stage}, ListenSet{kGuitar, listen}});
    EXPECT_THAT(sources(graph, "monitor_bus"),
                ElementsAre(listen == Listen::kOff ? "master_limiter" : "guitar_comp"));
    EXPECT_THAT(sources(graph, "monitor_fader"), ElementsAre("monitor_bus"));
    EXPECT_THAT(sources(graph, "monitor_limiter"), ElementsAre("monitor_fader"));
    EXPECT_THAT(sources(graph, "monitor_out"), ElementsAre("monitor_limiter"));
    EXPECT_THAT(fx(graph, "monitor_fader").parameters, ElementsAre(-0.5, 0, 0));
    const FxNode& limiter = fx(graph, "monitor_limiter");
    EXPECT_EQ(limiter.effect, "limiter");
    EXPECT_EQ(limiter.parameters[vocabulary::limiter::kCeiling], -2);
    EXPECT_EQ(limiter.parameters[vocabulary::limiter::kLookahead], 1.5);
    EXPECT_EQ(limiter.parameters[vocabulary::limiter::kTruePeak], 1);
    const OutputNode& out = output(graph, "monitor_out");
    EXPECT_EQ(out.parameters[vocabulary::output::kLevel], 0);
    EXPECT_THAT(out.main, ElementsAre(3, 4));
    EXPECT_EQ(out.clip, ClipMode::kHard);
    EXPECT_EQ(out.dither_bits, 16);
  }
}

// guitar_comp ─(PFL)─┐
// reverb_fader (AFL) ┴> monitor_bus; the main mix is as it was
TEST(MonitorSection, HearsWhatIsListenedToInsteadOfItsSource) {
  const Changes listening{ListenSet{kGuitar, Listen::kPfl}, ListenSet{kReverb, Listen::kAfl},
                          MonitorSet{{TrackSource{kDrums}, false, false, false, -20}}};
  const auto graph = graph_with(listening);
  EXPECT_THAT(sources(graph, "monitor_bus"), ElementsAre("guitar_comp", "reverb_fader"));
  const auto plain = graph_with({});
  EXPECT_EQ(node(graph, "master_bus"), node(plain, "master_bus"));
  for (const char* fader : {"guitar_fader", "drums_fader", "reverb_fader"})
    EXPECT_EQ(node(graph, fader), node(plain, fader)) << fader;
}

TEST(MonitorSection, IsNotThereWithoutAnOutput) {
  const auto graph = graph_with({MonitorOutputSet{kMaster, NoOutput{}}, ListenSet{kGuitar, Listen::kPfl},
                                 MonitorSet{{TrackSource{kDrums}, true, true, true, -12}}});
  EXPECT_FALSE(has(graph, "monitor_bus"));
  EXPECT_EQ(graph.nodes.size(), 12U);
}

TEST(MonitorSection, LeavesItsNamesToNoStrip) {
  const auto graph =
      graph_with({TrackAdded{strip(8, TrackKind::kAux, "Monitor", 0, 0), 0},
                  OutputSet{TrackId{8}, DeviceOutput{{5, 6}}}, ListenSet{kGuitar, Listen::kAfl}});
  EXPECT_EQ(node(graph, "monitor_2_out").id, make_node_id(8, NodeRole::kOutput));
  EXPECT_EQ(node(graph, "monitor_out").id, make_node_id(kMaster.value, NodeRole::kMonitor));
}

}  // namespace
}  // namespace corelogic::compiler
