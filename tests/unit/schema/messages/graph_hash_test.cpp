// graph_hash_test.cpp: equal for what sounds equal, different for each thing that makes sound.
#include "schema/messages/graph_hash.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <vector>

namespace corelogic::messages {
namespace {

//  input 1 --> fader 2 --> output 3
GraphSnapshot chain() {
  GraphSnapshot graph;
  graph.revision = {1, 5};
  const auto node = [](std::uint64_t id, decltype(Node::kind) kind) {
    return Node{NodeId{id}, "n", {{"in", 2}}, {{"out", 2}}, {}, std::move(kind)};
  };
  graph.nodes.push_back(node(1, AudioInputNode{FileSource{"a.wav", true}}));
  graph.nodes.push_back(node(2, FxNode{"fader", {0, 0, 0}, false}));
  graph.nodes.push_back(node(3, OutputNode{{0, 0, 0, 0}, {1, 2}, {3, 4}}));
  graph.nodes[1].edges = {{EdgeId{21}, 0, 0, 0, {0}, 0}};
  graph.nodes[2].edges = {{EdgeId{32}, 1, 0, 0, {0}, 0}};
  return graph;
}

TEST(GraphHash, LeavesOutRevisionAndNames) {
  GraphSnapshot other = chain();
  other.revision = {9, 77};
  for (Node& node : other.nodes) {
    node.name = "renamed";
    node.inputs[0].name = "renamed";
  }
  EXPECT_EQ(graph_hash(other), graph_hash(chain()));
}

TEST(GraphHash, TakesBothZerosForOne) {
  GraphSnapshot other = chain();
  other.nodes[1].edges[0].pan = -0.0;
  EXPECT_EQ(graph_hash(other), graph_hash(chain()));
}

TEST(GraphHash, ChangesWithEverythingThatMakesSound) {
  const auto fx = [](GraphSnapshot& g) -> FxNode& { return std::get<FxNode>(g.nodes[1].kind); };
  const auto out = [](GraphSnapshot& g) -> OutputNode& { return std::get<OutputNode>(g.nodes[2].kind); };
  const auto source = [](GraphSnapshot & g) -> auto& {
    return std::get<AudioInputNode>(g.nodes[0].kind).source;
  };
  const std::vector<std::function<void(GraphSnapshot&)>> edits = {
      [](auto&) {},
      [](auto& g) { g.sample_rate = 44100; },
      [](auto& g) { g.nodes[0].id = NodeId{9}; },
      [](auto& g) { g.nodes[0].outputs[0].channels = 1; },
      [](auto& g) { g.nodes[0].inputs.clear(); },
      [](auto& g) { g.nodes[2].edges[0].id = EdgeId{9}; },
      [](auto& g) { g.nodes[2].edges[0].source = 0; },
      [](auto& g) { g.nodes[2].edges[0].source_port = 1; },
      [](auto& g) { g.nodes[2].edges[0].destination_port = 1; },
      [](auto& g) { g.nodes[2].edges[0].level = {-6}; },
      [](auto& g) { g.nodes[2].edges[0].level = vocabulary::kSilence; },
      [](auto& g) { g.nodes[2].edges[0].pan = 0.5; },
      [](auto& g) { g.nodes[2].edges.clear(); },
      [](auto& g) { g.nodes.pop_back(); },
      [](auto& g) { g.nodes[1].kind = MixerBusNode{}; },
      [](auto& g) { g.tempo = 90; },
      [](auto& g) { g.nodes[1].meter = NodeMeter::kFull; },
      [](auto& g) {
        g.nodes[2].edges[0].map = {2, 1};
      },
      [&](auto& g) { fx(g).file = "/hall.wav"; },
      [&](auto& g) { out(g).mono = true; },
      [&](auto& g) { out(g).clip = ClipMode::kSoft; },
      [&](auto& g) { out(g).dither_bits = 16; },
      [&](auto& g) { fx(g).effect = "pan"; },
      [&](auto& g) { fx(g).parameters[0] = -3; },
      [&](auto& g) { fx(g).bypass = true; },
      [&](auto& g) { out(g).parameters[3] = -0.5; },
      [&](auto& g) {
        out(g).main = {2, 1};
      },
      [&](auto& g) {
        out(g).main = {1, 2, 3, 4}, out(g).monitor = {};
      },
      [&](auto& g) { source(g) = NoSource{}; },
      [&](auto& g) {
        source(g) = DeviceSource{{1, 2}};
      },
      [&](auto& g) {
        source(g) = FileSource{"b.wav", true};
      },
      [&](auto& g) {
        source(g) = FileSource{"a.wav", false};
      }};
  std::set<std::uint64_t> hashes;
  for (const auto& edit : edits) {
    GraphSnapshot graph = chain();
    edit(graph);
    hashes.insert(graph_hash(graph));
  }
  EXPECT_EQ(hashes.size(), edits.size());
}

// The published values of FNV-1a (Fowler, Noll, Vo): of nothing, and of eight zero bytes.
TEST(GraphHash, IsFnv1a) {
  EXPECT_EQ(Fnv1a{}.value(), 0xcbf29ce484222325ULL);
  Fnv1a zeros;
  zeros.add(std::uint64_t{0});
  std::uint64_t expected = 0xcbf29ce484222325ULL;
  for (int i = 0; i < 8; ++i) expected *= 0x100000001b3ULL;
  EXPECT_EQ(zeros.value(), expected);
}

TEST(EdgeId, SaysWhatItJoinsFor) {
  EXPECT_EQ(make_edge_id(3, EdgeRole::kSend).value, 0x303U);
  EXPECT_NE(make_edge_id(3, EdgeRole::kSend), make_edge_id(3, EdgeRole::kOutput));
}

}  // namespace
}  // namespace corelogic::messages
