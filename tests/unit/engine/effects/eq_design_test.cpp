// eq_design_test.cpp: how far the digital bands are from their analogue prototypes, and how far the cookbook
// is.
#include "engine/effects/eq_design.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/engine/effects/eq_reference.h"

namespace corelogic::effects {
namespace {

namespace eq = vocabulary::eq;

using test::decibels;
constexpr double kRate = 48000;

using Design = test::Complex (*)(const EqBand&, double, double);

/// Greatest difference to the prototype up to 20 kHz, dB, where the prototype is above -60 dB.
double worst_error(const EqBand& band, Design design, double rate = kRate) {
  static const std::vector<double> hz = test::audible(250);
  double worst = 0;
  for (const double f : hz) {
    if (f > 0.907 * rate / 2) break;
    const double wanted = std::abs(test::analogue(band, f));
    if (wanted < 1e-3) continue;
    worst = std::max(worst, std::abs(decibels(std::abs(design(band, f, rate)) / wanted)));
  }
  return worst;
}

TEST(EqDesign, KeepsBellsWithinHalfADecibelOfTheAnalogueUpToTwentyKilohertz) {
  for (const double hz : {20.0, 100.0, 1000.0, 5000.0, 10000.0, 12000.0, 16000.0, 18000.0, 20000.0})
    for (const double q : {0.1, 0.3, 0.7, 1.0, 2.0, 4.0, 10.0, 30.0})
      for (const double gain : {0.1, 3.0, 6.0, 12.0, 24.0})
        for (const double sign : {-1.0, 1.0}) {
          const EqBand band{eq::kBell, hz, sign * gain, q, 2};
          EXPECT_LT(worst_error(band, test::designed), gain > 12 ? 0.55 : 0.25)
              << hz << " Hz, " << sign * gain << " dB, Q " << q;
        }
}

TEST(EqDesign, KeepsShelvesWithinHalfADecibelOfTheAnalogueUpToTwentyKilohertz) {
  for (const auto type : {eq::kLowShelf, eq::kHighShelf})
    for (const double hz : {20.0, 100.0, 1000.0, 5000.0, 10000.0, 12000.0, 16000.0, 20000.0})
      for (const double q : {0.3, 0.5, 0.7071, 1.0})
        for (const double gain : {-24.0, -12.0, -3.0, 3.0, 12.0, 24.0})
          EXPECT_LT(worst_error({type, hz, gain, q, 2}, test::designed), std::abs(gain) > 12 ? 0.55 : 0.45)
              << hz << " Hz, " << gain << " dB, Q " << q;
}

TEST(EqDesign, IsFarNearerThanTheCookbookInTheTreble) {
  for (const auto type : {eq::kBell, eq::kLowShelf, eq::kHighShelf})
    for (const double hz : {10000.0, 12000.0, 16000.0})
      for (const double gain : {-12.0, -6.0, 6.0, 12.0})
        for (const double q : {0.5, 0.7071, 1.0, 2.0}) {
          const EqBand band{type, hz, gain, q, 2};
          const double ours = worst_error(band, test::designed);
          const double theirs = worst_error(band, test::cookbook);
          EXPECT_LT(ours, 0.5 * theirs) << type << ": " << hz << " Hz, " << gain << " dB, Q " << q;
        }
}

TEST(EqDesign, KeepsPassesNotchAndBandPassNearTheAnalogueDownToMinusSixtyDecibels) {
  for (const std::uint8_t order : eq::kOrders)
    for (const double hz : {20.0, 100.0, 1000.0, 5000.0, 10000.0}) {
      EXPECT_LT(worst_error({eq::kHighPass, hz, 0, 0.7071, order}, test::designed), 0.6)
          << hz << " " << order;
      EXPECT_LT(worst_error({eq::kLowPass, hz, 0, 0.7071, order}, test::designed), 2.3) << hz << " " << order;
    }
  for (const double hz : {10000.0, 12000.0, 16000.0})
    for (const auto type : {eq::kLowPass, eq::kHighPass, eq::kNotch, eq::kBandPass}) {
      const EqBand band{type, hz, 0, 0.7071, 2};
      EXPECT_LT(worst_error(band, test::designed), 1.2) << type << " " << hz;
      EXPECT_LT(worst_error(band, test::designed), 0.5 * worst_error(band, test::cookbook)) << type << hz;
    }
}

TEST(EqDesign, IsExactAtTheBandsFrequencyAndItsEnds) {
  for (const double hz : {20.0, 400.0, 12000.0}) {
    EXPECT_NEAR(decibels(std::abs(test::designed({eq::kBell, hz, 9, 3, 2}, hz, kRate))), 9, 1e-6);
    EXPECT_NEAR(std::abs(test::designed({eq::kBell, hz, 9, 3, 2}, 1e-3, kRate)), 1, 1e-6);
    EXPECT_NEAR(decibels(std::abs(test::designed({eq::kLowShelf, hz, -7, 0.7071, 2}, 1e-3, kRate))), -7,
                1e-6);
    EXPECT_NEAR(std::abs(test::designed({eq::kHighShelf, hz, -7, 0.7071, 2}, 1e-3, kRate)), 1, 1e-6);
    EXPECT_NEAR(decibels(std::abs(test::designed({eq::kLowPass, hz, 0, 0.7071, 8}, hz, kRate))), -3.0103,
                1e-3);
    EXPECT_NEAR(decibels(std::abs(test::designed({eq::kHighPass, hz, 0, 0.7071, 3}, hz, kRate))), -3.0103,
                1e-3);
    EXPECT_NEAR(std::abs(test::designed({eq::kBandPass, hz, 0, 5, 2}, hz, kRate)), 1, 1e-6);
    EXPECT_LT(std::abs(test::designed({eq::kNotch, hz, 0, 5, 2}, hz, kRate)), 1e-5);
    EXPECT_LT(std::abs(test::designed({eq::kHighPass, hz, 0, 0.7071, 8}, 1e-3, kRate)), 1e-12);
  }
}

TEST(EqDesign, FallsWithTheSlopeThatWasChosen) {
  for (std::size_t i = 0; i < eq::kOrders.size(); ++i) {
    const EqBand low{eq::kLowPass, 500, 0, 0.7071, eq::kOrders[i]};
    const EqBand high{eq::kHighPass, 8000, 0, 0.7071, eq::kOrders[i]};
    const double wanted = 20 * std::log10(2.0) * eq::kOrders[i];
    const auto level = [](const EqBand& band, double hz) {
      return decibels(std::abs(test::designed(band, hz, kRate)));
    };
    EXPECT_NEAR(level(low, 2000) - level(low, 4000), wanted, 0.08 * wanted);
    EXPECT_NEAR(level(high, 1000) - level(high, 500), wanted, 0.02 * wanted);
  }
}

TEST(EqDesign, IsStableAtEveryRateAndTheWholeRangeOfEveryValue) {
  for (const double rate : {22050.0, 44100.0, 48000.0, 96000.0, 192000.0})
    for (std::uint8_t type = 0; type < eq::kTypes.size(); ++type)
      for (const double hz : {20.0, 300.0, 5000.0, 11000.0, 15000.0, 20000.0})
        for (const double gain : {-24.0, -1e-6, 0.04, 24.0})
          for (const double q : {0.1, 1.0, 30.0})
            for (const std::uint8_t order : eq::kOrders) {
              const EqBand band{static_cast<eq::Type>(type), hz, gain, q, order};
              EqSection sections[kMostSections];
              const std::size_t count = design_band(band, rate, sections);
              ASSERT_GE(count, 1U);
              for (std::size_t i = 0; i < count; ++i) {
                const EqSection& f = sections[i];
                ASSERT_TRUE(f.g > 0 && f.g < 200 && f.k > 0 && f.k < 2000) << rate << " " << hz << " " << q;
                ASSERT_TRUE(std::isfinite(f.n0) && std::isfinite(f.n1) && std::isfinite(f.n2));
              }
            }
}

TEST(EqDesign, MakesNothingOfABandThatChangesNothing) {
  EqSection sections[kMostSections];
  for (const auto type : {eq::kBell, eq::kLowShelf, eq::kHighShelf})
    EXPECT_EQ(design_band({type, 1000, 0, 1, 2}, kRate, sections), 0U);
}

}  // namespace
}  // namespace corelogic::effects
