// output_stage_test.cpp: the clip curves, and the statistics of triangular dither.
#include "engine/dsp/output_stage.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

std::vector<float> ramp(float least, float most, std::size_t count) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = least + (most - least) * static_cast<float>(i) / static_cast<float>(count - 1);
  return values;
}

/// Settled.
OutputStage stage(Clip clip, std::uint32_t bits) {
  OutputStage made(1);
  made.set(clip, bits, 1);
  float one = 0;
  made.process(&one, 1);
  return made;
}

TEST(OutputStage, ThatBeginsWithACurveFadesNothingIn) {
  for (const Clip clip : {Clip::kHard, Clip::kSoft}) {
    OutputStage begun(1);
    begun.begin(clip);
    begun.set(clip, 0, 480);
    std::vector<float> got = ramp(-4, 4, 401), wanted = got;
    begun.process(got.data(), 401);
    stage(clip, 0).process(wanted.data(), 401);
    EXPECT_EQ(got, wanted);
  }
}

TEST(OutputStage, LeavesEverythingAsItIsWhenIdle) {
  auto sound = ramp(-4, 4, 200);
  const auto before = sound;
  OutputStage idle(1);
  idle.process(sound.data(), 200);
  EXPECT_EQ(sound, before);
}

TEST(OutputStage, ClipsHardAtFullScale) {
  auto sound = ramp(-4, 4, 201);
  const auto before = sound;
  stage(Clip::kHard, 0).process(sound.data(), 201);
  for (std::size_t i = 0; i < sound.size(); ++i) EXPECT_EQ(sound[i], std::clamp(before[i], -1.0F, 1.0F));
}

TEST(OutputStage, BendsSoftlyAndNeverBeyondFullScale) {
  auto sound = ramp(-8, 8, 16001);
  const auto before = sound;
  stage(Clip::kSoft, 0).process(sound.data(), 16001);
  for (std::size_t i = 0; i < sound.size(); ++i) {
    EXPECT_LE(std::abs(sound[i]), 1.0F);
    if (std::abs(before[i]) < 0.7079F) {
      EXPECT_EQ(sound[i], before[i]);
    }
    if (i > 0) {
      EXPECT_GE(sound[i], sound[i - 1]);
      EXPECT_LE(sound[i] - sound[i - 1], 0.00101F);  // no steeper than the input: no corner
    }
  }
}

TEST(OutputStage, BlendsToAnotherCurve) {
  std::vector<float> sound(1000, 1.5F);
  OutputStage moving(1);
  moving.set(Clip::kHard, 0, 480);
  moving.process(sound.data(), 1000);
  EXPECT_NEAR(sound[239], 1.25, 1e-3);
  EXPECT_EQ(sound[480], 1.0F);
  for (std::size_t f = 1; f < 1000; ++f) EXPECT_LE(std::abs(sound[f] - sound[f - 1]), 0.0011F);
}

/// Lipshitz, Wannamaker, Vanderkooy: the error's mean is 0 and its variance a quarter step squared, whatever
/// the signal; so a signal below one step is still there on average.
TEST(OutputStage, DithersSoThatTheErrorDoesNotKnowTheSignal) {
  constexpr std::size_t kFrames = 400000;
  constexpr double kStep = 1.0 / 32768;
  for (const double level : {0.0, 0.25, 0.5, 0.9, 1000.3}) {
    OutputStage dither = stage(Clip::kNone, 16);
    std::vector<float> sound(kFrames, static_cast<float>(level * kStep));
    dither.process(sound.data(), kFrames);
    double sum = 0, squares = 0;
    for (float x : sound) {
      const double steps = static_cast<double>(x) / kStep;
      ASSERT_EQ(steps, std::round(steps));
      const double error = steps - static_cast<double>(static_cast<float>(level * kStep)) / kStep;
      sum += error;
      squares += error * error;
    }
    EXPECT_NEAR(sum / kFrames, 0.0, 0.005) << level;
    EXPECT_NEAR(squares / kFrames, 0.25, 0.005) << level;
  }
}

TEST(OutputStage, StaysInTheRangeOfTheFormat) {
  OutputStage dither = stage(Clip::kNone, 16);
  std::vector<float> sound = ramp(-2, 2, 1000);
  dither.process(sound.data(), 1000);
  EXPECT_EQ(sound.front(), -1.0F);
  EXPECT_EQ(sound.back(), 32767.0F / 32768.0F);
}

TEST(OutputStage, GivesTheSameSamplesHoweverTheBlockIsCut) {
  const auto in = test::noise(256, 1, 1.5F);
  const auto play = [&](const std::vector<std::uint32_t>& cut) {
    OutputStage moving(7);
    moving.set(Clip::kSoft, 16, 100);
    auto sound = in;
    std::size_t done = 0;
    for (std::uint32_t frames : cut) moving.process(sound.data() + done, frames), done += frames;
    return sound;
  };
  for (const auto& cut : test::kCuts) EXPECT_EQ(play(cut), play({256}));
}

}  // namespace
}  // namespace corelogic::dsp
