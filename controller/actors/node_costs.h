// node_costs.h: what nodes cost, as the engine measured it, and what a graph would cost.  Side: control,
// ProjectActor.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "schema/messages/graph.h"

namespace corelogic::actors {

class NodeCosts {
 public:
  void learn(const std::vector<messages::NodeId>& nodes, const std::vector<float>& means);
  /// The sum over all nodes of `graph`, as a share of the period. One that was never measured counts as its
  /// kind does on average in `known`, else nothing.
  [[nodiscard]] float of(const messages::GraphSnapshot& graph, const messages::GraphSnapshot& known) const;

 private:
  std::unordered_map<messages::NodeId, float> means_;
};

}  // namespace corelogic::actors
