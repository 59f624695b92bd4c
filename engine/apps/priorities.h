// priorities.h: whose turn it is when there is not a core for everybody: the device's thread, then its
// workers, then the control thread. It asks for nothing; engine_main does.  Side: control, at the start.
#pragma once

#include <algorithm>

namespace corelogic::apps {

/// The control thread's where the device leaves room for it: before ordinary programs, far below the
/// usual 70.
inline constexpr int kControlPriority = 5;

/// SCHED_FIFO; 0: an ordinary thread.
struct Priorities {
  int worker = 0;
  int control = 0;
};

/// Below a device's thread of the priority `device`, whatever that is: JACK chooses it, and a worker above it
/// would keep the callback that it helps from its core. Two threads of one priority do not interrupt each
/// other: so a worker may share the lowest one with the callback; the control thread, which may wait for
/// anything, does not.
[[nodiscard]] constexpr Priorities below(int device) {
  if (device <= 0) return {};
  const int worker = std::max(1, device - 1);
  return {.worker = worker, .control = std::min(kControlPriority, worker - 1)};
}

}  // namespace corelogic::apps
