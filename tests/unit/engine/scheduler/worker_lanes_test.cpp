// worker_lanes_test.cpp: every step once, level after level, by any number of threads.
#include "engine/scheduler/worker_lanes.h"

#include <gtest/gtest.h>

#include <atomic>

#include "engine/scheduler/cycle.h"

namespace corelogic::scheduler {
namespace {

/// A step that counts itself, and sees whether the level before it was complete.
struct Probe {
  std::atomic<int>* finished = nullptr;
  int before = 0;  ///< steps that must be finished when it runs
  std::atomic<int> runs{0};
  std::atomic<int> early{0};

  static void run(void* state, const graph::CycleContext&) noexcept {
    auto& probe = *static_cast<Probe*>(state);
    if (probe.finished->load() < probe.before) probe.early.fetch_add(1);
    probe.runs.fetch_add(1);
    probe.finished->fetch_add(1);
  }
};

/// Levels of 1, 7, 40, 1, 3 tasks, each waiting for all of the one before, played many times.
///
///   o -> ooooooo -> o…o (40) -> o -> ooo
TEST(WorkerLanes, RunsEachTaskOnceAndAfterAllItWaitsFor) {
  for (std::uint32_t threads : {1U, 2U, 4U}) {
    const std::vector<std::uint32_t> sizes{1, 7, 40, 1, 3};
    std::atomic<int> finished{0};
    std::vector<std::unique_ptr<Probe>> probes;
    graph::RenderPlan plan;
    std::vector<std::vector<std::uint32_t>> befores;
    std::vector<std::uint32_t> level_before;
    for (std::uint32_t size : sizes) {
      const auto first = static_cast<std::uint32_t>(plan.steps.size());
      std::vector<std::uint32_t> level;
      for (std::uint32_t i = 0; i < size; ++i) {
        level.push_back(first + i);
        befores.push_back(level_before);
        probes.push_back(std::make_unique<Probe>());
        probes.back()->finished = &finished;
        probes.back()->before = static_cast<int>(first);
        plan.steps.push_back({Probe::run, probes.back().get()});
      }
      level_before = level;
    }
    graph::make_task_each(plan.tasks, befores, threads);
    plan.tasks.estimate = 1.0F;  // worth every worker
    doors::Rings rings;
    Cycle cycle(rings, {.threads = threads});
    rings.commands.push(doors::RtCommand::install(&plan));
    constexpr int kCycles = 2000;
    set_thread_role(ThreadRole::kAudio);
    for (int i = 0; i < kCycles; ++i) {
      finished = 0;
      cycle.run({.frames = 64});
      ASSERT_EQ(finished.load(), 52);
    }
    set_thread_role(ThreadRole::kControl);
    for (const auto& probe : probes) {
      EXPECT_EQ(probe->runs.load(), kCycles);
      EXPECT_EQ(probe->early.load(), 0);
    }
    cycle.release();
  }
}

TEST(WorkerLanes, SaysWhenTheSystemRefusesAPriority) {
  constexpr int kBeyondAll = 1000;  // there are 99
  const WorkerLanes refused({.threads = 2, .priority = kBeyondAll});
  EXPECT_TRUE(refused.priority_refused());
  const WorkerLanes ordinary({.threads = 2, .priority = 0});
  EXPECT_FALSE(ordinary.priority_refused());
  const WorkerLanes alone({.threads = 1, .priority = kBeyondAll});
  EXPECT_FALSE(alone.priority_refused()) << "there is nobody to have one";
}

}  // namespace
}  // namespace corelogic::scheduler
