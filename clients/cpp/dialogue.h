// dialogue.h: one client's whole talk with the controller, without the socket: requests that are asked until
// they are answered, and the replica beside them. A request that got no answer is sent again under its
// (client, sequence), over cut connections and restarts of the controller, so that it takes effect exactly
// once. It has no socket and no clock; Studio gives it both, and tests give it bad ones.  Side: control; a
// Dialogue belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "clients/cpp/replica.h"
#include "schema/vocabulary/result.h"
#include "schema/wire/codec.h"

namespace corelogic::client {

using vocabulary::Result;

struct DialogueOptions {
  std::string name = "corelogic client";    ///< for people
  messages::ClientId id{};                  ///< required: the same for all requests of one client
  std::uint64_t last_sequence = 0;          ///< the first request has the next
  std::chrono::milliseconds timeout{5000};  ///< of one request, from ask() on
  std::string token{};                      ///< said in each hello; empty: whoever the connection is
};

/// What a request may ask beyond its body.
struct Terms {
  std::uint32_t expected_epoch = 0;     ///< 0: any
  std::int64_t expected_revision = -1;  ///< -1: any; else kConflict unless it is the present one
  std::uint32_t gesture = 0;            ///< not 0: part of a continuous move
  bool gesture_ends = false;
};

class Dialogue {
 public:
  /// A refusal of kNotFound, subject "controller": nobody answered in time; whether it took effect is not
  /// known.
  using Answered = std::function<void(const Result<messages::Reply>&)>;
  /// False: not now; it is tried again.
  using Send = std::function<bool(const wire::Frame&)>;

  explicit Dialogue(DialogueOptions);

  /// Asks. `answered` is called once, from hear() or turn(); it may ask again.  Returns: the request's
  /// sequence.
  std::uint64_t ask(RequestBody, const Terms&, TimePoint now, Answered answered);
  /// Sends what is due and gives up what is too late.
  void turn(TimePoint now, const Send&);
  [[nodiscard]] TimePoint next_turn() const;
  /// One frame from the controller.
  void hear(wire::FrameView, TimePoint now);
  /// The connection is a new one: what has no answer is asked again at once.
  void reconnected(TimePoint now);

  /// What became of the replica, oldest first.
  [[nodiscard]] std::optional<Event> next_event();
  [[nodiscard]] const Replica& replica() const { return replica_; }
  [[nodiscard]] std::size_t unanswered() const { return asked_.size(); }
  [[nodiscard]] const DialogueOptions& options() const { return options_; }

 private:
  struct Question {
    wire::Frame frame;
    Answered answered;
    TimePoint deadline;
    TimePoint send_next;
    std::chrono::milliseconds patience{};
    std::optional<vocabulary::Refusal> put_off{};  ///< no judgement: why, if its time is over
  };
  [[nodiscard]] wire::Frame frame_of(RequestBody, const Terms&);
  void give_up_late(TimePoint now);
  /// Whether that was no judgement, and the same question goes out again.
  [[nodiscard]] bool put_off(Question&, const messages::Refused&, TimePoint now);
  /// What was asked before the controller knew who this is goes out now, or is answered so.
  void introduced(TimePoint now);
  void turned_away(const messages::Refused&);

  DialogueOptions options_;
  std::uint64_t sequence_;
  Replica replica_;
  std::map<std::uint64_t, Question>
      asked_;                       // in order of sequences, so that they are sent again in that order
  std::deque<std::uint64_t> said_;  // sequences of the newest hellos and heartbeats
  std::deque<Event> events_;
};

}  // namespace corelogic::client
