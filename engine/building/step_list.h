// step_list.h: the steps of a plan, each with the steps whose results it reads and the nodes it works for;
// written as tasks for so many threads (task_maker).  Side: control.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/building/step_ports.h"

namespace corelogic::building {

/// A step, counted from 0 in the order they are added.
using StepId = std::uint32_t;
/// The steps that must be done before; in any order, repeats allowed.
using After = std::vector<StepId>;

inline void add_all(After& to, const After& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// A step on its way into a plan.
struct ListedStep {
  graph::RenderStep step{};
  void (*describe)(void* state, StepPorts&) = nullptr;
  After after;
  std::vector<vocabulary::NodeId> nodes;
};

class StepList {
 public:
  /// `nodes`: whose work it is, for the measuring of costs. The state may still be filled in until write().
  template <class State>
  StepId add(State* state, After after, std::vector<vocabulary::NodeId> nodes) {
    std::ranges::sort(after);
    after.erase(std::unique(after.begin(), after.end()), after.end());  // clang 14 cannot read ranges::unique
    const auto describe_state = [](void* erased, StepPorts& ports) {
      describe(*static_cast<State*>(erased), ports);
    };
    ListedStep& listed = steps_.emplace_back();
    listed.step = {.run = State::run, .state = state};
    listed.describe = describe_state;
    listed.after = std::move(after);
    listed.nodes = std::move(nodes);
    return static_cast<StepId>(steps_.size() - 1);
  }

  [[nodiscard]] const std::vector<ListedStep>& steps() const { return steps_; }

 private:
  std::vector<ListedStep> steps_;
};

}  // namespace corelogic::building
