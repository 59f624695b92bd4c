// ballistics_test.cpp: needles against the standard that describes them.
#include "engine/metering/ballistics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

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

TEST(CorrelationNeedle, DropsProductsThatAreNoFiniteNumbers) {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  CorrelationNeedle clean, hit;
  for (int i = 0; i < 20; ++i) {
    const double wanted = clean.move(-0.5, 1.0, 1.0, 0.033);
    EXPECT_EQ(hit.move(-0.5, 1.0, 1.0, 0.033), wanted);
    hit.move(infinity, infinity, infinity, 0.001);
    hit.move(nothing, 1.0, 1.0, 0.001);
    hit.move(1.0, 1.0, -infinity, 0.001);
  }
}

TEST(CorrelationNeedle, StandsFor300MillisecondsOfSilenceAndIsAt0AfterAsManyMore) {
  for (const double level : {1.0, 1e6, 1e-6}) {  // mean squares: 0, +60 and -60 dBFS
    CorrelationNeedle needle;
    for (int i = 0; i < 100; ++i) needle.move(-level, level, level, 0.03);
    for (int i = 1; i <= 30; ++i) {
      const double seconds = 0.03 * i;
      const double wanted = -std::clamp(2.0 - seconds / 0.3, 0.0, 1.0);
      EXPECT_NEAR(needle.move(0.0, 0.0, 0.0, 0.03), wanted, 1e-9) << level << " " << seconds;
    }
    // All is forgotten: the first sound after it decides alone.
    EXPECT_NEAR(needle.move(1e-7, 1e-7, 1e-7, 0.03), 1.0, 1e-9);
  }
}

TEST(CorrelationNeedle, TakesLessThanMinus80DecibelsOfEitherChannelForSilence) {
  const double above = std::pow(10.0, -7.9), below = std::pow(10.0, -8.1);
  CorrelationNeedle quiet, silent, left;
  EXPECT_NEAR(quiet.move(above, above, above, 0.033), 1.0, 1e-9);
  EXPECT_EQ(silent.move(below, below, below, 0.033), 0.0);
  EXPECT_EQ(left.move(std::sqrt(below), 1.0, below, 0.033), 0.0);
}

}  // namespace
}  // namespace corelogic::metering
