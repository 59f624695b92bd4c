// guard_absent.cpp: the guard in sanitizer builds: runs the body, watches nothing and says so.  Side: test.
#include "engine/side.h"
#include "tests/support/realtime_guard.h"

namespace corelogic::guard {

bool watching() {
  return false;
}
bool system_calls_watched() {
  return false;
}
void forget() {}
Report report() {
  return {};
}
std::uint64_t Report::count(Kind) const {
  return 0;
}
std::string Report::text() const {
  return "not watched: a sanitizer owns malloc";
}

Report watch(const std::function<void()>& body) {
  const ThreadRole role = thread_role;
  {
    const RealtimeScope scope;
    set_thread_role(ThreadRole::kAudio);
    body();
    set_thread_role(role);
  }
  return {};
}

}  // namespace corelogic::guard
