// utility_test.cpp: each switch against its matrix, the filter against its formula, and no click anywhere.
#include "engine/effects/utility.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::utility;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

const Values kInitial = test::initial(parameter::kParameters);

Sound play(const Values& values, const Sound& in, const std::vector<Move>& moves = {}, bool bypass = false) {
  Utility effect(kRate);
  test::LaneRack rack(effect, static_cast<std::uint16_t>(in.size()), values, 4, bypass);
  return rack.run(in, moves);
}

/// What a left of 1 and a right of 10 become.
std::pair<float, float> matrix(const Values& values) {
  const Sound out = play(values, {std::vector<float>(8, 1.0F), std::vector<float>(8, 10.0F)});
  return {out[0][7], out[1][7]};
}

using Pair = std::pair<float, float>;

TEST(Utility, PassesTheInputToTheBitAsItIsBorn) {
  const Sound in = test::stereo_noise(512);
  EXPECT_EQ(play(kInitial, in), in);
  EXPECT_EQ(play(test::with(kInitial, {{parameter::kGain, -12}, {parameter::kDelay, 7}}), in, {}, true), in);
}

TEST(Utility, HasTheMatrixOfEachMode) {
  const auto mode = [](double m) { return matrix(test::with(kInitial, {{parameter::kMode, m}})); };
  EXPECT_EQ(mode(parameter::kStereo), Pair(1, 10));
  EXPECT_EQ(mode(parameter::kMidSideEncode), Pair(5.5F, -4.5F));
  EXPECT_EQ(mode(parameter::kMidSideDecode), Pair(11, -9));
  EXPECT_EQ(mode(parameter::kSwap), Pair(10, 1));
  EXPECT_EQ(mode(parameter::kLeftOnly), Pair(1, 1));
  EXPECT_EQ(mode(parameter::kRightOnly), Pair(10, 10));
}

TEST(Utility, TurnsPolarityBeforeAndWidthAfterTheMode) {
  EXPECT_EQ(matrix(test::with(kInitial, {{parameter::kPolarity, parameter::kLeft}})), Pair(-1, 10));
  EXPECT_EQ(matrix(test::with(kInitial, {{parameter::kPolarity, parameter::kRight}})), Pair(1, -10));
  EXPECT_EQ(matrix(test::with(kInitial, {{parameter::kPolarity, parameter::kBoth}})), Pair(-1, -10));
  EXPECT_EQ(matrix(test::with(kInitial, {{parameter::kWidth, 0}})), Pair(5.5F, 5.5F));
  EXPECT_EQ(matrix(test::with(kInitial, {{parameter::kWidth, 200}})), Pair(-3.5F, 14.5F));
  EXPECT_EQ(matrix(test::with(kInitial, {{parameter::kMono, 1}, {parameter::kWidth, 200}})),
            Pair(5.5F, 5.5F));
  EXPECT_EQ(matrix(test::with(
                kInitial, {{parameter::kPolarity, parameter::kLeft}, {parameter::kMode, parameter::kSwap}})),
            Pair(10, -1));
}

TEST(Utility, DecodesWhatItEncodedToTheInput) {
  const Sound in = test::stereo_noise(512);
  const Sound coded = play(test::with(kInitial, {{parameter::kMode, parameter::kMidSideEncode}}), in);
  const Sound out = play(test::with(kInitial, {{parameter::kMode, parameter::kMidSideDecode}}), coded);
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t f = 0; f < 512; ++f) ASSERT_NEAR(out[c][f], in[c][f], 1.2e-7F);
}

TEST(Utility, GainIsExactAndItsBottomIsSilenceEvenOfANaN) {
  for (const double gain : {-60.0, -6.0, 0.0, 12.0, 24.0}) {
    const auto [left, right] = matrix(test::with(kInitial, {{parameter::kGain, gain}}));
    EXPECT_NEAR(left / std::pow(10, gain / 20), 1, 1e-6);
    EXPECT_NEAR(right / std::pow(10, gain / 20), 10, 1e-5);
  }
  const Values mute = test::with(kInitial, {{parameter::kGain, vocabulary::kMinusInfinity}});
  EXPECT_EQ(matrix(mute), Pair(0, 0));
  const Sound out = play(mute, {std::vector<float>(4, std::numeric_limits<float>::quiet_NaN())});
  EXPECT_EQ(out[0][2], 0.0F);
}

TEST(Utility, TreatsMonoAndSurroundWithoutAMatrix) {
  const Values odd = test::with(
      kInitial, {{parameter::kMode, parameter::kSwap}, {parameter::kWidth, 0}, {parameter::kMono, 1}});
  const Sound mono{dsp::test::noise(64, 3)};
  EXPECT_EQ(play(odd, mono), mono);
  EXPECT_EQ(play(test::with(odd, {{parameter::kPolarity, parameter::kRight}}), mono), mono);
  for (const double side : {parameter::kLeft, parameter::kBoth})
    EXPECT_EQ(play(test::with(odd, {{parameter::kPolarity, side}}), mono)[0][9], -mono[0][9]);
  const Sound wide{std::vector<float>(4, 1.0F), std::vector<float>(4, 10.0F), std::vector<float>(4, 100.0F)};
  const Sound out = play(
      test::with(kInitial, {{parameter::kPolarity, parameter::kBoth}, {parameter::kMode, parameter::kSwap}}),
      wide);
  EXPECT_EQ(out[0][3], -10.0F);
  EXPECT_EQ(out[1][3], -1.0F);
  EXPECT_EQ(out[2][3], -100.0F);
}

