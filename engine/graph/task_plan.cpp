// task_plan.cpp: room for what changes while a plan is played, and the tasks of plans made by hand.  Side:
// control, where a comment does not say otherwise.
#include "engine/graph/task_plan.h"

#include "engine/dsp/cache_line.h"

namespace corelogic::graph {

void TaskPlan::seal() {
  std::uint32_t states = 0;
  std::uint32_t cells = 0;
  for (const ThreadList& thread : threads) {
    for (std::uint32_t i = 0; i < thread.count; ++i) {
      RenderTask& task = tasks[lists[thread.first + i]];
      task.state = states++;
      task.first_cell = cells;
      cells += task.segment_count;
    }
    states = (states + kStatesALine - 1) / kStatesALine * kStatesALine;
    cells = (cells + kCostsALine - 1) / kCostsALine * kCostsALine;
  }
  states_ = std::make_unique<StateLine[]>(states / kStatesALine);
  costs_ = std::make_unique<CostLine[]>(cells / kCostsALine);
  expected_costs.assign(cells, 0.0F);
  cell_count_ = cells;
  late.assign(tasks.size(), LateTask());
}

void TaskPlan::claim(const RenderTask& task) noexcept CL_REALTIME {
  dsp::claim_line(&state(task));
}

void TaskPlan::claim_crossings(const RenderTask& task, std::uint32_t frames) const noexcept CL_REALTIME {
  for (std::uint32_t i = 0; i < task.crossing_count; ++i)
    dsp::claim(crossings[task.first_crossing + i], frames);
}

void TaskPlan::fetch_crossings(const RenderTask& task, std::uint32_t frames) const noexcept CL_REALTIME {
  for (std::uint32_t i = 0; i < task.crossing_count; ++i)
    dsp::fetch(crossings[task.first_crossing + i], frames);
}

void make_one_task(TaskPlan& tasks, std::uint32_t step_count) {
  tasks.segments = {{.first_step = 0, .step_count = step_count}};
  tasks.tasks = {{.first_segment = 0, .segment_count = 1, .callers_own = true}};
  tasks.lists = {0};
  tasks.threads = {{0, 1}};
  tasks.saved = 0.0F;
  tasks.seal();
}

void make_task_each(TaskPlan& tasks, const std::vector<std::vector<std::uint32_t>>& befores,
                    std::uint32_t threads) {
  for (std::uint32_t i = 0; i < befores.size(); ++i) {
    tasks.segments.push_back({.first_step = i, .step_count = 1});
    tasks.tasks.push_back({.first_segment = i,
                           .segment_count = 1,
                           .first_before = static_cast<std::uint32_t>(tasks.befores.size()),
                           .before_count = static_cast<std::uint32_t>(befores[i].size())});
    tasks.befores.insert(tasks.befores.end(), befores[i].begin(), befores[i].end());
  }
  for (std::uint32_t t = 0; t < threads; ++t) {
    tasks.threads.push_back({.first = static_cast<std::uint32_t>(tasks.lists.size()), .count = 0});
    for (std::uint32_t i = t; i < befores.size(); i += threads) tasks.lists.push_back(i);
    tasks.threads.back().count = static_cast<std::uint32_t>(tasks.lists.size()) - tasks.threads.back().first;
  }
  tasks.seal();
}

}  // namespace corelogic::graph
