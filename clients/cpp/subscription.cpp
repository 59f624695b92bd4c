// subscription.cpp: the loop of speaking and hearing.  Side: control.
#include "clients/cpp/subscription.h"

#include <algorithm>
#include <utility>

namespace corelogic::client {

std::optional<Event> Subscription::next(std::chrono::milliseconds timeout) {
  using std::chrono::milliseconds;
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + timeout;
  for (;;) {
    if (!events_.empty()) {
      Event event = std::move(events_.front());
      events_.pop_front();
      return event;
    }
    const auto now = Clock::now();
    if (auto said = replica_.due(now)) connection_.post(*std::move(said));
    if (auto silence = replica_.hear_nothing(now)) return silence;
    const auto wake = std::min(deadline, replica_.next_turn());
    const auto left = std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(wake - now));
    if (auto reply = connection_.receive(left))
      replica_.hear(*std::move(reply), Clock::now(), events_);
    else if (connection_.take_unreadable())
      replica_.hear_unreadable(Clock::now());
    else if (Clock::now() >= deadline)
      return std::nullopt;
  }
}

}  // namespace corelogic::client
