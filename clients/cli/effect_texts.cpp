// effect_texts.cpp: the effect catalogue as text for people and as JSON.  Side: control; pure.
#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "clients/cli/confirmation.h"
#include "clients/cli/looks.h"
#include "clients/cli/settings.h"

namespace corelogic::cli {
namespace {

using vocabulary::EffectDescription;
using vocabulary::ParameterDescription;
using vocabulary::Scale;

/// "-60 ... 0 dB, else -18"; "0 ... 4800 frames in whole numbers, else 0"; "bell, lowShelf or notch, else
/// bell"; "on or off, else on".
std::string range_of(const ParameterDescription& one) {
  std::string text;
  if (one.scale == Scale::kSwitch) {
    text = "on or off";
  } else if (one.scale == Scale::kChoice) {
    for (std::size_t i = 0; i < one.choices.size(); ++i)
      text += (i == 0 ? "" : (i + 1 == one.choices.size() ? " or " : ", ")) + std::string(one.choices[i]);
  } else {
    const bool apart = !one.unit.empty() && one.unit.front() != ':';
    text = number(one.least) + " ... " + number(one.most) + (apart ? " " : "") + std::string(one.unit);
    if (one.step != 0) text += one.step == 1 ? " in whole numbers" : " in steps of " + number(one.step);
  }
  return text + ", else " + value_text(&one, one.initial) +
         (one.changes_latency ? "; changes the latency" : "");
}

/// JSON has no infinity: as everywhere in the JSON form it is a text.
nlohmann::ordered_json json_number(double value) {
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  return value;
}

const char* scale_word(Scale scale) {
  constexpr std::array kWords{"linear", "logarithmic", "decibels", "switch", "choice"};
  return kWords.at(static_cast<std::size_t>(scale));
}

nlohmann::ordered_json parameter_json(const ParameterDescription& one) {
  nlohmann::ordered_json json{{"name", one.name},
                              {"unit", one.unit},
                              {"least", json_number(one.least)},
                              {"most", json_number(one.most)},
                              {"initial", json_number(one.initial)},
                              {"scale", scale_word(one.scale)}};
  if (!one.choices.empty()) {
    json["choices"] = nlohmann::ordered_json::array();
    for (const std::string_view word : one.choices) json["choices"].push_back(word);
  }
  json["step"] = one.step;
  json["changesLatency"] = one.changes_latency;
  return json;
}

}  // namespace

std::string effects_as_text(const Effects& effects) {
  std::ostringstream out;
  for (const EffectDescription* effect : effects) {
    out << effect->name << ": " << effect->title << ", up to " << effect->most_channels << " channels"
        << (effect->keyed ? ", may listen to a key" : "")
        << (effect->plays_file ? ", plays a sound file" : "") << '\n';
    std::size_t width = 0;
    for (const auto& one : effect->parameters) width = std::max(width, one.name.size());
    for (const auto& one : effect->parameters)
      out << "  " << one.name << std::string(width + 2 - one.name.size(), ' ') << range_of(one) << '\n';
  }
  return out.str();
}

std::string effects_as_json(const Effects& effects) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const EffectDescription* effect : effects) {
    nlohmann::ordered_json parameters = nlohmann::ordered_json::array();
    for (const auto& one : effect->parameters) parameters.push_back(parameter_json(one));
    all.push_back({{"name", effect->name},
                   {"title", effect->title},
                   {"mostChannels", effect->most_channels},
                   {"keyed", effect->keyed},
                   {"playsFile", effect->plays_file},
                   {"parameters", std::move(parameters)}});
  }
  return all.dump();
}

}  // namespace corelogic::cli
