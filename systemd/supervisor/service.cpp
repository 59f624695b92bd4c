// service.cpp: the table of states of service.h.  Side: supervisor.
#include "systemd/supervisor/service.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace corelogic::supervisor {
namespace {

constexpr auto kFirstWordOfAdopted = std::chrono::milliseconds(200);
constexpr Duration kLongestDelay = std::chrono::seconds(1);
constexpr int kQuickRetries = 3;

}  // namespace

const char* name(State state) {
  switch (state) {
    case State::kWaiting:
      return "waiting";
    case State::kStarting:
      return "starting";
    case State::kRunning:
      return "running";
    case State::kStopping:
      return "stopping";
    case State::kKilled:
      return "killed";
    case State::kStopped:
      return "stopped";
  }
  return "?";
}

Service::Service(ServiceUnit unit, Moment now) : unit_(std::move(unit)), deadline_(now) {}

Order Service::order(Moment now) {
  if (!deadline_ || now < *deadline_) return Order::kNone;
  switch (state_) {
    case State::kWaiting:
      return Order::kStart;
    case State::kStarting:
      why_ = "was not ready in time";
      break;
    case State::kRunning:
      why_ = "gave no sign of life";
      break;
    case State::kStopping:
      why_ = "did not end in time";
      break;
    case State::kKilled:
    case State::kStopped:
      return Order::kNone;
  }
  deadline_.reset();
  if (state_ != State::kStopping) state_ = State::kKilled;
  return Order::kKill;
}

void Service::started(Moment now) {
  state_ = State::kStarting;
  status_.clear();
  deadline_ = now + unit_.start_timeout;
  if (!unit_.notifies) heard("READY=1", now);
}

void Service::adopted(Moment now) {
  state_ = State::kRunning;
  deadline_.reset();
  if (unit_.watchdog.count() > 0)
    deadline_ = now + std::max<Clock::duration>(kFirstWordOfAdopted, unit_.watchdog);
}

void Service::heard(const std::string& message, Moment now) {
  std::istringstream lines(message);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("STATUS=")) status_ = line.substr(7);
    if (line == "READY=1" && state_ == State::kStarting) {
      state_ = State::kRunning;
      failed_starts_ = 0;
      deadline_.reset();
      if (unit_.watchdog.count() > 0) deadline_ = now + unit_.watchdog;
    }
    if (line == "WATCHDOG=1" && state_ == State::kRunning && unit_.watchdog.count() > 0) {
      deadline_ = now + unit_.watchdog;
    }
    if (line == "WATCHDOG=trigger" && state_ == State::kRunning) deadline_ = now;
    // It ends by itself: the watchdog falls silent, and the end has its own time.
    if (line == "STOPPING=1" && state_ == State::kRunning) deadline_ = now + unit_.stop_timeout;
  }
}

void Service::was_stopped() {
  if (state_ != State::kStarting && state_ != State::kRunning && state_ != State::kStopping) return;
  if (state_ != State::kStopping) state_ = State::kKilled;
  deadline_.reset();
  why_ = "was stopped by a signal";
}

Duration Service::delay_before_start() const {
  if (failed_starts_ <= kQuickRetries) return unit_.restart_delay;
  const int doublings = std::min(failed_starts_ - kQuickRetries, 10);
  return std::min(kLongestDelay, unit_.restart_delay + std::chrono::milliseconds(1 << doublings));
}

void Service::died(const std::string& how, Moment now) {
  last_end_ = how;
  if (state_ == State::kStopping) {
    state_ = State::kStopped;
    deadline_.reset();
    return;
  }
  if (state_ == State::kStarting || (state_ == State::kKilled && why_ == "was not ready in time"))
    ++failed_starts_;
  ++restarts_;
  state_ = State::kWaiting;
  deadline_ = now + delay_before_start();
}

bool Service::stop(Moment now) {
  const bool living = state_ == State::kStarting || state_ == State::kRunning || state_ == State::kKilled;
  if (state_ == State::kStopping || state_ == State::kStopped) return false;
  state_ = living ? State::kStopping : State::kStopped;
  deadline_.reset();
  if (living) deadline_ = now + unit_.stop_timeout;
  return living;
}

void Service::forgive(Clock::duration lost) {
  if (deadline_) *deadline_ += lost;
}

}  // namespace corelogic::supervisor
