// spectrum_meter_test.cpp: sines where they belong, silence at the floor.  Side: test.
#include "engine/metering/spectrum_meter.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace corelogic::metering {
namespace {

/// `seconds` of a sine of -20 dBFS, in blocks as an audio thread brings them.
void hear(SpectrumMeter& meter, double hertz, double rate, double seconds) {
  std::vector<float> block(64);
  const float* planar = block.data();
  std::int64_t frame = 0;
  while (static_cast<double>(frame) < seconds * rate) {
    for (float& sample : block)
      sample = static_cast<float>(
          0.1 * std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(frame++) / rate));
    EXPECT_TRUE(meter.ring().push(&planar, 64));
    meter.feed();
  }
}

TEST(SpectrumMeter, ReadsASineOfMinus20WhereverItLies) {
  for (const double rate : {44100.0, 48000.0, 96000.0, 192000.0}) {
    SpectrumMeter meter(rate);
    for (const double hertz : {50.0, 440.0, 997.0, 1000.0, 1003.7, 5011.0, 12345.0, 19990.0}) {
      hear(meter, hertz, rate, 0.25);
      const auto levels = meter.levels();
      const auto bin = static_cast<std::size_t>(std::lround(hertz / rate * 2 * SpectrumMeter::kBins));
      EXPECT_NEAR(levels[bin], -20, 0.5) << hertz << " Hz at " << rate;
      EXPECT_LE(*std::ranges::max_element(levels), levels[bin] + 1e-3) << hertz;
      EXPECT_LT(levels[bin + 8], -80) << hertz;
    }
  }
}

TEST(SpectrumMeter, ReadsTheFloorOfSilenceAndIsFreshTwentyTimesASecond) {
  SpectrumMeter meter(48000);
  EXPECT_FALSE(meter.fresh());
  std::vector<float> block(64);
  const float* planar = block.data();
  int times = 0;
  for (int i = 0; i < 750; ++i) {  // a second
    EXPECT_TRUE(meter.ring().push(&planar, 64));
    meter.feed();
    times += meter.fresh() ? 1 : 0;
  }
  EXPECT_EQ(times, 23);
  EXPECT_THAT(meter.levels(), testing::Each(SpectrumMeter::kFloor));
}

TEST(SpectrumMeter, MakesNumbersOfWhatIsNone) {
  SpectrumMeter meter(48000);
  std::vector<float> block(4096, std::numeric_limits<float>::quiet_NaN());
  const float* planar = block.data();
  EXPECT_TRUE(meter.ring().push(&planar, 4096));
  meter.feed();
  EXPECT_THAT(meter.levels(), testing::Each(SpectrumMeter::kFloor));
}

}  // namespace
}  // namespace corelogic::metering
