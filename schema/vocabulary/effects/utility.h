// utility.h: the parameters of the utility: gain, polarity, alignment and stereo matrix.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace utility {
enum Parameter : std::uint16_t { kGain, kPolarity, kDelay, kMode, kWidth, kMono, kDcFilter, kMix };
enum Polarity : std::uint8_t { kNormal, kLeft, kRight, kBoth };
enum Mode : std::uint8_t { kStereo, kMidSideEncode, kMidSideDecode, kSwap, kLeftOnly, kRightOnly };
inline constexpr std::array<std::string_view, 4> kPolarities{"normal", "left", "right", "both"};
inline constexpr std::array<std::string_view, 6> kModes{"stereo", "midSideEncode", "midSideDecode",
                                                        "swap",   "leftOnly",      "rightOnly"};
/// Frames: 100 ms at 48 kHz, 34 m of air. A delay that is wanted; no latency that anyone compensates.
inline constexpr std::uint32_t kMostDelay = 4800;

inline constexpr std::array<ParameterDescription, 8> kParameters{{
    {"gain", "dB", kMinusInfinity, 24, 0, Scale::kDecibels},
    choice("polarity", kPolarities, kNormal),  // both: every channel of the strip
    counted("delay", "frames", 0, kMostDelay, 0),
    choice("mode", kModes, kStereo),              // leftOnly: the left channel on both sides
    {"width", "%", 0, 200, 100, Scale::kLinear},  // of the first two channels; mode too
    on_off("mono", false),                        // every channel becomes the average of all
    on_off("dcFilter", false),                    // first order, 5 Hz
    {"mix", "%", 0, 100, 100, Scale::kLinear},
}};
}  // namespace utility

}  // namespace corelogic::vocabulary
