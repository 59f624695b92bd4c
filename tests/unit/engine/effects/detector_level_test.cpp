// detector_level_test.cpp: what dynamics say their detector heard is where their static curve was asked: the
// point a page draws.  Side: test.
#include <gtest/gtest.h>

#include "engine/effects/compressor.h"
#include "engine/effects/deesser.h"
#include "engine/effects/gate.h"
#include "engine/effects/limiter.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/dynamics_rack.h"

namespace corelogic::effects {
namespace {

using namespace test;
namespace compressor = vocabulary::compressor;
namespace deesser = vocabulary::deesser;
namespace gate = vocabulary::gate;
namespace limiter = vocabulary::limiter;

constexpr std::size_t kFrames = 48000;

/// A hard compressor of 4:1 above -30 dB, quick enough to stand on its curve.
Values hard(std::vector<std::pair<std::size_t, double>> more = {}) {
  Values values = with(initial(compressor::kParameters), {{compressor::kThreshold, -30},
                                                          {compressor::kRatio, 4},
                                                          {compressor::kKnee, 0},
                                                          {compressor::kAttack, 0.1}});
  return with(std::move(values), std::move(more));
}
constexpr double curve(double db) {
  return -0.75 * std::max(0.0, db + 30);
}

TEST(DetectorLevel, AndReductionOfACompressorAreAPointOfItsCurve) {
  for (const double db : {-50.0, -30.0, -18.0, -6.0, 0.0}) {
    const Sound in{constant(kFrames, static_cast<float>(amplitude(db)))};
    // The plain way, and the one with key filter, look-ahead and hold.
    for (const Values& values : {hard(), hard({{compressor::kHold, 10}, {compressor::kLookahead, 2}})}) {
      Compressor effect(kRate);
      KeyedRack rack(effect, values);
      (void)rack.run(in);
      const double level = decibels(static_cast<double>(rack.detector_level()));
      EXPECT_NEAR(level, db, 1e-3);
      EXPECT_NEAR(static_cast<double>(rack.gain_reduction()), curve(level), 0.02) << db;
      EXPECT_EQ(rack.detector_level(), 0.0F) << "asking starts anew";
    }
  }
}

TEST(DetectorLevel, IsTheMeanWhereTheDetectorIsOne) {
  Compressor effect(kRate);
  KeyedRack rack(effect, hard({{compressor::kDetector, 1}}));
  (void)rack.run({sine(kFrames, 1000, 0.5)});
  (void)rack.detector_level();
  (void)rack.run({sine(kFrames, 1000, 0.5)});
  EXPECT_NEAR(decibels(static_cast<double>(rack.detector_level())), -9.03, 0.3);
}

TEST(DetectorLevel, IsOfTheKeyBehindItsFilterAndOfTheLouderSide) {
  const Sound quiet{constant(kFrames, 0.01F), constant(kFrames, 0.01F)};
  const Sound loud{sine(kFrames, 100, 0.1), sine(kFrames, 100, 0.5)};
  Compressor effect(kRate);
  KeyedRack rack(effect, hard({{compressor::kKeyHighPass, 1000}}), 2);
  (void)rack.run(quiet, {}, {kMaxFrames}, loud);
  (void)rack.detector_level();  // how the filter began
  (void)rack.run(quiet, {}, {kMaxFrames}, loud);
  EXPECT_NEAR(decibels(static_cast<double>(rack.detector_level())),
              decibels(0.5 * butterworth(100, 1000, true)), 0.5);
}

TEST(DetectorLevel, OfAGateAndALimiterIsWhatTheyCompare) {
  Gate closed(kRate);
  KeyedRack gated(closed, with(initial(gate::kParameters), {{gate::kThreshold, -20}, {gate::kRatio, 2}}));
  const Sound soft{constant(kFrames, static_cast<float>(amplitude(-35)))};
  (void)gated.run(soft);
  EXPECT_NEAR(decibels(static_cast<double>(gated.detector_level())), -35, 1e-3);
  EXPECT_NEAR(gated.gain_reduction(), -15, 0.05) << "as much again as it is below";

  Limiter brick(kRate);
  KeyedRack limited(brick, with(initial(limiter::kParameters), {{limiter::kCeiling, -12}}));
  (void)limited.run({sine(kFrames, 1000, 0.5)});
  const double level = decibels(static_cast<double>(limited.detector_level()));
  EXPECT_NEAR(level, -6.02, 0.1);
  EXPECT_NEAR(limited.gain_reduction(), -12 - level, 0.1);
  EXPECT_EQ(limited.detector_level(), 0.0F);
}

TEST(DetectorLevel, OfADeEsserIsTheShareOfItsBand) {
  DeEsser effect(kRate);
  KeyedRack rack(effect, with(initial(deesser::kParameters), {{deesser::kThreshold, -20}}));
  Sound both{sine(kFrames, 500, 0.4)};
  const auto sharp = sine(kFrames, 9000, 0.1);
  for (std::size_t f = 0; f < kFrames; ++f) both[0][f] += sharp[f];
  (void)rack.run(both);
  (void)rack.detector_level(), (void)rack.gain_reduction();
  (void)rack.run(both);
  const double share = 0.1 * butterworth(9000, 6000, true) / std::hypot(0.4, 0.1);
  EXPECT_NEAR(decibels(static_cast<double>(rack.detector_level())), decibels(share), 0.5);
  EXPECT_NEAR(rack.gain_reduction(), -(20 + decibels(share)), 0.5);
}

TEST(DetectorLevel, GoesAlongWhenTheStripMoves) {
  const auto moved = []<class Effect>(Effect&& from, Effect&& to, const Values& values) {
    KeyedRack rack(from, values);
    (void)rack.run({constant(4800, 0.25F)});
    to.begin({5, 1}, values.data(), false);
    to.move_from(from, {0, 1}, {5, 1});
    return to.take_detector_level({5, 1});
  };
  EXPECT_NEAR(moved(Compressor(kRate), Compressor(kRate), hard()), 0.25F, 1e-6F);
  EXPECT_NEAR(moved(Gate(kRate), Gate(kRate), initial(gate::kParameters)), 0.25F, 1e-6F);
  EXPECT_GE(moved(Limiter(kRate), Limiter(kRate), initial(limiter::kParameters)), 0.25F);
  EXPECT_GT(moved(DeEsser(kRate), DeEsser(kRate), initial(deesser::kParameters)), 0.0F);
}

}  // namespace
}  // namespace corelogic::effects
