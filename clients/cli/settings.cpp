// settings.cpp: words before numbers.  Side: control; pure.
#include "clients/cli/settings.h"

#include <algorithm>
#include <cmath>

#include "clients/cli/confirmation.h"
#include "clients/cli/values.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "schema/wire/words.h"

namespace corelogic::cli {
namespace {

using vocabulary::ParameterDescription;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Scale;

bool same(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, small, small);
}

bool has_words(const ParameterDescription& parameter) {
  return parameter.scale == Scale::kChoice || parameter.scale == Scale::kSwitch;
}

/// Some effect has words for a parameter of this name.
bool words_for(std::string_view name) {
  return std::ranges::any_of(vocabulary::kEffects, [&](const auto& effect) {
    const auto place = effect.find(name);
    return place && has_words(effect.parameters[*place]);
  });
}

std::optional<double> number_in(const std::string& text) {
  const auto number = read_decibels(text);
  return number ? std::optional(*number) : std::nullopt;
}

/// The value of a word, if the parameter has it.
std::optional<double> word_value(const ParameterDescription& parameter, const std::string& text) {
  for (std::size_t i = 0; i < parameter.choices.size(); ++i)
    if (same(parameter.choices[i], text)) return static_cast<double>(i);
  if (parameter.scale != Scale::kSwitch) return std::nullopt;
  const auto on = read_switch(text);
  return on ? std::optional(*on ? 1.0 : 0.0) : std::nullopt;
}

Refusal no_such_word(std::string_view effect, const ParameterDescription& parameter, const Setting& setting) {
  const std::vector<std::string_view> switches{"on", "off"};
  const std::vector<std::string_view> words(parameter.choices.begin(), parameter.choices.end());
  const std::string are = has_words(parameter)
                              ? "one of " + wire::one_of(parameter.scale == Scale::kSwitch ? switches : words)
                              : "a number";
  return {RefusalCode::kInvalid, std::string(effect) + "." + setting.name,
          wire::quoted(setting.text) + " is no " + setting.name + "; write " + are + "."};
}

}  // namespace

Result<Setting> read_setting(std::string_view text) {
  const std::size_t sign = text.find('=');
  const auto trimmed = [](std::string_view part) {
    const std::size_t first = part.find_first_not_of(' ');
    if (first == std::string_view::npos) return std::string();
    return std::string(part.substr(first, part.find_last_not_of(' ') - first + 1));
  };
  Setting setting;
  if (sign != std::string_view::npos) {
    setting = {trimmed(text.substr(0, sign)), trimmed(text.substr(sign + 1)), std::nullopt};
    setting.number = number_in(setting.text);
  }
  const bool word = !setting.text.empty() && words_for(setting.name);
  if (!setting.name.empty() && (setting.number || word)) return setting;
  return Refusal{RefusalCode::kInvalid, "setting",
                 wire::quoted(text) + " is no setting; write " +
                     (setting.name.empty() ? "threshold" : setting.name) + "=-20."};
}

const ParameterDescription* parameter_of(std::string_view effect, std::string_view parameter) {
  const auto* known = vocabulary::find_effect(effect);
  const auto place = known ? known->find(parameter) : std::nullopt;
  return place ? &known->parameters[*place] : nullptr;
}

Result<messages::NamedValue> value_of(std::string_view effect, const Setting& setting) {
  const ParameterDescription* const parameter = parameter_of(effect, setting.name);
  if (!parameter) return messages::NamedValue{setting.name, setting.number.value_or(0)};
  if (has_words(*parameter))
    if (const auto value = word_value(*parameter, setting.text))
      return messages::NamedValue{setting.name, *value};
  if (setting.number) return messages::NamedValue{setting.name, *setting.number};
  return no_such_word(effect, *parameter, setting);
}

Result<std::vector<messages::NamedValue>> values_of(std::string_view effect,
                                                    const std::vector<Setting>& settings) {
  std::vector<messages::NamedValue> values;
  for (const Setting& setting : settings) {
    auto value = value_of(effect, setting);
    if (!value) return value.refusal();
    values.push_back(*std::move(value));
  }
  return values;
}

std::string value_text(const ParameterDescription* parameter, double value) {
  if (parameter && parameter->scale == Scale::kSwitch) return value != 0 ? "on" : "off";
  const bool whole = value >= 0 && value == std::floor(value);
  if (parameter && whole && value < static_cast<double>(parameter->choices.size()))
    return std::string(parameter->choices[static_cast<std::size_t>(value)]);
  return number(value);
}

}  // namespace corelogic::cli
