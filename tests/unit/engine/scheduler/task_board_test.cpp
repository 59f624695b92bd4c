// task_board_test.cpp: a worker whose callback's thread is away does not wait for it for ever, and nothing is
// lost or done twice when it goes.
#include "engine/scheduler/task_board.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "engine/scheduler/cycle.h"
#include "engine/scheduler/tick_clock.h"

namespace corelogic::scheduler {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t kFrames = 64;
constexpr double kRate = 48000.0;  // a rendering is 1.3 ms long

bool eventually(const std::atomic<bool>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (!holds.load() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  return holds.load();
}

/// Only a cycle makes one: a step of a first plan takes it down.
graph::CycleContext a_context() {
  std::optional<graph::CycleContext> seen;
  graph::RenderPlan plan;
  plan.steps = {{[](void* state, const graph::CycleContext& context) noexcept {
                   static_cast<std::optional<graph::CycleContext>*>(state)->emplace(context);
                 },
                 &seen}};
  graph::make_one_task(plan.tasks, 1);
  doors::Rings rings;
  Cycle cycle(rings, {.sample_rate = kRate});
  rings.commands.push(doors::RtCommand::install(&plan));
  set_thread_role(ThreadRole::kAudio);
  cycle.run({.frames = kFrames});
  set_thread_role(ThreadRole::kControl);
  cycle.release();
  return seen.value();
}

struct Counted {
  const Counted* before = nullptr;
  std::atomic<int> runs{0};
  std::atomic<int> early{0};
  std::chrono::microseconds away{0};  ///< so long the thread that runs it does nothing

  static void run(void* state, const graph::CycleContext&) noexcept {
    auto& counted = *static_cast<Counted*>(state);
    const int mine = counted.runs.fetch_add(1) + 1;
    if (counted.before != nullptr && counted.before->runs.load() < mine) counted.early.fetch_add(1);
    if (counted.away > 0us) std::this_thread::sleep_for(counted.away);
  }
};

///   (caller) first ─┬─ second ─┐
///                   ├─ third  ─┼─ last
///                   └─ fourth ─┘        (caller and worker in turn)
struct Fan {
  Fan() {
    for (Counted& each : steps) plan.steps.push_back({Counted::run, &each});
    for (std::size_t i = 1; i < 4; ++i) steps[i].before = &steps[0];
    steps[4].before = &steps[3];
    graph::make_task_each(plan.tasks, {{}, {0}, {0}, {0}, {1, 2, 3}}, 2);
    plan.tasks.tasks[0].callers_own = true;
    plan.tasks.estimate = 1.0F;  // worth a worker
  }
  void expect_all(int runs) const {
    for (const Counted& each : steps) {
      EXPECT_EQ(each.runs.load(), runs);
      EXPECT_EQ(each.early.load(), 0);
    }
  }
  Counted steps[5];
  graph::RenderPlan plan;
};

TEST(TaskBoard, LetsAWorkerGoThatHasHadNothingToDoForAsLongAsTheRenderingPlays) {
  Fan fan;
  TaskBoard board(2);
  const Rendering rendering{
      .context = a_context(),
      .share_per_tick = static_cast<float>(kRate / (TickClock::per_second() * kFrames))};
  for (int turn = 1; turn <= 3; ++turn) {
    board.open(fan.plan, rendering);
    std::atomic<bool> left{false};
    // The first task is the callback's own and has not begun: the worker finds nothing.
    std::thread worker([&] {
      board.help(1, board.turn(), TickClock::now());
      left = true;
    });
    EXPECT_TRUE(eventually(left)) << "it keeps the core that the callback's thread may be waiting for";
    if (left) {
      EXPECT_FALSE(board.anybody_inside());
    }
    board.finish({});
    worker.join();
    fan.expect_all(turn);
    EXPECT_FALSE(board.anybody_inside());
  }
}

/// The same with a crew that sleeps and is woken: it comes again for the next turn.
TEST(TaskBoard, LosesNothingWhenTheCallbacksThreadIsAwayNowAndThen) {
  Fan fan;
  doors::Rings rings;
  Cycle cycle(rings, {.sample_rate = kRate, .threads = 2, .worth_waking_seconds = 0.0});
  rings.commands.push(doors::RtCommand::install(&fan.plan));
  set_thread_role(ThreadRole::kAudio);
  constexpr int kTurns = 400;
  for (int turn = 0; turn < kTurns; ++turn) {
    // About as long as the worker waits, so that it goes before, after and while the others are taken.
    fan.steps[0].away = turn % 2 == 0 ? 0us : std::chrono::microseconds(1100 + turn % 40 * 10);
    cycle.run({.frames = kFrames});
    fan.expect_all(turn + 1);
  }
  set_thread_role(ThreadRole::kControl);
  cycle.release();
}

}  // namespace
}  // namespace corelogic::scheduler
