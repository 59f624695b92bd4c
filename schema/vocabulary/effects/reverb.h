// reverb.h: the parameters of the reverb.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace reverb {
enum Parameter : std::uint16_t {
  kPreDelay,
  kDecay,
  kDamping,
  kSize,
  kWidth,
  kMix,
  kEarlyLevel,
  kModulation,
  kModulationRate,
  kFreeze,
  kLowCut,
};
inline constexpr std::array<ParameterDescription, 11> kParameters{{
    {"preDelay", "ms", 0, 250, 20, Scale::kLinear},
    {"decay", "s", 0.2, 20, 1.8, Scale::kLogarithmic},          // RT60 at low and middle frequencies
    {"damping", "Hz", 1000, 20000, 6000, Scale::kLogarithmic},  // above it the decay is faster
    {"size", "", 0.2, 1, 0.7, Scale::kLinear},                  // of the delay lines
    {"width", "", 0, 1, 1, Scale::kLinear},                     // 0 mono ... 1 wide
    {"mix", "%", 0, 100, 100, Scale::kLinear},                  // 100: wet only
    {"earlyLevel", "dB", kMinusInfinity, 12, kMinusInfinity, Scale::kDecibels},  // 0: as loud as the input
    {"modulation", "%", 0, 100, 0, Scale::kLinear},  // 100: delays move by half a millisecond up and down
    {"modulationRate", "Hz", 0.05, 5, 0.5, Scale::kLogarithmic},
    on_off("freeze", false),                              // holds what rings; nothing new comes in
    {"lowCut", "Hz", 20, 1000, 20, Scale::kLogarithmic},  // of the wet sound, 12 dB an octave; 20: off
}};
}  // namespace reverb

}  // namespace corelogic::vocabulary
