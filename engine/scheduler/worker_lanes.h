// worker_lanes.h: shares the steps of each level of a plan among threads; the samples do not depend on how
// many. A level's steps are taken one by one from a counter; all threads meet before the next level. The
// callback's thread works too, and never sleeps.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/graph/render_plan.h"
#include "engine/side.h"

namespace corelogic::scheduler {

class WorkerLanes {
 public:
  /// `threads` counts the callback's own: 1 starts none.  Side: control.
  WorkerLanes(std::uint32_t threads, bool realtime, int priority);
  ~WorkerLanes();
  WorkerLanes(const WorkerLanes&) = delete;
  WorkerLanes& operator=(const WorkerLanes&) = delete;

  /// Runs the plan's steps; returns when all are done.  Side: audio.
  void run(const graph::RenderPlan& plan, const graph::CycleContext& context) noexcept CL_REALTIME;

 private:
  struct Crew;
  std::unique_ptr<Crew> crew_;  ///< null with one thread
};

}  // namespace corelogic::scheduler
