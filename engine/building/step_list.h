// step_list.h: the steps of a plan, each with the steps whose results it reads.  Side: control.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/graph/render_plan.h"

namespace corelogic::building {

/// A step, counted from 0 in the order they are added.
using StepId = std::uint32_t;
/// The steps that must be done before; in any order, repeats allowed.
using After = std::vector<StepId>;

inline void add_all(After& to, const After& more) {
  to.insert(to.end(), more.begin(), more.end());
}

class StepList {
 public:
  /// `nodes`: whose work it is, for the measuring of costs.
  template <class State>
  StepId add(State* state, After after, std::vector<vocabulary::NodeId> nodes) {
    return add(State::run, state, std::move(after), std::move(nodes));
  }
  StepId add(void (*run)(void*, const graph::CycleContext&) noexcept, void* state, After after,
             std::vector<vocabulary::NodeId> nodes) {
    std::ranges::sort(after);
    after.erase(std::unique(after.begin(), after.end()), after.end());
    std::uint32_t level = 0;
    for (StepId before : after) level = std::max(level, steps_[before].level + 1);
    steps_.push_back({{.run = run, .state = state}, level, std::move(after), std::move(nodes)});
    return static_cast<StepId>(steps_.size() - 1);
  }

  /// Levels one after the other; within a level as added.
  void write(graph::RenderPlan& plan) {
    std::ranges::stable_sort(steps_, {}, &Waiting::level);
    plan.steps.reserve(steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (i == 0 || steps_[i].level != steps_[i - 1].level)
        plan.levels.push_back({.first = static_cast<std::uint32_t>(i), .count = 0});
      ++plan.levels.back().count;
      plan.steps.push_back(steps_[i].step);
    }
  }

 private:
  struct Waiting {
    graph::RenderStep step;
    std::uint32_t level;
    After after;
    std::vector<vocabulary::NodeId> nodes;
  };
  std::vector<Waiting> steps_;
};

}  // namespace corelogic::building
