// loudness_meter_test.cpp: the signals of EBU Tech 3341 and 3342 whose values are written in them.
#include "engine/metering/loudness_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace corelogic::metering {
namespace {

/// Adds `seconds` of a 1 kHz sine of so many dBFS to the channels given by bits.
void add(LoudnessMeter& meter, double seconds, double dbfs, unsigned which = 3, double rate = 48000.0) {
  const std::uint32_t channels = meter.ring().channels();
  const double amplitude = std::pow(10.0, dbfs / 20.0);
  std::vector<float> block(std::size_t{480} * channels);
  for (int at = 0; at < static_cast<int>(seconds * rate); at += 480) {
    for (int f = 0; f < 480; ++f)
      for (std::uint32_t c = 0; c < channels; ++c)
        block[static_cast<std::size_t>(f) * channels + c] =
            ((which >> c) & 1U) == 0
                ? 0.0F
                : static_cast<float>(amplitude * std::sin(2.0 * std::numbers::pi * 1000.0 * (at + f) / rate));
    meter.add(block.data(), 480);
  }
}

TEST(LoudnessMeter, ReadsAStereoSineOfMinus23AsMinus23EverywhereAndWithoutRange) {
  LoudnessMeter meter(48000.0, 2);
  add(meter, 20.0, -23.0);
  const Loudness loudness = meter.read();
  EXPECT_NEAR(loudness.momentary, -23.0F, 0.1F);
  EXPECT_NEAR(loudness.short_term, -23.0F, 0.1F);
  EXPECT_NEAR(loudness.integrated, -23.0F, 0.1F);
  EXPECT_NEAR(loudness.range, 0.0F, 0.1F);
}

TEST(LoudnessMeter, LeavesTheQuietPartsOutOfTheWhole) {
  LoudnessMeter meter(48000.0, 2);  // Tech 3341, case 3
  add(meter, 10.0, -36.0);
  add(meter, 60.0, -23.0);
  add(meter, 10.0, -36.0);
  EXPECT_NEAR(meter.read().integrated, -23.0F, 0.1F);
  EXPECT_NEAR(meter.read().short_term, -36.0F, 0.1F);
}

TEST(LoudnessMeter, ReadsTheRangeOfTwoLevels) {
  LoudnessMeter meter(48000.0, 2);  // Tech 3342, case 1
  add(meter, 20.0, -20.0);
  add(meter, 20.0, -30.0);
  EXPECT_NEAR(meter.read().range, 10.0F, 1.0F);
}

TEST(LoudnessMeter, WeighsSurroundsAndLeavesTheLowFrequencyChannelOut) {
  LoudnessMeter stereo(48000.0, 2), all(48000.0, 6), low(48000.0, 6), surround(48000.0, 6);
  add(stereo, 5.0, -23.0, 0b01);
  add(all, 5.0, -23.0, 0b000001);
  add(low, 5.0, -23.0, 0b001000);
  add(surround, 5.0, -23.0, 0b010000);
  EXPECT_NEAR(all.read().integrated, stereo.read().integrated, 0.01F);
  EXPECT_EQ(low.read().integrated, Loudness::kUnknown);
  EXPECT_NEAR(surround.read().integrated - all.read().integrated, 10.0 * std::log10(1.41), 0.01);
  LoudnessMeter wide(48000.0, 12), discrete(48000.0, 5);
  add(wide, 5.0, -23.0, 0b100000000000);
  add(discrete, 5.0, -23.0, 0b10000);
  EXPECT_NEAR(wide.read().integrated, all.read().integrated, 0.01F);
  EXPECT_NEAR(discrete.read().integrated, all.read().integrated, 0.01F);
}

TEST(LoudnessMeter, KnowsNothingOfSilenceAndForgetsAtAReset) {
  LoudnessMeter meter(44100.0, 2);
  EXPECT_EQ(meter.read().integrated, Loudness::kUnknown);
  add(meter, 4.0, -120.0, 3, 44100.0);
  EXPECT_EQ(meter.read().integrated, Loudness::kUnknown);
  add(meter, 4.0, -18.0, 3, 44100.0);
  EXPECT_NEAR(meter.read().short_term, -18.0F, 0.1F);
  meter.reset();
  EXPECT_EQ(meter.read().integrated, Loudness::kUnknown);
  EXPECT_EQ(meter.read().range, Loudness::kUnknown);
}

TEST(LoudnessMeter, CountsWhatTheRingBringsAndCountsWhatItLost) {
  LoudnessMeter meter(48000.0, 2);
  std::vector<float> left(256), right(256);
  const float* planar[] = {left.data(), right.data()};
  for (int block = 0; block < 400; ++block) {
    for (int f = 0; f < 256; ++f)
      left[static_cast<std::size_t>(f)] = right[static_cast<std::size_t>(f)] = static_cast<float>(
          std::pow(10.0, -23.0 / 20.0) * std::sin(2.0 * std::numbers::pi * (block * 256 + f) / 48.0));
    ASSERT_TRUE(meter.ring().push(planar, 256));
    if (block % 10 == 9) meter.feed();
  }
  EXPECT_NEAR(meter.read().integrated, -23.0F, 0.1F);
  for (int block = 0; block < 100; ++block) meter.ring().push(planar, 256);
  EXPECT_EQ(meter.ring().dropped(), 100U * 256U - 24000U / 256U * 256U);
}

}  // namespace
}  // namespace corelogic::metering
