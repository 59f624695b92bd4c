// fade_law_test.cpp: how values move when they are given time.  Side: test.
#include "engine/building/fade_law.h"

#include <gtest/gtest.h>

#include <cmath>

#include "schema/vocabulary/units.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

constexpr double kSilent = vocabulary::kSilence.value;

double gain(double level) {
  return std::pow(10.0, level / 20.0);
}

TEST(FadeLaw, IsStraightInDecibelsAboveTheFloor) {
  EXPECT_DOUBLE_EQ(faded(FadeLaw::kDecibels, 0, -40, 0.25), -10);
  EXPECT_DOUBLE_EQ(faded(FadeLaw::kDecibels, -30, 6, 0.5), -12);
  EXPECT_EQ(faded(FadeLaw::kDecibels, -30, 6, 0), -30);
  EXPECT_EQ(faded(FadeLaw::kDecibels, -30, 6, 1), 6);
}

// 0 dB to silence is 60 dB to the floor and 8.686 below it: the floor is met at 60 / 68.686 of the way.
TEST(FadeLaw, ReachesSilenceStraightInGainWithoutACorner) {
  const double whole = 60 + 20 / std::log(10.0);
  const double floor = 60 / whole;
  EXPECT_NEAR(faded(FadeLaw::kDecibels, 0, kSilent, floor), -60, 1e-9);
  EXPECT_NEAR(faded(FadeLaw::kDecibels, 0, kSilent, 0.5), -whole / 2, 1e-9);
  const double half_of_rest = floor + (1 - floor) / 2;
  EXPECT_NEAR(gain(faded(FadeLaw::kDecibels, 0, kSilent, half_of_rest)), gain(-60) / 2, 1e-12);
  EXPECT_EQ(faded(FadeLaw::kDecibels, 0, kSilent, 1), kSilent);
  const double before = faded(FadeLaw::kDecibels, 0, kSilent, floor - 1e-6);
  const double after = faded(FadeLaw::kDecibels, 0, kSilent, floor + 1e-6);
  EXPECT_NEAR(before - -60, -60 - after, 1e-9);
}

TEST(FadeLaw, ComesOutOfSilenceAsItGoesThere) {
  for (double share = 0.01; share < 1; share += 0.01)
    EXPECT_NEAR(gain(faded(FadeLaw::kDecibels, kSilent, -6, share)),
                gain(faded(FadeLaw::kDecibels, -6, kSilent, 1 - share)), 1e-12);
  EXPECT_EQ(faded(FadeLaw::kDecibels, kSilent, kSilent, 0.5), kSilent);
}

TEST(FadeLaw, KeepsRatiosOnALogarithmicScale) {
  EXPECT_NEAR(faded(FadeLaw::kLogarithmic, 100, 10000, 0.5), 1000, 1e-9);
  EXPECT_DOUBLE_EQ(faded(FadeLaw::kLogarithmic, 0, 10, 0.5), 5);
  EXPECT_DOUBLE_EQ(faded(FadeLaw::kLinear, -1, 1, 0.75), 0.5);
}

TEST(FadeLaw, IsTheScaleOfTheParameter) {
  GraphMaker g;
  const auto in = g.device(1, {1, 1}), comp = g.effect(71, "compressor", 2, 2), eq = g.effect(72, "eq", 2, 2);
  const auto align = g.effect(73, "utility", 2, 2);
  const auto fader = g.fader(1, 2, 0), pan = g.pan(1, 2, 2, 0), out = g.output(9, {1, 2});
  g.chain(in, comp);
  const auto law = [&](std::uint32_t node, std::uint16_t parameter) {
    return fade_law(g[node], {g[node].id, {}, parameter, 0});
  };
  namespace v = vocabulary;
  EXPECT_EQ(law(fader, v::fader::kVolume), FadeLaw::kDecibels);
  EXPECT_EQ(law(fader, v::fader::kMute), std::nullopt);
  EXPECT_EQ(law(fader, v::fader::kBalance), FadeLaw::kLinear);
  EXPECT_EQ(law(pan, 0), FadeLaw::kLinear);
  EXPECT_EQ(law(out, v::output::kLevel), FadeLaw::kDecibels);
  EXPECT_EQ(law(comp, v::compressor::kRatio), FadeLaw::kLogarithmic);
  EXPECT_EQ(law(comp, v::compressor::kLookahead), std::nullopt) << "it changes the latency";
  EXPECT_EQ(law(comp, messages::kBypassParameter), std::nullopt);
  EXPECT_EQ(law(eq, 1), std::nullopt) << "a choice: the type of a band";
  EXPECT_EQ(law(eq, 2), FadeLaw::kLogarithmic);
  EXPECT_EQ(law(align, v::utility::kDelay), FadeLaw::kLinear);
  const auto step = [&](std::uint32_t node, std::uint16_t parameter) {
    return fade_step(g[node], {g[node].id, {}, parameter, 0});
  };
  EXPECT_EQ(step(align, v::utility::kDelay), 1) << "it is counted in frames";
  EXPECT_EQ(step(align, v::utility::kGain), 0);
  EXPECT_EQ(step(out, v::output::kLevel), 0);
  EXPECT_EQ(fade_step(g[comp], {g[comp].id, g[comp].edges[0].id, messages::kEdgePan, 0}), 0);
  EXPECT_EQ(fade_law(g[comp], {g[comp].id, g[comp].edges[0].id, messages::kEdgeLevel, 0}),
            FadeLaw::kDecibels);
  EXPECT_EQ(fade_law(g[comp], {g[comp].id, g[comp].edges[0].id, messages::kEdgePan, 0}), FadeLaw::kLinear);
}

}  // namespace
}  // namespace corelogic::building
