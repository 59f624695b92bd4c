// watchdog.cpp: see watchdog.h.
#include "engine/control/watchdog.h"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdlib>

#include "engine/hardware/audio_thread.h"

namespace corelogic::control {
namespace {

using std::chrono::microseconds;

constexpr microseconds kUsualInterval{5000};
constexpr microseconds kLeastInterval{1000};
constexpr int kPriority =
    80;  // above the audio thread's 70 or so: it needs microseconds, and must never be kept waiting

microseconds interval_from_environment() {
  std::uint64_t limit = 0;
  if (sd_watchdog_enabled(0, &limit) <= 0) return kUsualInterval;
  return std::clamp(microseconds(static_cast<std::int64_t>(limit / 4)), kLeastInterval, kUsualInterval);
}

std::int64_t longest_cycle(microseconds period) {
  return 2 * period.count() + 10'000;
}

}  // namespace

Watchdog::Watchdog(Pulse pulse, microseconds period)
    : pulse_(pulse),
      interval_(interval_from_environment()),
      longest_cycle_us_(longest_cycle(period)),
      last_beat_(Clock::now().time_since_epoch().count()),
      moved_(Clock::now()) {
  if (std::getenv("NOTIFY_SOCKET") != nullptr) thread_ = std::thread([this] { watch(); });
}

Watchdog::~Watchdog() {
  if (!thread_.joinable()) return;
  leaving_ = true;
  thread_.join();
  sd_notify(0, "STOPPING=1");
}

void Watchdog::beat() noexcept {
  last_beat_.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
}

void Watchdog::set_period(microseconds period) noexcept {
  longest_cycle_us_.store(longest_cycle(period), std::memory_order_relaxed);
}

void Watchdog::watch() {
  hardware::take_realtime_priority(kPriority);
  while (!leaving_) {
    look(Clock::now());
    std::this_thread::sleep_for(interval_);
  }
}

void Watchdog::look(Clock::time_point now) {
  const std::uint64_t cycles = pulse_.finished.load(std::memory_order_acquire);
  const bool inside = pulse_.begun.load(std::memory_order_relaxed) != cycles;
  if (cycles != seen_) {
    seen_ = cycles;
    moved_ = now;
    if (!ready_) sd_notify(0, "READY=1");
    ready_ = true;
  }
  const Clock::time_point beat{Clock::duration(last_beat_.load(std::memory_order_relaxed))};
  const bool hurried = pulse_.freewheels == nullptr || !pulse_.freewheels->load(std::memory_order_relaxed);
  const microseconds patience = inside && hurried
                                    ? microseconds(longest_cycle_us_.load(std::memory_order_relaxed))
                                    : microseconds(kLongestSilence);
  const bool plays = now - moved_ <= patience;
  if (ready_ && plays && now - beat <= kLongestRound) sd_notify(0, "WATCHDOG=1");
}

}  // namespace corelogic::control
