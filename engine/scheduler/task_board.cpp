// task_board.cpp: taking, running, waiting, giving up.  Side: audio and its workers.
#include "engine/scheduler/task_board.h"

#include <algorithm>
#include <cstring>

#include "engine/dsp/vector_units.h"
#include "engine/scheduler/spin.h"
#include "engine/scheduler/tick_clock.h"

namespace corelogic::scheduler {
namespace {

using graph::RenderPlan;
using graph::RenderTask;
using graph::TaskPlan;

enum class Stage : std::uint64_t { kFinished, kRunning, kRevoked, kReleased };

constexpr std::uint64_t state_of(std::uint32_t turn, Stage stage, std::uint32_t worker = 0) {
  return (std::uint64_t{turn} << 32) | (std::uint64_t{worker} << 8) | static_cast<std::uint64_t>(stage);
}

/// Finished, or given up and muted.
bool is_done(std::uint64_t state, std::uint32_t turn) noexcept CL_REALTIME {
  const auto stage = static_cast<Stage>(state & 0xff);
  return static_cast<std::uint32_t>(state >> 32) == turn &&
         (stage == Stage::kFinished || stage == Stage::kReleased);
}

bool is_free(TaskPlan& tasks, const RenderTask& task, std::uint32_t turn) noexcept CL_REALTIME {
  return tasks.state(task).load(std::memory_order_relaxed) == state_of(turn - 1, Stage::kFinished);
}

bool may_begin(TaskPlan& tasks, const RenderTask& task, std::uint32_t turn) noexcept CL_REALTIME {
  for (std::uint32_t i = 0; i < task.before_count; ++i) {
    const RenderTask& before = tasks.tasks[tasks.befores[task.first_before + i]];
    if (!is_done(tasks.state(before).load(std::memory_order_acquire), turn)) return false;
  }
  return true;
}

/// Runs a task's steps; `clock` is the time now and then the time after. `at` says where it is, for reports.
std::uint64_t run_steps(RenderPlan& plan, const RenderTask& task, const Rendering& rendering,
                        std::uint64_t clock, std::atomic<std::uint32_t>* at) noexcept CL_REALTIME {
  for (std::uint32_t i = 0; i < task.segment_count; ++i) {
    const graph::CostSegment& segment = plan.tasks.segments[task.first_segment + i];
    if (at != nullptr) at->store(task.first_segment + i, std::memory_order_relaxed);
    const graph::RenderStep* step = plan.steps.data() + segment.first_step;
    for (const graph::RenderStep* end = step + segment.step_count; step != end; ++step)
      step->run(step->state, rendering.context);
    const std::uint64_t now = TickClock::now();
    plan.tasks.cost(task.first_cell + i).add(static_cast<float>(now - clock) * rendering.share_per_tick);
    clock = now;
  }
  return clock;
}

}  // namespace

TaskBoard::TaskBoard(std::uint32_t threads)
    : seats_(std::make_unique<Seat[]>(threads)),
      threads_(threads),
      patience_ticks_(static_cast<std::uint64_t>(kPatienceSeconds * TickClock::per_second())) {}

// --- turns -----------------------------------------------------------------------------------------------

std::uint64_t TaskBoard::run_alone(RenderPlan& plan, const Rendering& rendering,
                                   std::uint64_t now) noexcept CL_REALTIME {
  for (const RenderTask& task : plan.tasks.tasks) now = run_steps(plan, task, rendering, now, nullptr);
  return now;
}

void TaskBoard::open(RenderPlan& plan, const Rendering& rendering) noexcept CL_REALTIME {
  const std::uint64_t number = (door_.turn.load(std::memory_order_relaxed) >> 1) + 1;
  const auto turn = static_cast<std::uint32_t>(number);
  TaskPlan& tasks = plan.tasks;
  if (tasks.turn + 1 != number)
    for (const RenderTask& task : tasks.tasks)
      tasks.state(task).store(state_of(turn - 1, Stage::kFinished), std::memory_order_relaxed);
  tasks.turn = number;
  for (std::uint32_t i = 0; i < late_count_; ++i)
    tasks.state(tasks.tasks[tasks.late[i].task])
        .store(state_of(turn, Stage::kReleased), std::memory_order_relaxed);
  rendering_.emplace(rendering);
  std::uint64_t words[Door::kWords] = {};
  std::memcpy(words, &rendering, sizeof rendering);
  door_.plan.store(&plan, std::memory_order_relaxed);
  for (std::size_t i = 0; i < Door::kWords; ++i)
    door_.rendering[i].store(words[i], std::memory_order_relaxed);
  door_.turn.store(number << 1 | 1U, std::memory_order_release);
}

std::uint64_t TaskBoard::finish(const Patience& patience) noexcept CL_REALTIME {
  const std::uint64_t seen = door_.turn.load(std::memory_order_relaxed);
  Walk walk{.plan = door_.plan.load(std::memory_order_relaxed),
            .rendering = &*rendering_,
            .turn = static_cast<std::uint32_t>(seen >> 1),
            .clock = TickClock::now()};
  for (;;) {
    if (take_own(walk)) continue;
    if (all_done(walk)) break;
    if (take_anothers(walk, somebody_came(walk) ? patience_ticks_ : 0)) continue;
    if (patience.deadline != 0 && walk.clock > patience.deadline &&
        walk.clock - walk.idle_since > patience.grace) {
      give_up(walk);
      walk.idle_since = walk.clock;
    }
    // What is waited for comes within a microsecond as a rule: a pause would be a tenth of that.
    if (walk.clock - walk.idle_since > patience_ticks_) spin_once();
  }
  door_.turn.store(seen & ~std::uint64_t{1}, std::memory_order_release);
  return walk.clock;
}

void TaskBoard::help(std::uint32_t worker, std::uint64_t seen, std::uint64_t now) noexcept CL_REALTIME {
  Seat& seat = seats_[worker];
  // An exchange, as in anybody_inside(): whichever comes second knows of the first.
  seat.inside.exchange(seen, std::memory_order_acq_rel);
  if (turn() == seen) {
    std::uint64_t words[Door::kWords];
    for (std::size_t i = 0; i < Door::kWords; ++i)
      words[i] = door_.rendering[i].load(std::memory_order_relaxed);
    union Copy {          // a Rendering is made by the cycle alone
      Copy() noexcept {}  // NOLINT(modernize-use-equals-default): that would be none
      Rendering rendering;
    } copy;
    std::memcpy(static_cast<void*>(&copy.rendering), words, sizeof copy.rendering);
    Walk walk{.plan = door_.plan.load(std::memory_order_relaxed),
              .rendering = &copy.rendering,
              .turn = static_cast<std::uint32_t>(seen >> 1),
              .thread = worker,
              .clock = now};
    const auto longest_idle = static_cast<std::uint64_t>(1.0F / copy.rendering.share_per_tick);
    while (turn() == seen) {
      if (take_own(walk) || take_anothers(walk, patience_ticks_)) continue;
      if (walk.clock - walk.idle_since > longest_idle) break;
      dsp::keep_vector_units_awake();
      spin_once();
    }
    claim_first(walk);
  }
  seat.inside.store(0, std::memory_order_release);
}

bool TaskBoard::anybody_inside() noexcept CL_REALTIME {
  for (std::uint32_t worker = 1; worker < threads_; ++worker)
    if (seats_[worker].inside.fetch_add(0, std::memory_order_acq_rel) != 0) return true;
  return false;
}

bool TaskBoard::somebody_came(Walk& walk) const noexcept CL_REALTIME {
  const std::uint64_t now = door_.turn.load(std::memory_order_relaxed);
  for (std::uint32_t worker = 1; worker < threads_ && !walk.together; ++worker)
    walk.together = seats_[worker].inside.load(std::memory_order_relaxed) == now;
  return walk.together;
}

/// The callback's thread has looked at the states; the next turn begins with taking the first of them.
void TaskBoard::claim_first(const Walk& walk) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  if (walk.thread >= tasks.threads.size() || tasks.threads[walk.thread].count == 0) return;
  tasks.claim(tasks.tasks[tasks.lists[tasks.threads[walk.thread].first]]);
}

