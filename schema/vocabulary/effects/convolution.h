// convolution.h: the parameters of the convolution reverb.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace convolution {
enum Parameter : std::uint16_t { kMix, kGain, kPreDelay, kLowCut, kHighCut, kNormalise, kLength };
inline constexpr std::array<ParameterDescription, 7> kParameters{{
    {"mix", "%", 0, 100, 100, Scale::kLinear},                   // 100: wet only
    {"gain", "dB", -36, 12, 0, Scale::kDecibels},                // of the wet sound
    {"preDelay", "ms", 0, 250, 0, Scale::kLinear},               // of the wet sound
    {"lowCut", "Hz", 20, 2000, 20, Scale::kLogarithmic},         // 12 dB an octave; 20: off
    {"highCut", "Hz", 1000, 20000, 20000, Scale::kLogarithmic},  // 12 dB an octave; 20000: off
    on_off("normalise", true),  // on: noise comes out as loud as it went in; off: the response as it is
    {"length", "%", 5, 100, 100, Scale::kLinear, {}, false, /*makes_anew=*/true},  // how much of it
}};
}  // namespace convolution

}  // namespace corelogic::vocabulary
