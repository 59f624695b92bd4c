// task_board.h: one rendering's tasks, taken by the callback's thread and by workers, each once, each after
// what it waits for; and what happens to a task whose worker does not come back in time.
// It starts no threads and puts none to sleep (worker_lanes does).  Side: audio and its workers.
//
// A task's state says for which turn (shared rendering) it was taken and how far it is. A thread takes a task
// by changing "finished in the turn before" into "running in this turn", so a thread that was held up
// anywhere can neither take a task twice nor one of another turn.
//
// A late task: the callback's thread revokes it, lets every reader in other tasks read silence instead
// (TaskPlan::mutes), and goes on. The worker may go on writing: nobody looks at that memory, the task is not
// run again, no command is taken (Cycle::run asks anybody_inside) and no meter read until it has come back.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/graph/render_plan.h"
#include "engine/side.h"

namespace corelogic::scheduler {

/// What every task of a rendering is told.
struct Rendering {
  graph::CycleContext context;
  float share_per_tick = 0.0F;  ///< a tick of TickClock as a share of the rendering's time
};

/// Until when the callback's thread waits for its workers. Ticks of TickClock.
struct Patience {
  std::uint64_t deadline = 0;  ///< 0: as long as it takes
  std::uint64_t grace = 0;     ///< but never less than this since it has nothing else to do
};

class TaskBoard {
 public:
  /// A thread that finished its own tasks lets the others be for so long: what it took from them would have
  /// to move to its cache (about 1 µs a lane block), and back in the next period.
  static constexpr double kPatienceSeconds = 3e-6;

  /// `threads` counts the callback's.  Side: control.
  explicit TaskBoard(std::uint32_t threads);

  // --- The callback's thread.

  /// All tasks on this thread; for plans that are too small to share. The first of them counts from `now`.
  /// Returns: the time after.  Requires: nobody is late.
  std::uint64_t run_alone(graph::RenderPlan& plan, const Rendering& rendering,
                          std::uint64_t now) noexcept CL_REALTIME;
  /// Lets workers in.
  void open(graph::RenderPlan& plan, const Rendering& rendering) noexcept CL_REALTIME;
  /// Takes part until every task is done or given up; then lets nobody in any more.  Returns: the time after.
  std::uint64_t finish(const Patience& patience) noexcept CL_REALTIME;
  /// When all late workers have come back: what they write is heard again.
  /// Returns: whether nobody is late.
  bool welcome_back() noexcept CL_REALTIME;
  /// Whether a worker may still look at the plan.
  [[nodiscard]] bool anybody_inside() noexcept CL_REALTIME;
  /// Tasks that are mute now.
  [[nodiscard]] std::uint32_t late() const noexcept CL_REALTIME { return late_count_; }
  /// The i-th of them, in the order in which they were given up; i < late().
  [[nodiscard]] const graph::LateTask& late_task(std::uint32_t i) const noexcept CL_REALTIME {
    return door_.plan.load(std::memory_order_relaxed)->tasks.late[i];
  }
  /// Whether it was given up in the last turn, not before.
  [[nodiscard]] bool late_anew(std::uint32_t i) const noexcept CL_REALTIME {
    return late_task(i).turn >> 1 == door_.turn.load(std::memory_order_relaxed) >> 1;
  }

  // --- Workers, from 1.

  /// Odd while workers are let in; changes with each turn.
  [[nodiscard]] std::uint64_t turn() const noexcept CL_REALTIME {
    return door_.turn.load(std::memory_order_acquire);
  }
  /// Takes part in turn `seen` until it is over, or until there has been nothing for it to do for as long as
  /// the rendering plays: whoever it waits for may be waiting for its core. What it leaves, others take. Its
  /// first task counts from `now`.
  void help(std::uint32_t worker, std::uint64_t seen, std::uint64_t now) noexcept CL_REALTIME;

 private:
  /// The callback's thread looks at `inside` again and again while it waits; `segment` is written all the
  /// time. On one cache line each look would hold up the worker.
  struct alignas(128) Seat {
    std::atomic<std::uint64_t> inside{0};  ///< the turn that this worker looks at; 0: none
    alignas(128) std::atomic<std::uint32_t> segment{0};
  };
  /// One thread's way through a turn.
  struct Walk {
    graph::RenderPlan* plan = nullptr;
    const Rendering* rendering = nullptr;  ///< this thread's own: a late worker keeps the one it has
    std::uint32_t turn = 0;
    std::uint32_t thread = 0;
    std::uint32_t next = 0;         ///< in its own list
    std::uint32_t ready = 0;        ///< so many of what that one waits for are known to be done
    std::uint32_t checked = 0;      ///< so many tasks of TaskPlan::lists are known to be done
    std::uint64_t clock = 0;        ///< last look
    std::uint64_t idle_since = 0;   ///< 0: not idle
    std::uint64_t turned_away = 0;  ///< when it last looked at what others have to do
    bool together = false;          ///< some worker has come
  };

  bool take(Walk& walk, std::uint32_t task) noexcept CL_REALTIME;
  bool take_own(Walk& walk) noexcept CL_REALTIME;
  bool take_anothers(Walk& walk, std::uint64_t patience) noexcept CL_REALTIME;
  bool steal(Walk& walk) noexcept CL_REALTIME;
  static bool may_take_next(Walk& walk, const graph::RenderTask& task) noexcept CL_REALTIME;
  static bool all_done(Walk& walk) noexcept CL_REALTIME;
  void give_up(const Walk& walk) noexcept CL_REALTIME;
  void mute(const Walk& walk, std::uint32_t task, std::uint32_t worker) noexcept CL_REALTIME;
  static void claim_first(const Walk& walk) noexcept CL_REALTIME;
  [[nodiscard]] bool somebody_came(Walk& walk) const noexcept CL_REALTIME;

  /// Where workers wait, and all that they need to begin: one cache line, one journey between cores.
  struct alignas(128) Door {
    static constexpr std::size_t kWords = (sizeof(Rendering) + 7) / 8;
    std::atomic<std::uint64_t> turn{0};  ///< (number << 1) | open
    std::atomic<graph::RenderPlan*> plan{nullptr};
    std::atomic<std::uint64_t> rendering[kWords] = {};  ///< of the turn; may change while it is read by one
                                                        ///< who comes too late, and then takes no task
  };
  static_assert(sizeof(Door) == 128 && 16 + 8 * Door::kWords <= 64);

  Door door_;
  alignas(128) std::optional<Rendering> rendering_;  ///< the callback's thread's own
  std::unique_ptr<Seat[]> seats_;
  std::uint32_t threads_;
  std::uint32_t late_count_ = 0;  ///< of TaskPlan::late
  std::uint64_t patience_ticks_;
};

}  // namespace corelogic::scheduler
