// fade_law.cpp: see fade_law.h.  Side: control; pure.
#include "engine/building/fade_law.h"

#include <cmath>
#include <numbers>
#include <variant>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

constexpr double kNepers = 20.0 / std::numbers::ln10;  // dB of a factor of e: 8.69

/// A scale on which a fade is straight: dB above the floor; below it gain, with the same slope at the floor,
/// where d(dB)/dg = kNepers / g. Silence lies kNepers below the floor.
double to_scale(double level) {
  if (level >= kFadeFloor) return level;
  return kFadeFloor + kNepers * (std::pow(10.0, (level - kFadeFloor) / 20.0) - 1.0);
}

double from_scale(double place) {
  if (place >= kFadeFloor) return place;
  return kFadeFloor + 20.0 * std::log10(std::fmax(0.0, 1.0 + (place - kFadeFloor) / kNepers));
}

/// Requires: a parameter of the node's effect.
const vocabulary::ParameterDescription& description_of(const messages::Node& node,
                                                       const messages::ParameterValue& value) {
  const auto* fx = std::get_if<messages::FxNode>(&node.kind);
  const auto* effect = vocabulary::find_effect(fx == nullptr ? "output" : std::string_view(fx->effect));
  return effect->parameters[value.parameter];
}

}  // namespace

std::optional<FadeLaw> fade_law(const messages::Node& node, const messages::ParameterValue& value) {
  using vocabulary::Scale;
  if (value.edge.valid())
    return value.parameter == messages::kEdgeLevel ? FadeLaw::kDecibels : FadeLaw::kLinear;
  if (value.parameter == messages::kBypassParameter) return std::nullopt;
  const vocabulary::ParameterDescription& parameter = description_of(node, value);
  if (parameter.needs_graph()) return std::nullopt;
  switch (parameter.scale) {
    case Scale::kDecibels:
      return FadeLaw::kDecibels;
    case Scale::kLogarithmic:
      return FadeLaw::kLogarithmic;
    case Scale::kLinear:
      return FadeLaw::kLinear;
    case Scale::kSwitch:
    case Scale::kChoice:
      break;
  }
  return std::nullopt;
}

double fade_step(const messages::Node& node, const messages::ParameterValue& value) {
  return value.edge.valid() || value.parameter == messages::kBypassParameter
             ? 0.0
             : description_of(node, value).step;
}

double faded(FadeLaw law, double from, double to, double share) {
  if (share <= 0.0) return from;
  if (share >= 1.0) return to;
  if (law == FadeLaw::kDecibels) {
    const double begin = to_scale(from);
    return from_scale(begin + (to_scale(to) - begin) * share);
  }
  if (law == FadeLaw::kLogarithmic && from > 0.0 && to > 0.0) return from * std::pow(to / from, share);
  return from + (to - from) * share;
}

}  // namespace corelogic::building
