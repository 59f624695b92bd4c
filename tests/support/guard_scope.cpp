// guard_scope.cpp: what happens where a RealtimeScope opens and closes, and watch().  Side: any thread.
#include <sys/mman.h>
#include <sys/resource.h>

#include <cstddef>

#include "engine/scheduler/float_mode.h"
#include "engine/side.h"
#include "tests/support/guard_record.h"

namespace corelogic::guard {
namespace {

struct Usage {
  std::int64_t faults;
  std::int64_t switches;
};

Usage usage_of_thread() {
  rusage usage{};
  getrusage(RUSAGE_THREAD, &usage);
  return {usage.ru_minflt + usage.ru_majflt, usage.ru_nvcsw};
}

void enter() {
  Watch& self = watch_of_thread;
  begin_watching_calls();
  end_watching_calls();  // set up, if this is the thread's first scope; not yet watching
  const bool plays = thread_role == ThreadRole::kAudio || thread_role == ThreadRole::kWorker;
  if (plays && !scheduler::flushes_denormals())
    record_always(Kind::kFloatMode, "denormals are not flushed", static_cast<int>(thread_role));
  const Usage before = usage_of_thread();
  self.faults = before.faults;
  self.switches = before.switches;
  self.inside = true;
  begin_watching_calls();
}

void leave() {
  Watch& self = watch_of_thread;
  end_watching_calls();
  self.inside = false;
  const Usage after = usage_of_thread();
  count_scope();
  if (after.faults > self.faults) record_always(Kind::kPageFault, "page faults", after.faults - self.faults);
  if (after.switches > self.switches) {
    record_always(Kind::kVoluntarySwitch, "voluntary switches", after.switches - self.switches);
  }
}

// The main thread's stack grows by faults; a device's thread has its own, which the engine locks.
[[gnu::noinline]] void touch_stack() {
  constexpr std::size_t kBytes = 128 * 1024;
  [[maybe_unused]] volatile unsigned char stack[kBytes];
  for (std::size_t i = 0; i < kBytes; i += 4096) stack[i] = 0;
}

}  // namespace

bool watching() {
  return true;
}
bool system_calls_watched() {
  return calls_can_be_watched();
}

Report watch(const std::function<void()>& body) {
  // Without the right to lock much, code met for the first time shows up as a fault: run the body once
  // before.
  mlockall(MCL_CURRENT);
  touch_stack();
  const ThreadRole role = thread_role;
  forget();
  {
    const RealtimeScope scope;
    set_thread_role(ThreadRole::kAudio);
    body();
    set_thread_role(role);
  }
  return report();
}

}  // namespace corelogic::guard

void corelogic_guard_mark(corelogic::RealtimeMark mark) noexcept {
  using namespace corelogic;
  switch (mark) {
    case RealtimeMark::kEnter:
      return guard::enter();
    case RealtimeMark::kLeave:
      return guard::leave();
    case RealtimeMark::kWakeBegins:
      guard::watch_of_thread.waking = true;
      return;
    case RealtimeMark::kWakeEnds:
      guard::watch_of_thread.waking = false;
      return;
  }
}

void corelogic_guard_wrong_side(corelogic::ThreadRole /*wanted*/, corelogic::ThreadRole found) noexcept {
  corelogic::guard::record_always(corelogic::guard::Kind::kWrongSide, "wrong side", static_cast<int>(found));
}
