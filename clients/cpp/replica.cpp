// replica.cpp: two states, asking and following, and what leads from one to the other.  Side: control.
#include "clients/cpp/replica.h"

#include <algorithm>
#include <utility>

namespace corelogic::client {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kHeartbeat{1000};
constexpr milliseconds kHelloAgain{250};
constexpr milliseconds kSilence{3000};
/// So often it asks for what it missed; if no answer can be read, it asks for everything.
constexpr int kResumes = 3;

}  // namespace

std::optional<RequestBody> Replica::due(TimePoint now) {
  if (!heard_) heard_ = now;
  if (following_ && now - *heard_ >= kSilence) ask_again(now);
  if (now < speak_next_) return std::nullopt;
  if (following_) {
    speak_next_ = now + kHeartbeat;
    return messages::Heartbeat{};
  }
  speak_next_ = now + kHelloAgain;
  messages::Hello hello{messages::kProtocolVersion, name_, true};
  if (mirror_.filled() && resumes_left_ > 0) {
    --resumes_left_;
    hello.resume = mirror_.revision();
  }
  return hello;
}

TimePoint Replica::next_turn() const {
  return silence_told_ || !heard_ ? speak_next_ : std::min(speak_next_, *heard_ + kSilence);
}

std::optional<Event> Replica::hear_nothing(TimePoint now) {
  if (!heard_ || now - *heard_ < kSilence || std::exchange(silence_told_, true)) return std::nullopt;
  return Silence{};
}

void Replica::ask_again(TimePoint now) {
  if (!std::exchange(following_, false)) return;
  alives_ahead_ = 0;
  resumes_left_ = kResumes;
  speak_next_ = now;
}

void Replica::reconnected(TimePoint now) {
  ask_again(now);
  speak_next_ = now;
}

void Replica::hear_unreadable(TimePoint now) {
  ask_again(now);
  resumes_left_ = 0;
}

void Replica::hear(messages::Reply reply, TimePoint now, std::deque<Event>& events) {
  heard_ = now;
  silence_told_ = false;
  if (auto* refused = std::get_if<messages::Refused>(&reply.body)) {
    if (following_) return ask_again(now);  // of a heartbeat: it does not know us
    speak_next_ = now + kHeartbeat;
    events.push_back(NotWelcome{*refused});
  } else if (auto* welcome = std::get_if<messages::Welcome>(&reply.body)) {
    hear(*welcome, reply, now, events);
  } else if (auto* reset = std::get_if<messages::Reset>(&reply.body)) {
    held_.clear();  // what is held is told again behind it
    mirror_.reset(reset->project, reply.revision);
    events.push_back(Snapshot{std::move(reply)});
  } else if (auto* set = std::get_if<messages::ChangeSet>(&reply.body)) {
    const Taken taken = following_ ? mirror_.take(*set) : Taken::kOld;
    if (taken == Taken::kHole) ask_again(now);
    if (taken != Taken::kApplied) return;
    messages::ChangeSet copy = *set;
    events.push_back(Changed{std::move(reply), std::move(copy)});
  } else if (auto* touched = std::get_if<messages::Touched>(&reply.body)) {
    hear(*touched);
    events.push_back(HandMoved{*touched});
  } else if (std::holds_alternative<messages::Alive>(reply.body)) {
    hear_alive(reply.revision, now);
  }
}

void Replica::hear(messages::Welcome& welcome, messages::Reply& reply, TimePoint now,
                   std::deque<Event>& events) {
  if (reply.revision.epoch == mirror_.revision().epoch) held_ = welcome.held;
  // A hello that was sent twice is answered twice.
  if (following_ && reply.revision.epoch == mirror_.revision().epoch &&
      reply.revision.number <= mirror_.revision().number)
    return;
  if (welcome.resumed) {
    for (messages::ChangeSet& set : welcome.changes) {
      const Taken taken = mirror_.take(set);
      if (taken == Taken::kOld) continue;
      if (taken == Taken::kHole) break;
      events.push_back(Changed{{0, set.revision, set}, std::move(set)});
    }
    if (mirror_.revision() != reply.revision) {
      if (mirror_.revision() > reply.revision)
        return;  // of an older hello; the newer one's answer is on its way
      following_ = false;
      resumes_left_ = 0;
      speak_next_ = now;
      return;
    }
  } else {
    mirror_.reset(welcome.project, reply.revision);
  }
  held_ = welcome.held;
  following_ = true;
  speak_next_ = now + kHeartbeat;
  if (!welcome.resumed) events.push_back(Snapshot{std::move(reply)});
}

void Replica::hear(const messages::Touched& touched) {
  std::erase_if(held_, [&](const messages::Touched& one) { return one.control == touched.control; });
  if (touched.held) held_.push_back(touched);
}

/// A change may be on its way behind one Alive, but not behind two.
void Replica::hear_alive(vocabulary::Revision revision, TimePoint now) {
  if (!following_) return;
  if (revision.epoch != mirror_.revision().epoch) return ask_again(now);
  alives_ahead_ = revision.number > mirror_.revision().number ? alives_ahead_ + 1 : 0;
  if (alives_ahead_ > 2) ask_again(now);
}

}  // namespace corelogic::client
