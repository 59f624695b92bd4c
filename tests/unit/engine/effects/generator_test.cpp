// generator_test.cpp: each signal against its formula in double, its generator as published, or its spectrum.
#include "engine/effects/generator.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::generator;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

const Values kInitial = test::initial(parameter::kParameters);
constexpr double kTurn = 2 * std::numbers::pi;

Values of_kind(parameter::Kind kind, double level = 0) {
  return test::with(kInitial, {{parameter::kKind, kind}, {parameter::kLevel, level}});
}

Sound play(const Values& values, std::size_t frames, const std::vector<Move>& moves = {},
           std::size_t channels = 1, double rate = kRate) {
  Generator effect(rate);
  test::LaneRack rack(effect, static_cast<std::uint16_t>(channels), values, 2);
  return rack.run(Sound(channels, std::vector<float>(frames, 0.25F)), moves);
}

TEST(Generator, OffOrBypassedItPassesTheInputToTheBit) {
  const Sound in = test::stereo_noise(512);
  Generator effect(kRate);
  EXPECT_EQ(test::LaneRack(effect, 2, kInitial, 4).run(in), in);
  EXPECT_EQ(test::LaneRack(effect, 2, of_kind(parameter::kPink), 4, true).run(in), in);
}

TEST(Generator, ItsSineIsTheFormulaForAMinuteToMinus135Decibels) {
  for (const double hz : {20.0, 997.0, 1000.0, 19997.0}) {
    const std::size_t frames = 60 * 48000;
    const auto sine =
        play(test::with(of_kind(parameter::kSine, -6), {{parameter::kFrequency, hz}}), frames)[0];
    const double level = std::pow(10, -6.0 / 20);
    double error = 0;
    for (std::size_t f = frames - 48000; f < frames; ++f) {
      const double turns = std::fmod(hz * static_cast<double>(f), kRate) / kRate;
      error += std::pow(sine[f] / level - std::sin(kTurn * turns), 2);
    }
    // All that is not the sine together; so no single line of it is louder: SFDR > 120 dB.
    EXPECT_LT(10 * std::log10(error / 48000 * 2), -135) << hz;
  }
}

TEST(Generator, HasNoLineAbove120DecibelsBelowItsSine) {
  constexpr std::size_t kFrames = 65536;
  const double hz = 1365 * kRate / kFrames;  // a whole number of turns, so the spectrum has no leakage
  const auto frequency = static_cast<float>(hz);
  ASSERT_EQ(static_cast<double>(frequency), hz);
  const auto bins =
      test::spectrum(play(test::with(of_kind(parameter::kSine), {{parameter::kFrequency, hz}}), kFrames)[0]);
  double worst = 0;
  for (std::size_t k = 0; k < kFrames / 2; ++k)
    if (k != 1365) worst = std::max(worst, std::abs(bins[k]));
  EXPECT_LT(test::decibels(worst / std::abs(bins[1365])), -130);
}

TEST(Generator, AMovedFrequencyKeepsThePhase) {
  const auto sine = play(of_kind(parameter::kSine), 1024, {{512, parameter::kFrequency, 3000.0F}})[0];
  for (std::size_t f = 0; f < 1024; ++f) {
    const double turns = f < 512 ? 1000 * static_cast<double>(f) / kRate
                                 : (1000 * 512 + 3000 * static_cast<double>(f - 512)) / kRate;
    ASSERT_NEAR(sine[f], std::sin(kTurn * turns), 1e-6) << f;
  }
}

/// xoshiro128++ 1.0 and splitmix64 as their authors publish them.
struct Published {
  std::uint32_t s[4];
  explicit Published(std::uint64_t seed) {
    for (int i = 0; i < 4; i += 2) {
      std::uint64_t z = (seed += 0x9e3779b97f4a7c15);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
      z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
      z = z ^ (z >> 31);
      s[i] = static_cast<std::uint32_t>(z);
      s[i + 1] = static_cast<std::uint32_t>(z >> 32);
    }
  }
  std::uint32_t next() {
    const std::uint32_t result = std::rotl(s[0] + s[3], 7) + s[0];
    const std::uint32_t t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = std::rotl(s[3], 11);
    return result;
  }
};

TEST(Generator, ItsWhiteNoiseIsThePublishedGenerator) {
  const Sound noise = play(of_kind(parameter::kWhite), 1000, {}, 3);
  for (std::size_t c = 0; c < 3; ++c) {
    Published reference(c);
    for (std::size_t f = 0; f < 1000; ++f) {
      const auto whole = static_cast<std::int32_t>(reference.next()) >> 8;
      ASSERT_NEAR(noise[c][f], whole / 8388608.0 * std::sqrt(1.5), 1e-6) << c << " " << f;
    }
  }
}

TEST(Generator, WhiteNoiseIsFlatLevelAndDifferentInEachChannel) {
  constexpr std::size_t kFrames = 1U << 19U;
  const Sound noise = play(of_kind(parameter::kWhite, -20), kFrames, {}, 2);
  EXPECT_NEAR(test::decibels(test::rms(noise[0])), -20 - 10 * std::log10(2.0), 0.02);
  const auto bins = test::spectrum(noise[0]);
  const double density = test::band_power(bins, 100, 24000) / 23900;
  for (double low = 100; low < 20000; low *= 1.5) {
    const double spread = 4.34 / std::sqrt(low * 0.5 * kFrames / kRate);  // one sigma, dB
    EXPECT_NEAR(10 * std::log10(test::band_power(bins, low, low * 1.5) / (low * 0.5) / density), 0,
                4 * spread)
        << low;
  }
  double sum = 0;
  for (std::size_t f = 0; f < kFrames; ++f) sum += static_cast<double>(noise[0][f] * noise[1][f]);
  EXPECT_LT(std::abs(sum / kFrames / (test::rms(noise[0]) * test::rms(noise[1]))), 4 / std::sqrt(kFrames));
}

