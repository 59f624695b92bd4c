// page_talk.h: all that one page has here beside its socket: its conversation, its connection to the
// controller, and what waits to be sent to it, within bounds.  Side: control, the server's thread; it sees no
// socket.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "clients/gateway/conversation.h"
#include "clients/gateway/hall.h"
#include "clients/gateway/link.h"
#include "clients/gateway/meter_layout.h"
#include "clients/gateway/metrics.h"

namespace corelogic::gateway {

class PageTalk {
 public:
  using Clock = Conversation::Clock;
  struct Doors {
    LinkMaker make_link;
    std::function<void()> wake;  ///< next() or closing() has something
    std::function<bool()> may_try;
    std::function<void()> wrong_token;
  };

  PageTalk(Doors doors, Counters& counters, std::string token, std::string own_token, Clock::time_point now);
  ~PageTalk();
  PageTalk(const PageTalk&) = delete;
  PageTalk& operator=(const PageTalk&) = delete;

  void hear(std::string_view frame, Clock::time_point now) { conversation_.hear_page(frame, now); }
  void offer(const std::shared_ptr<const MeterShot>& shot);
  [[nodiscard]] bool wants_meters() const { return meters_.rate() > 0; }
  void tick(Clock::time_point now);

  /// What to send next: text before meters. One frame at a time: who is slow gets fewer meters, and his text
  /// waits here and then at the controller.
  [[nodiscard]] std::optional<PageFrame> next(Clock::time_point now);
  /// Once everything is sent: the end.
  [[nodiscard]] const std::optional<PageClosing>& closing() const { return closing_; }
  [[nodiscard]] bool may_import() const { return conversation_.open(); }

 private:
  void say(std::string_view text);
  bool ask(std::string_view frame);
  bool open_link();
  void heard(std::string_view frame);
  void count(std::ptrdiff_t bytes);

  Doors doors_;
  Counters& counters_;
  Conversation conversation_;
  std::unique_ptr<Link> link_;
  bool heard_any_ = false;  ///< on this link: the controller is there
  std::string hello_;       ///< said again on a new link until something is heard
  Clock::time_point again_{};
  Clock::duration patience_{};
  std::deque<std::shared_ptr<const std::string>> text_;
  std::size_t text_bytes_ = 0;
  bool paused_ = false;
  MeterBox meters_;
  std::optional<PageClosing> closing_;
};

}  // namespace corelogic::gateway
