// graph_mirror.cpp: values into nodes and edges.  Side: control, EngineActor.
#include "controller/actors/graph_mirror.h"

#include <algorithm>
#include <string_view>

#include "schema/messages/graph_hash.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::actors {
namespace {

void set_edges(messages::Node& node, const messages::ParameterValue& value) {
  for (messages::Edge& edge : node.edges) {
    if (edge.id != value.edge) continue;
    if (value.parameter == messages::kEdgeLevel) edge.level = vocabulary::Decibels{value.value};
    if (value.parameter == messages::kEdgePan) edge.pan = value.value;
  }
}

void set_parameter(std::vector<double>& parameters, const messages::ParameterValue& value) {
  if (value.parameter < parameters.size()) parameters[value.parameter] = value.value;
}

/// Values of nodes: none for those without, or of another effect.
struct NodeValues {
  std::string_view effect;
  const std::vector<double>* values = nullptr;
};
NodeValues values_of(const messages::Node& node) {
  if (const auto* fx = std::get_if<messages::FxNode>(&node.kind)) return {fx->effect, &fx->parameters};
  if (const auto* output = std::get_if<messages::OutputNode>(&node.kind))
    return {"output", &output->parameters};
  return {};
}

bool moves(const vocabulary::ParameterDescription& parameter) {
  return parameter.scale != vocabulary::Scale::kSwitch && parameter.scale != vocabulary::Scale::kChoice &&
         !parameter.changes_latency;
}

void add_node_moves(const messages::Node& from, const messages::Node& to,
                    std::vector<messages::ParameterValue>& out) {
  const NodeValues before = values_of(from);
  const NodeValues after = values_of(to);
  const auto* effect = vocabulary::find_effect(after.effect);
  if (before.values == nullptr || after.values == nullptr || before.effect != after.effect ||
      effect == nullptr)
    return;
  const std::size_t count =
      std::min({before.values->size(), after.values->size(), effect->parameters.size()});
  for (std::size_t i = 0; i < count; ++i)
    if ((*before.values)[i] != (*after.values)[i] && moves(effect->parameters[i]))
      out.push_back({to.id, {}, static_cast<std::uint16_t>(i), (*after.values)[i]});
}

void add_edge_moves(const messages::Node& from, const messages::Node& to,
                    std::vector<messages::ParameterValue>& out) {
  for (const messages::Edge& edge : to.edges) {
    const auto before = std::find_if(from.edges.begin(), from.edges.end(),
                                     [&](const messages::Edge& other) { return other.id == edge.id; });
    if (before == from.edges.end()) continue;
    if (before->level != edge.level) out.push_back({to.id, edge.id, messages::kEdgeLevel, edge.level.value});
    if (before->pan != edge.pan) out.push_back({to.id, edge.id, messages::kEdgePan, edge.pan});
  }
}

}  // namespace

std::vector<messages::ParameterValue> GraphMirror::moves_to(const messages::GraphSnapshot& next) const {
  std::vector<messages::ParameterValue> values;
  for (const messages::Node& node : next.nodes) {
    const auto before = positions_.find(node.id);
    if (before == positions_.end()) continue;
    add_node_moves(graph_.nodes[before->second], node, values);
    add_edge_moves(graph_.nodes[before->second], node, values);
  }
  return values;
}

void GraphMirror::replace(messages::GraphSnapshot graph) {
  graph_ = std::move(graph);
  positions_.clear();
  for (std::size_t i = 0; i < graph_.nodes.size(); ++i) positions_[graph_.nodes[i].id] = i;
  hashed_ = false;
}

void GraphMirror::set(const messages::SetParameters& values) {
  for (const auto& value : values.values) set(value);
  graph_.revision = values.revision;
  hashed_ = false;
}

void GraphMirror::set_tempo(double tempo) {
  graph_.tempo = tempo;
  hashed_ = false;
}

void GraphMirror::set(const messages::ParameterValue& value) {
  const auto found = positions_.find(value.node);
  if (found == positions_.end()) return;
  messages::Node& node = graph_.nodes[found->second];
  if (value.edge.valid()) return set_edges(node, value);
  if (auto* fx = std::get_if<messages::FxNode>(&node.kind)) {
    if (value.parameter == messages::kBypassParameter)
      fx->bypass = value.value != 0;
    else
      set_parameter(fx->parameters, value);
  }
  if (auto* output = std::get_if<messages::OutputNode>(&node.kind)) set_parameter(output->parameters, value);
}

std::uint64_t GraphMirror::hash() {
  if (!hashed_) hash_ = messages::graph_hash(graph_);
  hashed_ = true;
  return hash_;
}

}  // namespace corelogic::actors
