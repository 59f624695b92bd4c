// graph_mirror.cpp: values into nodes and edges.  Side: control, EngineActor.
#include "controller/actors/graph_mirror.h"

#include "schema/messages/graph_hash.h"

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

}  // namespace

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
