// json_view.cpp: a skip over JSON values.  Side: control; pure.
#include "clients/gateway/json_view.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace corelogic::gateway {
namespace {

/// The index behind the string that begins at `at`.
std::size_t behind_text(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      return at + 1;
  }
  return text.size();
}

/// The index behind the value that begins at `at`.
std::size_t behind_value(std::string_view text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    const char letter = text[at];
    if (letter == '"') {
      at = behind_text(text, at);
      if (depth == 0) return at;
      continue;
    }
    if (letter == '{' || letter == '[') ++depth;
    if (letter == '}' || letter == ']') {
      if (depth == 0) return at;  // a number or word ended by its owner
      if (--depth == 0) return at + 1;
    }
    if (depth == 0 && letter == ',') return at;
    ++at;
  }
  return text.size();
}

std::size_t behind_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
    ++at;
  return at;
}

struct Member {
  std::string_view key;
  std::string_view value;
};

/// Goes through the members of one object.
class Members {
 public:
  explicit Members(std::string_view object) : text_(object), at_(behind_blanks(object, 0)) {
    if (at_ < text_.size() && text_[at_] == '{')
      ++at_;
    else
      at_ = text_.size();
  }
  std::optional<Member> next() {
    at_ = behind_blanks(text_, at_);
    if (at_ < text_.size() && text_[at_] == ',') at_ = behind_blanks(text_, at_ + 1);
    if (at_ >= text_.size() || text_[at_] != '"') return std::nullopt;
    const std::size_t key_end = behind_text(text_, at_);
    const std::string_view key = text_.substr(at_ + 1, key_end - at_ - 2);
    const std::size_t begin = behind_blanks(text_, behind_blanks(text_, key_end) + 1);
    const std::size_t end = std::min(behind_value(text_, begin), text_.size());
    at_ = end;
    return begin < end ? std::optional(Member{key, text_.substr(begin, end - begin)}) : std::nullopt;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

std::uint64_t number(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
  std::uint64_t natural = 0;
  std::from_chars(value.data(), value.data() + value.size(), natural);
  return natural;
}

}  // namespace

std::string_view member(std::string_view object, std::string_view key) {
  Members members(object);
  while (const auto one = members.next())
    if (one->key == key) return one->value;
  return {};
}

ReplyView read_reply(std::string_view text) {
  ReplyView reply;
  Members members(text);
  while (const auto one = members.next()) {
    if (one->key == "sequence") {
      reply.sequence = number(one->value);
    } else if (one->key == "epoch") {
      reply.epoch = number(one->value);
    } else if (one->key == "revision") {
      reply.revision = number(one->value);
    } else {
      reply.arm = one->key;
      reply.value = one->value;
    }
  }
  return reply;
}

std::string text_of(std::string_view value) {
  const auto parsed = nlohmann::json::parse(value, nullptr, false);
  return parsed.is_string() ? parsed.get<std::string>() : std::string{};
}

}  // namespace corelogic::gateway