/// White and pink begin with the same seed, so pink over white is the filter, third of an octave by third.
TEST(Generator, PinkNoiseFallsBy3DecibelsAnOctaveFrom20HzTo20kHz) {
  constexpr std::size_t kFrames = 1U << 18U;
  for (const double rate : {44100.0, 48000.0, 96000.0, 192000.0}) {
    const auto white = test::spectrum(play(of_kind(parameter::kWhite), kFrames, {}, 1, rate)[0]);
    const auto pink = test::spectrum(play(of_kind(parameter::kPink), kFrames, {}, 1, rate)[0]);
    double least = 1e9, most = -1e9;
    for (double low = 20; low < 19999; low *= std::exp2(1.0 / 3)) {
      const double high = low * std::exp2(1.0 / 3);
      const double ratio = test::band_power(pink, low, high, rate) / test::band_power(white, low, high, rate);
      const double straight = 10 * std::log10(ratio * std::sqrt(low * high));
      least = std::min(least, straight);
      most = std::max(most, straight);
    }
    EXPECT_LT(most - least, 0.5) << rate;
  }
}

TEST(Generator, PinkNoiseHasTheAskedRms) {
  const auto pink = play(of_kind(parameter::kPink, -10), 1U << 20U)[0];
  EXPECT_NEAR(test::decibels(test::rms(pink)), -10 - 10 * std::log10(2.0), 0.15);
}

TEST(Generator, SweepsAsFarinaWritesItWithWholeTurnsAndBeginsAnewWithoutAStep) {
  const auto sweep = play(test::with(of_kind(parameter::kSweep), {{parameter::kSweepTime, 1}}), 2 * 48000)[0];
  const double rise = std::log(1000.0), turns = std::round(20 / rise);
  for (std::size_t f = 0; f < 48000; ++f) {
    const double phase = turns * std::expm1(static_cast<double>(f) / 48000 * rise);
    ASSERT_NEAR(sweep[f], std::sin(kTurn * std::fmod(phase, 1.0)), 1e-6) << f;
    ASSERT_NEAR(sweep[f + 48000], sweep[f], 1e-5) << f;
  }
}

TEST(Generator, ReplacesTheInputByACrossFadeAndSilencesTheOtherChannels) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Generator effect(kRate);
  test::LaneRack rack(effect, 2, kInitial);
  Sound in{std::vector<float>(2048, 0.5F), std::vector<float>(2048, 0.5F)};
  in[0][1500] = in[1][1600] = nan;
  const Sound out = rack.run(in, {{256, parameter::kChannel, 2},
                                  {256, parameter::kFrequency, 100},
                                  {256, parameter::kKind, parameter::kSine}});
  EXPECT_EQ(out[0][255], 0.5F);
  for (std::size_t f = 256 + 480; f < 2048; ++f) {
    ASSERT_EQ(out[0][f], 0.0F);
    ASSERT_NEAR(out[1][f], 0.1 * std::sin(kTurn * 100 * static_cast<double>(f - 256) / kRate), 1e-6);
  }
  EXPECT_LT(test::greatest_step(out[0]), 0.5F / 470);
  EXPECT_LT(test::greatest_step(out[1]), 0.5F / 470 + 0.0014F);
}

TEST(Generator, ChangesSignalAndLevelSoftly) {
  const auto out = play(test::with(of_kind(parameter::kSine, 0), {{parameter::kFrequency, 50}}), 4096,
                        {{512, parameter::kLevel, -40}, {1536, parameter::kLevel, 0}, {2560, kBypass, 1}})[0];
  EXPECT_LT(test::greatest_step(out), static_cast<float>(kTurn * 50 / kRate + 1.3 / 480));
  EXPECT_EQ(out.back(), 0.25F);
}

TEST(Generator, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = test::stereo_noise(2048, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        Generator effect(kRate);
        test::LaneRack rack(effect, 2, of_kind(parameter::kPink, -3), 8);
        return rack.run(in,
                        {{256, parameter::kKind, parameter::kSweep},
                         {768, parameter::kKind, parameter::kSine},
                         {1024, parameter::kFrequency, 440},
                         {1280, parameter::kKind, parameter::kWhite},
                         {1792, parameter::kKind, parameter::kOff}},
                        cuts);
      },
      0.0F);
}

TEST(Generator, AMovedStripGoesOnAsIfNothingHappened) {
  const Sound in = test::stereo_noise(1024, 7);
  for (const auto kind : {parameter::kSine, parameter::kWhite, parameter::kPink, parameter::kSweep}) {
    Generator a(kRate), b(kRate);
    test::LaneRack stays(a, 2, of_kind(kind), 2), goes(b, 2, kInitial, 8);
    (void)stays.run(in, {{768, parameter::kLevel, -20}});
    b.move_from(a, {2, 2}, {8, 2});
    EXPECT_EQ(goes.run(in), stays.run(in)) << kind;
  }
}

}  // namespace
}  // namespace corelogic::effects
