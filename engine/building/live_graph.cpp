// live_graph.cpp: values written into a snapshot.  Side: control.
#include "engine/building/live_graph.h"

#include <algorithm>
#include <utility>

#include "engine/building/snapshot_check.h"

namespace corelogic::building {
namespace {

/// Returns whether it was another value before.
template <class T>
bool put(T& place, T value) {
  return std::exchange(place, value) != value;
}

bool put_parameter(messages::Node& node, std::uint16_t parameter, double value) {
  if (auto* output = std::get_if<messages::OutputNode>(&node.kind))
    return put(output->parameters[parameter], value);
  auto& fx = std::get<messages::FxNode>(node.kind);
  if (parameter == messages::kBypassParameter) return put(fx.bypass, value != 0.0);
  return put(fx.parameters[parameter], value);
}

/// Requires: holds().
double parameter_of(const messages::Node& node, std::uint16_t parameter) {
  if (const auto* output = std::get_if<messages::OutputNode>(&node.kind))
    return output->parameters[parameter];
  const auto& fx = std::get<messages::FxNode>(node.kind);
  if (parameter == messages::kBypassParameter) return fx.bypass ? 1.0 : 0.0;
  return fx.parameters[parameter];
}

/// A snapshot that waits may not have been checked yet.
bool holds(const messages::Node& node, std::uint16_t parameter) {
  if (const auto* output = std::get_if<messages::OutputNode>(&node.kind))
    return parameter < output->parameters.size();
  const auto* fx = std::get_if<messages::FxNode>(&node.kind);
  return fx != nullptr && (parameter == messages::kBypassParameter || parameter < fx->parameters.size());
}

}  // namespace

LiveGraph::LiveGraph(messages::GraphSnapshot graph) : graph_(std::move(graph)) {
  index_.reserve(graph_.nodes.size());
  for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) index_.emplace(graph_.nodes[i].id, i);
}

const messages::Node* LiveGraph::find(messages::NodeId id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &graph_.nodes[found->second];
}

std::optional<double> LiveGraph::value(const messages::ParameterValue& place) const {
  const messages::Node* node = find(place.node);
  if (node == nullptr) return std::nullopt;
  if (!place.edge.valid()) {
    if (!holds(*node, place.parameter)) return std::nullopt;
    return parameter_of(*node, place.parameter);
  }
  const auto edge = std::ranges::find(node->edges, place.edge, &messages::Edge::id);
  if (edge == node->edges.end() || place.parameter > messages::kEdgePan) return std::nullopt;
  return place.parameter == messages::kEdgeLevel ? edge->level.value : edge->pan;
}

std::optional<ValuePlace> LiveGraph::set(const messages::ParameterValue& value) {
  const auto found = index_.find(value.node);
  if (found == index_.end()) return std::nullopt;
  messages::Node& node = graph_.nodes[found->second];
  if (!value.edge.valid()) {
    if (!accepts(node, value.parameter, value.value) || !holds(node, value.parameter)) return std::nullopt;
    return ValuePlace{found->second, std::nullopt, put_parameter(node, value.parameter, value.value)};
  }
  if (!accepts_edge(value.parameter, value.value)) return std::nullopt;
  for (std::uint32_t e = 0; e < node.edges.size(); ++e) {
    messages::Edge& edge = node.edges[e];
    if (edge.id != value.edge) continue;
    const bool changed = value.parameter == messages::kEdgeLevel ? put(edge.level.value, value.value)
                                                                 : put(edge.pan, value.value);
    return ValuePlace{found->second, e, changed};
  }
  return std::nullopt;
}

std::string spoken(const messages::Node& node) {
  const std::string strip = node.name.substr(0, node.name.rfind('_'));
  struct Kind {
    std::string operator()(const messages::AudioInputNode&) const { return "input"; }
    std::string operator()(const messages::MixerBusNode&) const { return "sum"; }
    std::string operator()(const messages::FxNode& fx) const { return fx.effect; }
    std::string operator()(const messages::OutputNode&) const { return "output"; }
  };
  return std::visit(Kind(), node.kind) + " of " + strip;
}

}  // namespace corelogic::building
