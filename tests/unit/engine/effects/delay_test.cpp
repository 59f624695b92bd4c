// delay_test.cpp: each echo at its frame and level, the filters against their formula, times that change.
#include "engine/effects/delay.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::delay;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

/// 10 ms, wet, half fed back, nothing filtered.
const Values kPlain = test::with(test::initial(parameter::kParameters), {{parameter::kTime, 10},
                                                                         {parameter::kFeedback, 50},
                                                                         {parameter::kLowCut, 10},
                                                                         {parameter::kHighCut, 20000},
                                                                         {parameter::kMix, 100}});

PlanarSetup setup_of(const Values& values, std::size_t channels, bool bypass = false) {
  return {.sample_rate = kRate,
          .channels = static_cast<std::uint16_t>(channels),
          .values = values.data(),
          .bypass = bypass,
          .sound = {}};
}

Sound play(const Values& values, const Sound& in, const std::vector<Move>& moves = {}, double tempo = 120,
           bool bypass = false) {
  Delay effect(setup_of(values, in.size(), bypass));
  test::PlanarRack rack(effect);
  rack.tempo = tempo;
  return rack.run(in, moves);
}

std::size_t first_echo(const std::vector<float>& sound) {
  return static_cast<std::size_t>(
      std::find_if(sound.begin(), sound.end(), [](float x) { return x != 0.0F; }) - sound.begin());
}

TEST(Delay, RepeatsAtTheTimeAndFallsByTheFeedback) {
  for (const double feedback : {0.0, 50.0, 100.0}) {
    const auto out =
        play(test::with(kPlain, {{parameter::kFeedback, feedback}}), {test::impulse(4800, 7)})[0];
    for (std::size_t f = 0; f < 4800; ++f) {
      const bool echo = f > 7 && (f - 7) % 480 == 0;
      const double wanted = echo ? std::pow(feedback / 100, static_cast<double>(f - 7) / 480 - 1) : 0;
      ASSERT_NEAR(out[f], wanted, 1e-6) << f;
    }
  }
}

TEST(Delay, MixesOnAStraightLineAndPassesTheInputToTheBitWhenDryOrBypassed) {
  const auto out = play(test::with(kPlain, {{parameter::kMix, 30}}), {test::impulse(1000)})[0];
  EXPECT_NEAR(out[0], 0.7, 1e-6);
  EXPECT_NEAR(out[480], 0.3, 1e-6);
  const Sound in = test::stereo_noise(4096);
  EXPECT_EQ(play(test::with(kPlain, {{parameter::kMix, 0}}), in), in);
  EXPECT_EQ(play(kPlain, in, {}, 120, true), in);
}

// in ──> left ──(480 frames)──┬──> out left
//         ^                   x          each side feeds the other
//        right <──(480)───────┴──> out right
TEST(Delay, PingPongGoesFromSideToSide) {
  const Values values = test::with(kPlain, {{parameter::kPingPong, 1}, {parameter::kFeedback, 60}});
  const Sound out = play(values, {test::impulse(4800), test::impulse(4800, 0, 0.5F)});
  for (std::size_t f = 0; f < 4800; ++f)
    for (std::size_t c = 0; c < 2; ++c) {
      const std::size_t echo = f / 480;  // odd ones left, even ones right
      const bool here = f > 0 && f % 480 == 0 && echo % 2 == 1 - c;
      ASSERT_NEAR(out[c][f], here ? 0.75 * std::pow(0.6, static_cast<double>(echo) - 1) : 0, 1e-6) << f;
    }
}

TEST(Delay, OffsetMakesOneSideLater) {
  const Sound in{test::impulse(9600), test::impulse(9600)};
  const Sound right = play(test::with(kPlain, {{parameter::kOffset, 25}}), in);
  EXPECT_EQ(first_echo(right[0]), 480U);
  EXPECT_EQ(first_echo(right[1]), 480U + 1200U);
  const Sound left = play(test::with(kPlain, {{parameter::kOffset, -100}}), in);
  EXPECT_EQ(first_echo(left[0]), 480U + 4800U);
  EXPECT_EQ(first_echo(left[1]), 480U);
}

