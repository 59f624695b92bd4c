// subscription.h: every change as it happens, through restarts of the controller: a Replica on a Connection.
// It sends no commands.  Side: control; on the thread of its Connection.
#pragma once

#include <chrono>
#include <deque>
#include <optional>

#include "clients/cpp/connection.h"
#include "clients/cpp/replica.h"

namespace corelogic::client {

class Subscription {
 public:
  /// `connection` must outlive it. Calls on the same connection are welcome in between.
  explicit Subscription(Connection& connection)
      : connection_(connection), replica_(connection.options().name) {}

  /// The next event; nullopt when the time is over. It must be asked at least once a second: it carries the
  /// heartbeat.
  [[nodiscard]] std::optional<Event> next(std::chrono::milliseconds timeout);
  [[nodiscard]] const Mirror& mirror() const { return replica_.mirror(); }
  [[nodiscard]] const std::vector<messages::Touched>& held() const { return replica_.held(); }
  /// The heartbeat was answered within the last three seconds.
  [[nodiscard]] bool following() const { return replica_.following(); }

 private:
  Connection& connection_;
  Replica replica_;
  std::deque<Event> events_;
};

}  // namespace corelogic::client
