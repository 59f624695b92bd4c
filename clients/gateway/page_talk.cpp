// page_talk.cpp: the bounds of a page's outbox, and a hello that is said until somebody hears it.  Side:
// control.
#include "clients/gateway/page_talk.h"

#include <utility>

#include "clients/gateway/limits.h"

namespace corelogic::gateway {
namespace {

constexpr auto kFirstPatience = 300ms;

}  // namespace

PageTalk::PageTalk(Doors doors, Counters& counters, std::string token, std::string own_token,
                   Clock::time_point now)
    : doors_(std::move(doors)),
      counters_(counters),
      conversation_({.say = [this](std::string_view text) { say(text); },
                     .ask = [this](std::string_view frame) { return ask(frame); },
                     .want_meters = [this](int hertz) { meters_.set_rate(hertz); },
                     .close =
                         [this](CloseCode code, std::string_view why) {
                           closing_ = PageClosing{static_cast<std::uint16_t>(code), std::string(why)};
                           doors_.wake();
                         },
                     .may_try = doors_.may_try,
                     .wrong_token = doors_.wrong_token},
                    std::move(token), std::move(own_token), now) {
  ++counters_.browsers;
}

PageTalk::~PageTalk() {
  --counters_.browsers;
  count(-static_cast<std::ptrdiff_t>(text_bytes_));
}

void PageTalk::count(std::ptrdiff_t bytes) {
  text_bytes_ += static_cast<std::size_t>(bytes);
  counters_.outbox_bytes += static_cast<std::uint64_t>(bytes);
}

void PageTalk::say(std::string_view text) {
  text_.push_back(std::make_shared<const std::string>(text));
  count(static_cast<std::ptrdiff_t>(text.size()));
  if (text_bytes_ > kMostOutboxBytes && !paused_ && link_ != nullptr) {
    paused_ = true;
    link_->pause(true);
  }
  doors_.wake();
}

/// The conversation says nothing before its hello, and nothing behind it before it was answered.
bool PageTalk::ask(std::string_view frame) {
  if (link_ != nullptr && heard_any_) return link_->send(frame);
  hello_ = frame;
  patience_ = kFirstPatience;
  return open_link();
}

bool PageTalk::open_link() {
  heard_any_ = false;
  again_ = Clock::now() + patience_;
  patience_ *= 2;
  const auto speaker = conversation_.trusted() ? Speaker::kMachine : Speaker::kGuest;
  link_ = doors_.make_link(speaker, {[this](std::string_view frame) { heard(frame); },
                                     [this] {
                                       if (heard_any_) return conversation_.lost_controller();
                                       again_ = Clock::now() + kFirstPatience;
                                     }});
  return link_ != nullptr && link_->send(hello_);
}

void PageTalk::heard(std::string_view frame) {
  heard_any_ = true;
  conversation_.hear_controller(frame, Clock::now());
}

void PageTalk::tick(Clock::time_point now) {
  conversation_.tick(now);
  if (closing_ || link_ == nullptr || heard_any_ || now < again_) return;
  if (!open_link()) conversation_.lost_controller();
}

void PageTalk::offer(const std::shared_ptr<const MeterShot>& shot) {
  if (closing_ || meters_.rate() == 0) return;
  if (meters_.waiting()) ++counters_.meter_frames_merged;
  meters_.offer(shot);
  doors_.wake();
}

std::optional<PageFrame> PageTalk::next(Clock::time_point now) {
  if (!text_.empty()) {
    PageFrame frame{std::move(text_.front()), false};
    text_.pop_front();
    count(-static_cast<std::ptrdiff_t>(frame.bytes->size()));
    if (paused_ && text_bytes_ < kMostOutboxBytes / 4) {
      paused_ = false;
      if (link_ != nullptr) link_->pause(false);
    }
    return frame;
  }
  if (closing_) return std::nullopt;
  const auto shot = meters_.take(std::chrono::duration<double>(now.time_since_epoch()).count());
  if (shot == nullptr) return std::nullopt;
  ++counters_.meter_frames_sent;
  return PageFrame{std::shared_ptr<const std::string>(shot, &shot->bytes), true};
}

}  // namespace corelogic::gateway
