// dialogue.cpp: send, wait, send again; and what is no answer is for the replica.  Side: control.
#include "clients/cpp/dialogue.h"

#include <algorithm>
#include <utility>

namespace corelogic::client {
namespace {

using std::chrono::milliseconds;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

constexpr milliseconds kFirstPatience{250};
constexpr milliseconds kLastPatience{2000};
constexpr milliseconds kQueueFull{10};
constexpr milliseconds kBusyPause{50};
constexpr std::size_t kMostSaid = 16;

}  // namespace

Dialogue::Dialogue(DialogueOptions options)
    : options_(std::move(options)), sequence_(options_.last_sequence), replica_(options_.name) {}

wire::Frame Dialogue::frame_of(RequestBody body, const Terms& terms) {
  messages::Request request;
  request.client = options_.id;
  request.sequence = ++sequence_;
  request.expected_epoch = terms.expected_epoch;
  request.expected_revision = terms.expected_revision;
  request.gesture = terms.gesture;
  request.gesture_ends = terms.gesture_ends;
  request.body = std::move(body);
  return wire::encode(request);
}

std::uint64_t Dialogue::ask(RequestBody body, const Terms& terms, TimePoint now, Answered answered) {
  Question question{frame_of(std::move(body), terms), std::move(answered), now + options_.timeout, now,
                    kFirstPatience};
  asked_.emplace(sequence_, std::move(question));
  return sequence_;
}

void Dialogue::turn(TimePoint now, const Send& send) {
  // A hello goes before everything else: what is held and resumed belongs to a session.
  if (auto said = replica_.due(now)) {
    send(frame_of(*std::move(said), {}));
    said_.push_back(sequence_);
    if (said_.size() > kMostSaid) said_.pop_front();
  }
  if (auto silence = replica_.hear_nothing(now)) events_.push_back(*std::move(silence));
  for (auto& [sequence, question] : asked_) {
    if (question.send_next > now) continue;
    if (!send(question.frame)) {
      question.send_next = now + kQueueFull;
      break;  // those behind it wait, so that they keep their order
    }
    question.send_next = now + question.patience;
    question.patience = std::min(question.patience * 2, kLastPatience);
  }
  give_up_late(now);
}

void Dialogue::give_up_late(TimePoint now) {
  std::vector<Question> late;
  for (auto at = asked_.begin(); at != asked_.end();) {
    if (at->second.deadline > now) {
      ++at;
      continue;
    }
    late.push_back(std::move(at->second));
    at = asked_.erase(at);
  }
  for (const Question& question : late)
    question.answered(Refusal{RefusalCode::kNotFound, "controller",
                              "No controller answered within " + std::to_string(options_.timeout.count()) +
                                  " ms; start it with ./studio up, or wait longer."});
}

TimePoint Dialogue::next_turn() const {
  TimePoint next = replica_.next_turn();
  for (const auto& [sequence, question] : asked_)
    next = std::min({next, question.send_next, question.deadline});
  return next;
}

void Dialogue::hear(wire::FrameView frame, TimePoint now) {
  auto reply = wire::decode_reply(frame);
  if (!reply) return replica_.hear_unreadable(now);
  const std::uint64_t sequence = reply->sequence;
  if (sequence == 0 || std::find(said_.begin(), said_.end(), sequence) != said_.end())
    return replica_.hear(*std::move(reply), now, events_);
  const auto asked = asked_.find(sequence);
  if (asked == asked_.end()) return;  // answered before: it was asked twice
  const auto* refused = std::get_if<messages::Refused>(&reply->body);
  if (refused != nullptr && refused->code == RefusalCode::kBusy &&
      now + kBusyPause < asked->second.deadline) {
    asked->second.send_next = now + kBusyPause;  // the same question: a new one might be done besides this
    return;
  }
  const Answered answered = std::move(asked->second.answered);
  asked_.erase(asked);
  answered(*std::move(reply));
}

void Dialogue::reconnected(TimePoint now) {
  replica_.reconnected(now);
  for (auto& [sequence, question] : asked_) {
    question.send_next = now;
    question.patience = kFirstPatience;
  }
}

std::optional<Event> Dialogue::next_event() {
  if (events_.empty()) return std::nullopt;
  Event event = std::move(events_.front());
  events_.pop_front();
  return event;
}

}  // namespace corelogic::client
