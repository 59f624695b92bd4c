// chorus_test.cpp: the voices against their formula, each in its place, and the range of their delays.
#include "engine/effects/chorus.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::chorus;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

constexpr double kTurn = 2 * std::numbers::pi;
const Values kInitial = test::initial(parameter::kParameters);
const Values kWet = test::with(kInitial, {{parameter::kMix, 100}});

PlanarSetup setup_of(const Values& values, std::size_t channels, bool bypass = false) {
  return {.sample_rate = kRate,
          .channels = static_cast<std::uint16_t>(channels),
          .values = values.data(),
          .bypass = bypass,
          .sound = {}};
}

Sound play(const Values& values, const Sound& in, const std::vector<Move>& moves = {}, bool bypass = false) {
  Chorus effect(setup_of(values, in.size(), bypass));
  return test::PlanarRack(effect).run(in, moves);
}

/// Gain of voice `v` of `voices` in channel `c` at full spread.
double gain(std::size_t v, std::size_t voices, std::size_t c) {
  const double places[3][4] = {{-1, 1}, {-1, 1, 0}, {-1, 1, -1.0 / 3, 1.0 / 3}};
  const double angle = (places[voices - 2][v] + 1) * kTurn / 8;
  return std::sqrt(2.0 / static_cast<double>(voices)) * (c == 0 ? std::cos(angle) : std::sin(angle));
}

TEST(Chorus, EachVoiceSwaysAsTheFormulaSays) {
  const double turns[] = {0, 0.5, 0.25, 0.75};
  for (const std::size_t voices : {2U, 3U, 4U}) {
    const Values values = test::with(kWet, {{parameter::kVoices, static_cast<double>(voices - 2)},
                                            {parameter::kRate, 1.5},
                                            {parameter::kDelay, 7.3},
                                            {parameter::kDepth, 3.1}});
    const Sound out = play(values, {test::sine(48000, 700), test::sine(48000, 700)});
    for (std::size_t f = 1000; f < 48000; ++f)
      for (std::size_t c = 0; c < 2; ++c) {
        double wanted = 0;
        for (std::size_t v = 0; v < voices; ++v) {
          const double wave = std::sin(kTurn * (1.5 * static_cast<double>(f) / kRate + turns[v]));
          const double delay = 48 * (7.3 + 3.1 * (1 + wave) / 2);
          wanted += gain(v, voices, c) * std::sin(kTurn * 700 * (static_cast<double>(f) - delay) / kRate);
        }
        ASSERT_NEAR(out[c][f], wanted, 3e-4) << voices << " " << c << " " << f;
      }
  }
}

TEST(Chorus, IsNeverEarlierThanItsDelayNorLaterThanItsDepthAllows) {
  const Values values =
      test::with(kWet, {{parameter::kRate, 20}, {parameter::kDelay, 5}, {parameter::kDepth, 10}});
  const Sound out = play(values, {test::impulse(4800, 256)});
  for (std::size_t f = 0; f < 4800; ++f)
    if (f < 256 + 240 - 3 || f > 256 + 240 + 480 + 4) {
      ASSERT_EQ(out[0][f], 0.0F) << f;
    }
}

TEST(Chorus, AtNoSpreadBothSidesAreAlikeAndOneChannelIsAlsoFine) {
  const Values values = test::with(kWet, {{parameter::kSpread, 0}, {parameter::kVoices, 2}});
  const auto noise = dsp::test::noise(4800, 3);
  const Sound out = play(values, {noise, noise});
  for (std::size_t f = 0; f < 4800; ++f) ASSERT_NEAR(out[0][f], out[1][f], 1e-6F);
  const Sound mono = play(kWet, {noise});
  const Sound same = play(test::with(kWet, {{parameter::kSpread, 0}}), {noise, noise});
  for (std::size_t f = 0; f < 4800; ++f) ASSERT_NEAR(mono[0][f], same[0][f], 1e-6F);
}

TEST(Chorus, DryOrBypassedIsTheInputToTheBit) {
  const Sound in = test::stereo_noise(4096);
  EXPECT_EQ(play(test::with(kInitial, {{parameter::kMix, 0}}), in), in);
  EXPECT_EQ(play(kInitial, in, {}, true), in);
}

TEST(Chorus, NothingClicksWhenAValueMoves) {
  const Sound in{test::sine(16384, 100, 0.3), test::sine(16384, 100, 0.3)};
  const auto expect_soft = [&](std::uint16_t moved, double value) {
    const Sound out = play(kWet, in, {{8192, moved, static_cast<float>(value)}});
    for (const auto& channel : out)
      EXPECT_LT(test::greatest_step(std::span(channel).subspan(4096)), 0.012F) << "parameter " << moved;
  };
  expect_soft(parameter::kVoices, 2);
  expect_soft(parameter::kRate, 3);
  expect_soft(parameter::kDelay, 30);
  expect_soft(parameter::kDepth, 0);
  expect_soft(parameter::kSpread, 0);
  expect_soft(parameter::kMix, 0);
  expect_soft(kBypass, 1);
}

TEST(Chorus, ForgetsANaNAndAnInfinity) {
  Sound in{std::vector<float>(4800, 0.0F), std::vector<float>(4800, 0.0F)};
  in[0][10] = std::numeric_limits<float>::quiet_NaN();
  in[1][11] = std::numeric_limits<float>::infinity();
  const Sound out = play(kInitial, in);
  for (std::size_t f = 12; f < 4800; ++f) ASSERT_EQ(out[0][f] + out[1][f], 0.0F) << f;
}

TEST(Chorus, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = test::stereo_noise(4096, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        const Values values = test::with(kInitial, {{parameter::kDelay, 1}, {parameter::kRate, 9}});
        Chorus effect(setup_of(values, 2));
        return test::PlanarRack(effect).run(in,
                                            {{256, parameter::kVoices, 2},
                                             {512, parameter::kDelay, 20},
                                             {768, parameter::kDepth, 9},
                                             {1024, parameter::kSpread, 30},
                                             {2048, kBypass, 1},
                                             {3072, kBypass, 0}},
                                            cuts);
      },
      0.0F);
}

}  // namespace
}  // namespace corelogic::effects
