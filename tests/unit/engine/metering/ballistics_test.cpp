// ballistics_test.cpp: needles against the standard that describes them.
#include "engine/metering/ballistics.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corelogic::metering {
namespace {

TEST(VuNeedle, Reaches99PercentAfter300MillisecondsAndSwingsALittleTooFar) {
  VuNeedle needle;
  double at = 0, most = 0;
  int reached = 0;
  for (int ms = 1; ms <= 2000; ++ms) {
    at = needle.move(1.0, 0.001);
    most = std::max(most, at);
    if (reached == 0 && at >= 0.99) reached = ms;
  }
  EXPECT_NEAR(reached, 300, 10);
  EXPECT_GE(most, 1.01);
  EXPECT_LE(most, 1.015);
  EXPECT_NEAR(at, 1.0, 1e-6);
}

TEST(VuNeedle, IsWhereItIsHoweverOftenItIsAsked) {
  VuNeedle often, seldom;
  double a = 0;
  for (int i = 0; i < 100; ++i) a = often.move(0.5, 0.002);
  EXPECT_NEAR(seldom.move(0.5, 0.2), a, 1e-12);
}

TEST(CorrelationNeedle, ReadsOneZeroAndMinusOneAndNothingOfSilence) {
  CorrelationNeedle same, opposite, apart, silent;
  EXPECT_NEAR(same.move(2.0, 2.0, 2.0, 0.033), 1.0, 1e-12);
  EXPECT_NEAR(opposite.move(-1.0, 2.0, 0.5, 0.033), -1.0, 1e-12);
  EXPECT_EQ(apart.move(0.0, 1.0, 1.0, 0.033), 0.0);
  EXPECT_EQ(silent.move(0.0, 0.0, 0.0, 0.033), 0.0);
}

TEST(CorrelationNeedle, TakesAThirdOfASecondToTurn) {
  CorrelationNeedle needle;
  for (int i = 0; i < 100; ++i) needle.move(1.0, 1.0, 1.0, 0.033);
  double now = 1;
  for (int i = 0; i < 3; ++i) now = needle.move(-1.0, 1.0, 1.0, 0.033);
  EXPECT_GT(now, 0.0);
  for (int i = 0; i < 30; ++i) now = needle.move(-1.0, 1.0, 1.0, 0.033);
  EXPECT_LT(now, -0.9);
}

}  // namespace
}  // namespace corelogic::metering
