// rest_desk.cpp: who gets which line.  Side: control.
#include "clients/gateway/rest_desk.h"

#include <algorithm>
#include <random>
#include <utility>

#include "clients/gateway/limits.h"

namespace corelogic::gateway {
namespace {

constexpr std::size_t kMostLines = 8;      ///< of one token
constexpr std::size_t kMostWaiting = 256;  ///< questions of one token
constexpr std::size_t kMostVisitors = 64;
constexpr auto kVisitorLeaves = 30s;

std::uint64_t random_number() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device() | 1U;
}

}  // namespace

RestDesk::RestDesk(LinkMaker make_link) : make_link_(std::move(make_link)) {}

void RestDesk::ask(const std::string& token, Ask ask, RestLine::Answered answered, Clock::time_point now) {
  Visitor* const who = visitor(token, now);
  if (who == nullptr || who->waiting.size() >= kMostWaiting)
    return answered(
        Problem{429, "busy", "client", "Too many requests wait already; wait for an answer first."});
  who->used = now;
  put(token, *who, {std::move(ask), std::move(answered), now + kAnswerTimeout}, now);
}

RestDesk::Visitor* RestDesk::visitor(const std::string& token, Clock::time_point now) {
  if (const auto known = visitors_.find(token); known != visitors_.end()) return &known->second;
  if (visitors_.size() >= kMostVisitors) return nullptr;
  Visitor& made = visitors_[token];
  made.client = random_number();
  made.used = now;
  return &made;
}

RestLine* RestDesk::free_line(const std::string& token, Visitor& visitor) {
  for (const auto& line : visitor.lines)
    if (!line->busy()) return line.get();
  if (visitor.lines.size() >= kMostLines) return nullptr;
  return visitor.lines.emplace_back(std::make_unique<RestLine>(make_link_, token)).get();
}

void RestDesk::put(const std::string& token, Visitor& visitor, Question question, Clock::time_point now) {
  RestLine* const line = free_line(token, visitor);
  if (line == nullptr) {
    visitor.waiting.push_back(std::move(question));
    return;
  }
  const std::uint64_t client = question.ask.client.value_or(visitor.client);
  const std::uint64_t sequence = question.ask.sequence ? *question.ask.sequence : ++visitor.sequence;
  line->ask(
      envelope(question.ask, client, sequence), sequence,
      [this, token, answered = std::move(question.answered)](std::variant<std::string, Problem> answer) {
        const auto* const problem = std::get_if<Problem>(&answer);
        const bool unknown = problem != nullptr && problem->status == 401;
        answered(std::move(answer));
        const auto who = visitors_.find(token);
        if (who == visitors_.end()) return;
        if (unknown) who->second.used = {};  // a stranger's place is free again at once
        if (who->second.waiting.empty()) return;
        Question next = std::move(who->second.waiting.front());
        who->second.waiting.pop_front();
        put(token, who->second, std::move(next), Clock::now());
      },
      now);
}

void RestDesk::tick(Clock::time_point now) {
  for (auto at = visitors_.begin(); at != visitors_.end();) {
    Visitor& who = at->second;
    for (std::size_t i = 0; i < who.lines.size(); ++i) who.lines[i]->tick(now);
    while (!who.waiting.empty() && now >= who.waiting.front().deadline) {
      Question late = std::move(who.waiting.front());
      who.waiting.pop_front();
      late.answered(Problem{503, "busy", "controller", "The controller is too busy to be asked; try again."});
    }
    const bool idle =
        std::none_of(who.lines.begin(), who.lines.end(), [](const auto& line) { return line->busy(); });
    const bool leaves = idle && who.waiting.empty() && now - who.used > kVisitorLeaves;
    // Our own token's client stays: its undo stack is known by it.
    if (leaves && !at->first.empty()) {
      at = visitors_.erase(at);
    } else {
      if (leaves) who.lines.clear();
      ++at;
    }
  }
}

std::size_t RestDesk::waiting() const {
  std::size_t count = 0;
  for (const auto& [token, visitor] : visitors_) count += visitor.waiting.size();
  return count;
}

}  // namespace corelogic::gateway
