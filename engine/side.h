// side.h: the wall between the realtime side and the rest, in one file: who a thread is, and when it must not
// wait. It marks and asks; it checks nothing by itself: the guard of tests/support does, where it is linked
// or preloaded. Side: every side; std only, no allocation, no lock, no system call.
//
// The marks stay in the shipped engine. They cost one thread-local increment and one test of a null pointer
// per scope (about 1 ns in a block of 1.3 ms), and so the binary that is watched is the binary that plays:
// the guard fills the two weak functions below, linked into a test or by LD_PRELOAD into corelogic-engine
// itself.
#pragma once

/// Stands after `noexcept` on each function the audio thread may call. Clang (20 and newer) checks it with
/// -Wfunction-effects; for g++ it is a word to the reader, and the guard is the check.
#if defined(__clang__) && defined(__has_cpp_attribute)
#if __has_cpp_attribute(clang::nonblocking)
#define CL_REALTIME [[clang::nonblocking]]
#endif
#endif
#ifndef CL_REALTIME
#define CL_REALTIME
#endif

namespace corelogic {

/// Whose work a thread does. A thread is kControl until it says otherwise.
enum class ThreadRole : unsigned char {
  kControl,  ///< checks, builds, publishes, retires; may wait
  kAudio,    ///< the device's callback
  kWorker,   ///< helps the callback; same rules inside a cycle
  kDisk,     ///< reads and writes sound files; may wait
};

/// What the code tells the guard.
enum class RealtimeMark : int { kEnter, kLeave, kWakeBegins, kWakeEnds };

}  // namespace corelogic

// The guard's two ears; null where no guard is present.
extern "C" {
[[gnu::weak]] void corelogic_guard_mark(corelogic::RealtimeMark mark) noexcept;
[[gnu::weak]] void corelogic_guard_wrong_side(corelogic::ThreadRole wanted,
                                              corelogic::ThreadRole found) noexcept;
}

namespace corelogic {

inline thread_local ThreadRole thread_role = ThreadRole::kControl;
/// Above zero while this thread is inside a RealtimeScope.
inline thread_local int realtime_depth = 0;

/// Says once, at the start of a thread, whose work it does.
inline void set_thread_role(ThreadRole role) noexcept CL_REALTIME {
  thread_role = role;
}

/// Under the guard: reports a call from a thread of another role. Without it: one test of a null pointer.
inline void assert_side(ThreadRole wanted) noexcept CL_REALTIME {
  if (corelogic_guard_wrong_side != nullptr && thread_role != wanted) {
    corelogic_guard_wrong_side(wanted, thread_role);
  }
}

/// The same for code that runs on the callback's thread or on one of its workers.
inline void assert_realtime_side() noexcept CL_REALTIME {
  if (thread_role != ThreadRole::kWorker) assert_side(ThreadRole::kAudio);
}

/// "From here to the end of the block this thread must not wait." Opened by the device's callback and by a
/// worker for each cycle, around our code only: libjack's own system calls lie outside. May nest.
class RealtimeScope {
 public:
  RealtimeScope() noexcept CL_REALTIME {
    if (realtime_depth++ == 0 && corelogic_guard_mark != nullptr) corelogic_guard_mark(RealtimeMark::kEnter);
  }
  ~RealtimeScope() {
    if (--realtime_depth == 0 && corelogic_guard_mark != nullptr) corelogic_guard_mark(RealtimeMark::kLeave);
  }
  RealtimeScope(const RealtimeScope&) = delete;
  RealtimeScope& operator=(const RealtimeScope&) = delete;
};

/// The one counted exception: around the futex wake of a worker, and around nothing else. The guard counts
/// the wakes in it and reports any other system call as ever.
class CountedWake {
 public:
  CountedWake() noexcept CL_REALTIME {
    if (corelogic_guard_mark != nullptr) corelogic_guard_mark(RealtimeMark::kWakeBegins);
  }
  ~CountedWake() {
    if (corelogic_guard_mark != nullptr) corelogic_guard_mark(RealtimeMark::kWakeEnds);
  }
  CountedWake(const CountedWake&) = delete;
  CountedWake& operator=(const CountedWake&) = delete;
};

}  // namespace corelogic
