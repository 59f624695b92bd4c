// strip.h: the parameters of what every strip has: fader, pan, output. Only the compiler makes them.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace fader {
enum Parameter : std::uint16_t { kVolume, kMute, kBalance };
inline constexpr std::array<ParameterDescription, 3> kParameters{{
    {"volume", "dB", kMinusInfinity, 12, 0, Scale::kDecibels},
    on_off("mute", false),                      // on: silent by mute, or by another's solo
    {"balance", "", -1, 1, 0, Scale::kLinear},  // stereo_balance; used by strips without a pan node
}};
}  // namespace fader
namespace pan {
enum Parameter : std::uint16_t { kPan };
inline constexpr std::array<ParameterDescription, 1> kParameters{{{"pan", "", -1, 1, 0, Scale::kLinear}}};
}  // namespace pan
namespace output {
enum Parameter : std::uint16_t {
  kLevel,
  kMute,
  kBalance,
  kMonitorLevel,
  kDim,
  kMonitorDim,
  kMonitorCut,
  kDimLevel,
  kMonitorDimLevel
};
inline constexpr std::array<ParameterDescription, 9> kParameters{{
    {"level", "dB", kMinusInfinity, 12, 0, Scale::kDecibels},
    on_off("mute", false),
    {"balance", "", -1, 1, 0, Scale::kLinear},
    {"monitorLevel", "dB", kMinusInfinity, 12, 0, Scale::kDecibels},  // relative to the main output
    on_off("dim", false),                                             // the main output softer by dimLevel
    on_off("monitorDim", false),
    on_off("monitorCut", false),
    {"dimLevel", "dB", -60, 0, -20, Scale::kDecibels},
    {"monitorDimLevel", "dB", -60, 0, -20, Scale::kDecibels},
}};
}  // namespace output

}  // namespace corelogic::vocabulary
