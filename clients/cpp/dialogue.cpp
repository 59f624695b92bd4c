// dialogue.cpp: send, wait, send again; and what is no answer is for the replica.  Side: control.
#include "clients/cpp/dialogue.h"

#include <algorithm>
#include <utility>

#include "clients/cpp/way_in.h"

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
  if (auto* hello = std::get_if<messages::Hello>(&request.body)) hello->token = options_.token;
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
    question.answered(question.put_off.value_or(
        Refusal{RefusalCode::kNotFound, "controller",
                "No controller answered within " + std::to_string(options_.timeout.count()) +
                    " ms; start it with ./studio up, or wait longer."}));
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
  if (sequence == 0 || std::find(said_.begin(), said_.end(), sequence) != said_.end()) {
    const bool welcome = std::holds_alternative<messages::Welcome>(reply->body);
    if (const auto* no = std::get_if<messages::Refused>(&reply->body); no && !replica_.following())
      turned_away(*no);
    replica_.hear(*std::move(reply), now, events_);
    if (welcome) introduced(now);
    return;
  }
  const auto asked = asked_.find(sequence);
  if (asked == asked_.end()) return;  // answered before: it was asked twice
  const auto* refused = std::get_if<messages::Refused>(&reply->body);
  if (refused != nullptr && put_off(asked->second, *refused, now)) return;
  const Answered answered = std::move(asked->second.answered);
  asked_.erase(asked);
  answered(*std::move(reply));
}

bool Dialogue::put_off(Question& question, const messages::Refused& no, TimePoint now) {
  const bool stranger = is_stranger(no) && !options_.token.empty();
  if (!stranger && no.code != RefusalCode::kBusy) return false;
  if (now + kBusyPause >= question.deadline) return false;
  question.put_off = no;
  question.send_next = now + kBusyPause;  // the same question: a new one might be done besides this
  // A controller that was started anew is told first who this is.
  if (stranger && replica_.following()) replica_.reconnected(now);
  return true;
}

void Dialogue::introduced(TimePoint now) {
  for (auto& [sequence, question] : asked_)
    if (question.put_off && is_stranger(*question.put_off)) question.send_next = now;
}

void Dialogue::turned_away(const messages::Refused& no) {
  if (!is_stranger(no)) return;
  std::vector<Answered> concerned;
  for (auto at = asked_.begin(); at != asked_.end();) {
    const bool mine = at->second.put_off && is_stranger(*at->second.put_off);
    if (mine) concerned.push_back(std::move(at->second.answered));
    at = mine ? asked_.erase(at) : std::next(at);
  }
  for (const Answered& answered : concerned) answered(Refusal{no});
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
