// gate.h: the parameters of the gate, which is an expander at smaller ratios.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace gate {
enum Parameter : std::uint16_t {
  kThreshold,
  kHysteresis,
  kRange,
  kRatio,
  kAttack,
  kHold,
  kRelease,
  kLookahead,
  kKeyHighPass,
  kKeyLowPass,
  kListen,
  kMix
};
inline constexpr double kMostLookaheadMs = 10;
/// At this ratio it is a gate: closed is closed, by the whole range.
inline constexpr double kGateRatio = 100;
inline constexpr std::array<ParameterDescription, 12> kParameters{{
    {"threshold", "dB", -80, 0, -40, Scale::kDecibels},  // opens at this level
    {"hysteresis", "dB", 0, 24, 4, Scale::kLinear},      // closes this much below it
    {"range", "dB", 0, 100, 60, Scale::kLinear},         // most it takes away
    {"ratio", ":1", 1, kGateRatio, kGateRatio, Scale::kLogarithmic},
    {"attack", "ms", 0.05, 100, 1, Scale::kLogarithmic},   // opening
    {"hold", "ms", 0, 2000, 50, Scale::kLinear},           // open after the last loud sample
    {"release", "ms", 5, 4000, 100, Scale::kLogarithmic},  // closing
    {"lookahead", "ms", 0, kMostLookaheadMs, 0, Scale::kLinear, {}, /*changes_latency=*/true},
    {"keyHighPass", "Hz", 20, 2000, 20, Scale::kLogarithmic},      // of what the detector hears; 20: off
    {"keyLowPass", "Hz", 200, 20000, 20000, Scale::kLogarithmic},  // 20000: off
    on_off("listen", false),                                       // what the detector hears goes out
    {"mix", "%", 0, 100, 100, Scale::kLinear},
}};
inline std::uint32_t latency(std::span<const double> values, double sample_rate) {
  return frames_of_ms(values[kLookahead], sample_rate);
}
}  // namespace gate

}  // namespace corelogic::vocabulary
