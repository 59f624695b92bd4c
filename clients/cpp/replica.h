// replica.h: how a client comes to hold the project and keeps it: hello, heartbeats, resume after a gap, who
// holds what. It says what is to be sent and is told what came and what time it is; it has no socket and no
// clock, so a test can run it through a year of bad weather in a second.  Side: control; a Replica belongs to
// one thread.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "clients/cpp/mirror.h"
#include "schema/messages/command.h"

namespace corelogic::client {

using TimePoint = std::chrono::steady_clock::time_point;
using RequestBody = decltype(messages::Request::body);

/// The mirror was filled anew: the first time, after a gap, or because another project was opened.
struct Snapshot {
  messages::Reply reply;
};
/// The mirror took one more change set.
struct Changed {
  messages::Reply reply;
  messages::ChangeSet set;
};
/// Somebody took hold of a control, or let go.
struct HandMoved {
  messages::Touched touched;
};
/// The controller is not heard any more; asking goes on until it is.
struct Silence {};
/// The controller does not want us (yet); asking goes on.
struct NotWelcome {
  messages::Refused why;
};
using Event = std::variant<Snapshot, Changed, HandMoved, Silence, NotWelcome>;

class Replica {
 public:
  explicit Replica(std::string name) : name_(std::move(name)) {}

  /// What must be said by now: a hello or a heartbeat.
  [[nodiscard]] std::optional<RequestBody> due(TimePoint now);
  /// When due() or hear_nothing() will have something to say.
  [[nodiscard]] TimePoint next_turn() const;

  /// An answer to what due() said, or something pushed; anything else is passed over. What it means is added
  /// to `events`.
  void hear(messages::Reply, TimePoint now, std::deque<Event>& events);
  /// Something came that this version cannot read: the whole project will do.
  void hear_unreadable(TimePoint now);
  /// Silence, once, after three seconds of it.
  [[nodiscard]] std::optional<Event> hear_nothing(TimePoint now);
  /// The connection is a new one: says hello on it at once.
  void reconnected(TimePoint now);

  [[nodiscard]] const Mirror& mirror() const { return mirror_; }
  /// What is held, in the order of touching.
  [[nodiscard]] const std::vector<messages::Touched>& held() const { return held_; }
  /// The controller has welcomed us and was heard within the last three seconds.
  [[nodiscard]] bool following() const { return following_; }

 private:
  void ask_again(TimePoint now);
  void hear(messages::Welcome&, messages::Reply&, TimePoint now, std::deque<Event>& events);
  void hear(const messages::Touched&);
  void hear_alive(vocabulary::Revision, TimePoint now);

  std::string name_;
  Mirror mirror_;
  std::vector<messages::Touched> held_;
  bool following_ = false;
  int resumes_left_ = 0;  ///< hellos that may still ask for what was missed only
  int alives_ahead_ = 0;
  TimePoint speak_next_{};
  std::optional<TimePoint> heard_;
  bool silence_told_ = false;
};

}  // namespace corelogic::client
