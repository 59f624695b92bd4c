// words.h: text from outside: is it clean, how is it shown, and which known word was meant.
// Pure functions without schema.  Side: control.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace corelogic::wire {

/// Well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF) without NUL.
[[nodiscard]] bool is_clean_text(std::string_view text);

/// `text` cut to `most` bytes, at a character's edge, with everything unclean replaced by '?'.
[[nodiscard]] std::string printable(std::string_view text, std::size_t most);

/// `text` in double quotes, at most 40 bytes of it.
[[nodiscard]] std::string quoted(std::string_view text);

/// The known word nearest to `word` by Levenshtein distance (letters of both cases count as equal), or empty
/// if none is within a third of its length.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

/// "a, b or c"; from the thirteenth on "and 22 more".
[[nodiscard]] std::string one_of(std::span<const std::string_view> words);

}  // namespace corelogic::wire
