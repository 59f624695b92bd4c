// flanger_test.cpp: with a still wave against the comb's formula, notch by notch; moving, against the sway's.
#include "engine/effects/flanger.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::flanger;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

constexpr double kTurn = 2 * std::numbers::pi;
constexpr std::uint32_t kLate = 240;  // 5 ms
const Values kInitial = test::initial(parameter::kParameters);

PlanarSetup setup_of(const Values& values, std::size_t channels, bool bypass = false) {
  return {.sample_rate = kRate,
          .channels = static_cast<std::uint16_t>(channels),
          .values = values.data(),
          .bypass = bypass,
          .sound = {}};
}

Sound play(const Values& values, const Sound& in, const std::vector<Move>& moves = {}, bool bypass = false,
           double tempo = 120) {
  Flanger effect(setup_of(values, in.size(), bypass));
  test::PlanarRack rack(effect);
  rack.tempo = tempo;
  return rack.run(in, moves);
}

Values still(double delay_ms, double feedback, double mix) {
  return test::with(kInitial, {{parameter::kDelay, delay_ms},
                               {parameter::kDepth, 0},
                               {parameter::kFeedback, feedback},
                               {parameter::kMix, mix}});
}

TEST(Flanger, HasItsNotchesExactlyAtOddHalvesOfItsDelay) {
  for (const double ms : {0.5, 2.0, 10.0}) {
    const auto out = play(still(ms, 0, 50), {test::impulse(4800)})[0];
    const double spacing = 1000 / ms;
    for (double hz = spacing / 2; hz < 24000; hz += spacing) {
      EXPECT_LT(test::decibels(std::abs(test::response_at(out, hz))), -120) << ms << " " << hz;
      EXPECT_NEAR(std::abs(test::response_at(out, hz - spacing / 2)), 1, 1e-6);
    }
  }
}

TEST(Flanger, WithADelayBetweenFramesTheNotchesAreThereToo) {
  const double ms = 0.7101;  // 34.08 frames
  const auto out = play(still(ms, 0, 50), {test::impulse(4800)})[0];
  for (double hz = 500 / ms; hz < 8000; hz += 1000 / ms)
    EXPECT_LT(test::decibels(std::abs(test::response_at(out, hz))), -50) << hz;
}

TEST(Flanger, WithFeedbackIsTheFormulaInLevelAndPhase) {
  for (const double feedback : {-95.0, -40.0, 60.0, 95.0}) {
    const auto out = play(still(1, feedback, 50), {test::impulse(65536, 0, 0.5F)})[0];
    for (double hz = 40; hz < 20000; hz *= 1.21) {
      const auto late = std::polar(1.0, -kTurn * hz * 48 / kRate);
      const auto wanted = 0.5 * (0.5 + 0.5 * late / (1.0 - feedback / 100 * late));
      EXPECT_NEAR(std::abs(test::response_at(out, hz) - wanted), 0, 1e-5) << feedback << " " << hz;
    }
  }
}

TEST(Flanger, SwaysAsTheFormulaSaysWithRightAhead) {
  const Values values = test::with(kInitial, {{parameter::kRate, 0.9},
                                              {parameter::kDelay, 0.6},
                                              {parameter::kDepth, 3.3},
                                              {parameter::kFeedback, 0},
                                              {parameter::kStereoPhase, 120},
                                              {parameter::kMix, 100}});
  const Sound out = play(values, {test::sine(48000, 700), test::sine(48000, 700)});
  for (std::size_t f = 1000; f < 48000; ++f)
    for (std::size_t c = 0; c < 2; ++c) {
      const double wave =
          std::sin(kTurn * (0.9 * static_cast<double>(f) / kRate + static_cast<double>(c) / 3));
      const double delay = 48 * (0.6 + 3.3 * (1 + wave) / 2);
      ASSERT_NEAR(out[c][f], std::sin(kTurn * 700 * (static_cast<double>(f) - delay) / kRate), 3e-4) << f;
    }
}

TEST(Flanger, FollowsTheTempo) {
  // A quarter at 100 bpm is a wave of 28800 frames; a quarter of it after the begin the delay is longest.
  const Values values = test::with(kInitial, {{parameter::kSync, 11},
                                              {parameter::kDelay, 1},
                                              {parameter::kDepth, 4},
                                              {parameter::kFeedback, 0},
                                              {parameter::kMix, 100}});
  ASSERT_EQ(vocabulary::kNoteValues[11], "1/4");
  const auto out = play(values, {test::sine(28800, 100)}, {}, false, 100)[0];
  for (const auto& [frame, ms] : {std::pair(7200, 5.0), std::pair(21600, 1.0)})
    EXPECT_NEAR(out[static_cast<std::size_t>(frame)], std::sin(kTurn * 100 * (frame - 48 * ms) / kRate),
                1e-5);
}

// As FollowsTheTempo, but rolling: the wave stands where the position says, from the first frame on where
// that is the begin of a note, and after a locate when it has glided there.
TEST(Flanger, IsLockedToThePositionWhileTheTransportRolls) {
  constexpr double kNote = 28800;
  const Values values = test::with(kInitial, {{parameter::kSync, 11},
                                              {parameter::kDelay, 1},
                                              {parameter::kDepth, 4},
                                              {parameter::kFeedback, 0},
                                              {parameter::kMix, 100}});
  const Sound in{test::sine(48000, 100)};
  Flanger effect(setup_of(values, 1));
  test::PlanarRack rack(effect);
  rack.tempo = 100;
  rack.rolling = true;
  for (const std::int64_t position : {0, 1'000'003}) {
    rack.position = position;
    const auto out = rack.run(in, {}, {100})[0];
    for (std::size_t f = position == 0 ? 300 : 10000; f < out.size(); f += 7) {
      const double turns = static_cast<double>(position + static_cast<std::int64_t>(f)) / kNote;
      const double delay = 48 * (1 + 2 * (1 + std::sin(kTurn * turns)));
      ASSERT_NEAR(out[f], std::sin(kTurn * 100 * (static_cast<double>(f) - delay) / kRate), 2e-5)
          << position << " " << f;
    }
  }
}

