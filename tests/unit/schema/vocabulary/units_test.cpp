// units_test.cpp: the laws of level and pan against their closed forms.
#include "schema/vocabulary/units.h"

#include <gtest/gtest.h>

namespace corelogic::vocabulary {
namespace {

TEST(Decibels, AreTwentyTimesTheLogarithmOfGain) {
  EXPECT_FLOAT_EQ(to_gain({0}).value, 1.0F);
  EXPECT_FLOAT_EQ(to_gain({-20}).value, 0.1F);
  EXPECT_FLOAT_EQ(to_gain({12}).value, 3.9810717F);
  EXPECT_NEAR(to_gain({-6}).value, 0.501, 0.0002);
  for (double level = -120; level <= 12; level += 0.37)
    EXPECT_NEAR(to_decibels(to_gain({level})).value, level, 1e-4) << level;
}

TEST(Decibels, OfMinusInfinityAreSilence) {
  EXPECT_EQ(to_gain(kSilence).value, 0.0F);
  EXPECT_EQ(to_decibels({0}).value, kSilence.value);
  EXPECT_EQ(to_decibels({-0.5F}).value, kSilence.value);
  EXPECT_LT(kSilence, kMaxLevel);
}

TEST(MonoPan, KeepsThePower) {
  for (double pan = -1; pan <= 1; pan += 0.05) {
    const PanGains gains = mono_pan(pan);
    EXPECT_NEAR(gains.left * gains.left + gains.right * gains.right, 1, 1e-6) << pan;
  }
  EXPECT_FLOAT_EQ(mono_pan(0).left, static_cast<float>(std::numbers::sqrt2 / 2));
  EXPECT_FLOAT_EQ(mono_pan(0).left, mono_pan(0).right);
}

TEST(MonoPan, GoesFromLeftToRightAndNoFurther) {
  EXPECT_FLOAT_EQ(mono_pan(-1).left, 1);
  EXPECT_NEAR(mono_pan(-1).right, 0, 1e-7);
  EXPECT_NEAR(mono_pan(1).left, 0, 1e-7);
  EXPECT_FLOAT_EQ(mono_pan(1).right, 1);
  EXPECT_EQ(mono_pan(7).right, mono_pan(1).right);
  EXPECT_EQ(mono_pan(-7).left, mono_pan(-1).left);
}

TEST(StereoBalance, PassesTheCentreUnchanged) {
  EXPECT_EQ(stereo_balance(0).left, 1.0F);
  EXPECT_EQ(stereo_balance(0).right, 1.0F);
}

TEST(StereoBalance, TurnsDownTheFarSideOnly) {
  for (double pan = 0.05; pan <= 1; pan += 0.05) {
    const PanGains right = stereo_balance(pan);
    const PanGains left = stereo_balance(-pan);
    EXPECT_EQ(right.right, 1.0F) << pan;
    EXPECT_EQ(left.left, 1.0F) << pan;
    EXPECT_FLOAT_EQ(right.left,
                    static_cast<float>(std::numbers::sqrt2 * std::cos((pan + 1) * std::numbers::pi / 4)));
    EXPECT_NEAR(right.left, left.right, 1e-6) << pan;
  }
  EXPECT_NEAR(stereo_balance(1).left, 0, 1e-7);
  EXPECT_NEAR(stereo_balance(-1).right, 0, 1e-7);
}

}  // namespace
}  // namespace corelogic::vocabulary
