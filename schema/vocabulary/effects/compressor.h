// compressor.h: the parameters of the compressor.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace compressor {
enum Parameter : std::uint16_t { kThreshold, kRatio, kKnee, kAttack, kRelease, kMakeup };
inline constexpr std::array<ParameterDescription, 6> kParameters{{
    {"threshold", "dB", -60, 0, -18, Scale::kDecibels},
    {"ratio", ":1", 1, 20, 3, Scale::kLogarithmic},
    {"knee", "dB", 0, 24, 6, Scale::kLinear},
    {"attack", "ms", 0.1, 200, 10, Scale::kLogarithmic},
    {"release", "ms", 5, 2000, 120, Scale::kLogarithmic},
    {"makeup", "dB", -12, 24, 0, Scale::kDecibels},
}};
}  // namespace compressor

}  // namespace corelogic::vocabulary
