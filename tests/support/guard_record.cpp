// guard_record.cpp: the array of what was seen, and its words.  Side: any thread.
#include "tests/support/guard_record.h"

#include <execinfo.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>

namespace corelogic::guard {

thread_local Watch watch_of_thread;

namespace {

constexpr std::size_t kPlaces = 512;
std::array<Violation, kPlaces> places;
std::array<std::atomic<bool>, kPlaces> written;
std::atomic<std::uint64_t> total{0};
std::atomic<std::uint64_t> scopes{0};
std::atomic<std::uint64_t> wakes{0};

// The first backtrace() loads libgcc, which allocates: not later inside a scope.
[[gnu::constructor]] void load_unwinder() {
  std::array<void*, 2> frames{};
  backtrace(frames.data(), 2);
}

const char* word(Kind kind) {
  switch (kind) {
    case Kind::kAllocate:
      return "allocation";
    case Kind::kFree:
      return "free";
    case Kind::kLock:
      return "lock";
    case Kind::kWait:
      return "wait";
    case Kind::kSystemCall:
      return "system call";
    case Kind::kPageFault:
      return "page fault";
    case Kind::kVoluntarySwitch:
      return "voluntary switch";
    case Kind::kFloatMode:
      return "float mode";
    case Kind::kWrongSide:
      return "wrong side";
  }
  return "?";
}

std::string stack_of(const Violation& violation) {
  std::string text;
  char** names = backtrace_symbols(violation.stack.data(), violation.frames);
  for (int i = 0; names != nullptr && i < violation.frames; ++i)
    text += std::string("      ") + names[i] + "\n";
  std::free(names);
  return text;
}

}  // namespace

void record_always(Kind kind, const char* what, std::int64_t detail) noexcept {
  Watch& self = watch_of_thread;
  if (self.recording) return;
  self.recording = true;
  const unsigned char selector = self.selector;
  self.selector = 0;
  const std::uint64_t place = total.fetch_add(1);
  if (place < kPlaces) {
    Violation& violation = places[place];
    violation.kind = kind;
    violation.what = what;
    violation.detail = detail;
    violation.thread = static_cast<pid_t>(syscall(SYS_gettid));
    violation.frames = backtrace(violation.stack.data(), static_cast<int>(violation.stack.size()));
    written[place].store(true, std::memory_order_release);
  }
  self.selector = selector;
  self.recording = false;
}

void record(Kind kind, const char* what, std::int64_t detail) noexcept {
  if (watch_of_thread.inside) record_always(kind, what, detail);
}

void count_scope() noexcept {
  scopes.fetch_add(1, std::memory_order_relaxed);
}
void count_wake() noexcept {
  wakes.fetch_add(1, std::memory_order_relaxed);
}

void forget() {
  for (auto& flag : written) flag.store(false);
  total = 0;
  scopes = 0;
  wakes = 0;
}

Report report() {
  Report seen;
  seen.total = total.load();
  seen.scopes = scopes.load();
  seen.wakes = wakes.load();
  for (std::size_t place = 0; place < std::min<std::size_t>(seen.total, kPlaces); ++place) {
    if (written[place].load(std::memory_order_acquire)) seen.violations.push_back(places[place]);
  }
  return seen;
}

std::uint64_t Report::count(Kind kind) const {
  return static_cast<std::uint64_t>(std::count_if(violations.begin(), violations.end(),
                                                  [kind](const auto& one) { return one.kind == kind; }));
}

std::string Report::text() const {
  std::string text = std::to_string(total) + " violations in " + std::to_string(scopes) + " scopes\n";
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < std::min(kShown, violations.size()); ++i) {
    const auto& one = violations[i];
    text += std::string("  ") + word(one.kind) + ": " + one.what + " (" + std::to_string(one.detail) +
            ") on thread " + std::to_string(one.thread) + "\n" + stack_of(one);
  }
  return text;
}

}  // namespace corelogic::guard
