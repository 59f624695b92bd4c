// phaser_test.cpp: with a still wave against the all-pass formula, notch by notch; moving, against promises.
#include "engine/effects/phaser.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::phaser;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

const Values kInitial = test::initial(parameter::kParameters);

Sound play(const Values& values, const Sound& in, const std::vector<Move>& moves = {}, bool bypass = false) {
  Phaser effect(kRate);
  test::LaneRack rack(effect, static_cast<std::uint16_t>(in.size()), values, 4, bypass);
  return rack.run(in, moves);
}

Values still(double hz, std::size_t stages, double feedback, double mix) {
  return test::with(kInitial, {{parameter::kFrequency, hz},
                               {parameter::kDepth, 0},
                               {parameter::kStages, static_cast<double>(stages / 2 - 1)},
                               {parameter::kFeedback, feedback},
                               {parameter::kMix, mix}});
}

/// The chain of the header at `hz`: A^N / (1 - k A^N).
std::complex<double> chain(double center, std::size_t stages, double feedback, double hz) {
  const double t = std::tan(std::numbers::pi * center / kRate), a = (t - 1) / (t + 1);
  const auto z = std::polar(1.0, -2 * std::numbers::pi * hz / kRate);
  const auto passed = std::pow((a + z) / (1.0 + a * z), static_cast<int>(stages));
  return passed / (1.0 - feedback / 100 * passed);
}

TEST(Phaser, WetAloneWithoutFeedbackLeavesAllLevelsAsTheyAre) {
  for (const std::size_t stages : {2U, 6U, 12U}) {
    const auto out = play(still(500, stages, 0, 100), {test::impulse(16384)})[0];
    for (double hz = 20; hz < 24000; hz *= 1.7)
      EXPECT_NEAR(test::decibels(std::abs(test::response_at(out, hz))), 0, 1e-3) << stages << " " << hz;
  }
}

TEST(Phaser, HasItsNotchesWhereTheFormulaSays) {
  for (const std::size_t stages : {2U, 4U, 6U, 8U, 10U, 12U})
    for (const double center : {200.0, 1000.0, 8000.0}) {
      const auto out = play(still(center, stages, 0, 50), {test::impulse(32768)})[0];
      const auto n = static_cast<double>(stages);
      for (std::size_t k = 0; k < stages / 2; ++k) {
        const double angle = (2 * static_cast<double>(k) + 1) * std::numbers::pi / (2 * n);
        const double hz = std::atan(std::tan(std::numbers::pi * center / kRate) * std::tan(angle)) * kRate /
                          std::numbers::pi;
        EXPECT_LT(test::decibels(std::abs(test::response_at(out, hz))), -80) << stages << " " << hz;
      }
      EXPECT_NEAR(std::abs(test::response_at(out, 0)), 1, 1e-4);
    }
}

TEST(Phaser, WithFeedbackIsTheFormulaInLevelAndPhase) {
  for (const double feedback : {-95.0, -50.0, 30.0, 95.0})
    for (const std::size_t stages : {4U, 10U}) {
      const auto out = play(still(1500, stages, feedback, 40), {test::impulse(65536)})[0];
      for (double hz = 30; hz < 23000; hz *= 1.3) {
        const auto wanted = 0.6 + 0.4 * chain(1500, stages, feedback, hz);
        EXPECT_NEAR(std::abs(test::response_at(out, hz) - wanted), 0, 2e-3) << feedback << " " << hz;
      }
    }
}

TEST(Phaser, SweepsAsFarAsItsDepthSays) {
  // A quarter of a wave after the begin the sweep is at its top: two octaves above, and stands there nearly.
  Phaser effect(kRate);
  const Values values =
      test::with(still(1000, 2, 0, 50), {{parameter::kRate, 0.01}, {parameter::kDepth, 100}});
  test::LaneRack rack(effect, 1, values);
  Sound quarter{std::vector<float>(25 * 48000 - 2048, 0.0F)};
  (void)rack.run(quarter);
  const auto out = rack.run({test::impulse(4096)})[0];
  const double hz = 4000;
  EXPECT_LT(test::decibels(std::abs(test::response_at(out, hz))), -60);
}