TEST(Delay, FollowsTheTempoToTheFrame) {
  for (const double tempo : {60.0, 97.3, 120.0, 201.0})
    for (std::size_t note = 1; note < vocabulary::kNoteValues.size(); ++note) {
      double seconds = vocabulary::note_quarters(note) * 60 / tempo;
      while (seconds > 4) seconds /= 2;
      const auto wanted = static_cast<std::size_t>(std::lround(seconds * kRate));
      const Values values = test::with(kPlain, {{parameter::kSync, static_cast<double>(note)}});
      const auto out = play(values, {test::impulse(wanted + 10)}, {}, tempo)[0];
      ASSERT_EQ(first_echo(out), wanted) << vocabulary::kNoteValues[note] << " at " << tempo;
      ASSERT_EQ(out[wanted], 1.0F);
    }
}

TEST(Delay, TheWordsOfNotesMeanTheirLengths) {
  const auto quarters = [](std::string_view word) {
    const auto& words = vocabulary::kNoteValues;
    return vocabulary::note_quarters(
        static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin()));
  };
  EXPECT_EQ(quarters("off"), 0.0);
  EXPECT_EQ(quarters("1/32"), 0.125);
  EXPECT_EQ(quarters("1/8d"), 0.75);
  EXPECT_DOUBLE_EQ(quarters("1/4t"), 2.0 / 3.0);
  EXPECT_EQ(quarters("1/1"), 4.0);
  EXPECT_EQ(quarters("1/1d"), 6.0);
}

TEST(Delay, FiltersEachEchoAfterTheFirstOnce) {
  const Values values =
      test::with(kPlain, {{parameter::kTime, 1000}, {parameter::kLowCut, 200}, {parameter::kHighCut, 4000}});
  const auto out = play(values, {test::impulse(4 * 48000)})[0];
  EXPECT_EQ(out[48000], 1.0F);
  for (const double hz : {50.0, 200.0, 1000.0, 4000.0, 15000.0}) {
    const double low = std::tan(std::numbers::pi * 200 / kRate) / std::tan(std::numbers::pi * hz / kRate);
    const double high = std::tan(std::numbers::pi * hz / kRate) / std::tan(std::numbers::pi * 4000 / kRate);
    const double once = 0.5 / std::sqrt((1 + low * low) * (1 + high * high));
    const std::span<const float> sound(out);
    EXPECT_NEAR(test::decibels(std::abs(test::response_at(sound.subspan(96000, 48000), hz))),
                test::decibels(once), 0.01);
    EXPECT_NEAR(test::decibels(std::abs(test::response_at(sound.subspan(144000, 48000), hz))),
                test::decibels(once * once), 0.02);
  }
}

TEST(Delay, AboveFullFeedbackItSaturatesAndNeverRunsAway) {
  const Values values = test::with(kPlain, {{parameter::kFeedback, 110}});
  Sound in{std::vector<float>(30 * 48000, 0.0F), std::vector<float>(30 * 48000, 0.0F)};
  const auto burst = dsp::test::noise(4800, 3);
  std::copy(burst.begin(), burst.end(), in[0].begin());
  std::copy(burst.begin(), burst.end(), in[1].begin() + 1000);
  for (const double ping_pong : {0.0, 1.0}) {
    const Sound out = play(test::with(values, {{parameter::kPingPong, ping_pong}}), in);
    for (const auto& channel : out) {
      for (const float x : channel) ASSERT_LE(std::abs(x), 3.0F);
      EXPECT_GT(test::rms(std::span(channel).last(4800)), 0.5);  // it goes on for ever
    }
  }
}

TEST(Delay, ModulatesBetweenTheTimeAndTheDepthAbove) {
  const Values values =
      test::with(kPlain, {{parameter::kFeedback, 0}, {parameter::kModRate, 2}, {parameter::kModDepth, 3}});
  const Sound out = play(values, {test::sine(48000, 1000), test::sine(48000, 1000)});
  for (std::size_t f = 2000; f < 48000; ++f)
    for (std::size_t c = 0; c < 2; ++c) {
      const double wave = std::sin(2 * std::numbers::pi *
                                   (2 * static_cast<double>(f) / kRate + 0.25 * static_cast<double>(c)));
      const double delay = 480 + 144 * (1 + wave) / 2;
      const double wanted = std::sin(2 * std::numbers::pi * 1000 * (static_cast<double>(f) - delay) / kRate);
      ASSERT_NEAR(out[c][f], wanted, 1e-4) << c << " " << f;
    }
}

