// output_stage_test.cpp: what the last stage of the outputs does to the sound: clipping, dither, mono, dim,
// cut and the safety limiter, from the command to the device, against closed forms, on one thread.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "controller/compiler/graph_compiler.h"
#include "tests/render/dither_errors.h"
#include "tests/unit/controller/commands/ask.h"
#include "tests/unit/engine/building/desk.h"

namespace corelogic {
namespace {

using namespace testing;
using namespace commands::testing;
using building::Desk;
using building::Sample;
using building::Sound;
using project::Project;
using render_tests::Errors;
using render_tests::errors_between;
using render_tests::expect_independent;

constexpr TrackId kStrip{2};
constexpr std::size_t kSettled = 1280;   ///< all ramps are over, and the limiter's look-ahead is filled
constexpr std::size_t kLookahead = 240;  ///< the safety limiter's, 5 ms

double gain(double decibels) {
  return std::pow(10.0, decibels / 20.0);
}

///   device 1,2 ─ Strip ─▶ Master ─ 1,2
Project one_strip() {
  Project project = project::make_empty("Stage", 48'000);
  project = after(project, AddTrack{TrackKind::kAudio, "Strip", 2});
  return after(project, SetInput{kStrip, DeviceInput{{1, 2}}});
}
Project staged(const OutputStage& stage) {
  return after(one_strip(), SetOutputStage{stage});
}
OutputStage clipped(ClipMode clip) {
  OutputStage stage;
  stage.clip = clip;
  return stage;
}
OutputStage dithered(int bits) {
  OutputStage stage;
  stage.dither_bits = static_cast<std::uint8_t>(bits);
  return stage;
}
OutputStage limited(double ceiling) {
  OutputStage stage;
  stage.safety_limiter = true;
  stage.ceiling = ceiling;
  return stage;
}

/// What the device gets, from the first frame on.
Sound played(const Project& project, const Sample& input, int blocks = 100) {
  Desk desk(input, 2, 4);
  Sound sound;
  desk.play(compiler::compile(project, {1, 1}, {""}), blocks, &sound);
  EXPECT_TRUE(desk.news.refused.empty());
  return sound;
}

/// 997 Hz left, 1409 Hz right, both at `level`.
Sample tones(double level) {
  return [=](std::uint16_t channel, std::int64_t frame) {
    return static_cast<float>(2 * level) * building::sine(channel == 0 ? 997 : 1409, frame);
  };
}

/// Calls check(what was played, what was put in) for each settled sample of the main output.
template <class Check>
void compare(const Sound& sound, const Sample& input, const Check& check) {
  for (std::uint16_t c = 0; c < 2; ++c)
    for (std::size_t f = kSettled; f < sound[c].size(); ++f)
      check(static_cast<double>(sound[c][f]), static_cast<double>(input(c, static_cast<std::int64_t>(f))));
}

constexpr double kExact = 1e-6;

TEST(OutputStageSound, LeavesTheMixAsItIsWhileNothingIsSet) {
  const Sample input = tones(1.5);
  compare(played(one_strip(), input), input, [](double out, double in) { ASSERT_EQ(out, in); });
}

TEST(OutputStageSound, ClipsHardAtFullScale) {
  const Sample input = tones(1.5);
  std::size_t clipped_samples = 0;
  compare(played(staged(clipped(ClipMode::kHard)), input), input, [&](double out, double in) {
    ASSERT_EQ(out, std::clamp(in, -1.0, 1.0));
    clipped_samples += std::abs(out) == 1.0 ? 1U : 0U;
  });
  EXPECT_GT(clipped_samples, 1000U);
}

/// As it is up to -3 dBFS; above, tanh takes it to full scale, which it never passes.
TEST(OutputStageSound, ClipsSoftlyFromThreeDecibelsBelowFullScaleOn) {
  const double knee = gain(-3);
  for (const double level : {0.5, 0.9, 4.0}) {
    const Sample input = tones(level);
    compare(played(staged(clipped(ClipMode::kSoft)), input), input, [&](double out, double in) {
      const double over = std::abs(in) - knee;
      const double bent =
          over <= 0 ? in : std::copysign(knee + (1 - knee) * std::tanh(over / (1 - knee)), in);
      ASSERT_NEAR(out, bent, kExact);
      ASSERT_LE(std::abs(out), 1.0);
    });
  }
}

constexpr std::array kDepths = {16, 20, 24};

constexpr int kManyBlocks = 4096;  ///< 262 144 frames: estimates scatter by 0.002

/// Requires every sample to be on the grid of `bits`.
Errors errors_of(int bits, const Sample& input) {
  const Sound sound = played(staged(dithered(bits)), input, kManyBlocks);
  const double steps = std::ldexp(1.0, bits - 1);
  std::vector<double> signal, error[2];
  std::size_t off_grid = 0;
  for (std::uint16_t c = 0; c < 2; ++c) {
    for (std::size_t f = kSettled; f < sound[c].size(); ++f) {
      const double in = static_cast<double>(input(c, static_cast<std::int64_t>(f))) * steps;
      const double out = static_cast<double>(sound[c][f]) * steps;
      off_grid += out == std::round(out) ? 0U : 1U;
      if (c == 0) signal.push_back(in);
      error[c].push_back(out - in);
    }
  }
  EXPECT_EQ(off_grid, 0U);
  return errors_between(error[0], error[1], signal);
}

TEST(OutputStageSound, DithersASignalBelowOneStep) {
  for (const int bits : kDepths) {
    SCOPED_TRACE(bits);
    expect_independent(errors_of(bits, tones(0.4 * std::ldexp(1.0, 1 - bits))));
  }
}

TEST(OutputStageSound, DithersASignalOfAFewSteps) {
  for (const int bits : kDepths) {
    SCOPED_TRACE(bits);
    expect_independent(errors_of(bits, tones(2.7 * std::ldexp(1.0, 1 - bits))));
  }
}

/// A float near full scale has half a step of 24 bit as its own: the noise must not be rounded to it.
TEST(OutputStageSound, DithersALoudSignal) {
  for (const int bits : kDepths) {
    SCOPED_TRACE(bits);
    expect_independent(errors_of(bits, [](std::uint16_t channel, std::int64_t frame) {
      return 0.75F + 0.2F * building::sine(channel == 0 ? 997 : 1409, frame);
    }));
  }
}

TEST(OutputStageSound, PlaysTheMeanOfItsChannelsInMono) {
  OutputStage stage;
  stage.mono = true;
  const Sample input = tones(0.5);
  const Sound sound = played(staged(stage), input);
  for (std::size_t f = kSettled; f < sound[0].size(); ++f) {
    const auto frame = static_cast<std::int64_t>(f);
    ASSERT_EQ(sound[0][f], sound[1][f]);
    ASSERT_NEAR(sound[0][f], (input(0, frame) + input(1, frame)) / 2, kExact);
  }
}

TEST(OutputStageSound, DimsByItsDecibels) {
  const Sample input = tones(0.5);
  for (const double decibels : {-20.0, -12.5, -60.0}) {
    OutputStage stage;
    stage.dim = true;
    stage.dim_level = decibels;
    compare(played(staged(stage), input), input,
            [&](double out, double in) { ASSERT_NEAR(out, in * gain(decibels), kExact); });
    stage.dim = false;
    compare(played(staged(stage), input), input, [](double out, double in) { ASSERT_EQ(out, in); });
  }
}

/// The main output's cut is the master's mute.
TEST(OutputStageSound, IsSilentWhileCut) {
  const Sample input = tones(0.5);
  for (const bool limiter : {false, true}) {
    OutputStage stage = limited(-1);
    stage.safety_limiter = limiter;
    const Sound sound = played(after(staged(stage), SetMute{TrackId{1}, true}), input);
    for (std::size_t f = kSettled; f < sound[0].size(); ++f) ASSERT_EQ(sound[0][f], 0.0F) << f;
  }
}

/// The highest of the wave, eight points a sample, by a sinc of 128 samples under a Blackman window: flat to
/// 0.01 dB up to 20 kHz.
double true_peak(const std::vector<float>& sound, std::size_t from) {
  constexpr int kHalf = 64;
  double most = 0;
  for (int phase = 0; phase < 8; ++phase) {
    std::vector<double> taps;
    for (int k = -kHalf + 1; k <= kHalf; ++k) {
      const double t = k - phase / 8.0, angle = std::numbers::pi * t / kHalf;
      const double sinc = t == 0 ? 1.0 : std::sin(std::numbers::pi * t) / (std::numbers::pi * t);
      taps.push_back(sinc * (0.42 + 0.5 * std::cos(angle) + 0.08 * std::cos(2 * angle)));
    }
    for (std::size_t i = from; i + taps.size() <= sound.size(); ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < taps.size(); ++k) sum += taps[k] * static_cast<double>(sound[i + k]);
      most = std::max(most, std::abs(sum));
    }
  }
  return most;
}

/// A quarter of the rate, caught 45 degrees from its tops: the wave is 3 dB above every sample.
Sample between_the_samples(double level) {
  return [=](std::uint16_t, std::int64_t frame) {
    return static_cast<float>(level * std::sin(std::numbers::pi * (0.5 * static_cast<double>(frame) + 0.25)));
  };
}

TEST(OutputStageSound, KeepsTheWaveBelowTheSafetyLimitersCeiling) {
  for (const double ceiling : {-1.0, -6.0}) {
    for (const Sample& input : {tones(1.5), tones(4.0), between_the_samples(1.2)}) {
      const double open = true_peak(played(one_strip(), input)[0], kSettled);
      const double held = true_peak(played(staged(limited(ceiling)), input)[0], kSettled);
      EXPECT_GT(open, 1.1);
      EXPECT_LT(20 * std::log10(held), ceiling + 0.1);
      EXPECT_GT(20 * std::log10(held), ceiling - 0.5);
    }
  }
}

TEST(OutputStageSound, PassesWhatIsBelowTheCeilingLateButUntouched) {
  const Sample input = tones(0.5);
  const Sound sound = played(staged(limited(-1)), input);
  for (std::size_t f = kSettled; f < sound[0].size(); ++f)
    ASSERT_EQ(sound[0][f], input(0, static_cast<std::int64_t>(f - kLookahead))) << f;
}

//   Strip ─┬─ Master ─ limiter ─ 1,2
//          └─ PFL, or the master ─▶ monitor ─ level ─ limiter ─ 3,4
Project monitored(const OutputStage& stage) {
  return after(staged(stage), SetMonitorOutput{DeviceOutput{{3, 4}}});
}
constexpr std::size_t kMonitorLookahead = 72;  ///< 1.5 ms

TEST(MonitorStageSound, IsHeldBelowTheCeilingWhateverItHears) {
  const Sample input = tones(1.5);
  const Project master = monitored(limited(-1));
  const Project pfl = after(master, SetListen{kStrip, Listen::kPfl});
  const Project strip = after(master, SetMonitor{{TrackSource{kStrip}, false, false, false, -20}});
  const Project mono = after(master, SetMonitor{{MasterSource{}, false, true, false, -20}});
  for (const Project& project : {master, pfl, strip, mono}) {
    for (const double level : {0.0, 12.0}) {
      const Sound sound = played(after(project, SetMonitorLevel{{level}}), input);
      for (const std::size_t channel : {2U, 3U}) {
        const double held = 20 * std::log10(true_peak(sound[channel], kSettled));
        EXPECT_LT(held, -1 + 0.1) << level;
        EXPECT_GT(held, -1 - 1.5) << level;
      }
    }
  }
}

TEST(MonitorStageSound, PassesWhatIsBelowTheCeilingLateButUntouched) {
  const Sample input = tones(0.5);
  const Project master = monitored(limited(-1));
  const Sound mix = played(master, input);
  const Sound pfl = played(after(master, SetListen{kStrip, Listen::kPfl}), input);
  for (std::size_t f = kSettled; f < mix[2].size(); ++f) {
    const auto frame = static_cast<std::int64_t>(f - kMonitorLookahead);
    ASSERT_EQ(pfl[2][f], input(0, frame)) << f;
    ASSERT_EQ(mix[2][f], input(0, frame - static_cast<std::int64_t>(kLookahead))) << f;
  }
}

TEST(MonitorStageSound, IsClippedAndDitheredAsTheMainOutput) {
  const Sample input = tones(1.5);
  OutputStage stage;
  stage.clip = ClipMode::kHard;
  stage.dither_bits = 16;
  const Project master = monitored(stage);
  for (const Project& project : {master, after(master, SetListen{kStrip, Listen::kPfl})}) {
    const Sound sound = played(project, input);
    for (std::size_t f = kSettled; f < sound[2].size(); ++f) {
      const auto steps = static_cast<double>(sound[2][f]) * 32768;
      ASSERT_EQ(steps, std::round(steps)) << f;
      const double in = static_cast<double>(input(0, static_cast<std::int64_t>(f)));
      ASSERT_NEAR(steps, std::clamp(in, -1.0, 1.0) * 32768, 1.51) << f;
    }
  }
}

TEST(OutputStageSound, LimitsClipsAndDithersTogether) {
  OutputStage stage = limited(-1);
  stage.clip = ClipMode::kHard;
  stage.dither_bits = 16;
  const Sample input = tones(1.5);
  double most = 0;
  compare(played(staged(stage), input), input, [&](double out, double) {
    ASSERT_EQ(out * 32768, std::round(out * 32768));
    most = std::max(most, std::abs(out));
  });
  EXPECT_NEAR(20 * std::log10(most), -1.0, 0.2);
}

}  // namespace
}  // namespace corelogic
