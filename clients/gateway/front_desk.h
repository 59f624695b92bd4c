// front_desk.h: every HTTP request meets its answer here: doors first, then page, document, health, metrics,
// or a question for the controller.  Side: control, the server's thread; it sees no socket.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "clients/gateway/admission.h"
#include "clients/gateway/http_words.h"
#include "clients/gateway/metrics.h"
#include "clients/gateway/page_files.h"
#include "clients/gateway/rest_desk.h"
#include "clients/gateway/token_bucket.h"
#include "clients/gateway/waveform_desk.h"

namespace corelogic::gateway {

struct FrontDeskOptions {
  Doors doors;
  std::string own_token;
  std::string page;               ///< directory; empty: none
  Elsewhere elsewhere = nullptr;  ///< for what waits for disks; null: here
};

class FrontDesk {
 public:
  using Clock = std::chrono::steady_clock;
  using Answered = std::function<void(Response)>;

  FrontDesk(FrontDeskOptions options, LinkMaker make_link);

  /// Knowing the head only: who may not speak, or says too much, is turned away before anything is read.
  [[nodiscard]] std::optional<Response> at_the_door(const Request& head, Clock::time_point now);
  /// Bytes the body may have. Requires: at_the_door() let it in.
  [[nodiscard]] std::size_t most_body(const Request& head) const;
  /// Answers once, now or later. Requires: at_the_door() let it in.
  void answer(const Request& request, Answered answered, Clock::time_point now);
  void tick(Clock::time_point now);
  /// Nobody is answered any more; its connections end.
  void close() {
    desk_.close();
    waveforms_.close();
  }

  /// A page's socket asks for its upgrade: is a token of this address still to be tried?
  [[nodiscard]] bool may_try(const std::string& address, Clock::time_point now) const;
  void wrong_token(const std::string& address, Clock::time_point now);

  [[nodiscard]] Counters& counters() { return counters_; }
  void learn_costs(NodeCosts costs) { costs_ = std::move(costs); }
  [[nodiscard]] const std::string& own_token() const { return options_.own_token; }

 private:
  [[nodiscard]] std::optional<Response> public_answer(const Request& request, const std::string& path) const;
  void ask(const Request& request, const Target& target, const Answered& answered, Clock::time_point now);
  void answer_metrics(const std::string& token, Answered answered, Clock::time_point now);
  void answer_waveform(const Request& request, std::uint32_t track, Answered answered, Clock::time_point now);
  using Said = std::variant<std::string, Problem>;
  /// Asks for the status and, when it is of another revision than the graph that is known, for that.
  void look_at_graph(const std::string& token, std::function<void(const Said& status)> then,
                     Clock::time_point now);
  [[nodiscard]] Response health(Clock::time_point now) const;
  void look_after_status(Clock::time_point now);
  [[nodiscard]] std::optional<Response> check_token(const Request& head, Clock::time_point now) const;
  void finish(const Request& request, Response response, const Answered& answered) const;
  /// As the desk knows it: empty for our own.
  [[nodiscard]] std::string visitor_of(const Request& request) const;
  TokenBucket& tries(const std::string& address, Clock::time_point now);

  FrontDeskOptions options_;
  PageFiles page_;
  RestDesk desk_;
  Counters counters_;
  NodeCosts costs_;
  NodeNames names_;
  SoundFiles files_;
  std::string graph_at_;  ///< epoch and revision of the graph they are from
  WaveformDesk waveforms_;
  bool status_asked_ = false;
  Clock::time_point next_status_{};
  Clock::time_point status_heard_{};
  bool engine_up_ = false;
  std::map<std::string, TokenBucket> wrong_tokens_;
};

}  // namespace corelogic::gateway