TEST(Delay, AStillOneKeepsEveryBitOfTheSound) {
  const Sound in = test::stereo_noise(4800);
  const Sound out = play(test::with(kPlain, {{parameter::kFeedback, 0}}), in);
  for (std::size_t f = 480; f < 4800; ++f) ASSERT_EQ(out[1][f], in[1][f - 480]);
}

TEST(Delay, NothingClicksWhenAValueMoves) {
  const Sound in{test::sine(24576, 100, 0.3), test::sine(24576, 100, 0.3)};
  const auto expect_soft = [&](std::uint16_t moved, double value) {
    const Sound out = play(kPlain, in, {{8192, moved, static_cast<float>(value)}});
    // All there was before stays inside the line and is heard again: look at each channel's steps.
    for (std::size_t c = 0; c < 2; ++c)
      EXPECT_LT(test::greatest_step(std::span(out[c]).subspan(6000)), 0.012F) << "parameter " << moved;
  };
  expect_soft(parameter::kTime, 33);
  expect_soft(parameter::kTime, 400);
  expect_soft(parameter::kSync, 5);
  expect_soft(parameter::kOffset, 17);
  expect_soft(parameter::kFeedback, 0);
  expect_soft(parameter::kPingPong, 1);
  expect_soft(parameter::kLowCut, 1000);
  expect_soft(parameter::kHighCut, 500);
  expect_soft(parameter::kModDepth, 5);
  expect_soft(parameter::kMix, 0);
  expect_soft(kBypass, 1);
}

TEST(Delay, WhileItFadesToATimeTheLastNewerOneWaits) {
  // A ramp goes in, so the output tells the delay. 10 ms, then 20, at once 30 and 40: 30 is never heard.
  const std::size_t frames = 48000;
  Sound in{std::vector<float>(frames)};
  for (std::size_t f = 0; f < frames; ++f) in[0][f] = static_cast<float>(f) / 65536.0F;
  const auto out =
      play(test::with(kPlain, {{parameter::kFeedback, 0}}), in,
           {{24576, parameter::kTime, 20}, {24832, parameter::kTime, 30}, {25088, parameter::kTime, 40}})[0];
  const auto delay = [&](std::size_t f) {
    return static_cast<double>(f) - static_cast<double>(out[f]) * 65536;
  };
  EXPECT_NEAR(delay(24575), 480, 0.1);
  EXPECT_NEAR(delay(24576 + 719), 720, 1);     // half way to 20 ms
  EXPECT_NEAR(delay(24576 + 1439), 960, 0.1);  // there
  EXPECT_NEAR(delay(24576 + 1440 + 719), 1440, 1);
  EXPECT_NEAR(delay(24576 + 2879), 1920, 0.1);
  EXPECT_NEAR(delay(frames - 1), 1920, 0.1);
}

TEST(Delay, ForgetsANaNAndAnInfinity) {
  Sound in{std::vector<float>(48000, 0.0F), std::vector<float>(48000, 0.0F)};
  in[0][10] = std::numeric_limits<float>::quiet_NaN();
  in[1][11] = std::numeric_limits<float>::infinity();
  in[1][12] = -1e30F;
  const Sound out = play(test::with(kPlain, {{parameter::kFeedback, 110}, {parameter::kLowCut, 50}}), in);
  for (std::size_t f = 13; f < in[0].size(); ++f) ASSERT_EQ(out[0][f] + out[1][f], 0.0F) << f;
}

TEST(Delay, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = test::stereo_noise(4096, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        const Values values = test::with(kPlain, {{parameter::kTime, 3},
                                                  {parameter::kModDepth, 2},
                                                  {parameter::kModRate, 7},
                                                  {parameter::kLowCut, 100},
                                                  {parameter::kFeedback, 80}});
        Delay effect(setup_of(values, 2));
        test::PlanarRack rack(effect);
        return rack.run(in,
                        {{256, parameter::kTime, 1},
                         {512, parameter::kPingPong, 1},
                         {768, parameter::kHighCut, 3000},
                         {1024, parameter::kModDepth, 0},
                         {2048, kBypass, 1},
                         {3072, kBypass, 0}},
                        cuts);
      },
      0.0F);
}

}  // namespace
}  // namespace corelogic::effects
