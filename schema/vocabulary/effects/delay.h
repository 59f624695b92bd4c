// delay.h: the parameters of the delay.
#pragma once

#include "schema/vocabulary/effects/description.h"
#include "schema/vocabulary/effects/note_values.h"

namespace corelogic::vocabulary {

namespace delay {
enum Parameter : std::uint16_t {
  kTime,
  kSync,
  kOffset,
  kFeedback,
  kPingPong,
  kLowCut,
  kHighCut,
  kModRate,
  kModDepth,
  kMix
};
inline constexpr double kMostSeconds = 4.0;
inline constexpr double kMostOffsetMs = 100.0;
inline constexpr double kMostModulationMs = 10.0;
inline constexpr double kLowCutOff = 10.0;      ///< here the filter is out of the way
inline constexpr double kHighCutOff = 20000.0;  ///< and here
inline constexpr std::array<ParameterDescription, 10> kParameters{{
    {"time", "ms", 1, 1000 * kMostSeconds, 375, Scale::kLogarithmic},  // unless sync
    choice("sync", kNoteValues, 0),  // a note longer than 4 s is halved until it is not
    {"offset", "ms", -kMostOffsetMs, kMostOffsetMs, 0, Scale::kLinear},  // > 0: right later; < 0: left
    {"feedback", "%", 0, 110, 35, Scale::kLinear},  // above 100 it grows until it saturates
    on_off("pingPong", false),                      // both channels into the left, then to and fro
    {"lowCut", "Hz", kLowCutOff, 2000, 80, Scale::kLogarithmic},     // in the feedback; 10: off
    {"highCut", "Hz", 500, kHighCutOff, 8000, Scale::kLogarithmic},  // in the feedback; 20000: off
    {"modRate", "Hz", 0.01, 20, 0.5, Scale::kLogarithmic},
    {"modDepth", "ms", 0, kMostModulationMs, 0, Scale::kLinear},  // longest extra delay
    {"mix", "%", 0, 100, 30, Scale::kLinear},
}};
}  // namespace delay

}  // namespace corelogic::vocabulary
