// realtime_guard.h: catches the audio thread waiting: memory, locks, system calls, page faults, voluntary
// switches. It watches only inside a RealtimeScope (engine/side.h), reports and lets the call go on; it
// changes no result. Side: test. Link corelogic_realtime_guard into a test (it takes over malloc and the
// pthread locks of that program).
//
// How each is seen:
//   memory, locks   own malloc, free, new, delete, pthread_* in front of glibc's
//   system calls    Syscall User Dispatch: each one inside the scope raises SIGSYS, is written down, then
//   executed faults, yields  getrusage(RUSAGE_THREAD) at both ends of the outermost scope
// clock_gettime through the vDSO is no system call and is allowed. A futex wake inside a CountedWake is
// counted only. In sanitizer builds watching() is false and nothing is ever reported: the sanitizers own
// malloc there.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace corelogic::guard {

enum class Kind : std::uint8_t {
  kAllocate,         ///< malloc, calloc, realloc, aligned forms, new
  kFree,             ///< free, delete
  kLock,             ///< a mutex, rwlock or spinlock was taken or tried
  kWait,             ///< a condition variable was waited for
  kSystemCall,       ///< detail: its number
  kPageFault,        ///< detail: how many in this scope, minor and major
  kVoluntarySwitch,  ///< detail: how often the thread gave up the processor in this scope
  kFloatMode,        ///< an audio thread or worker came into the scope without flushing denormals to zero
  kWrongSide,        ///< assert_side() met a thread of another role; detail: the role found
};

struct Violation {
  Kind kind = Kind::kAllocate;
  const char* what = "";  ///< the function's name
  std::int64_t detail = 0;
  pid_t thread = 0;
  int frames = 0;
  std::array<void*, 24> stack{};
};

struct Report {
  std::vector<Violation> violations;  ///< the first 512
  std::uint64_t total = 0;            ///< also those that found no place above
  std::uint64_t scopes = 0;           ///< outermost scopes left
  std::uint64_t wakes = 0;            ///< futex wakes inside a CountedWake

  [[nodiscard]] bool clean() const { return total == 0; }
  [[nodiscard]] std::uint64_t count(Kind) const;
  /// For people: every kind with its count, and the first few with their stacks.
  [[nodiscard]] std::string text() const;
};

/// False in sanitizer builds. `system_calls_watched` is false besides on a kernel without Syscall User
/// Dispatch.
[[nodiscard]] bool watching();
[[nodiscard]] bool system_calls_watched();

/// Runs `body` in a RealtimeScope as the audio thread and gives back what it did. Memory in use is locked and
/// the stack touched before, so that only what the body itself touches first counts as a fault.
[[nodiscard]] Report watch(const std::function<void()>& body);

/// For live callbacks and whole engines, where RealtimeScopes open and close by themselves on many threads:
/// forget() before, report() after. Both may be called while scopes are open.
void forget();
[[nodiscard]] Report report();

}  // namespace corelogic::guard
