// reading.cpp: paths, budgets and refusals of one walk.  Side: control.
#include "schema/wire/reading.h"

#include <cmath>
#include <utility>

#include "schema/wire/words.h"

namespace corelogic::wire {
namespace {

// A sentence goes back to a person and into logs: it quotes the sender, so it is cut and cleaned.
constexpr std::size_t kMostSentence = 400;
constexpr std::size_t kMostSubject = 200;

}  // namespace

std::string Reading::path(std::string_view field) const {
  std::string joined;
  const auto append = [&joined](std::string_view name) {
    if (name.empty()) return;
    if (!joined.empty()) joined += '.';
    joined += name;
  };
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (i == 0 && places_[i].name == "command" && places_[i].index < 0) continue;
    append(places_[i].name);
    if (places_[i].index >= 0) joined += '[' + std::to_string(places_[i].index) + ']';
  }
  append(field);
  return joined.empty() ? "message" : joined;
}

void Reading::refuse(std::string_view field, const std::string& sentence, vocabulary::RefusalCode code) {
  if (refusal_) return;
  refusal_ =
      vocabulary::Refusal{code, printable(path(field), kMostSubject), printable(sentence, kMostSentence)};
}

void Reading::refuse_arm(std::string_view type) {
  refuse("", path() + " says nothing this version knows: a " + std::string(type) +
                 " must have exactly one of its known arms.");
}

std::string Reading::text(std::string_view field, std::string_view raw) {
  if (refused()) return {};
  if (!take(field, raw.size(), bytes_left_, 1)) return {};
  if (!is_clean_text(raw)) {
    refuse(field, path(field) + " must be UTF-8 without NUL.");
    return {};
  }
  return std::string(raw);
}

double Reading::number(std::string_view field, double value) {
  if (std::isnan(value))
    refuse(field, path(field) + " is not a number (NaN); give a finite number, or -inf for silence.");
  return value;
}

float Reading::number(std::string_view field, float value) {
  if (std::isnan(value)) refuse(field, path(field) + " is not a number (NaN); give a finite number.");
  return value;
}

bool Reading::take(std::string_view field, std::size_t count, std::size_t most, std::size_t bytes_each) {
  if (refused()) return false;
  if (count > most) {
    refuse(field, path(field) + " has " + std::to_string(count) + " elements; at most " +
                      std::to_string(most) + " are allowed.");
    return false;
  }
  const std::uint64_t bytes = static_cast<std::uint64_t>(count) * bytes_each;
  if (bytes > bytes_left_) {
    refuse(field, path(field) + " says it has more than the frame can hold; send every value once.");
    return false;
  }
  bytes_left_ -= bytes;
  return true;
}

}  // namespace corelogic::wire