TEST(Utility, DelaysByExactlyTheAskedFramesWithoutATellTaleLatency) {
  for (const std::uint32_t delay : {1U, 333U, parameter::kMostDelay}) {
    const Sound in{test::impulse(6000, 20), test::impulse(6000, 30)};
    const Sound out = play(test::with(kInitial, {{parameter::kDelay, delay}}), in);
    EXPECT_EQ(out[0], test::impulse(6000, 20 + delay));
    EXPECT_EQ(out[1], test::impulse(6000, 30 + delay));
  }
}

TEST(Utility, FiltersDirectCurrentAsTheFormulaSays) {
  Sound in{test::impulse(96000)};
  const Sound out = play(test::with(kInitial, {{parameter::kDcFilter, 1}}), in);
  // The bilinear transform of s / (s + wc): its frequency is that of the analog one at tan(pi f / fs).
  for (const double hz : {0.5, 2.0, 5.0, 20.0, 1000.0, 20000.0}) {
    const double ratio = std::tan(std::numbers::pi * hz / kRate) / std::tan(std::numbers::pi * 5.0 / kRate);
    const double wanted = ratio / std::sqrt(1 + ratio * ratio);
    EXPECT_NEAR(test::decibels(std::abs(test::response_at(out[0], hz))), test::decibels(wanted), 0.01) << hz;
  }
  const Sound direct{std::vector<float>(48000, 0.5F)};
  EXPECT_LT(std::abs(play(test::with(kInitial, {{parameter::kDcFilter, 1}}), direct)[0].back()), 1e-7F);
}

TEST(Utility, TheFilterForgetsANaNAndAnInfinity) {
  Sound in{std::vector<float>(48000, 0.0F)};
  in[0][100] = std::numeric_limits<float>::quiet_NaN();
  in[0][101] = std::numeric_limits<float>::infinity();
  in[0][102] = 1e30F;
  const Sound out = play(test::with(kInitial, {{parameter::kDcFilter, 1}}), in);
  for (std::size_t f = 103; f < 48000; ++f) ASSERT_LT(std::abs(out[0][f]), 1e-6F) << f;
}

TEST(Utility, NothingClicksWhenAValueMoves) {
  const Sound in{test::sine(8192, 100, 0.5), test::sine(8192, 100, 0.5)};
  const float own = test::greatest_step(in[0]);
  const auto expect_soft = [&](std::uint16_t moved, double value) {
    const Sound out = play(kInitial, in, {{2048, moved, static_cast<float>(value)}});
    for (const auto& channel : out)
      EXPECT_LT(test::greatest_step(channel), own + 1.0F / 480 + 1e-3F) << "parameter " << moved;
  };
  expect_soft(parameter::kGain, vocabulary::kMinusInfinity);
  expect_soft(parameter::kPolarity, parameter::kBoth);
  expect_soft(parameter::kMode, parameter::kMidSideEncode);
  expect_soft(parameter::kWidth, 200);
  expect_soft(parameter::kMono, 1);
  expect_soft(parameter::kDcFilter, 1);
  expect_soft(parameter::kDelay, 240);
  expect_soft(kBypass, 1);
}

TEST(Utility, NeighboursDoNotHearEachOther) {
  Utility effect(kRate);
  const Values values = test::with(kInitial, {{parameter::kGain, 6}, {parameter::kDcFilter, 1}});
  for (std::uint16_t lane = 0; lane < 3; ++lane) effect.begin({lane, 1}, values.data(), false);
  dsp::test::LaneBuffer sound(64);
  for (std::uint32_t f = 0; f < 64; ++f) sound[f][1] = std::numeric_limits<float>::quiet_NaN();
  effect.process(sound.get(), nullptr, sound.get(), {64, 120}, LaneLink::kOne);
  for (std::uint32_t f = 0; f < 64; ++f)
    for (const std::size_t lane : {0U, 2U, 3U}) ASSERT_EQ(sound[f][lane], 0.0F);
}

TEST(Utility, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = test::stereo_noise(2048, 5);
  test::expect_same_however([&](const std::vector<std::uint32_t>& cuts) {
    Utility effect(kRate);
    test::LaneRack rack(effect, 2, test::with(kInitial, {{parameter::kDcFilter, 1}, {parameter::kDelay, 11}}),
                        6);
    return rack.run(in,
                    {{256, parameter::kGain, -3},
                     {256, parameter::kDelay, 100},
                     {512, parameter::kMode, parameter::kMidSideEncode},
                     {768, kBypass, 1},
                     {1280, parameter::kDcFilter, 0},
                     {1536, kBypass, 0}},
                    cuts);
  });
}

TEST(Utility, AMovedStripGoesOnAsIfNothingHappened) {
  const Sound in = test::stereo_noise(1024, 7);
  const Values values =
      test::with(kInitial, {{parameter::kDcFilter, 1}, {parameter::kDelay, 40}, {parameter::kWidth, 150}});
  Utility a(kRate), b(kRate);
  test::LaneRack stays(a, 2, values, 2), goes(b, 2, kInitial, 8);
  (void)stays.run(in, {{512, parameter::kGain, -20}});
  a.set({2, 2}, parameter::kDelay, 90);
  b.move_from(a, {2, 2}, {8, 2});
  EXPECT_EQ(goes.run(in), stays.run(in));
}

}  // namespace
}  // namespace corelogic::effects
