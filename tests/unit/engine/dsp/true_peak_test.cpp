// true_peak_test.cpp: the standard's table comes back tap by tap, and known waves read what they are.
#include "engine/dsp/true_peak.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

/// The table of BS.1770-4 Annex 2, columns phase 0 and phase 1; the others are these from below.
constexpr std::array<double, 12> kPhase0 = {0.0017089843750,  0.0109863281250,  -0.0196533203125,
                                            0.0332031250000,  -0.0594482421875, 0.1373291015625,
                                            0.9721679687500,  -0.1022949218750, 0.0476074218750,
                                            -0.0266113281250, 0.0148925781250,  -0.0083007812500};
constexpr std::array<double, 12> kPhase1 = {-0.0291748046875, 0.0292968750000,  -0.0517578125000,
                                            0.0891113281250,  -0.1665039062500, 0.4650878906250,
                                            0.7797851562500,  -0.2003173828125, 0.1015625000000,
                                            -0.0582275390625, 0.0330810546875,  -0.0189208984375};

class TruePeak : public ::testing::Test {
 protected:
  void TearDown() override { force_target(""); }
};

void fill(test::LaneBuffer& buffer, std::uint32_t frames, double step, double phase, double amplitude) {
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)
      buffer[f][l] =
          static_cast<float>(amplitude * std::sin(step * f + phase + static_cast<double>(l) * 0.1));
}

TEST_F(TruePeak, ReadsTheStandardsTableTapByTapFromAnImpulse) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    TruePeakPast past;
    for (std::size_t f = 0; f < 14; ++f) {
      test::LaneBuffer in(1);
      in[0][5] = f == 0 ? 1.0F : 0.0F;
      LaneFrame most = {};
      true_peak_lanes(in.get(), past, most, 1);
      double wanted = 0;
      if (f < 12)
        for (const double tap : {kPhase0[f], kPhase1[f], kPhase1[11 - f], kPhase0[11 - f]})
          wanted = std::max(wanted, std::abs(tap));
      EXPECT_NEAR(most[5], wanted, 1e-7) << name << " tap " << f;
      EXPECT_EQ(most[4], 0.0F);
    }
  }
}

TEST_F(TruePeak, ReadsNoiseAsTheStandardsFilterInDoubleHoweverCut) {
  const auto sound = test::noise(256 * kLanes, 4);
  test::LaneBuffer in(256);
  std::copy(sound.begin(), sound.end(), in[0]);
  std::array<double, kLanes> wanted = {};
  for (int f = 0; f < 256; ++f)
    for (std::size_t l = 0; l < kLanes; ++l) {
      std::array<double, 4> y = {};
      for (int i = 0; i < 12 && i <= f; ++i) {
        const double x = in[static_cast<std::size_t>(f - i)][l];
        const auto tap = static_cast<std::size_t>(i);
        y[0] += kPhase0[tap] * x, y[1] += kPhase1[tap] * x;
        y[2] += kPhase1[11 - tap] * x, y[3] += kPhase0[11 - tap] * x;
      }
      for (const double point : y) wanted[l] = std::max(wanted[l], std::abs(point));
    }
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    LaneFrame whole = {};
    TruePeakPast heard;
    true_peak_lanes(in.get(), heard, whole, 256);
    for (std::size_t l = 0; l < kLanes; ++l) EXPECT_NEAR(whole[l], wanted[l], 1e-6) << name;
    for (const auto& cuts : test::kCuts) {
      TruePeakPast past;
      LaneFrame most = {};
      std::uint32_t done = 0;
      for (const std::uint32_t frames : cuts) {
        true_peak_lanes(in.get() + done, past, most, frames);
        done += frames;
      }
      for (std::size_t l = 0; l < kLanes; ++l) EXPECT_EQ(most[l], whole[l]) << name;
    }
  }
}