// --- tasks -----------------------------------------------------------------------------------------------

bool TaskBoard::take(Walk& walk, std::uint32_t number) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  const RenderTask& task = tasks.tasks[number];
  graph::TaskState& state = tasks.state(task);
  std::uint64_t expected = state_of(walk.turn - 1, Stage::kFinished);
  const std::uint64_t mine = state_of(walk.turn, Stage::kRunning, walk.thread);
  if (!state.compare_exchange_strong(expected, mine, std::memory_order_acq_rel)) return false;
  // Only now is it sure that the turn is open, and the rendering whole.
  Seat& seat = seats_[walk.thread];
  tasks.claim_crossings(task, walk.rendering->context.frames());
  walk.clock = run_steps(*walk.plan, task, *walk.rendering, walk.clock, &seat.segment);
  expected = mine;
  // Fails if it was too late: then nothing is to be said, the callback's thread knows.
  state.compare_exchange_strong(expected, state_of(walk.turn, Stage::kFinished), std::memory_order_release,
                                std::memory_order_relaxed);
  walk.idle_since = 0;
  return true;
}

bool TaskBoard::take_own(Walk& walk) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  if (walk.thread >= tasks.threads.size()) return false;
  const graph::ThreadList list = tasks.threads[walk.thread];
  while (walk.next < list.count) {
    const std::uint32_t number = tasks.lists[list.first + walk.next];
    const RenderTask& task = tasks.tasks[number];
    bool taken = false;
    if (is_free(tasks, task, walk.turn)) {
      if (!may_take_next(walk, task)) return false;
      taken = take(walk, number);  // else somebody has been quicker
    }
    walk.ready = 0;
    ++walk.next;
    if (taken) return true;
  }
  return false;
}

