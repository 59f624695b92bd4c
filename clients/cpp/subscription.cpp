// subscription.cpp: two states, asking and following, and what leads from one to the other.  Side: control.
#include "clients/cpp/subscription.h"

#include <algorithm>
#include <utility>

namespace corelogic::client {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kHeartbeat{1000};
constexpr milliseconds kHelloAgain{250};
constexpr milliseconds kSilence{3000};

}  // namespace

std::optional<Event> Subscription::next(milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  for (;;) {
    const auto now = Clock::now();
    if (now >= speak_next_) speak(now);
    if (now - heard_ >= kSilence) {
      if (following_) ask_again();
      if (!std::exchange(silence_told_, true)) return Silence{};
    }
    const auto wake = std::min({deadline, speak_next_, silence_told_ ? deadline : heard_ + kSilence});
    const auto left = std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(wake - now));
    if (auto reply = connection_.receive(left)) {
      if (auto event = hear(*std::move(reply))) return event;
    } else if (Clock::now() >= deadline) {
      return std::nullopt;
    }
  }
}

void Subscription::speak(Clock::time_point now) {
  if (following_) {
    connection_.post(messages::Heartbeat{});
    speak_next_ = now + kHeartbeat;
  } else {
    connection_.post(messages::Hello{messages::kProtocolVersion, connection_.options().name, true});
    speak_next_ = now + kHelloAgain;
  }
}

void Subscription::ask_again() {
  if (!std::exchange(following_, false)) return;
  alives_ahead_ = 0;
  speak_next_ = Clock::now();
}

std::optional<Event> Subscription::hear(messages::Reply reply) {
  heard_ = Clock::now();
  silence_told_ = false;
  if (auto* refused = std::get_if<messages::Refused>(&reply.body)) {
    if (following_) {  // of a heartbeat: it does not know us
      ask_again();
      return std::nullopt;
    }
    speak_next_ = heard_ + kHeartbeat;
    return NotWelcome{*refused};
  }
  if (auto* welcome = std::get_if<messages::Welcome>(&reply.body)) {
    // A hello that was sent twice is answered twice.
    if (following_ && reply.revision.epoch == mirror_.revision().epoch) return std::nullopt;
    mirror_.reset(welcome->project, reply.revision);
    following_ = true;
    speak_next_ = heard_ + kHeartbeat;
    return Snapshot{std::move(reply)};
  }
  if (auto* reset = std::get_if<messages::Reset>(&reply.body)) {
    mirror_.reset(reset->project, reply.revision);
    return Snapshot{std::move(reply)};
  }
  if (auto* set = std::get_if<messages::ChangeSet>(&reply.body)) {
    const Taken taken = mirror_.take(*set);
    if (taken == Taken::kHole) ask_again();
    if (taken != Taken::kApplied) return std::nullopt;
    messages::ChangeSet copy = *set;
    return Changed{std::move(reply), std::move(copy)};
  }
  if (std::holds_alternative<messages::Alive>(reply.body)) hear_alive(reply.revision);
  return std::nullopt;
}

/// A change may be on its way behind one Alive, but not behind two.
void Subscription::hear_alive(vocabulary::Revision revision) {
  if (!following_) return;
  if (revision.epoch != mirror_.revision().epoch) return ask_again();
  alives_ahead_ = revision.number > mirror_.revision().number ? alives_ahead_ + 1 : 0;
  if (alives_ahead_ > 2) ask_again();
}

}  // namespace corelogic::client
