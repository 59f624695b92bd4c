// fade_law.h: how a value moves when it is given time: as the ear or the scale of its knob has it. Switches,
// choices and what changes a latency do not move, they step.  Side: control; pure.
#pragma once

#include <cstdint>
#include <optional>

#include "schema/messages/engine.h"

namespace corelogic::building {

enum class FadeLaw : std::uint8_t {
  kDecibels,     ///< straight in dB down to kFadeFloor, from there straight in gain to silence
  kLogarithmic,  ///< the same ratio in the same time; straight where a value is not above 0
  kLinear,
};

/// Below so many dB a fade is straight in gain: it reaches silence, and without a corner.
inline constexpr double kFadeFloor = -60.0;

/// By which law this value of `node` moves; nullopt: it steps.  Requires: the node accepts the value.
[[nodiscard]] std::optional<FadeLaw> fade_law(const messages::Node& node,
                                              const messages::ParameterValue& value);

/// Between two values that this value of `node` may have on its way, counted from where it begins; 0: any.
/// Requires: as fade_law.
[[nodiscard]] double fade_step(const messages::Node& node, const messages::ParameterValue& value);

/// The value when `share` of the way from `from` to `to` is gone, 0 ... 1.
[[nodiscard]] double faded(FadeLaw law, double from, double to, double share);

}  // namespace corelogic::building
