// conversation.h: one page's talk with the controller: its words go on as they are. It only sees to it that
// the first is a hello, that the hello carries the page's token, and that nothing else goes on before the
// controller has said whom it took it for.  Side: control, the server's thread; it owns no socket.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/gateway/token_bucket.h"

namespace corelogic::gateway {

/// Why a page's socket ends: numbers of RFC 6455, and those above 4000 of our own.
enum class CloseCode : std::uint16_t {
  kPolicy = 1008,
  kRestart = 1012,   ///< the controller is gone: connect again
  kTryAgain = 1013,  ///< it does not answer
  kUnknownToken = 4401,
};

class Conversation {
 public:
  using Clock = std::chrono::steady_clock;

  struct Doors {
    std::function<void(std::string_view)> say;  ///< to the page
    std::function<bool(std::string_view)> ask;  ///< to the controller
    std::function<void(int hertz)> want_meters;
    std::function<void(CloseCode, std::string_view)> close;
    std::function<bool()> may_try;  ///< a token that is not our own
    std::function<void()> wrong_token;
  };
  /// `token`: given with the upgrade, or empty: the hello brings it. `own_token`: who has it is a local
  /// admin.
  Conversation(Doors doors, std::string token, std::string own_token, Clock::time_point now);

  void hear_page(std::string_view frame, Clock::time_point now);
  void hear_controller(std::string_view frame, Clock::time_point now);
  void lost_controller();
  /// Now and then: ends who does not come to a welcome in time.
  void tick(Clock::time_point now);

  [[nodiscard]] bool open() const { return state_ == State::kOpen; }
  /// It showed our own token. Known from its hello on.
  [[nodiscard]] bool trusted() const { return trusted_; }
  [[nodiscard]] bool closed() const { return state_ == State::kClosed; }

 private:
  /// kNew -> hello -> kGreeting -> a welcome, which for another token than our own must name a user -> kOpen
  /// -> another hello -> kGreeting. What is said while kGreeting waits for the welcome.
  enum class State : std::uint8_t { kNew, kGreeting, kOpen, kClosed };

  void greet(std::string_view frame, Clock::time_point now);
  void hear_gateway_words(std::string_view frame);
  void forward(std::string_view frame, Clock::time_point now);
  /// `frame`: what it is about.
  void refuse(std::string_view frame, std::string_view code, std::string_view subject,
              std::string_view sentence);
  void close(CloseCode code, std::string_view why);
  [[nodiscard]] bool lapsed(Clock::time_point now) const;

  Doors doors_;
  std::string token_;
  std::string own_token_;
  bool trusted_ = false;
  State state_ = State::kNew;
  TokenBucket requests_;
  TokenBucket refusals_;
  Clock::time_point greeted_by_;
  Clock::time_point asked_;
  std::vector<std::string> held_;
};

}  // namespace corelogic::gateway
