// worker_lanes.h: the callback's crew: shares a plan's tasks among threads when that is worth it; the samples
// do not depend on how many. The callback's thread works too, never sleeps, and waits only until a deadline.
// Side: audio; made and ended by the control thread.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/scheduler/task_board.h"

namespace corelogic::scheduler {

class WorkerLanes {
 public:
  /// So much must the plan's threads save. Waking a sleeping worker costs the callback a system call (18 µs
  /// measured on a virtual machine, a few on a real one), and the worker comes 57 µs after: what two threads
  /// save of less than about 100 µs of work is gone by then.
  static constexpr double kWorthWakingSeconds = 50e-6;
  /// The same with the worker awake: two hand-overs between cores of 0.15 µs, and some of the work has to
  /// change caches.
  static constexpr double kWorthSharingSeconds = 2e-6;
  /// So long a worker stays awake after a turn: renderings that follow each other closely (offline, or a
  /// period in several parts) wake it once. In a period of 64 frames it is 4 % of a core.
  static constexpr double kLingerSeconds = 50e-6;

  struct Settings {
    std::uint32_t threads = 1;  ///< the callback's own included: 1 starts none
    double sample_rate = 48000.0;
    int priority = 0;                                   ///< SCHED_FIFO of the workers; 0: ordinary threads
    double worth_waking_seconds = kWorthWakingSeconds;  ///< 0: every rendering is shared, for tests
  };
  /// Side: control.
  explicit WorkerLanes(const Settings& settings);
  ~WorkerLanes();
  WorkerLanes(const WorkerLanes&) = delete;
  WorkerLanes& operator=(const WorkerLanes&) = delete;

  /// Whether the system has refused a worker its priority: it plays, but others may keep it from it.
  [[nodiscard]] bool priority_refused() const noexcept { return priority_refused_; }

  /// Runs the plan's tasks; returns when all are done, or given up at the deadline. `now` is about now.
  /// Returns: the time after.  Side: audio.
  std::uint64_t run(graph::RenderPlan& plan, const graph::CycleContext& context, const Patience& patience,
                    std::uint64_t now) noexcept CL_REALTIME;
  /// Another plan is to be rendered from now on.  Requires: quiet().  Side: audio.
  void forget(const graph::RenderPlan& next) noexcept CL_REALTIME { work_share_ = next.tasks.estimate; }
  /// Nobody is late or looks at the plan: it may be changed, and its meters read.  Side: audio.
  [[nodiscard]] bool quiet() noexcept CL_REALTIME;
  /// Waits until quiet().  Side: control, after the device has stopped.
  void wait_until_quiet() noexcept;

  /// Branches that are mute in the present block, and the segments their workers are in.  Side: audio.
  [[nodiscard]] std::uint32_t late() const noexcept CL_REALTIME { return board_.late(); }
  [[nodiscard]] std::uint32_t late_segment(std::uint32_t i) const noexcept CL_REALTIME {
    return board_.late_task(i).segment;
  }
  /// Whether the i-th is mute for the first time.
  [[nodiscard]] bool late_anew(std::uint32_t i) const noexcept CL_REALTIME { return board_.late_anew(i); }

 private:
  struct Crew;
  enum class Way { kAlone, kShared, kWoken };
  [[nodiscard]] Way choose(double saved) noexcept CL_REALTIME;
  void measure(graph::RenderPlan& plan) noexcept CL_REALTIME;

  TaskBoard board_;
  std::unique_ptr<Crew> crew_;  ///< null with one thread
  Settings settings_;
  bool priority_refused_ = false;
  double ticks_per_second_;
  float work_share_ = 0.0F;       ///< of all work, of a rendering's time
  std::uint64_t ended_ = 0;       ///< the last rendering
  std::uint32_t close_ones_ = 0;  ///< renderings in a row that followed one another within the linger
};

}  // namespace corelogic::scheduler
