// chorus.h: the parameters of the chorus.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace chorus {
enum Parameter : std::uint16_t { kVoices, kRate, kDelay, kDepth, kSpread, kMix };
inline constexpr std::array<std::string_view, 3> kVoiceCounts{"2", "3", "4"};
inline constexpr double kMostDelayMs = 40.0;
inline constexpr double kMostDepthMs = 10.0;
inline constexpr std::array<ParameterDescription, 6> kParameters{{
    choice("voices", kVoiceCounts, 0),
    {"rate", "Hz", 0.01, 20, 0.6, Scale::kLogarithmic},
    {"delay", "ms", 1, kMostDelayMs, 12, Scale::kLinear},  // the shortest of a voice
    {"depth", "ms", 0, kMostDepthMs, 4, Scale::kLinear},   // how much longer it gets
    {"spread", "%", 0, 100, 100, Scale::kLinear},          // of the voices between left and right
    {"mix", "%", 0, 100, 50, Scale::kLinear},
}};
}  // namespace chorus

}  // namespace corelogic::vocabulary
