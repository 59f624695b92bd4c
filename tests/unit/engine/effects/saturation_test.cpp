// saturation_test.cpp: the curves by their formulas and series, the aliases, the filters, and the latency.
#include "engine/effects/saturation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/effects/registry.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/saturation_rack.h"

namespace corelogic::effects {
namespace {

namespace saturation = vocabulary::saturation;
using dsp::test::LaneBuffer;
using test::Complex;
using test::decibels;
using test::SaturationRack;
using test::SaturationValues;

constexpr double kRate = 48000;
constexpr double kPi = std::numbers::pi;

class Saturate : public ::testing::Test {
 protected:
  void TearDown() override { dsp::force_target(""); }
};

double curve(std::size_t which, double x) {
  switch (which) {
    case saturation::kSoft:
      return std::tanh(x);
    case saturation::kTape:
      return x / std::sqrt(1 + x * x);
    case saturation::kTube:
      return (std::tanh(x + 0.3) - std::tanh(0.3)) * std::pow(std::cosh(0.3), 2);
    case saturation::kHard:
      return std::clamp(x, -1.0, 1.0);
    default:
      return 2 / kPi * std::asin(std::sin(kPi / 2 * x));
  }
}

TEST_F(Saturate, FollowsTheFormulaOfEachCurve) {
  constexpr std::uint32_t kFrames = 4001;
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    for (const float drive : {0.0F, 12.0F, 36.0F}) {
      SaturationRack rack;
      LaneBuffer in(kFrames), out(kFrames);
      for (std::size_t l = 0; l < kLanes; ++l) {
        rack.begin(l, {static_cast<float>(l % 5), drive, 100, 0, 0});
        for (std::uint32_t f = 0; f < kFrames; ++f)
          in[f][l] = (f % 2 == 0 ? 1.0F : -1.0F) * static_cast<float>(f) / 2000.0F;
      }
      rack.run(in.get(), out.get(), kFrames);
      const double gain = std::pow(10.0, static_cast<double>(drive) / 20);
      for (std::size_t l = 0; l < kLanes; ++l) {
        double mean = 0;
        for (std::uint32_t f = 0; f < kFrames; ++f) {
          double wanted = curve(l % 5, gain * static_cast<double>(in[f][l]));
          if (l % 5 == saturation::kTube) {
            mean += -std::expm1(-2 * kPi * 5 / kRate) * (wanted - mean);
            wanted -= mean;
          }
          ASSERT_NEAR(out[f][l], wanted, l % 5 < saturation::kTube ? 1e-6 : 1e-5) << name << " " << in[f][l];
        }
      }
    }
  }
}

TEST_F(Saturate, RoundsTheTubesHalfWavesUnequallyAndTakesTheirMeanAway) {
  constexpr std::uint32_t kFrames = 96000;
  SaturationRack rack;
  LaneBuffer sound(kFrames), one(1);
  for (std::size_t l = 0; l < kLanes; ++l) {
    rack.begin(l, {saturation::kTube, 12, 100, 0, static_cast<float>(l % 4)});
    for (std::uint32_t f = 0; f < kFrames; ++f)
      sound[f][l] = static_cast<float>(std::sin(2 * kPi * 0.01 * f));
  }
  rack.run(sound.get(), sound.get(), kFrames);
  for (std::size_t l = 0; l < 4; ++l) {
    double mean = 0, most = 0, least = 0;
    for (std::uint32_t f = kFrames - 10000; f < kFrames; ++f) {
      mean += static_cast<double>(sound[f][l]) / 10000;
      most = std::max(most, static_cast<double>(sound[f][l]));
      least = std::min(least, static_cast<double>(sound[f][l]));
    }
    EXPECT_LT(std::abs(mean), 1e-4);
    // Of a square wave nothing of the difference would be left; of this sine some is.
    EXPECT_NEAR(most - least, curve(saturation::kTube, 3.98) - curve(saturation::kTube, -3.98),
                l == 0 ? 0.01 : 0.3);
    const Complex second = test::spectrum(sound, l, 48000, 960, kRate) / 24000.0;
    EXPECT_GT(decibels(std::abs(second)), -30);
  }
  // One frame after silence: the formula itself, less the first step of the mean.
  rack.begin(0, {saturation::kTube, 0, 100, 0, 0});
  one[0][0] = -0.8F;
  rack.run(one.get(), one.get(), 1);
  EXPECT_NEAR(one[0][0], curve(saturation::kTube, -0.8), 1e-3);
}

/// Amplitude of harmonic n (odd) of a sine of amplitude g clipped at 1.
double clipped_harmonic(double g, int n) {
  const double theta = std::asin(1 / g);
  if (n == 1) return 2 / kPi * (g * theta + std::sqrt(1 - 1 / (g * g)));
  const double rising = 0.5 * (std::sin((n - 1) * theta) / (n - 1) - std::sin((n + 1) * theta) / (n + 1));
  return 4 / kPi * (g * rising + std::cos(n * theta) / n);
}

TEST_F(Saturate, HasTheHarmonicsOfTheFourierSeries) {
  constexpr std::uint32_t kFrames = 12000;
  constexpr double kHertz = 500;
  LaneBuffer sound(kFrames + 4800), steady(kFrames);
  SaturationRack rack;
  const double gain = std::pow(10.0, 12.0 / 20);
  for (std::size_t l = 0; l < kLanes; ++l) {
    rack.begin(l, {saturation::kHard, 12, 100, 0, static_cast<float>(l % 4)});
    for (std::uint32_t f = 0; f < kFrames + 4800; ++f)
      sound[f][l] = static_cast<float>(std::sin(2 * kPi * kHertz * f / kRate));
  }
  rack.run(sound.get(), sound.get(), kFrames + 4800);
  std::copy(sound[4800], sound[4800] + kFrames * kLanes, steady[0]);
  for (std::size_t l = 1; l < 4; ++l)
    for (int n = 1; n <= 39; n += 2) {
      const double heard = std::abs(test::spectrum(steady, l, kFrames, n * kHertz, kRate)) * 2 / kFrames;
      // What is folded down falls on the harmonics too: 96 is a whole number of them.
      const double folded = l == 1 ? 4e-3 : l == 2 ? 1e-3 : 3e-4;
      EXPECT_NEAR(heard, std::abs(clipped_harmonic(gain, n)), folded) << (1 << l) << "x, harmonic " << n;
    }
}

/// Energy of what is no harmonic, below 20 kHz, dB to the fundamental of a full-scale sine driven by 24 dB; a
/// factor a lane. Eight rounds, so that the tube's mean has come to rest.
std::array<double, 4> aliases(float curve_index, double hertz) {
  constexpr std::uint32_t kLength = 8192, kBefore = 7 * kLength;
  const auto bin = static_cast<std::size_t>(hertz * kLength / kRate) | 1U;
  LaneBuffer sound(kBefore + kLength);
  SaturationRack rack;
  for (std::size_t l = 0; l < 4; ++l) rack.begin(l, {curve_index, 24, 100, 0, static_cast<float>(l)});
  for (std::uint32_t f = 0; f < kBefore + kLength; ++f)
    std::fill_n(sound[f], 4,
                static_cast<float>(std::sin(2 * kPi * static_cast<double>(bin) / kLength *
                                            static_cast<double>(f % kLength))));
  rack.run(sound.get(), sound.get(), kBefore + kLength);
  std::array<double, 4> heard{};
  for (std::size_t l = 0; l < 4; ++l) {
    std::vector<Complex> x(kLength);
    for (std::uint32_t f = 0; f < kLength; ++f) x[f] = static_cast<double>(sound[kBefore + f][l]);
    test::transform(x);
    double energy = 0;
    for (std::size_t k = 1; k < static_cast<std::size_t>(20000.0 * kLength / kRate); ++k)
      if (k % bin != 0) energy += std::norm(x[k]);
    heard[l] = decibels(std::sqrt(energy) / std::abs(x[bin]));
  }
  return heard;
}

TEST_F(Saturate, KeepsTheEnergyOfAliasesDownTheMoreTheHigherTheFactor) {
  const auto below = [](float curve_index, double hertz, std::array<double, 4> bounds) {
    const auto heard = aliases(curve_index, hertz);
    for (std::size_t i = 0; i < 4; ++i) {
      RecordProperty("alias_" + std::string(saturation::kCurves[static_cast<std::size_t>(curve_index)]) +
                         "_" + std::to_string(static_cast<int>(hertz)) + "_" +
                         std::string(saturation::kFactors[i]),
                     std::to_string(heard[i]));
      EXPECT_LT(heard[i], bounds[i]) << curve_index << " " << hertz << " Hz " << saturation::kFactors[i];
    }
  };
  // Without filters a harmonic above Nyquist falls back at its own strength; near a square wave as 1 / n, of
  // a folded one the strongest is near 1.6 times the drive. Half a decibel above what was measured.
  below(saturation::kSoft, 5000, {-13.4, -24, -39.8, -72.5});
  below(saturation::kTape, 5000, {-14.2, -24.8, -38.6, -63});
  below(saturation::kTube, 5000, {-13.4, -23.9, -40.1, -73.3});
  below(saturation::kHard, 5000, {-12.4, -21.4, -35, -44.7});
  below(saturation::kFold, 5000, {11.5, 9.3, -12.7, -15.4});
  below(saturation::kSoft, 15000, {-7.9, -16, -23.7, -35});
}

TEST_F(Saturate, IsFlatToTwentyKilohertzAndAsLateAsItSays) {
  constexpr std::uint32_t kFrames = 1024;
  const auto* description = vocabulary::find_effect("saturation");
  ASSERT_NE(description, nullptr);
  ASSERT_NE(find_maker("saturation"), nullptr);
  EXPECT_TRUE(description->parameters[saturation::kOversampling].changes_latency);
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    SaturationRack rack;
    LaneBuffer in(kFrames), out(kFrames);
    for (std::size_t l = 0; l < kLanes; ++l)
      rack.begin(l, {saturation::kHard, 0, 100, 0, static_cast<float>(l % 4)});
    std::fill_n(in[100], kLanes, 0.5F);
    rack.run(in.get(), out.get(), kFrames);
    for (std::size_t l = 0; l < 4; ++l) {
      const std::vector<double> values{saturation::kHard, 0, 100, 0, static_cast<double>(l)};
      const std::uint32_t late = description->latency_frames(values, kRate);
      std::uint32_t peak = 0;
      for (std::uint32_t f = 0; f < kFrames; ++f)
        if (out[f][l] > out[peak][l]) peak = f;
      EXPECT_EQ(peak, 100 + late) << name;
      for (std::uint32_t i = 1; i < 40; ++i)  // linear phase
        ASSERT_NEAR(out[peak - i][l], out[peak + i][l], 1e-7) << name << " " << i;
      for (const double hz : test::audible(40))
        ASSERT_NEAR(decibels(std::abs(test::spectrum(out, l, kFrames, hz, kRate)) * 2), 0, 0.01)
            << name << " " << hz;
    }
  }
}

