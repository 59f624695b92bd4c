// service.h: the life of one service as a table of states: what it heard, what time it is, what to do next.
// It starts and kills nothing itself, so its tests need no process.  Side: supervisor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "systemd/supervisor/unit_file.h"

namespace corelogic::supervisor {

using Clock = std::chrono::steady_clock;
using Moment = std::chrono::time_point<Clock, std::chrono::nanoseconds>;

enum class State : std::uint8_t {
  kWaiting,   ///< to be started at deadline()
  kStarting,  ///< started, not ready; killed at deadline()
  kRunning,   ///< ready; killed at deadline() unless it says WATCHDOG=1 before
  kStopping,  ///< asked to end; killed at deadline()
  kKilled,    ///< killed, its death not yet seen
  kStopped,   ///< ended because we wanted it
};
[[nodiscard]] const char* name(State);

/// What the loop shall do for a service now.
enum class Order : std::uint8_t { kNone, kStart, kKill };

/// 1. kWaiting -> started() -> kStarting -> heard("READY=1") -> kRunning -> died() -> kWaiting, for ever.
/// 2. A start that fails again and again waits longer each time, up to a second: systemd's own RestartSec
/// knows no
///    such patience, but one of two cores shall not burn because a project cannot be opened.
/// 3. stop() from any state leads to kStopped.
class Service {
 public:
  Service(ServiceUnit unit, Moment now);

  [[nodiscard]] const ServiceUnit& unit() const { return unit_; }
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] std::uint64_t restarts() const { return restarts_; }
  [[nodiscard]] const std::string& status() const { return status_; }
  [[nodiscard]] const std::string& last_end() const { return last_end_; }
  /// When order() must be asked again, if at all.
  [[nodiscard]] std::optional<Moment> deadline() const { return deadline_; }

  /// What is to be done at `now`. After kKill the state is kKilled and why() says the reason.
  [[nodiscard]] Order order(Moment now);
  [[nodiscard]] const std::string& why() const { return why_; }

  void started(Moment now);
  /// A process of an earlier supervisor is taken over: running, with 200 ms to say its first word.
  void adopted(Moment now);
  /// One notification: lines of NAME=value. Unknown names are passed over.
  void heard(const std::string& message, Moment now);
  /// It was stopped by a signal (SIGSTOP): it plays nothing and holds up everyone downstream. To be killed at
  /// once.
  void was_stopped();
  void died(const std::string& how, Moment now);
  /// We want it to end. True: it is alive and must be told.
  bool stop(Moment now);
  /// The supervisor itself slept too long (the machine stood still): nobody is blamed for that time.
  void forgive(Clock::duration lost);

 private:
  [[nodiscard]] Duration delay_before_start() const;

  ServiceUnit unit_;
  State state_ = State::kWaiting;
  std::optional<Moment> deadline_;
  std::uint64_t restarts_ = 0;
  int failed_starts_ = 0;  ///< in a row, without READY=1 between
  std::string status_;
  std::string last_end_;
  std::string why_;
};

}  // namespace corelogic::supervisor
