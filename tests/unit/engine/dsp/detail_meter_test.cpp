// detail_meter_test.cpp: true peak, mean magnitude and correlation of waves whose values are known.
#include "engine/dsp/detail_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <memory>
#include <numbers>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

using Wave = std::function<double(std::size_t lane, std::uint32_t frame)>;

class DetailMeter : public ::testing::Test {
 protected:
  void TearDown() override { force_target(""); }

  static void hear(DetailHold& hold, const Wave& wave, std::uint32_t frames, std::uint32_t block = 64) {
    test::LaneBuffer in(block + 1);
    for (std::uint32_t at = 0; at < frames; at += block) {
      const std::uint32_t now = std::min(block, frames - at);
      for (std::uint32_t f = 0; f < now; ++f)
        for (std::size_t l = 0; l < kLanes; ++l) in[f][l] = static_cast<float>(wave(l, at + f));
      measure_detail(in.get(), hold, now);
    }
  }
  static double correlation(const DetailHold& hold, std::size_t lane) {
    const double left = static_cast<double>(hold.squares[lane]);
    const double right = static_cast<double>(hold.squares[lane + 1]);
    return static_cast<double>(hold.products[lane]) / std::sqrt(left * right);
  }
};

double sine(double cycles_a_frame, std::uint32_t frame, double phase = 0.0) {
  return std::sin(2.0 * std::numbers::pi * cycles_a_frame * frame + phase);
}

TEST_F(DetailMeter, ReadsAQuarterRateSineAtFortyFiveDegreesThreeDecibelsAboveItsSamples) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    DetailHold hold;
    hear(
        hold, [](std::size_t, std::uint32_t f) { return sine(0.25, f, std::numbers::pi / 4); }, 4800);
    for (const float most : hold.true_peak)
      EXPECT_NEAR(20.0 * std::log10(static_cast<double>(most)), 0.0, 0.2) << name;  // the samples: -3.01 dB
  }
}

TEST_F(DetailMeter, NeverReadsLessThanTheSamplePeak) {
  DetailHold hold;
  hear(
      hold, [](std::size_t l, std::uint32_t f) { return f == 100 ? 0.05 * static_cast<double>(l) : 0.0; },
      256);
  for (std::size_t l = 0; l < kLanes; ++l)
    EXPECT_GE(hold.true_peak[l], static_cast<float>(0.05 * static_cast<double>(l)));
}

TEST_F(DetailMeter, SeesNoStepWhereItBeginsToListen) {
  DetailHold hold;
  hear(
      hold, [](std::size_t, std::uint32_t) { return 0.5; }, 640, 7);
  for (const float most : hold.true_peak) EXPECT_NEAR(most, 0.5F, 0.01F);  // the filter's gain at 0 Hz
}

TEST_F(DetailMeter, GoesOnInAnotherHoldBesideLanesThatAreNewborn) {
  const Wave wave = [](std::size_t l, std::uint32_t f) {
    return l == 3 || l == 7 ? 0.8 * sine(0.25, f, 0.785) : 0.5;
  };
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    DetailHold whole, before, after;
    hear(whole, wave, 1000, 100);
    hear(before, wave, 500, 100);
    after.move_from(before, 3, 7);
    hear(
        after, [&](std::size_t l, std::uint32_t f) { return wave(l, f + 500); }, 500, 100);
    EXPECT_EQ(after.true_peak[7], whole.true_peak[3]) << name;
    EXPECT_EQ(after.magnitudes[7], whole.magnitudes[3]) << name;
    EXPECT_EQ(after.squares[7], whole.squares[3]) << name;
    EXPECT_EQ(after.frames[7], 1000U) << name;
    EXPECT_NEAR(after.true_peak[8], 0.5F, 0.01F) << name;  // a step, had it heard silence before
    EXPECT_EQ(after.frames[8], 500U) << name;
  }
}

TEST_F(DetailMeter, SumsMagnitudesSoThatASineTimesItsFormFactorReadsItsRms) {
  DetailHold hold;
  hear(
      hold, [](std::size_t, std::uint32_t f) { return 0.5 * sine(0.02083333333, f); }, 4800);
  const double mean = static_cast<double>(hold.magnitudes[3]) / 4800.0;
  EXPECT_NEAR(mean * std::numbers::pi / (2.0 * std::numbers::sqrt2), 0.5 / std::numbers::sqrt2, 2e-3);
}

TEST_F(DetailMeter, TellsWhetherTwoNeighboursAgree) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    DetailHold hold;
    // Lanes 0 1: the same; 2 3: opposite; 4 5: a quarter of a turn apart; 7 8: the same, across registers.
    hear(
        hold,
        [](std::size_t l, std::uint32_t f) {
          if (l == 3) return -sine(0.01, f);
          if (l == 5) return 0.3 * sine(0.01, f, std::numbers::pi / 2);
          return sine(0.01, f);
        },
        4800);
    EXPECT_NEAR(correlation(hold, 0), 1.0, 1e-5) << name;
    EXPECT_NEAR(correlation(hold, 2), -1.0, 1e-5) << name;
    EXPECT_NEAR(correlation(hold, 4), 0.0, 1e-3) << name;
    EXPECT_NEAR(correlation(hold, 7), 1.0, 1e-5) << name;
  }
}

}  // namespace
}  // namespace corelogic::dsp
