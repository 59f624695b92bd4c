// value_router.cpp: from a parameter to cells or an effect.  Side: control.
#include "engine/building/value_router.h"

#include "engine/building/gain_law.h"
#include "engine/building/transition.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

using doors::RtValue;
using messages::Node;

RtValue cell(std::uint32_t index, float gain) {
  return {.effect = nullptr, .index = index, .value = gain};
}

bool route_edge(const Node& node, const ValueIndex::NodeValues& values, std::uint32_t e,
                std::vector<RtValue>& out) {
  const Range cells = values.edges[e];
  for (std::uint16_t c = 0; c < cells.count; ++c)
    out.push_back(cell(cells.first + c, edge_gain(node.edges[e], values.shapes[e], c)));
  return cells.count > 0;
}

/// Such a value comes with a plan, which realigns all parallel paths or holds another processor.
bool needs_graph(const Node& node, std::uint16_t parameter) {
  const auto& fx = std::get<messages::FxNode>(node.kind);
  return parameter != messages::kBypassParameter &&
         vocabulary::find_effect(fx.effect)->parameters[parameter].needs_graph();
}

float effect_value(const messages::FxNode& fx, std::uint16_t parameter) {
  if (parameter == messages::kBypassParameter) return fx.bypass ? 1.0F : 0.0F;
  return static_cast<float>(fx.parameters[parameter]);
}

}  // namespace

bool route_value(const messages::GraphSnapshot& graph, const ValueIndex& index, const ValuePlace& place,
                 std::uint16_t parameter, std::vector<RtValue>& values) {
  const Node& node = graph.nodes[place.node];
  const ValueIndex::NodeValues& where = index.nodes[place.node];
  if (place.edge) return route_edge(node, where, *place.edge, values);
  if (where.effect != nullptr) {
    if (needs_graph(node, parameter)) return false;
    values.push_back(
        {where.effect, parameter, effect_value(std::get<messages::FxNode>(node.kind), parameter)});
    return true;
  }
  if (const auto* output = std::get_if<messages::OutputNode>(&node.kind)) {
    values.push_back(cell(where.main, main_gain(*output)));
    values.push_back(cell(where.monitor, monitor_gain(*output)));
  }
  for (std::uint16_t c = 0; c < where.cells.count; ++c)
    values.push_back(cell(where.cells.first + c, node_gain(node, c)));
  return true;
}

void route_differences(const LiveGraph& former, const messages::GraphSnapshot& next, const ValueIndex& index,
                       std::vector<RtValue>& values) {
  for (std::uint32_t i = 0; i < next.nodes.size(); ++i) {
    if (index.nodes[i].effect == nullptr) continue;
    const Node* before = former.find(next.nodes[i].id);
    if (before == nullptr || node_key(*before) != node_key(next.nodes[i])) continue;
    const auto& was = std::get<messages::FxNode>(before->kind);
    const auto& is = std::get<messages::FxNode>(next.nodes[i].kind);
    for (std::uint16_t p = 0; p < is.parameters.size(); ++p)
      if (was.parameters[p] != is.parameters[p] && !needs_graph(next.nodes[i], p))
        values.push_back({index.nodes[i].effect, p, effect_value(is, p)});
    if (was.bypass != is.bypass)
      values.push_back(
          {index.nodes[i].effect, messages::kBypassParameter, effect_value(is, messages::kBypassParameter)});
  }
}

}  // namespace corelogic::building
