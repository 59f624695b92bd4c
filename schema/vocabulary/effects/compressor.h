// compressor.h: the parameters of the compressor.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace compressor {
enum Parameter : std::uint16_t {
  kThreshold,
  kRatio,
  kKnee,
  kAttack,
  kRelease,
  kMakeup,
  kDetector,
  kRmsWindow,
  kLookahead,
  kHold,
  kMix,
  kKeyHighPass,
  kKeyLowPass,
  kAutoMakeup,
  kListen
};
inline constexpr std::array<std::string_view, 2> kDetectors{"peak", "rms"};
inline constexpr double kMostLookaheadMs = 20;
inline constexpr std::array<ParameterDescription, 15> kParameters{{
    {"threshold", "dB", -60, 0, -18, Scale::kDecibels},
    {"ratio", ":1", 1, 20, 3, Scale::kLogarithmic},
    {"knee", "dB", 0, 24, 6, Scale::kLinear},
    {"attack", "ms", 0.1, 200, 10, Scale::kLogarithmic},
    {"release", "ms", 5, 2000, 120, Scale::kLogarithmic},
    {"makeup", "dB", -12, 24, 0, Scale::kDecibels},
    choice("detector", kDetectors, 0),
    {"rmsWindow", "ms", 1, 300, 10, Scale::kLogarithmic},  // time constant of the mean square
    {"lookahead", "ms", 0, kMostLookaheadMs, 0, Scale::kLinear, {}, /*changes_latency=*/true},
    {"hold", "ms", 0, 500, 0, Scale::kLinear},  // before the release begins
    {"mix", "%", 0, 100, 100, Scale::kLinear},
    {"keyHighPass", "Hz", 20, 2000, 20, Scale::kLogarithmic},      // of what the detector hears; 20: off
    {"keyLowPass", "Hz", 200, 20000, 20000, Scale::kLogarithmic},  // 20000: off
    on_off("autoMakeup", false),  // adds half of the reduction of a full-scale level
    on_off("listen", false),      // what the detector hears goes out
}};
inline std::uint32_t latency(std::span<const double> values, double sample_rate) {
  return frames_of_ms(values[kLookahead], sample_rate);
}
}  // namespace compressor

}  // namespace corelogic::vocabulary
