// node_costs.cpp: measured where it was measured, by kind where not.  Side: control, ProjectActor.
#include "controller/actors/node_costs.h"

#include <algorithm>
#include <variant>

namespace corelogic::actors {
namespace {

/// "compressor", or the number of the kind.
std::string kind_of(const messages::Node& node) {
  if (const auto* fx = std::get_if<messages::FxNode>(&node.kind)) return fx->effect;
  return std::to_string(node.kind.index());
}

}  // namespace

void NodeCosts::learn(const std::vector<messages::NodeId>& nodes, const std::vector<float>& means) {
  means_.clear();
  for (std::size_t i = 0; i < std::min(nodes.size(), means.size()); ++i) means_[nodes[i]] = means[i];
}

float NodeCosts::of(const messages::GraphSnapshot& graph, const messages::GraphSnapshot& known) const {
  struct Mean {
    float sum = 0;
    float count = 0;
  };
  std::unordered_map<std::string, Mean> kinds;
  for (const messages::Node& node : known.nodes) {
    const auto measured = means_.find(node.id);
    if (measured == means_.end()) continue;
    Mean& mean = kinds[kind_of(node)];
    mean.sum += measured->second;
    mean.count += 1;
  }
  float sum = 0;
  for (const messages::Node& node : graph.nodes) {
    const auto measured = means_.find(node.id);
    if (measured != means_.end()) {
      sum += measured->second;
      continue;
    }
    const auto mean = kinds.find(kind_of(node));
    if (mean != kinds.end()) sum += mean->second.sum / mean->second.count;
  }
  return sum;
}

}  // namespace corelogic::actors
