// safe_rules.cpp: which words there are, and the sentence that lists them.  Side: control; pure.
#include "controller/tracks/safe_rules.h"

#include <algorithm>
#include <array>

namespace corelogic::tracks {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::array<std::string_view, 10> kTrackWords{"volume",  "pan",     "mute",  "solo",   "sends",
                                                       "inserts", "routing", "stage", "groups", "all"};

Result<void> check_words(const std::vector<std::string>& safe, std::span<const std::string_view> words,
                         std::string_view subject) {
  for (auto word = safe.begin(); word != safe.end(); ++word) {
    if (std::ranges::find(words, *word) == words.end()) {
      std::string known;
      for (const auto one : words) known += (known.empty() ? "" : ", ") + std::string(one);
      return Refusal{RefusalCode::kInvalid, std::string(subject),
                     "Nothing here is called \"" + *word + "\"; there are " + known + "."};
    }
    if (std::find(safe.begin(), word, *word) != word)
      return Refusal{RefusalCode::kInvalid, std::string(subject), "\"" + *word + "\" is given twice."};
  }
  return {};
}

}  // namespace

Result<void> check_track_safe(const std::vector<std::string>& safe, std::string_view subject) {
  return check_words(safe, kTrackWords, subject);
}

Result<void> check_insert_safe(const messages::Insert& insert, const std::vector<std::string>& safe,
                               std::string_view subject) {
  std::vector<std::string_view> words;
  for (const auto& parameter : insert.parameters) words.emplace_back(parameter.name);
  words.emplace_back("bypass");
  words.emplace_back("all");
  return check_words(safe, words, subject);
}

bool is_safe(const std::vector<std::string>& safe, std::string_view word) {
  return std::ranges::any_of(safe, [&](const std::string& one) { return one == word || one == "all"; });
}

}  // namespace corelogic::tracks
