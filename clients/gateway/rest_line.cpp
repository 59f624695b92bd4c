// rest_line.cpp: opening, greeting, asking, and asking again.  Side: control.
#include "clients/gateway/rest_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "clients/gateway/json_view.h"
#include "clients/gateway/limits.h"

namespace corelogic::gateway {
namespace {

/// The controller ends a session after 3 s of silence; before that one says hello anew.
constexpr auto kGreetingHolds = 2s;
constexpr auto kFirstPatience =
    500ms;  ///< a question that is not answered by then is asked on a new connection

}  // namespace

RestLine::RestLine(LinkMaker make_link, std::string token)
    : make_link_(std::move(make_link)), token_(std::move(token)) {}

void RestLine::ask(std::string frame, std::uint64_t sequence, Answered answered, Clock::time_point now) {
  pending_ = Pending{std::move(frame),     sequence,       std::move(answered),
                     now + kAnswerTimeout, kFirstPatience, now + kFirstPatience};
  const bool greeted = token_.empty() || now - asked_ < kGreetingHolds;
  asked_ = now;
  if (state_ != State::kOpen) return open(now);
  if (!greeted) {
    state_ = State::kGreeting;
    return say_hello();
  }
  if (!link_->send(pending_->frame)) open(now);
}

void RestLine::open(Clock::time_point now) {
  const auto speaker = token_.empty() ? Speaker::kMachine : Speaker::kGuest;
  link_ = make_link_(speaker, {[this](std::string_view frame) { hear(frame); },
                               [this] {
                                 state_ = State::kClosed;  // tick() asks again
                                 if (pending_) pending_->again = Clock::time_point{};
                               }});
  state_ = State::kClosed;
  asked_ = now;
  if (link_ == nullptr) return;
  if (!token_.empty()) {
    state_ = State::kGreeting;
    return say_hello();
  }
  state_ = State::kOpen;
  if (pending_) (void)link_->send(pending_->frame);
}

void RestLine::say_hello() {
  nlohmann::ordered_json hello{{"name", "a script over HTTP"}, {"token", token_}};
  if (epoch_ != 0) {
    hello["resumeEpoch"] = epoch_;
    hello["resumeRevision"] = std::to_string(revision_);
  }
  (void)link_->send(nlohmann::ordered_json{{"sequence", "0"}, {"hello", hello}}.dump());
}

void RestLine::hear(std::string_view frame) {
  if (state_ == State::kGreeting) return hear_greeting(frame);
  const ReplyView reply = read_reply(frame);
  if (reply.epoch != 0) {
    epoch_ = reply.epoch;
    revision_ = reply.revision;
  }
  // A request that could not be read is refused without its number: then it can only be this one.
  const bool about_it =
      pending_ && (reply.sequence == pending_->sequence || (reply.sequence == 0 && reply.arm == "refused"));
  if (about_it) finish(std::string(frame));
}

void RestLine::hear_greeting(std::string_view frame) {
  const ReplyView reply = read_reply(frame);
  const bool welcome = reply.arm == "welcome";
  if (!welcome && reply.arm != "refused") return;
  const bool named = welcome && !text_of(member(reply.value, "user")).empty();
  if (!named) {
    state_ = State::kClosed;
    if (!welcome && text_of(member(reply.value, "code")) != "denied") return finish(std::string(frame));
    return finish(Problem{401, "denied", "token", "The controller does not know this token."});
  }
  epoch_ = reply.epoch;
  revision_ = reply.revision;
  state_ = State::kOpen;
  if (pending_) (void)link_->send(pending_->frame);
}

void RestLine::tick(Clock::time_point now) {
  if (!pending_ || now < pending_->again) return;
  if (now >= pending_->deadline) {
    // A late answer must not meet the next question.
    link_.reset();
    state_ = State::kClosed;
    return finish(
        Problem{503, "busy", "controller",
                "The controller does not answer; what was asked may still be done, ask again with the "
                "same CoreLogic-Client and CoreLogic-Sequence."});
  }
  pending_->patience *= 2;
  pending_->again = std::min(now + pending_->patience, pending_->deadline);
  open(now);
}

void RestLine::finish(std::variant<std::string, Problem> answer) {
  if (!pending_) return;
  const Answered answered = std::move(pending_->answered);
  pending_.reset();
  answered(std::move(answer));
}

}  // namespace corelogic::gateway
