// subscription.h: every change as it happens, through restarts of the controller.
// It says hello, keeps the heartbeat, and asks for the snapshot again after a hole, a new epoch or three
// seconds of silence. It sends no commands.  Side: control; on the thread of its Connection.
#pragma once

#include <chrono>
#include <optional>
#include <variant>

#include "clients/cpp/connection.h"
#include "clients/cpp/mirror.h"

namespace corelogic::client {

/// The mirror was filled anew: the first time, after a hole, or because another project was opened.
struct Snapshot {
  messages::Reply reply;
};
/// The mirror took one more change set.
struct Changed {
  messages::Reply reply;
  messages::ChangeSet set;
};
/// The controller is not heard any more; asking goes on until it is.
struct Silence {};
/// The controller does not want us (yet); asking goes on.
struct NotWelcome {
  messages::Refused why;
};
using Event = std::variant<Snapshot, Changed, Silence, NotWelcome>;

class Subscription {
 public:
  /// `connection` must outlive it. Calls on the same connection are welcome in between.
  explicit Subscription(Connection& connection) : connection_(connection) {}

  /// The next event; nullopt when the time is over. It must be asked at least once a second: it carries the
  /// heartbeat.
  [[nodiscard]] std::optional<Event> next(std::chrono::milliseconds timeout);
  [[nodiscard]] const Mirror& mirror() const { return mirror_; }
  /// The heartbeat was answered within the last three seconds.
  [[nodiscard]] bool following() const { return following_; }

 private:
  using Clock = std::chrono::steady_clock;

  void speak(Clock::time_point now);
  void ask_again();
  [[nodiscard]] std::optional<Event> hear(messages::Reply);
  void hear_alive(vocabulary::Revision);

  Connection& connection_;
  Mirror mirror_;
  bool following_ = false;
  int alives_ahead_ = 0;
  Clock::time_point speak_next_{};
  Clock::time_point heard_ = Clock::now();
  bool silence_told_ = false;
};

}  // namespace corelogic::client