/// Whether all that its next task waits for is done; what others wrote for it is fetched as soon as it is
/// there.
bool TaskBoard::may_take_next(Walk& walk, const RenderTask& task) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  for (; walk.ready < task.before_count; ++walk.ready) {
    const RenderTask& before = tasks.tasks[tasks.befores[task.first_before + walk.ready]];
    if (!is_done(tasks.state(before).load(std::memory_order_acquire), walk.turn)) return false;
    tasks.fetch_crossings(before, walk.rendering->context.frames());
  }
  return true;
}

bool TaskBoard::take_anothers(Walk& walk, std::uint64_t patience) noexcept CL_REALTIME {
  const std::uint64_t now = TickClock::now();
  walk.clock = now;
  if (walk.idle_since == 0) walk.idle_since = walk.turned_away = now;
  if (now - walk.turned_away < patience) {
    walk.clock = now;
    return false;
  }
  walk.turned_away = now;
  return steal(walk);
}

bool TaskBoard::steal(Walk& walk) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  for (std::uint32_t i = 0; i < tasks.threads.size(); ++i) {
    if (i == walk.thread) continue;
    const graph::ThreadList list = tasks.threads[i];
    for (std::uint32_t k = list.count; k-- > 0;) {
      const std::uint32_t number = tasks.lists[list.first + k];
      const RenderTask& task = tasks.tasks[number];
      if (task.callers_own && walk.thread != 0) continue;
      if (is_free(tasks, task, walk.turn) && may_begin(tasks, task, walk.turn) && take(walk, number))
        return true;
    }
  }
  return false;
}

bool TaskBoard::all_done(Walk& walk) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  for (; walk.checked < tasks.lists.size(); ++walk.checked) {
    const RenderTask& task = tasks.tasks[tasks.lists[walk.checked]];
    if (!is_done(tasks.state(task).load(std::memory_order_acquire), walk.turn)) return false;
  }
  return true;
}

// --- late ones -------------------------------------------------------------------------------------------

void TaskBoard::give_up(const Walk& walk) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  for (std::uint32_t number = 0; number < tasks.tasks.size(); ++number) {
    graph::TaskState& state = tasks.state(tasks.tasks[number]);
    std::uint64_t found = state.load(std::memory_order_acquire);
    if (found >> 32 != walk.turn || static_cast<Stage>(found & 0xff) != Stage::kRunning) continue;
    const auto worker = static_cast<std::uint32_t>(found >> 8) & 0xffffffU;
    if (state.compare_exchange_strong(found, state_of(walk.turn, Stage::kRevoked)))
      mute(walk, number, worker);
  }
}

void TaskBoard::mute(const Walk& walk, std::uint32_t number, std::uint32_t worker) noexcept CL_REALTIME {
  TaskPlan& tasks = walk.plan->tasks;
  const RenderTask& task = tasks.tasks[number];
  for (std::uint32_t i = 0; i < task.mute_count; ++i) {
    const graph::MutePoint& point = tasks.mutes[task.first_mute + i];
    std::memcpy(point.field, &point.silence, sizeof point.silence);
  }
  std::uint32_t segment = seats_[worker].segment.load(std::memory_order_relaxed);
  if (segment - task.first_segment >= task.segment_count) segment = task.first_segment;  // had not begun
  tasks.late[late_count_++] = {.task = number,
                               .worker = worker,
                               .segment = segment,
                               .turn = door_.turn.load(std::memory_order_relaxed)};
  // Its readers may begin.
  tasks.state(task).store(state_of(walk.turn, Stage::kReleased), std::memory_order_release);
}

bool TaskBoard::welcome_back() noexcept CL_REALTIME {
  if (late_count_ == 0) return true;
  // All of them at once: a late task may itself read from a late one.
  TaskPlan& tasks = door_.plan.load(std::memory_order_relaxed)->tasks;
  for (std::uint32_t i = 0; i < late_count_; ++i) {
    const graph::LateTask& late = tasks.late[i];
    if (seats_[late.worker].inside.load(std::memory_order_acquire) == late.turn) return false;
  }
  for (std::uint32_t i = 0; i < late_count_; ++i) {
    const RenderTask& task = tasks.tasks[tasks.late[i].task];
    for (std::uint32_t k = 0; k < task.mute_count; ++k) {
      const graph::MutePoint& point = tasks.mutes[task.first_mute + k];
      std::memcpy(point.field, &point.sound, sizeof point.sound);
    }
    tasks.state(task).store(state_of(static_cast<std::uint32_t>(tasks.turn), Stage::kFinished),
                            std::memory_order_relaxed);
  }
  late_count_ = 0;
  return true;
}

}  // namespace corelogic::scheduler