TEST_F(Saturate, MixesADryThatIsAsLateAndBypassesToTheBit) {
  constexpr std::uint32_t kFrames = 4096;
  SaturationRack rack;
  LaneBuffer in(kFrames), out(kFrames);
  const auto noise = dsp::test::noise(kFrames * kLanes, 5, 0.5F);
  for (std::size_t l = 0; l < kLanes; ++l) {
    const bool sine = l >= 4 && l < 8;
    rack.begin(l, {saturation::kHard, 0, sine ? 50.0F : 100.0F, 0, static_cast<float>(l % 4)}, l < 4);
    for (std::uint32_t f = 0; f < kFrames; ++f)
      in[f][l] = sine ? static_cast<float>(0.5 * std::sin(0.8 * f)) : noise[f * kLanes + l];
  }
  rack.set(9, kBypass, 1);
  rack.run(in.get(), out.get(), kFrames);
  for (std::size_t l = 0; l < 10; ++l) {
    if (l == 8) continue;
    const std::uint32_t late = saturation::kLatencies[l % 4];
    for (std::uint32_t f = 600; f < kFrames; ++f)
      ASSERT_NEAR(out[f][l], in[f - late][l], l >= 4 && l < 8 ? 2e-5 : 0) << l << " " << f;
  }
}

}  // namespace
}  // namespace corelogic::effects
