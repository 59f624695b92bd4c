// cost_book.cpp: see cost_book.h.
#include "engine/building/cost_book.h"

#include <map>

namespace corelogic::building {

Key CostBook::key(Run run, vocabulary::NodeId node) {
  return KeyMaker(Key{}).add(std::uint64_t{reinterpret_cast<std::uintptr_t>(run)}).add(node.value).key();
}

void CostBook::learn(const graph::RenderPlan& plan, const graph::MeterReading& reading) {
  std::map<std::uint64_t, NodeCost> nodes;
  steps_.clear();
  const graph::TaskPlan& tasks = plan.tasks;
  for (const graph::RenderTask& task : tasks.tasks) {
    for (std::uint32_t i = 0; i < task.segment_count; ++i) {
      const graph::CostSegment& segment = tasks.segments[task.first_segment + i];
      const graph::CostCell& cost = reading.costs[task.first_cell + i];
      if (cost.most == 0.0F || segment.owner_count == 0) continue;
      const auto members = static_cast<float>(segment.owner_count);
      const float mean = cost.sum / static_cast<float>(reading.cost_renderings) / members;
      const Run run = plan.steps[segment.first_step + segment.step_count - 1].run;
      for (std::uint32_t k = 0; k < segment.owner_count; ++k) {
        const vocabulary::NodeId id = tasks.owners[segment.first_owner + k];
        NodeCost& node = nodes[id.value];
        node.node = id;
        node.least += cost.least / members;
        node.mean += mean;
        node.most += cost.most / members;
        steps_[key(run, id)] += mean;
      }
    }
  }
  nodes_.clear();
  for (const auto& [id, cost] : nodes) nodes_.push_back(cost);
}

float CostBook::expected(Run run, const std::vector<vocabulary::NodeId>& nodes, float estimate) const {
  if (nodes.empty()) return estimate;
  float sum = 0.0F;
  for (const vocabulary::NodeId node : nodes) {
    const auto known = steps_.find(key(run, node));
    sum += known == steps_.end() ? estimate / static_cast<float>(nodes.size()) : known->second;
  }
  return sum;
}

}  // namespace corelogic::building
