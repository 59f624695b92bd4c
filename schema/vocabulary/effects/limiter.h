// limiter.h: the parameters of the brick-wall limiter.
#pragma once

#include <algorithm>

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace limiter {
enum Parameter : std::uint16_t { kCeiling, kLookahead, kRelease, kAutoRelease, kTruePeak, kMix };
inline constexpr double kMostLookaheadMs = 10;
inline constexpr std::array<ParameterDescription, 6> kParameters{{
    {"ceiling", "dB", -24, 0, -1, Scale::kDecibels},  // dBTP with truePeak, else dBFS
    {"lookahead", "ms", 1, kMostLookaheadMs, 5, Scale::kLinear, {}, /*changes_latency=*/true},
    {"release", "ms", 1, 1000, 60, Scale::kLogarithmic},
    on_off("autoRelease", true),                // slower the longer it has been limiting, up to ten times
    on_off("truePeak", true),                   // hears the wave between the samples
    {"mix", "%", 0, 100, 100, Scale::kLinear},  // below 100 the ceiling does not hold
}};
/// Never below what the filter between the samples needs.
inline constexpr std::uint32_t kLeastLookahead = 8;
inline std::uint32_t latency(std::span<const double> values, double sample_rate) {
  return std::max(kLeastLookahead, frames_of_ms(values[kLookahead], sample_rate));
}
}  // namespace limiter

}  // namespace corelogic::vocabulary
