// strip_name.cpp: what a strip may be called, and when two names are the same.  Side: control; pure.
// Small letters are those of Unicode's simple case folding for Latin-1, Latin Extended-A, Greek and Cyrillic.
#include <optional>
#include <utility>

#include "controller/tracks/strip_rules.h"

namespace corelogic::tracks {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

/// Takes one UTF-8 character off the front (RFC 3629); nullopt when it is none.
std::optional<char32_t> next_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xc2 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                             : first < 0xf5 ? 4
                                            : 0;
  if (length == 0 || text.size() < length) return std::nullopt;
  char32_t code = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return std::nullopt;
    code = (code << 6) | (byte & 0x3fU);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return std::nullopt;
  text.remove_prefix(length);
  return code;
}

bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
}

bool in(char32_t code, char32_t first, char32_t last) {
  return code >= first && code <= last;
}

char32_t fold(char32_t code) {
  if (in(code, 'A', 'Z')) return code + 32;
  if (in(code, 0xc0, 0xde) && code != 0xd7) return code + 32;  // À ... Þ without ×
  if (in(code, 0x100, 0x12f) || in(code, 0x132, 0x137) || in(code, 0x14a, 0x177)) return code | 1;  // Ā ... ŷ
  if (in(code, 0x139, 0x148) || in(code, 0x179, 0x17e))
    return code % 2 == 1 ? code + 1 : code;                       // Ĺ ..., Ź ...
  if (in(code, 0x391, 0x3a9) && code != 0x3a2) return code + 32;  // Α ... Ω
  if (in(code, 0x400, 0x40f)) return code + 80;                   // Ѐ ... Џ
  if (in(code, 0x410, 0x42f)) return code + 32;                   // А ... Я
  return code;
}

void append(std::string& text, char32_t code) {
  const auto byte = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xc0 | (code >> 6));
    byte(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    byte(0xe0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3f));
    byte(0x80 | (code & 0x3f));
  } else {
    byte(0xf0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3f));
    byte(0x80 | ((code >> 6) & 0x3f));
    byte(0x80 | (code & 0x3f));
  }
}

}  // namespace

Result<void> check_name(std::string_view name, std::string_view subject) {
  const auto refuse = [&](std::string sentence) {
    return Refusal{RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
  };
  if (name.empty()) return refuse("A name has 1 to 64 characters; this one is empty.");
  std::size_t characters = 0;
  for (std::string_view rest = name; !rest.empty(); ++characters) {
    const auto code = next_character(rest);
    if (!code) return refuse("The name is not valid UTF-8.");
    if (is_control(*code)) return refuse("A name has no control characters, line breaks or tabs.");
  }
  if (characters > kMostNameCharacters)
    return refuse("A name has 1 to 64 characters; this one has " + std::to_string(characters) + ".");
  if (name.front() == ' ' || name.back() == ' ') return refuse("A name does not begin or end with a blank.");
  return {};
}

std::string fold_name(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  while (!name.empty()) {
    if (const auto code = next_character(name)) {
      append(folded, fold(*code));
    } else {
      folded.push_back(name.front());
      name.remove_prefix(1);
    }
  }
  return folded;
}

}  // namespace corelogic::tracks
