// saturation.h: the parameters of the saturation, and how late it is.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace saturation {
enum Parameter : std::uint16_t { kCurve, kDrive, kMix, kOutput, kOversampling };
enum Curve : std::uint8_t { kSoft, kTape, kTube, kHard, kFold };
inline constexpr std::array<std::string_view, 5> kCurves{"soft", "tape", "tube", "hard", "fold"};
inline constexpr std::array<std::string_view, 4> kFactors{"off", "2x", "4x", "8x"};
/// Of each factor, frames: its filters have linear phase and are as long as it takes to make this whole.
inline constexpr std::array<std::uint32_t, 4> kLatencies{0, 33, 38, 40};

inline constexpr std::array<ParameterDescription, 5> kParameters{{
    choice("curve", kCurves, kSoft),
    {"drive", "dB", 0, 36, 6, Scale::kDecibels},
    {"mix", "%", 0, 100, 100, Scale::kLinear},
    {"output", "dB", -24, 12, 0, Scale::kDecibels},  // of the saturated sound
    choice("oversampling", kFactors, 1, /*changes_latency=*/true),
}};

[[nodiscard]] inline std::uint32_t latency(std::span<const double> values, double /*sample_rate*/) {
  return kLatencies[static_cast<std::size_t>(values[kOversampling])];
}
}  // namespace saturation

}  // namespace corelogic::vocabulary