TEST(Flanger, ThroughZeroIsLateByWhatItReportsDryOrBypassed) {
  const Values values = test::with(kInitial, {{parameter::kThroughZero, 1}});
  const std::vector<double> reported(values.begin(), values.end());
  EXPECT_EQ(parameter::latency(reported, kRate), kLate);
  EXPECT_EQ(parameter::latency(std::vector<double>(kInitial.begin(), kInitial.end()), kRate), 0U);
  EXPECT_EQ(play(values, {test::impulse(1000, 3)}, {}, true)[0], test::impulse(1000, 3 + kLate));
  EXPECT_EQ(play(test::with(values, {{parameter::kMix, 0}}), {test::impulse(1000, 3)})[0],
            test::impulse(1000, 3 + kLate));
}

TEST(Flanger, ThroughZeroWetMeetsDryAndAllNotchesVanish) {
  const Sound in{dsp::test::noise(4800, 2)};
  const auto out = play(test::with(still(5, 0, 50), {{parameter::kThroughZero, 1}}), in)[0];
  for (std::size_t f = kLate; f < 4800; ++f) ASSERT_NEAR(out[f], in[0][f - kLate], 1e-6F);
}

TEST(Flanger, DryOrBypassedIsTheInputToTheBit) {
  const Sound in = test::stereo_noise(4096);
  EXPECT_EQ(play(test::with(kInitial, {{parameter::kMix, 0}}), in), in);
  EXPECT_EQ(play(kInitial, in, {}, true), in);
}

TEST(Flanger, NothingClicksWhenAValueMoves) {
  const Sound in{test::sine(16384, 100, 0.2), test::sine(16384, 100, 0.2)};
  const auto expect_soft = [&](std::uint16_t moved, double value) {
    const Sound out = play(kInitial, in, {{8192, moved, static_cast<float>(value)}});
    for (const auto& channel : out)
      EXPECT_LT(test::greatest_step(std::span(channel).subspan(4096)), 0.012F) << "parameter " << moved;
  };
  expect_soft(parameter::kRate, 2);
  expect_soft(parameter::kSync, 14);
  expect_soft(parameter::kDelay, 8);
  expect_soft(parameter::kDepth, 0);
  expect_soft(parameter::kFeedback, -40);
  expect_soft(parameter::kStereoPhase, 0);
  expect_soft(parameter::kThroughZero, 1);
  expect_soft(parameter::kMix, 0);
  expect_soft(kBypass, 1);
}

TEST(Flanger, StaysBoundedHoweverItIsSet) {
  for (const double feedback : {-95.0, 95.0}) {
    const Values values = test::with(kInitial, {{parameter::kRate, 20},
                                                {parameter::kDelay, 0.1},
                                                {parameter::kDepth, 10},
                                                {parameter::kFeedback, feedback},
                                                {parameter::kMix, 100}});
    const Sound out = play(values, {dsp::test::noise(8 * 48000, 3)});
    for (const float x : out[0]) ASSERT_LT(std::abs(x), 4.5F);  // 1 + 2, and 1.4 between frames
    EXPECT_GT(test::rms(out[0]), 0.3);
  }
}

TEST(Flanger, ForgetsANaNAndAnInfinity) {
  Sound in{std::vector<float>(4800, 0.0F), std::vector<float>(4800, 0.0F)};
  in[0][10] = std::numeric_limits<float>::quiet_NaN();
  in[1][11] = std::numeric_limits<float>::infinity();
  const Sound out = play(test::with(kInitial, {{parameter::kThroughZero, 1}}), in);
  for (std::size_t f = 12 + kLate; f < 4800; ++f) ASSERT_EQ(out[0][f] + out[1][f], 0.0F) << f;
}

TEST(Flanger, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = test::stereo_noise(4096, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        const Values values = test::with(kInitial, {{parameter::kDelay, 0.1}, {parameter::kRate, 9}});
        Flanger effect(setup_of(values, 2));
        return test::PlanarRack(effect).run(in,
                                            {{256, parameter::kFeedback, -95},
                                             {512, parameter::kDelay, 7},
                                             {768, parameter::kStereoPhase, 180},
                                             {1024, parameter::kThroughZero, 1},
                                             {2048, kBypass, 1},
                                             {3072, kBypass, 0}},
                                            cuts);
      },
      0.0F);
}

TEST(Flanger, GivesTheSameHoweverCutWhileItFollowsTheTransport) {
  const Sound in = test::stereo_noise(24000, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        const Values values = test::with(kInitial, {{parameter::kDelay, 0.1}, {parameter::kSync, 3}});
        Flanger effect(setup_of(values, 2));
        test::PlanarRack rack(effect);
        rack.tempo = 117.3;
        rack.rolling = true;
        rack.position = 1'000'003;  // on the way there for the first 9600 frames
        Sound out = rack.run(in, {{512, parameter::kRate, 3}, {1024, parameter::kSync, 7}}, cuts);
        rack.rolling = false;
        Sound more = rack.run(in, {{256, parameter::kSync, 5}}, cuts);
        for (std::size_t c = 0; c < 2; ++c) out[c].insert(out[c].end(), more[c].begin(), more[c].end());
        return out;
      },
      0.0F);
}

}  // namespace
}  // namespace corelogic::effects
