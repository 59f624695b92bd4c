// input_stage.h: the parameters of what a strip does to its signal before the inserts: trim, polarity, high-pass
// and delay. Only the compiler makes it, and only where something of it is not neutral.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace input_stage {
enum Parameter : std::uint16_t { kTrim, kPolarity, kHighPass, kDelay };
/// In the order of vocabulary::Polarity.
inline constexpr std::array<std::string_view, 4> kPolarities{"normal", "left", "right", "both"};
inline constexpr std::array<ParameterDescription, 4> kParameters{{
    {"trim", "dB", -36, 36, 0, Scale::kDecibels},
    choice("polarity", kPolarities, 0),
    {"highPass", "Hz", 0, 1000, 0, Scale::kLinear},  // 0: off, and nothing between 0 and 20; 12 dB/octave
    {"delay", "ms", 0, 500, 0, Scale::kLinear},      // meant to be heard: not compensated
}};
inline constexpr double kLeastHighPass = 20;
}  // namespace input_stage

}  // namespace corelogic::vocabulary
