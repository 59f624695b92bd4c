// reverb_test.cpp: decay times measured by Schroeder's method, and what must hold at every corner of the
// settings.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/unit/engine/dsp/sound.h"
#include "tests/unit/engine/effects/reverb_room.h"

namespace corelogic::effects {
namespace {

using namespace reverb_test;

double correlation(const Stereo& s) {
  double sum = 0;
  for (std::size_t i = 0; i < s.left.size(); ++i) sum += static_cast<double>(s.left[i]) * s.right[i];
  return sum / std::sqrt(energy(s.left) * energy(s.right));
}

class ReverbSound : public ::testing::Test {
 protected:
  void TearDown() override { dsp::force_target(""); }
};

TEST_F(ReverbSound, KeepsTheDecayTimeWithinTenPercent) {
  for (const float decay : {0.3F, 0.6F, 1.8F, 4.0F, 10.0F})
    for (const float size : {0.2F, 0.4F, 0.7F, 1.0F}) {
      const Settings s{.pre_delay_ms = 0, .decay_s = decay, .damping_hz = 20000, .size = size};
      const auto heard = impulse_response(s, decay * 1.2 + 0.3);
      EXPECT_NEAR(decay_time(middle_octave(heard.left)) / decay, 1.0, 0.1) << decay << " s, size " << size;
      EXPECT_NEAR(decay_time(middle_octave(heard.right)) / decay, 1.0, 0.1) << decay << " s, size " << size;
    }
  for (const double rate : {44100.0, 96000.0, 192000.0}) {
    const auto heard = impulse_response({.decay_s = 1.5F, .damping_hz = 8000}, 2, rate);
    EXPECT_NEAR(decay_time(middle_octave(heard.left, rate), rate) / 1.5, 1.0, 0.1) << rate;
  }
}

TEST_F(ReverbSound, DecaysTwiceAsFastAtTheDampingFrequency) {
  const auto heard = impulse_response({.pre_delay_ms = 0, .decay_s = 3, .damping_hz = 1000, .size = 0.5F}, 4);
  std::vector<double> band(heard.left.begin(), heard.left.end());
  const double w = 2 * M_PI * 1000 / kRate, alpha = std::sin(w) / 20;  // Q = 10
  for (int pass = 0; pass < 2; ++pass) {
    double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (double& v : band) {
      const double y = (alpha * (v - x2) + 2 * std::cos(w) * y1 - (1 - alpha) * y2) / (1 + alpha);
      x2 = std::exchange(x1, v);
      y2 = std::exchange(y1, y);
      v = y;
    }
  }
  EXPECT_NEAR(decay_time(band), 1.5, 0.15);
}

TEST_F(ReverbSound, DiesAwayAtEveryCornerOfItsSettings) {
  for (const float pre_delay : {0.0F, 250.0F})
    for (const float decay : {0.2F, 20.0F})
      for (const float damping : {1000.0F, 20000.0F})
        for (const float size : {0.2F, 1.0F})
          for (const float width : {0.0F, 1.0F}) {
            const Settings s{pre_delay, decay, damping, size, width};
            const auto heard = impulse_response(s, 4);
            const auto n = heard.left.size();
            const double early = energy(heard.left, 0, n / 4), late = energy(heard.left, 3 * n / 4);
            ASSERT_GT(early, 0.0);
            // Three seconds lie between the windows; 3 dB for unevenness, and nothing is asked below -700 dB.
            EXPECT_LT(late, std::max(1e-70, 2 * early * std::pow(10, -6.0 * 3.0 / decay)))
                << decay << " " << damping << " " << size;
            for (const float x : heard.left) ASSERT_TRUE(std::isfinite(x) && std::abs(x) < 4);
          }
}

/// Echo density of Abel and Huang: share of samples beyond one standard deviation, as a part of Gaussian
/// noise's.
double echo_density(const Sound& x, std::size_t from, std::size_t frames) {
  const double deviation = std::sqrt(energy(x, from, from + frames) / static_cast<double>(frames));
  const auto beyond = std::count_if(x.begin() + static_cast<std::ptrdiff_t>(from),
                                    x.begin() + static_cast<std::ptrdiff_t>(from + frames),
                                    [&](float v) { return std::abs(v) > deviation; });
  return static_cast<double>(beyond) / static_cast<double>(frames) / 0.3173;
}

TEST_F(ReverbSound, GrowsDenseSoonAndTheSoonerTheSmallerTheRoom) {
  const auto small = impulse_response({.pre_delay_ms = 0, .decay_s = 2, .size = 0.2F}, 1);
  const auto large = impulse_response({.pre_delay_ms = 0, .decay_s = 2, .size = 1.0F}, 1);
  EXPECT_GT(echo_density(small.left, 4800, 2400), 0.8);   // after 100 ms
  EXPECT_GT(echo_density(large.left, 19200, 2400), 0.8);  // after 400 ms
}

TEST_F(ReverbSound, IsWideAtWidthOneAndTheSameOnBothSidesAtNone) {
  const auto noise = dsp::test::noise(96000, 4, 0.3F);
  for (const float width : {0.0F, 1.0F}) {
    const auto heard =
        Room({.decay_s = 1, .width = width}).render(noise, noise);  // even from a source in the middle
    if (width == 0.0F) {
      EXPECT_EQ(heard.left, heard.right);
    } else {
      EXPECT_LT(std::abs(correlation(heard)), 0.1);
    }
  }
}

TEST_F(ReverbSound, ComesOutAboutAsLoudAsItWentIn) {
  const auto left = dsp::test::noise(240000, 1, 0.5F), right = dsp::test::noise(240000, 2, 0.5F);
  for (const float decay : {0.5F, 2.0F})
    for (const float size : {0.2F, 1.0F})
      for (const float width : {0.0F, 0.5F, 1.0F}) {
        const Settings s{.decay_s = decay, .damping_hz = 20000, .size = size, .width = width};
        const auto heard = Room(s).render(left, right);
        const double gain = 10 * std::log10(energy(heard.left, 144000) / energy(left, 144000));
        EXPECT_NEAR(gain, -1.5, 2.0) << decay << " s, size " << size << ", width " << width;
      }
}

TEST_F(ReverbSound, WaitsForThePreDelay) {
  const auto heard = impulse_response({.pre_delay_ms = 100, .size = 0.2F}, 0.3);
  const auto first = std::find_if(heard.left.begin(), heard.left.end(), [](float x) { return x != 0.0F; });
  // The shortest line at size 0.2 is 6.2 ms.
  EXPECT_NEAR(static_cast<double>(first - heard.left.begin()) / kRate, 0.1062, 0.001);
}

TEST_F(ReverbSound, MixesDryAndWetAndPassesTheInputWhenBypassed) {
  const auto left = dsp::test::noise(4800, 1), right = dsp::test::noise(4800, 2);
  const auto wet = Room({.mix = 100}).render(left, right), half = Room({.mix = 50}).render(left, right);
  EXPECT_EQ(Room({.mix = 0}).render(left, right).left, left);
  EXPECT_EQ(Room({.bypass = true}).render(left, right).right, right);
  for (std::size_t f = 0; f < left.size(); ++f)
    ASSERT_NEAR(half.left[f], 0.5F * (left[f] + wet.left[f]), 1e-6F);
}

TEST_F(ReverbSound, PlaysTheMiddleOnOneChannel) {
  const auto mono = dsp::test::noise(9600, 6);
  for (const float early : {kOff, 0.0F}) {
    const Settings s{.mix = 40, .early_db = early};
    const auto stereo = Room(s).render(mono, mono), one = Room(s, kRate, 1).render(mono, mono);
    for (std::size_t f = 0; f < mono.size(); ++f)
      ASSERT_NEAR(one.left[f], 0.5F * (stereo.left[f] + stereo.right[f]), 1e-6F);
    EXPECT_EQ(energy(one.right), 0.0);  // the second pointer is not one of its channels
  }
}

/// Noise through a reverb whose knobs are turned every 256 frames, now and then while a fade is under way.
Stereo turn_knobs(const std::vector<std::uint32_t>& cuts) {
  constexpr std::size_t kRounds = 40;
  const auto left = dsp::test::noise(kRounds * 256, 1), right = dsp::test::noise(kRounds * 256, 2);
  Room room(Settings{});
  Stereo out{Sound(left.size()), Sound(left.size())};
  std::size_t at = 0;
  for (std::size_t round = 0; round < kRounds; ++round) {
    Settings s;
    s.size = round < 6 ? 0.2F + 0.1F * static_cast<float>(round) : 0.35F;
    s.pre_delay_ms = round < 20 ? 3.0F : 40.0F;
    s.decay_s = 1.0F + 0.1F * static_cast<float>(round);
    s.width = round % 2 == 0 ? 1.0F : 0.5F;
    s.early_db = round < 4 ? kOff : -3.0F;
    s.modulation = round < 8 ? 0.0F : 60.0F;
    s.modulation_hz = round < 12 ? 5.0F : 2.0F;
    s.freeze = round >= 18 && round < 24 ? 1.0F : 0.0F;
    s.low_cut_hz = round < 14 ? 20.0F : 300.0F;
    s.bypass = round == 30;
    if (round != 15) room.set(s);
    for (const std::uint32_t frames : cuts) {
      room.process(&left[at], &right[at], &out.left[at], &out.right[at], frames);
      at += frames;
    }
  }
  return out;
}

TEST_F(ReverbSound, GivesTheSameBitsHoweverTheBlockIsCutAndOnEveryInstructionSet) {
  const auto whole = turn_knobs({256});
  EXPECT_GT(energy(whole.left), 1.0);
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    for (const auto& cuts : dsp::test::kCuts) {
      const auto heard = turn_knobs(cuts);
      EXPECT_EQ(heard.left, whole.left) << name;
      EXPECT_EQ(heard.right, whole.right) << name;
    }
  }
}

TEST_F(ReverbSound, DoesNotKeepANan) {
  Room room(Settings{.early_db = 0, .modulation = 50, .low_cut_hz = 100});
  Sound noise = dsp::test::noise(24000, 3);
  noise[100] = std::numeric_limits<float>::quiet_NaN();
  noise[101] = std::numeric_limits<float>::infinity();
  const auto heard = room.render(noise, noise);
  for (std::size_t f = 102; f < heard.left.size(); ++f) ASSERT_TRUE(std::isfinite(heard.left[f]));
  EXPECT_GT(energy(heard.left, 12000), 1.0);
}

}  // namespace
}  // namespace corelogic::effects
