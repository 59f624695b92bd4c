// cost_book.h: what the steps of the plan that plays cost, learnt from readings: for people, node by node,
// and for the next plan's tasks.  Side: control.
#pragma once

#include <unordered_map>
#include <vector>

#include "engine/building/key.h"
#include "engine/graph/render_plan.h"

namespace corelogic::building {

/// One node's cost over about a second, as shares of the period. A lane block's is divided among its members;
/// least and most of a node with several pieces of work are the sums of theirs.
struct NodeCost {
  vocabulary::NodeId node;
  float least = 0.0F;
  float mean = 0.0F;
  float most = 0.0F;
};

class CostBook {
 public:
  using Run = void (*)(void*, const graph::CycleContext&) noexcept;

  /// Forgets what it knew.  Requires: the reading is of this plan and has costs.
  void learn(const graph::RenderPlan& plan, const graph::MeterReading& reading);
  /// By node id.
  [[nodiscard]] const std::vector<NodeCost>& nodes() const { return nodes_; }
  /// Of a step: what is known of its kind for these nodes, and for the rest their part of `estimate`.
  [[nodiscard]] float expected(Run run, const std::vector<vocabulary::NodeId>& nodes, float estimate) const;

 private:
  static Key key(Run run, vocabulary::NodeId node);
  std::vector<NodeCost> nodes_;
  std::unordered_map<Key, float> steps_;
};

}  // namespace corelogic::building
