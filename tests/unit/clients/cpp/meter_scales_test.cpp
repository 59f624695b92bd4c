// meter_scales_test.cpp: how meters are shown, against what the papers say.  Side: test.
#include "clients/cpp/meter_scales.h"

#include <gtest/gtest.h>

namespace corelogic::client {
namespace {

constexpr double kSilence = -std::numeric_limits<double>::infinity();

TEST(HeldPeak, StaysForOneAndAHalfSecondsThenFallsTwentyDecibelsASecond) {
  HeldPeak held;
  EXPECT_EQ(held.move(kSilence, 0.1), kSilence);
  EXPECT_EQ(held.move(-6.0, 0.1), -6.0);
  double shown = 0;
  for (int i = 0; i < 15; ++i) shown = held.move(-60.0, 0.1);
  EXPECT_NEAR(shown, -6.0, 1e-9);
  for (int i = 0; i < 10; ++i) shown = held.move(-60.0, 0.1);
  EXPECT_NEAR(shown, -26.0, 1e-9);
  EXPECT_EQ(held.move(-20.0, 0.1), -20.0);  // and is held anew
  for (int i = 0; i < 14; ++i) shown = held.move(kSilence, 0.1);
  EXPECT_EQ(shown, -20.0);
}

TEST(HeldPeak, FallsAsFarInOneLongStepAsInManyShortOnes) {
  HeldPeak once, often;
  once.move(0.0, 0.01), often.move(0.0, 0.01);
  double shown = 0;
  for (int i = 0; i < 300; ++i) shown = often.move(kSilence, 0.01);
  EXPECT_NEAR(once.move(kSilence, 3.0), shown, 1e-6);
  EXPECT_NEAR(shown, -30.0, 1e-6);
}

TEST(KMeter, ReadsZeroForASineAsFarBelowFullScaleAsTheScaleSays) {
  for (const auto scale : {KMeter::Scale::k12, KMeter::Scale::k14, KMeter::Scale::k20}) {
    KMeter meter(scale);
    const double rms = std::pow(10.0, -static_cast<double>(scale) / 20.0) / std::sqrt(2.0);
    double shown = 0;
    for (int i = 0; i < 120; ++i) shown = meter.move(rms, 1.0 / 30.0);
    EXPECT_NEAR(shown, 0.0, 0.01);
  }
}

TEST(KMeter, NeedsSixHundredMillisecondsFor99Percent) {
  KMeter meter(KMeter::Scale::k20);
  double shown = 0;
  for (int i = 0; i < 18; ++i) shown = meter.move(0.5, 1.0 / 30.0);
  EXPECT_NEAR(shown, 20.0 * std::log10(std::sqrt(0.99 * 0.5)) + 20.0, 1e-6);
}

TEST(VuScale, StandsAtZeroForASineOf18BelowFullScale) {
  const double rms = std::pow(10.0, -18.0 / 20.0) / std::sqrt(2.0);
  EXPECT_NEAR(vu_decibels(rms), 0.0, 1e-9);
  EXPECT_NEAR(vu_deflection(rms), 0.7079, 1e-3);
  EXPECT_EQ(vu_deflection(0.0), 0.0);
  EXPECT_EQ(vu_deflection(1.0), 1.0);
}

}  // namespace
}  // namespace corelogic::client
