// strip_rules.cpp: ranges, effects and paths, and the words in which they are refused.  Side: control; pure.
#include "controller/tracks/strip_rules.h"

#include <cmath>
#include <cstdio>
#include <set>

namespace corelogic::tracks {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal invalid(std::string_view subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
}

std::string range_text(const vocabulary::ParameterDescription& parameter) {
  std::string text = number_text(parameter.least) + " to " + number_text(parameter.most);
  if (!parameter.unit.empty()) text += " " + std::string(parameter.unit);
  return text;
}

bool has_words(const vocabulary::ParameterDescription& parameter) {
  return parameter.scale == vocabulary::Scale::kChoice || parameter.scale == vocabulary::Scale::kSwitch;
}

/// "off (0) or on (1)", "one of bell (0), low shelf (1), notch (2)".
std::string words_text(const vocabulary::ParameterDescription& parameter) {
  if (parameter.scale == vocabulary::Scale::kSwitch) return "off (0) or on (1)";
  std::string text = "one of ";
  for (std::size_t i = 0; i < parameter.choices.size(); ++i)
    text += (i == 0 ? "" : ", ") + std::string(parameter.choices[i]) + " (" + std::to_string(i) + ")";
  return text;
}

/// "takes whole numbers: 10 or 11 frames, not 10.5".  Requires: `value` lies between two steps.
std::string between_text(const vocabulary::ParameterDescription& parameter, double value) {
  const double lower =
      parameter.least + parameter.step * std::floor((value - parameter.least) / parameter.step);
  char given[48];
  std::snprintf(given, sizeof given, "%.10g", value);  // 10.0001 is not 10
  return (parameter.step == 1 ? "takes whole numbers: "
                              : "takes steps of " + number_text(parameter.step) + ": ") +
         number_text(lower) + " or " + number_text(lower + parameter.step) +
         (parameter.unit.empty() ? "" : " " + std::string(parameter.unit)) + ", not " + given;
}

/// Requires: `value` is none that the parameter takes.
std::string out_of_range(const vocabulary::EffectDescription& effect,
                         const vocabulary::ParameterDescription& parameter, double value) {
  const std::string whose = "The " + std::string(effect.name) + "'s " + std::string(parameter.name);
  const bool inside = value >= parameter.least && value <= parameter.most;
  if (!has_words(parameter) && inside) return whose + " " + between_text(parameter, value) + ".";
  if (!has_words(parameter))
    return whose + " cannot be " + number_text(value) + "; its range is " + range_text(parameter) + ".";
  return whose + " is " + words_text(parameter) + ": " + number_text(value) +
         (inside ? " lies between." : " is none of them.");
}

std::string insertable_effects() {
  std::string names;
  for (const auto& effect : vocabulary::kEffects)
    if (effect.insertable) names += (names.empty() ? "" : ", ") + std::string(effect.name);
  return names;
}

bool has_parent_step(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (path.substr(0, slash) == "..") return true;
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace

Result<void> check_level(vocabulary::Decibels level, std::string_view subject) {
  if (level.value <= vocabulary::kMaxLevel.value) return {};  // false for NaN
  return invalid(subject, "A level of " + number_text(level.value) + " dB is out of range: -inf to +12 dB.");
}

Result<void> check_pan(double pan, std::string_view subject) {
  if (pan >= -1.0 && pan <= 1.0) return {};
  return invalid(subject, "A pan of " + number_text(pan) + " is out of range: -1 (left) to +1 (right).");
}

Result<void> check_channels(std::uint16_t channels, std::string_view subject) {
  if (channels >= 1 && channels <= kMostChannels) return {};
  return invalid(subject, "A strip has 1 to 64 channels, not " + std::to_string(channels) + ".");
}

Result<const vocabulary::EffectDescription*> check_effect(std::string_view name, std::uint16_t channels,
                                                          std::string_view subject) {
  const auto* effect = vocabulary::find_effect(name);
  if (!effect || !effect->insertable)
    return Refusal{
        RefusalCode::kUnknownId, std::string(subject),
        "There is no effect \"" + std::string(name) + "\"; there are " + insertable_effects() + "."};
  if (channels > effect->most_channels)
    return invalid(subject, "The " + std::string(name) + " takes at most " +
                                std::to_string(effect->most_channels) + " channels; this strip has " +
                                std::to_string(channels) + ".");
  return effect;
}

Result<void> check_parameter(const vocabulary::EffectDescription& effect, std::string_view parameter,
                             double value, std::string_view subject) {
  const auto index = effect.find(parameter);
  if (!index) {
    std::string names;
    for (const auto& known : effect.parameters)
      names += (names.empty() ? "" : ", ") + std::string(known.name);
    return Refusal{RefusalCode::kUnknownId, std::string(subject),
                   "The " + std::string(effect.name) + " has no parameter \"" + std::string(parameter) +
                       "\"; it has " + names + "."};
  }
  const auto& known = effect.parameters[*index];
  const bool inside = value >= known.least && value <= known.most;  // false for NaN
  if (inside && known.on_step(value) == value) return {};
  return invalid(subject, out_of_range(effect, known, value));
}

Result<std::vector<messages::NamedValue>> complete_values(const vocabulary::EffectDescription& effect,
                                                          const std::vector<messages::NamedValue>& given,
                                                          std::string_view subject) {
  std::vector<messages::NamedValue> all;
  for (const auto& parameter : effect.parameters)
    all.push_back({std::string(parameter.name), parameter.initial});
  std::set<std::string> seen;
  for (const auto& value : given) {
    if (auto good = check_parameter(effect, value.name, value.value, subject); !good) return good.refusal();
    if (!seen.insert(value.name).second)
      return invalid(subject, "The parameter " + value.name + " is given twice.");
    all[*effect.find(value.name)].value = value.value;
  }
  return all;
}

double on_step(const messages::Insert& insert, std::string_view parameter, double value) {
  const auto* effect = vocabulary::find_effect(insert.effect);
  const auto index = effect == nullptr ? std::nullopt : effect->find(parameter);
  if (!index || has_words(effect->parameters[*index])) return value;
  return effect->parameters[*index].on_step(value);
}

void put_on_steps(messages::Insert& insert) {
  const auto* effect = vocabulary::find_effect(insert.effect);
  if (effect == nullptr) return;
  for (const auto& known : effect->parameters) {
    if (known.step == 0 || has_words(known)) continue;
    for (auto* side : {&insert.parameters, &insert.other})
      for (messages::NamedValue& value : *side)
        if (value.name == known.name) value.value = known.on_step(value.value);
  }
}

messages::Insert completed(messages::Insert insert) {
  put_on_steps(insert);
  const auto* effect = vocabulary::find_effect(insert.effect);
  if (effect == nullptr || insert.parameters.size() >= effect->parameters.size()) return insert;
  if (auto all = complete_values(*effect, insert.parameters, "")) insert.parameters = *std::move(all);
  if (insert.other.empty()) return insert;
  if (auto all = complete_values(*effect, insert.other, "")) insert.other = *std::move(all);
  return insert;
}

messages::Scene completed(messages::Scene scene) {
  for (messages::Track& track : scene.tracks)
    for (messages::Insert& insert : track.inserts) insert = completed(std::move(insert));
  return scene;
}

Result<void> check_path(std::string_view path, std::string_view subject) {
  if (path.empty())
    return invalid(subject,
                   "A file input needs a path: relative to the project's audio folder, or absolute.");
  if (path.size() > 4096 || path.find('\0') != std::string_view::npos)
    return invalid(subject, "A path has at most 4096 bytes and no NUL.");
  if (has_parent_step(path))
    return invalid(subject,
                   "The path \"" + std::string(path) +
                       "\" leaves its folder by \"..\"; give it relative to the project's audio folder, or "
                       "absolute.");
  return {};
}

std::string level_text(vocabulary::Decibels level) {
  if (std::isinf(level.value)) return level.value < 0 ? "-inf dB" : "+inf dB";
  char text[48];
  std::snprintf(text, sizeof text, "%+.1f dB", level.value);
  const std::string_view view(text);
  if (view == "+0.0 dB" || view == "-0.0 dB") return "0.0 dB";
  return text;
}

std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-inf" : "+inf";
  char text[48];
  if (std::abs(value) >= 1e9 || (value != 0 && std::abs(value) < 0.001)) {
    std::snprintf(text, sizeof text, "%g", value);
    return text;
  }
  std::snprintf(text, sizeof text, "%.3f", value);
  std::string digits(text);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits == "-0" ? "0" : digits;
}

}  // namespace corelogic::tracks
