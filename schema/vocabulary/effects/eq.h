// eq.h: the parameters of the equaliser: eight bands, an output gain and a mix.
#pragma once

#include "schema/vocabulary/effects/description.h"

namespace corelogic::vocabulary {

namespace eq {
/// Parameter p of band b is b * kParametersPerBand + p; after the bands the output gain.
enum Parameter : std::uint16_t { kOn, kType, kFrequency, kGain, kQ, kSlope, kParametersPerBand };
inline constexpr std::uint16_t kBands = 8;
inline constexpr std::uint16_t kOutput = kBands * kParametersPerBand;
inline constexpr std::uint16_t kMix = kOutput + 1;

enum Type : std::uint8_t { kBell, kLowShelf, kHighShelf, kLowPass, kHighPass, kNotch, kBandPass };
inline constexpr std::array<std::string_view, 7> kTypes{"bell",     "lowShelf", "highShelf", "lowPass",
                                                        "highPass", "notch",    "bandPass"};
/// Of low and high pass, dB per octave, and the order of the filter that has it.
inline constexpr std::array<std::string_view, 6> kSlopes{"6dB", "12dB", "18dB", "24dB", "36dB", "48dB"};
inline constexpr std::array<std::uint8_t, 6> kOrders{1, 2, 3, 4, 6, 8};

using BandNames = std::array<std::string_view, kParametersPerBand>;
inline constexpr std::array<BandNames, kBands> kNames{{
    {"band1On", "band1Type", "band1Frequency", "band1Gain", "band1Q", "band1Slope"},
    {"band2On", "band2Type", "band2Frequency", "band2Gain", "band2Q", "band2Slope"},
    {"band3On", "band3Type", "band3Frequency", "band3Gain", "band3Q", "band3Slope"},
    {"band4On", "band4Type", "band4Frequency", "band4Gain", "band4Q", "band4Slope"},
    {"band5On", "band5Type", "band5Frequency", "band5Gain", "band5Q", "band5Slope"},
    {"band6On", "band6Type", "band6Frequency", "band6Gain", "band6Q", "band6Slope"},
    {"band7On", "band7Type", "band7Frequency", "band7Gain", "band7Q", "band7Slope"},
    {"band8On", "band8Type", "band8Frequency", "band8Gain", "band8Q", "band8Slope"},
}};

/// What a band is before anybody turns it on.
struct Initial {
  Type type;
  double frequency;
  double q;
};
inline constexpr double kButterworth = 0.7071;
inline constexpr std::array<Initial, kBands> kInitial{{
    {kHighPass, 30, kButterworth},
    {kLowShelf, 100, kButterworth},
    {kBell, 200, 1},
    {kBell, 500, 1},
    {kBell, 1250, 1},
    {kBell, 3150, 1},
    {kHighShelf, 8000, kButterworth},
    {kLowPass, 18000, kButterworth},
}};

[[nodiscard]] constexpr std::array<ParameterDescription, kMix + 1> describe() {
  std::array<ParameterDescription, kMix + 1> all{};
  for (std::size_t b = 0; b < kBands; ++b) {
    ParameterDescription* band = all.data() + b * kParametersPerBand;
    band[kOn] = on_off(kNames[b][kOn], false);
    band[kType] = choice(kNames[b][kType], kTypes, kInitial[b].type);
    band[kFrequency] = {kNames[b][kFrequency], "Hz", 20, 20000, kInitial[b].frequency, Scale::kLogarithmic};
    band[kGain] = {kNames[b][kGain], "dB", -24, 24, 0, Scale::kDecibels};  // of bell and shelves
    band[kQ] = {kNames[b][kQ], "", 0.1, 30, kInitial[b].q, Scale::kLogarithmic};
    band[kSlope] = choice(kNames[b][kSlope], kSlopes, 1);  // of low and high pass
  }
  all[kOutput] = {"output", "dB", -24, 24, 0, Scale::kDecibels};
  all[kMix] = {"mix", "%", 0, 100, 100, Scale::kLinear};
  return all;
}
inline constexpr auto kParameters = describe();
}  // namespace eq

}  // namespace corelogic::vocabulary
