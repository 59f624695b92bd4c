// flanger.h: the parameters of the flanger.
#pragma once

#include "schema/vocabulary/effects/description.h"
#include "schema/vocabulary/effects/note_values.h"

namespace corelogic::vocabulary {

namespace flanger {
enum Parameter : std::uint16_t { kRate, kSync, kDelay, kDepth, kFeedback, kStereoPhase, kThroughZero, kMix };
inline constexpr double kMostDelayMs = 10.0;
inline constexpr double kMostDepthMs = 10.0;
/// How late the dry sound is when the wet one sweeps through it.
inline constexpr double kThroughZeroMs = 5.0;

[[nodiscard]] constexpr std::uint32_t latency(std::span<const double> values, double sample_rate) {
  return values[kThroughZero] != 0.0 ? frames_of_ms(kThroughZeroMs, sample_rate) : 0;
}

inline constexpr std::array<ParameterDescription, 8> kParameters{{
    {"rate", "Hz", 0.01, 20, 0.25, Scale::kLogarithmic},           // unless sync
    choice("sync", kNoteValues, 0),                                // one wave a note
    {"delay", "ms", 0.1, kMostDelayMs, 0.5, Scale::kLogarithmic},  // the shortest
    {"depth", "ms", 0, kMostDepthMs, 4, Scale::kLinear},           // how much longer it gets
    {"feedback", "%", -95, 95, 40, Scale::kLinear},
    {"stereoPhase", "", 0, 180, 90, Scale::kLinear},         // degrees; right is ahead
    on_off("throughZero", false, /*changes_latency=*/true),  // dry is 5 ms late, wet passes it
    {"mix", "%", 0, 100, 50, Scale::kLinear},                // 50: deepest notches
}};
}  // namespace flanger

}  // namespace corelogic::vocabulary
