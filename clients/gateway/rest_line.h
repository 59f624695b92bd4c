// rest_line.h: one connection to the controller for scripts: one question at a time, asked again under the
// same (client, sequence) until it is answered or its time is over, so that it is done exactly once over
// restarts. Side: control, the server's thread; it owns no socket but its link.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "clients/gateway/http_words.h"
#include "clients/gateway/link.h"

namespace corelogic::gateway {

class RestLine {
 public:
  using Clock = std::chrono::steady_clock;
  /// The reply as it came, or why there is none.
  using Answered = std::function<void(std::variant<std::string, Problem>)>;

  /// `token`: empty for this machine's admin; else it is said in a hello, and the controller must name its
  /// user.
  RestLine(LinkMaker make_link, std::string token);

  /// Requires: !busy().
  void ask(std::string frame, std::uint64_t sequence, Answered answered, Clock::time_point now);
  void tick(Clock::time_point now);

  [[nodiscard]] bool busy() const { return pending_.has_value(); }
  [[nodiscard]] Clock::time_point used() const { return asked_; }

 private:
  enum class State : std::uint8_t { kClosed, kGreeting, kOpen };
  struct Pending {
    std::string frame;
    std::uint64_t sequence;
    Answered answered;
    Clock::time_point deadline;
    Clock::duration patience;
    Clock::time_point again;
  };

  void open(Clock::time_point now);
  void say_hello();
  void hear(std::string_view frame);
  void hear_greeting(std::string_view frame);
  void finish(std::variant<std::string, Problem> answer);

  LinkMaker make_link_;
  std::string token_;
  State state_ = State::kClosed;
  std::unique_ptr<Link> link_;
  std::optional<Pending> pending_;
  Clock::time_point asked_{};
  std::uint64_t epoch_ = 0;  ///< of the last answer: a hello that knows it gets no project
  std::uint64_t revision_ = 0;
};

}  // namespace corelogic::gateway
