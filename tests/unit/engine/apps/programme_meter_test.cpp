// programme_meter_test.cpp: what --stats says of known signals.
#include "engine/apps/programme_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace corelogic::apps {
namespace {

TEST(ProgrammeMeter, ReadsMinus23OfTheSineOfTech3341AndItsTruePeak) {
  ProgrammeMeter meter(48000.0, 2);
  std::vector<float> sound(1000);
  const float* channels[] = {sound.data(), sound.data()};
  const double amplitude = std::pow(10.0, -23.0 / 20.0);
  for (int block = 0; block < 480; ++block) {  // 10 s
    for (int f = 0; f < 1000; ++f)
      sound[static_cast<std::size_t>(f)] = static_cast<float>(
          amplitude * std::sin(2.0 * std::numbers::pi * 1000.0 * (block * 1000 + f) / 48000.0));
    meter.hear(channels, 1000);
  }
  EXPECT_NEAR(meter.loudness().integrated, -23.0F, 0.1F);
  EXPECT_NEAR(meter.loudness().range, 0.0F, 0.1F);
  for (const float peak : meter.true_peaks())
    EXPECT_NEAR(20.0 * std::log10(static_cast<double>(peak)), -23.0, 0.1);
}

TEST(ProgrammeMeter, ReadsMoreThanSixteenChannelsEachForItself) {
  ProgrammeMeter meter(48000.0, 20);
  std::vector<std::vector<float>> sound(20, std::vector<float>(600));
  std::vector<const float*> channels;
  for (std::size_t c = 0; c < 20; ++c) {
    for (std::size_t f = 0; f < 600; ++f)  // a quarter of the rate, between its samples: 3 dB above them
      sound[c][f] = static_cast<float>(c) * 0.05F * (f % 4 < 2 ? 0.70710678F : -0.70710678F);
    channels.push_back(sound[c].data());
  }
  meter.hear(channels.data(), 600);
  const auto peaks = meter.true_peaks();
  ASSERT_EQ(peaks.size(), 20U);
  for (std::size_t c = 1; c < 20; ++c) {
    EXPECT_GT(peaks[c], 0.05F * static_cast<float>(c) * 0.97F);
    EXPECT_LT(peaks[c], 0.05F * static_cast<float>(c) * 1.15F);  // it begins with a step
  }
}

}  // namespace
}  // namespace corelogic::apps
