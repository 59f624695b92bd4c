// generator.h: the parameters of the test generator.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace generator {
enum Parameter : std::uint16_t { kKind, kFrequency, kLevel, kSweepTime, kChannel, kMix };
enum Kind : std::uint8_t { kOff, kSine, kWhite, kPink, kSweep };
inline constexpr std::array<std::string_view, 5> kKinds{"off", "sine", "white", "pink", "sweep"};
inline constexpr std::array<std::string_view, 17> kChannels{
    "all", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"};
/// Where the sweep begins, and the end it has wherever the sample rate allows.
inline constexpr double kSweepFrom = 20.0;
inline constexpr double kSweepTo = 20000.0;

inline constexpr std::array<ParameterDescription, 6> kParameters{{
    choice("kind", kKinds, kOff),                              // anything but off replaces the input
    {"frequency", "Hz", 1, 20000, 1000, Scale::kLogarithmic},  // of the sine
    {"level", "dB", -120, 0, -20, Scale::kDecibels},           // RMS; a full-scale sine is 0 dB
    {"sweepTime", "s", 0.1, 60, 10, Scale::kLogarithmic},      // from 20 Hz to 20 kHz; then again
    choice("channel", kChannels, 0),                           // the others of the strip are silent
    {"mix", "%", 0, 100, 100, Scale::kLinear},                 // below 100 the input is heard beside
}};
}  // namespace generator

}  // namespace corelogic::vocabulary
