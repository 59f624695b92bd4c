// watchdog.h: tells systemd (or the supervisor that speaks its protocol) that the engine is ready, and then
// that it lives: only while no cycle hangs and the control thread comes round. It kills
// nobody: who watches us does, when we fall silent.  Side: control; a thread of its own does the talking.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace corelogic::control {

/// The audio thread's pulse, as scheduler::CycleReport has it.
struct Pulse {
  const std::atomic<std::uint64_t>& begun;
  const std::atomic<std::uint64_t>& finished;
  const std::atomic<bool>* freewheels = nullptr;  ///< null: never
};

class Watchdog {
 public:
  /// A control thread that builds a large plan is busy, not hung.
  static constexpr std::chrono::milliseconds kLongestRound{1000};
  /// A device that does not call for so long: a server that stalls is no fault of ours, one that is gone for
  /// good is better met by a new process.
  static constexpr std::chrono::milliseconds kLongestSilence{1000};

  /// READY=1 goes out at the first cycle, then WATCHDOG=1 every 5 ms, or a quarter of WATCHDOG_USEC if that
  /// is shorter. Starts no thread without NOTIFY_SOCKET.  What `pulse` refers to outlives it.
  Watchdog(Pulse pulse, std::chrono::microseconds period);
  /// Says STOPPING=1.
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// Side: the control thread, each time round.
  void beat() noexcept;
  /// The device's period, whenever it changes: a cycle that lasts longer than two periods and 10 ms hangs,
  /// one that freewheels when it lasts longer than kLongestSilence.
  void set_period(std::chrono::microseconds period) noexcept;

 private:
  using Clock = std::chrono::steady_clock;
  void watch();
  void look(Clock::time_point now);

  Pulse pulse_;
  std::chrono::microseconds interval_;
  std::atomic<std::int64_t> longest_cycle_us_;
  std::atomic<Clock::rep> last_beat_;
  std::uint64_t seen_ = 0;
  Clock::time_point moved_;
  bool ready_ = false;
  std::atomic<bool> leaving_{false};
  std::thread thread_;
};

}  // namespace corelogic::control