TEST_F(TruePeak, SeesAQuarterRateSineBetweenItsSamples) {
  // sin(pi/2 f + 45 degrees): every sample is 0.7071, the wave goes to 1 (EBU Tech 3341 wants +0.2 / -0.4
  // dB).
  test::LaneBuffer in(256);
  for (std::uint32_t f = 0; f < 256; ++f)
    std::fill_n(in[f], kLanes, static_cast<float>(std::sin(M_PI / 2 * f + M_PI / 4)));
  TruePeakPast past, warm;
  LaneFrame most = {}, settling = {};
  true_peak_lanes(in.get(), past, settling, 64);
  true_peak_lanes(in.get() + 64, past, most, 192);
  EXPECT_LT(20 * std::log10(most[0]), 0.2);
  EXPECT_GT(20 * std::log10(most[0]), -0.4);
  test::LaneBuffer levels(256);
  inter_sample_levels(in.get(), warm, levels.get(), 256);
  float greatest = 0;
  for (std::uint32_t f = 64; f < 256; ++f) greatest = std::max(greatest, levels[f][0]);
  EXPECT_NEAR(20 * std::log10(greatest), 0.0, 0.2);
}

TEST_F(TruePeak, FindsTheLevelBetweenTheRightSamplesWithinItsBound) {
  // The wave from sample f - 6 to the last point before f - 5, in closed form every 64th of a frame.
  for (const double hertz : {100.0, 997.0, 6000.0, 11025.0, 17000.0, 20000.0}) {
    const double step = 2 * M_PI * hertz / 48000;
    test::LaneBuffer in(512), levels(512);
    fill(in, 512, step, 0.3, 0.8);
    TruePeakPast past;
    inter_sample_levels(in.get(), past, levels.get(), 256);
    inter_sample_levels(in.get() + 256, past, levels.get() + 256, 256);
    for (std::uint32_t f = 100; f < 512; ++f)
      for (std::size_t l = 0; l < kLanes; ++l) {
        double wanted = 0;
        for (int point = 0; point <= 56; ++point)
          wanted = std::max(wanted, std::abs(0.8 * std::sin(step * (f - 6 + point / 64.0) + 0.3 +
                                                            static_cast<double>(l) * 0.1)));
        const double over = levels[f][l] - wanted;
        // The grid of eighths misses a top by at most 1 - cos(step / 16).
        ASSERT_GT(over, -0.8 * (0.022 + step * step / 512)) << hertz << " " << f;
        ASSERT_LT(over, 0.8 * 0.035) << hertz << " " << f;
      }
  }
}

TEST_F(TruePeak, OfSamplesOnlyIsTheSampleAtTheSameTime) {
  test::LaneBuffer in(256), levels(256);
  fill(in, 256, 0.7, 0.1, 1.0);
  TruePeakPast past;
  sample_levels(in.get(), past, levels.get(), 100);
  sample_levels(in.get() + 100, past, levels.get() + 100, 156);
  for (std::uint32_t f = 0; f < 256; ++f)
    ASSERT_EQ(levels[f][9], f < kTruePeakDelay ? 0.0F : std::abs(in[f - kTruePeakDelay][9]));
}

TEST_F(TruePeak, ForgetsANanAndCountsItAsNothing) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    test::LaneBuffer in(64);
    for (std::uint32_t f = 0; f < 64; ++f) std::fill_n(in[f], kLanes, 0.25F);
    in[20][3] = std::numeric_limits<float>::quiet_NaN();
    TruePeakPast past;
    LaneFrame most = {};
    true_peak_lanes(in.get(), past, most, 64);
    EXPECT_LT(most[3], 0.4F) << name;
    EXPECT_GT(most[3], 0.2F) << name;
    most[3] = 0.0F;
    for (std::uint32_t f = 0; f < 64; ++f) in[f][3] = 0.25F;
    true_peak_lanes(in.get(), past, most, 64);
    EXPECT_NEAR(most[3], 0.25F, 0.25F * 0.03F) << name;
  }
}

TEST_F(TruePeak, ALaneBegunAnewHasHeardSilenceAndAMovedOneItsPast) {
  test::LaneBuffer in(32), levels(32);
  fill(in, 32, 0.9, 0, 1);
  TruePeakPast a, b;
  inter_sample_levels(in.get(), a, levels.get(), 32);
  b.move_from(a, 2, 7);
  a.begin(3);
  for (const LaneFrame& frame : a.frames) EXPECT_EQ(frame[3], 0.0F);
  for (std::size_t i = 0; i < kTruePeakTaps - 1; ++i) EXPECT_EQ(b.frames[i][7], a.frames[i][2]);
}

}  // namespace
}  // namespace corelogic::dsp
