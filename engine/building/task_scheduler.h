// task_scheduler.h: deals tasks out to threads so that the last is done early, each thread keeping to
// neighbours whose results it has in its cache.  It knows no steps.  Side: control.
#pragma once

#include <cstdint>
#include <vector>

namespace corelogic::building {

/// A task as the scheduler sees it; behind all it waits for.
struct WeighedTask {
  float cost = 0.0F;                  ///< share of a period
  std::vector<std::uint32_t> before;  ///< by number
  bool callers_own = false;           ///< only for thread 0
};

struct Deal {
  std::vector<std::uint32_t> threads;  ///< of each task
  float end = 0.0F;                    ///< when the last is done, share of a period
};

/// Requires: threads >= 1.
/// Tries two ways and takes the one that ends earlier by its own estimate: consecutive pieces (tasks that
/// stand together mostly belong together), and the longest way first (Topcuoglu, Hariri, Wu: HEFT, 2002).
[[nodiscard]] Deal deal_out(const std::vector<WeighedTask>& tasks, std::uint32_t threads);

}  // namespace corelogic::building
