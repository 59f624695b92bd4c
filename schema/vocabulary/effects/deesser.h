// deesser.h: the parameters of the de-esser.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace deesser {
enum Parameter : std::uint16_t { kMode, kFrequency, kThreshold, kRange, kAttack, kRelease, kListen, kMix };
inline constexpr std::array<std::string_view, 2> kModes{"split", "wide"};
inline constexpr std::array<ParameterDescription, 8> kParameters{{
    choice("mode", kModes, 0),  // takes from the band above the frequency, or from all
    {"frequency", "Hz", 2000, 12000, 6000, Scale::kLogarithmic},  // sibilance is above it
    {"threshold", "dB", -40, 0, -12, Scale::kDecibels},  // of the sibilance, relative to the whole sound
    {"range", "dB", 0, 24, 12, Scale::kLinear},          // most it takes away
    {"attack", "ms", 0.1, 50, 1, Scale::kLogarithmic},
    {"release", "ms", 5, 500, 60, Scale::kLogarithmic},
    on_off("listen", false),  // what the detector hears goes out
    {"mix", "%", 0, 100, 100, Scale::kLinear},
}};
}  // namespace deesser

}  // namespace corelogic::vocabulary
