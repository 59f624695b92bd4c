// rest_desk.h: the lines of all scripts: so many for each token, the next question waits for a free one. It
// also numbers the questions of those who do not number them.  Side: control, the server's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "clients/gateway/ask.h"
#include "clients/gateway/rest_line.h"

namespace corelogic::gateway {

class RestDesk {
 public:
  using Clock = RestLine::Clock;
  explicit RestDesk(LinkMaker make_link);

  /// `token`: empty for this machine's admin.
  void ask(const std::string& token, Ask ask, RestLine::Answered answered, Clock::time_point now);
  /// Often: 20 times a second.
  void tick(Clock::time_point now);
  void close() { visitors_.clear(); }
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Question {
    Ask ask;
    RestLine::Answered answered;
    Clock::time_point deadline;
  };
  /// Everybody with one token is one client, with one undo stack, unless it says otherwise.
  struct Visitor {
    std::uint64_t client = 0;
    std::uint64_t sequence = 0;
    std::vector<std::unique_ptr<RestLine>> lines;
    std::deque<Question> waiting;
    Clock::time_point used{};
  };

  Visitor* visitor(const std::string& token, Clock::time_point now);
  void put(const std::string& token, Visitor& visitor, Question question, Clock::time_point now);
  RestLine* free_line(const std::string& token, Visitor& visitor);

  LinkMaker make_link_;
  std::map<std::string, Visitor> visitors_;
};

}  // namespace corelogic::gateway
