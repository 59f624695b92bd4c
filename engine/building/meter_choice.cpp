// meter_choice.cpp: the nodes that want a meter, and their plain cables.  Side: control.
#include "engine/building/meter_choice.h"

#include <map>

namespace corelogic::building {
namespace {

using messages::Node;

/// Which of an owner's gain nodes is metered: the last.
int meter_rank(const Node& node) {
  switch (vocabulary::role_of(node.id)) {
    case vocabulary::NodeRole::kOutput:
      return 3;
    case vocabulary::NodeRole::kPan:
      return 2;
    case vocabulary::NodeRole::kFader:
      return 1;
    default:
      return 0;
  }
}

/// By owner: its last gain node.
std::vector<std::uint32_t> last_gain_nodes(const MergedGraph& graph, const std::vector<Shape>& shapes) {
  std::map<std::uint32_t, std::uint32_t> of_owner;
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    const MergedNode& node = graph.nodes[i];
    if (node.ghost() || shapes[i] != Shape::kGain || meter_rank(*node.node) == 0) continue;
    const auto [place, fresh] = of_owner.try_emplace(vocabulary::owner_of(node.node->id), i);
    if (!fresh && meter_rank(*node.node) > meter_rank(*graph.nodes[place->second].node)) place->second = i;
  }
  std::vector<std::uint32_t> nodes;
  for (const auto& [owner, node] : of_owner) nodes.push_back(node);
  return nodes;
}

std::vector<std::uint32_t> metered_nodes(const MergedGraph& graph, const std::vector<Shape>& shapes) {
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i)
    if (!graph.nodes[i].ghost() && graph.nodes[i].node->meter != messages::NodeMeter::kNone)
      nodes.push_back(i);
  return nodes.empty() ? last_gain_nodes(graph, shapes) : nodes;
}

void choose_cables(const MergedGraph& graph, const std::vector<Shape>& shapes, MeterChoice& choice) {
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    if (shapes[i] != Shape::kBus) continue;
    for (const MergedEdge& edge : graph.nodes[i].edges) {
      const std::uint32_t meter = choice.of_node[edge.source];
      const bool fits = meter != kNone && !choice.meters[meter].full && edge.fade != Fade::kOut &&
                        is_plain(*edge.edge, edge.shape) && edge.shape.from == edge.shape.to &&
                        graph.nodes[edge.source].node->outputs.size() == 1;
      if (fits && choice.cable_of[edge.source] == nullptr) choice.cable_of[edge.source] = &edge;
    }
  }
}

}  // namespace

MeterChoice choose_meters(const MergedGraph& graph, const std::vector<Shape>& shapes) {
  MeterChoice choice;
  choice.of_node.assign(graph.nodes.size(), kNone);
  choice.cable_of.assign(graph.nodes.size(), nullptr);
  for (const std::uint32_t i : metered_nodes(graph, shapes)) {
    const Node& node = *graph.nodes[i].node;
    const bool output = std::holds_alternative<messages::OutputNode>(node.kind);
    const std::uint16_t channels = channel_count(output ? node.inputs : node.outputs);
    choice.of_node[i] = static_cast<std::uint32_t>(choice.meters.size());
    choice.meters.push_back({.node = i,
                             .channels = {choice.channels, channels},
                             .full = node.meter == messages::NodeMeter::kFull});
    choice.channels += channels;
  }
  choose_cables(graph, shapes, choice);
  return choice;
}

}  // namespace corelogic::building
