// graph_text_test.cpp: a graph as people read it: against the golden files, and what those do not show.
#include "clients/cpp/graph_text.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "schema/vocabulary/effect_catalogue.h"
#include "schema/wire/codec.h"
#include "tests/support/places.h"

namespace corelogic::client {
namespace {

using namespace messages;
using ::testing::HasSubstr;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

std::string read_golden(const std::string& name) {
  std::ifstream file(support::source_directory() + "/tests/golden/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

GraphSnapshot demo_graph() {
  const auto graph = wire::decode_graph(wire::as_frame(read_golden("demo_graph.json")));
  if (graph) return *graph;
  ADD_FAILURE() << graph.refusal().sentence;
  return {};
}

// vox_in ─┬─> vox_fader ─> vox_out (3)
//         └─ pre, send -12 dB, pan 0.5 ─> fx_in
GraphSnapshot small_graph() {
  GraphSnapshot graph;
  graph.revision = {2, 9};
  graph.nodes.push_back(
      {make_node_id(2, NodeRole::kInput), "vox_in", {}, {{"out", 1}}, {}, AudioInputNode{DeviceSource{{4}}}});
  graph.nodes.push_back({make_node_id(2, NodeRole::kFader),
                         "vox_fader",
                         {{"in", 1}},
                         {{"out", 1}},
                         {{make_edge_id(2, EdgeRole::kChain), 0, 0, 0, {}, 0}},
                         FxNode{"fader", {vocabulary::kMinusInfinity, 1, 0}, true}});
  graph.nodes.push_back({make_node_id(2, NodeRole::kOutput),
                         "vox_out",
                         {{"in", 1}},
                         {{"main", 1}, {"monitor", 1}},
                         {{make_edge_id(2, EdgeRole::kOutput), 1, 0, 0, {}, 0}},
                         OutputNode{{0, 0, 0, 0}, {3}, {}}});
  graph.nodes.push_back({make_node_id(5, NodeRole::kSum),
                         "fx_in",
                         {{"in", 2}},
                         {{"out", 2}},
                         {{make_edge_id(7, EdgeRole::kSend), 0, 0, 0, {-12}, 0.5},
                          {make_edge_id(8, EdgeRole::kConnection), 1, 0, 0, {}, 0}},
                         MixerBusNode{}});
  return graph;
}

TEST(GraphText, ReadsAsTheGoldenFile) {
  EXPECT_EQ(graph_as_text(demo_graph()), read_golden("demo_graph.txt"));
}

TEST(GraphText, DrawsAsTheGoldenFile) {
  EXPECT_EQ(graph_as_dot(demo_graph()), read_golden("demo_graph.dot"));
}

TEST(GraphText, ShowsTapsLevelsBypassAndDevices) {
  const std::string text = graph_as_text(small_graph());
  EXPECT_THAT(text, HasSubstr("revision 2.9"));
  EXPECT_THAT(text, HasSubstr("vox_in (-12 dB pan 0.5 pre), vox_fader"));
  EXPECT_THAT(text, HasSubstr("volume -inf dB, mute 1, balance 0, bypassed"));
  EXPECT_THAT(text, HasSubstr("device 4"));
  EXPECT_THAT(text, HasSubstr("main 3, monitor -"));
  EXPECT_THAT(text, HasSubstr("output   send -12 dB pan 0.5 pre + connection"));
}

// vox_fader ─ key ─> fx_comp, metered in full;  vox_in ─ listen, pre ─> monitor_bus
TEST(GraphText, ShowsKeysMapsMetersAndWhatIsListenedTo) {
  GraphSnapshot graph = small_graph();
  graph.nodes[2].edges[0].map = {2};
  graph.nodes.push_back({make_node_id(9, NodeRole::kInsert),
                         "fx_comp",
                         {{"in", 2}, {"key", 2}},
                         {{"out", 2}},
                         {{make_edge_id(5, EdgeRole::kChain), 3, 0, 0, {}, 0},
                          {make_edge_id(9, EdgeRole::kKey), 1, 0, 1, {3.0103}, 0}},
                         FxNode{"compressor", {-18}, false},
                         NodeMeter::kFull});
  graph.nodes.push_back({make_node_id(1, NodeRole::kListen),
                         "monitor_bus",
                         {{"in", 2}},
                         {{"out", 2}},
                         {{make_edge_id(2, EdgeRole::kListen), 0, 0, 0, {}, 0}},
                         MixerBusNode{}});
  OutputNode last{{0, 0, 0, 0}, {3, 4}, {}};
  last.mono = true;
  last.clip = ClipMode::kSoft;
  last.dither_bits = 16;
  graph.nodes.push_back({make_node_id(1, NodeRole::kMonitor),
                         "monitor_out",
                         {{"in", 2}},
                         {{"main", 2}, {"monitor", 2}},
                         {{make_edge_id(1, EdgeRole::kChain), 5, 0, 0, {}, 0}},
                         last});
  const std::string text = graph_as_text(graph);
  EXPECT_THAT(text, HasSubstr("full   fx_in, vox_fader (key 3.0103 dB)"));
  EXPECT_THAT(text, HasSubstr("vox_fader (map 2)"));
  EXPECT_THAT(text, HasSubstr("vox_in (pre)"));
  EXPECT_THAT(text, HasSubstr(", mono, soft clip, dither 16 bit"));
  EXPECT_THAT(text, HasSubstr("key 3.0103 dB  listen pre"));  // in the matrix
  EXPECT_THAT(graph_as_dot(graph), HasSubstr("n1 -> n4 [label=\"key 3.0103 dB\", style=dashed];"));
  EXPECT_THAT(graph_as_dot(graph), HasSubstr("peripheries=2"));
}

TEST(GraphText, PutsAStripsOutputNodeIntoItsCluster) {
  const std::string dot = graph_as_dot(small_graph());
  EXPECT_THAT(dot, HasSubstr("n2 [shape=house, label=\"vox_out\""));
  EXPECT_THAT(dot, HasSubstr("subgraph cluster_1 {\n    label=\"fx\""));
  EXPECT_EQ(dot.find("cluster_2"), std::string::npos);
}

TEST(GraphText, QuotesWhatGraphvizWouldMistake) {
  GraphSnapshot graph = small_graph();
  graph.nodes[0].kind = AudioInputNode{FileSource{"/a/\"b\"\\c.wav", false}};
  EXPECT_THAT(graph_as_dot(graph), HasSubstr(R"(/a/\"b\"\\c.wav)"));
}

TEST(GraphText, TakesAnEmptyGraph) {
  EXPECT_THAT(graph_as_text({}), HasSubstr("0 nodes"));
  EXPECT_THAT(graph_as_dot({}), HasSubstr("digraph mix {"));
}

}  // namespace
}  // namespace corelogic::client
