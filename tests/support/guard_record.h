// guard_record.h: where the guard writes down what it sees: a fixed array, filled without lock or allocation.
// Inside of the guard only; tests read realtime_guard.h.  Side: any thread.
#pragma once

#include <cstdint>

#include "tests/support/realtime_guard.h"

namespace corelogic::guard {

/// This thread as the guard sees it. Initial-exec: reading it never allocates.
struct Watch {
  bool inside = false;         ///< in a RealtimeScope
  bool recording = false;      ///< in the guard's own code: not to be reported
  bool waking = false;         ///< in a CountedWake
  bool calls_armed = false;    ///< Syscall User Dispatch is on for this thread
  unsigned char selector = 0;  ///< the kernel reads it at each call: 0 allow, 1 dispatch
  std::int64_t faults = 0;     ///< at entry
  std::int64_t switches = 0;
};
extern thread_local Watch watch_of_thread __attribute__((tls_model("initial-exec")));

/// Writes it down if this thread is inside a scope and not already writing.
void record(Kind kind, const char* what, std::int64_t detail = 0) noexcept;
/// The same without looking whether the thread is inside.
void record_always(Kind kind, const char* what, std::int64_t detail) noexcept;
void count_scope() noexcept;
void count_wake() noexcept;

/// Turns the dispatch of system calls on and off for this thread; the first `begin` of a thread sets it up.
void begin_watching_calls() noexcept;
void end_watching_calls() noexcept;
bool calls_can_be_watched() noexcept;

}  // namespace corelogic::guard
