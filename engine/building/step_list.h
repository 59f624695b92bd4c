// step_list.h: the steps of a plan with the level from which each may run.  Side: control.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/graph/render_plan.h"

namespace corelogic::building {

class StepList {
 public:
  /// `level`: greater than the levels of all steps whose results it reads.
  template <class State>
  void add(State* state, std::uint32_t level) {
    add(State::run, state, level);
  }
  void add(void (*run)(void*, const graph::CycleContext&) noexcept, void* state, std::uint32_t level) {
    steps_.push_back({{.run = run, .state = state}, level});
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
  };
  std::vector<Waiting> steps_;
};

}  // namespace corelogic::building
