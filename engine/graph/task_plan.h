// task_plan.h: how a plan's steps are shared among threads: tasks, who does them, what each waits for, what
// they cost, and what is read in place of a task that comes too late.
// It decides nothing: building/task_maker does, beforehand; scheduler/ runs it.  Side: control builds it;
// audio, and its workers where a comment says so, change the parts so marked.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "engine/side.h"
#include "schema/vocabulary/ids.h"

namespace corelogic::graph {

/// Neighbouring steps of one task that work for the same nodes: measured as one, with one look at the clock.
struct CostSegment {
  std::uint32_t first_step = 0;
  std::uint32_t step_count = 0;
  std::uint32_t first_owner = 0;  ///< into TaskPlan::owners: whose work it is
  std::uint32_t owner_count = 0;
};

/// What a segment cost since it was last read: shares of a rendering's time. Side: audio and workers, each
/// the segments of the tasks they run.
struct CostCell {
  float sum = 0.0F;
  float least = std::numeric_limits<float>::max();
  float most = 0.0F;
  float last = 0.0F;

  void add(float share) noexcept CL_REALTIME {
    sum += share;
    least = share < least ? share : least;
    most = share > most ? share : most;
    last = share;
  }
};

/// What one thread does in one go. All its steps write memory that nobody reads before it is done.
struct RenderTask {
  std::uint32_t first_segment = 0;
  std::uint32_t segment_count = 0;
  std::uint32_t first_cell = 0;    ///< of its segments, into TaskPlan::costs()
  std::uint32_t first_before = 0;  ///< into TaskPlan::befores: the tasks that must be done
  std::uint32_t before_count = 0;
  std::uint32_t first_mute = 0;  ///< into TaskPlan::mutes: where others read what it writes
  std::uint32_t mute_count = 0;
  std::uint32_t first_crossing = 0;  ///< into TaskPlan::crossings: what it writes for another thread
  std::uint32_t crossing_count = 0;
  std::uint32_t state = 0;   ///< its place among TaskPlan::states()
  bool callers_own = false;  ///< writes to the device's memory: only the callback's thread runs it
};

/// A pointer of a step to what another task writes, and what it points to while that task is late.
struct MutePoint {
  void* field = nullptr;  ///< the pointer itself, in the reading step; that step's task is another one
  const void* sound = nullptr;
  const void* silence = nullptr;
};

/// One thread's tasks, in the order in which it takes them: numbers in TaskPlan::lists.
struct ThreadList {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// A task that was given up and is mute until its worker has come back.
struct LateTask {
  std::uint32_t task = 0;
  std::uint32_t worker = 0;
  std::uint32_t segment = 0;  ///< where the worker was
  std::uint64_t turn = 0;     ///< in which it was given up
};

/// How far a task has come: (turn << 32) | (worker << 8) | stage. Changed by the thread that runs it, and by
/// the callback's.
using TaskState = std::atomic<std::uint64_t>;

struct TaskPlan {
  std::vector<RenderTask> tasks;  ///< in an order in which each stands behind all it waits for
  std::vector<CostSegment> segments;
  std::vector<std::uint32_t> befores;
  std::vector<MutePoint> mutes;
  /// Channels that another thread reads as a rule: their cache lines are asked for before they are needed.
  std::vector<const float*> crossings;
  std::vector<std::uint32_t> lists;  ///< task numbers, thread after thread
  std::vector<ThreadList> threads;   ///< [0] is the callback's
  std::vector<vocabulary::NodeId> owners;
  float estimate = 0.0F;  ///< of all work, share of a period, before any was measured
  float saved = 0.5F;     ///< the share of all work that its threads save, if none is held up

  // On a cache line apart from what the workers read.
  alignas(128) std::uint64_t turn = 0;  ///< audio: of the last shared rendering
  std::uint32_t renderings = 0;         ///< audio: measured since the costs were last read
  std::vector<float> expected_costs;  ///< audio: by cell, the mean when the costs were last read; 0: unknown
  /// Audio: the first few are used. Room for every task: a worker that is back takes the next one, and may be
  /// late again before all are back; but what is late is not run, so none is late twice.
  std::vector<LateTask> late;

  /// Side: control, when all of the above is filled in: makes room for states and costs, those of different
  /// threads on different cache lines, and for all of them to be late.
  void seal();
  [[nodiscard]] TaskState& state(const RenderTask& task) noexcept CL_REALTIME {
    return states_[task.state / kStatesALine].state[task.state % kStatesALine];
  }
  /// Asks for the cache line of a state that will be changed soon, and may lie on another core.
  void claim(const RenderTask& task) noexcept CL_REALTIME;
  /// Asks for the lines that the task will write and another thread has read.
  void claim_crossings(const RenderTask& task, std::uint32_t frames) const noexcept CL_REALTIME;
  /// Asks for the lines that the task has written, on another thread.  Requires: it is done.
  void fetch_crossings(const RenderTask& task, std::uint32_t frames) const noexcept CL_REALTIME;
  [[nodiscard]] CostCell& cost(std::uint32_t cell) noexcept CL_REALTIME {
    return costs_[cell / kCostsALine].cost[cell % kCostsALine];
  }
  [[nodiscard]] const CostCell& cost(std::uint32_t cell) const noexcept CL_REALTIME {
    return costs_[cell / kCostsALine].cost[cell % kCostsALine];
  }
  /// Cells, unused ones between threads included.
  [[nodiscard]] std::uint32_t cell_count() const noexcept CL_REALTIME { return cell_count_; }

 private:
  static constexpr std::uint32_t kStatesALine = 8;
  static constexpr std::uint32_t kCostsALine = 4;
  struct alignas(64) StateLine {
    TaskState state[kStatesALine] = {};
  };
  struct alignas(64) CostLine {
    CostCell cost[kCostsALine];
  };
  alignas(128) std::unique_ptr<StateLine[]> states_;
  std::unique_ptr<CostLine[]> costs_;
  std::uint32_t cell_count_ = 0;
};

/// All work in one task on the callback's thread: for plans that are made by hand.  Side: control.
void make_one_task(TaskPlan& tasks, std::uint32_t step_count);
/// A task a step, in the order of the steps; `befores[i]` are the steps that step i waits for. Dealt out to
/// `threads` in turn.  Side: control.
void make_task_each(TaskPlan& tasks, const std::vector<std::vector<std::uint32_t>>& befores,
                    std::uint32_t threads);

}  // namespace corelogic::graph