TEST(Phaser, DryOrBypassedIsTheInputToTheBit) {
  const Sound in = test::stereo_noise(2048);
  EXPECT_EQ(play(test::with(kInitial, {{parameter::kMix, 0}}), in), in);
  EXPECT_EQ(play(kInitial, in, {}, true), in);
}

TEST(Phaser, NothingClicksWhenAValueMoves) {
  const Sound in{test::sine(8192, 200, 0.5), test::sine(8192, 200, 0.5)};
  const auto expect_soft = [&](std::uint16_t moved, double value) {
    const Sound out = play(kInitial, in, {{4096, moved, static_cast<float>(value)}});
    for (const auto& channel : out) EXPECT_LT(test::greatest_step(channel), 0.03F) << "parameter " << moved;
  };
  expect_soft(parameter::kRate, 5);
  expect_soft(parameter::kSync, 8);
  expect_soft(parameter::kFrequency, 4000);
  expect_soft(parameter::kDepth, 0);
  expect_soft(parameter::kStages, 5);
  expect_soft(parameter::kStages, 0);
  expect_soft(parameter::kFeedback, -30);
  expect_soft(parameter::kStereoPhase, 180);
  expect_soft(parameter::kMix, 0);
  expect_soft(kBypass, 1);
}

TEST(Phaser, StaysBoundedAtItsFastestAndStrongest) {
  for (const double feedback : {-95.0, 95.0}) {
    const Values values = test::with(kInitial, {{parameter::kRate, 20},
                                                {parameter::kDepth, 100},
                                                {parameter::kFrequency, 8000},
                                                {parameter::kStages, 5},
                                                {parameter::kFeedback, feedback},
                                                {parameter::kMix, 100}});
    const Sound out = play(values, {dsp::test::noise(8 * 48000, 3)});
    float most = 0.0F;
    for (const float x : out[0]) most = std::max(most, std::abs(x));
    EXPECT_LT(most, 40.0F);  // 1 / (1 - 0.95) and some for the movement
    EXPECT_GT(most, 0.5F);
  }
}

TEST(Phaser, ForgetsANaNAndAnInfinity) {
  Sound in{std::vector<float>(96000, 0.0F)};
  in[0][10] = std::numeric_limits<float>::quiet_NaN();
  in[0][11] = std::numeric_limits<float>::infinity();
  const auto out = play(test::with(kInitial, {{parameter::kFeedback, 95}}), in)[0];
  for (std::size_t f = 12; f < in[0].size(); ++f) ASSERT_LT(std::abs(out[f]), 1e-6F) << f;
}

TEST(Phaser, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = test::stereo_noise(2048, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        Phaser effect(kRate);
        test::LaneRack rack(effect, 2, kInitial, 10);
        return rack.run(in,
                        {{256, parameter::kStages, 5},
                         {512, parameter::kStereoPhase, 180},
                         {1024, parameter::kSync, 1},
                         {1280, parameter::kFeedback, -60},
                         {1536, kBypass, 1}},
                        cuts);
      },
      4e-5F);
}

TEST(Phaser, GivesTheSameHoweverCutWhileItFollowsTheTransport) {
  const Sound in = test::stereo_noise(12000, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        Phaser effect(kRate);
        test::LaneRack rack(effect, 2, test::with(kInitial, {{parameter::kSync, 3}}), 10);
        rack.tempo = 117.3;
        rack.rolling = true;
        rack.position = 1'000'003;  // on the way there for the first 9600 frames
        return rack.run(in, {{512, parameter::kStages, 4}, {1024, parameter::kSync, 7}}, cuts);
      },
      4e-5F);
}

TEST(Phaser, AMovedStripGoesOnAsIfNothingHappened) {
  const Sound in = test::stereo_noise(1024, 7);
  Phaser a(kRate), b(kRate);
  test::LaneRack stays(a, 2, test::with(kInitial, {{parameter::kStereoPhase, 60}}), 2),
      goes(b, 2, kInitial, 8);
  (void)stays.run(in, {{768, parameter::kStages, 4}});
  b.move_from(a, {2, 2}, {8, 2});
  EXPECT_EQ(goes.run(in), stays.run(in));
}

}  // namespace
}  // namespace corelogic::effects
