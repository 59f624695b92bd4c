// meters_test.cpp: levels that are held elsewhere from one plan to the next.
#include "engine/graph/meters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "engine/graph/render_plan.h"

namespace corelogic::graph {
namespace {

/// What a hold of one lane, or of a whole planar channel, has seen.
void see(const PeakTap& tap, float peak, float squares, std::uint32_t clips) {
  const auto part = static_cast<std::size_t>(std::max(tap.lane, 0)) + (tap.lane < 0 ? 5U : 0U);
  tap.hold->partial[part] = peak, tap.hold->squares[part] = squares, tap.hold->clips[part] = clips;
}

///   before   a: planar hold   b: lane 2   c: lane 3
///   after    a: lane 2        b: planar   c: lane 3 no more, a newborn d has it
TEST(TakeOverLevels, ChangesPlacesWithoutLosingOrMixingAnything) {
  dsp::PeakHold planar, lanes;
  std::array<LevelCount, 3> counts{{{.clips = 10}, {.clips = 20}, {}}};
  const PeakTap whole{.hold = &planar, .lane = -1, .count = &counts[0]};
  const PeakTap second{.hold = &lanes, .lane = 2, .count = &counts[1]};
  const PeakTap third{.hold = &lanes, .lane = 3, .count = &counts[2]};
  see(whole, 1.5F, 9.0F, 3), see(second, 0.5F, 4.0F, 0), see(third, 7.0F, 7.0F, 7);

  PeakTap a = second, b = whole;
  a.count = &counts[0], b.count = &counts[1];
  RenderPlan plan;
  plan.meters = {{.node = vocabulary::NodeId{1}, .channels = 3, .first_peak = 0}};
  plan.meter_peaks = {a, b, third};
  plan.level_moves = {
      {.to = a, .from = whole}, {.to = b, .from = second}, {.to = third, .from = {}, .newborn = true}};
  MeterReading reading = make_reading(plan);
  install(plan, 600);
  read_meters(plan, reading, 1000);
  EXPECT_EQ(reading.peaks, (std::vector<float>{1.5F, 0.5F, 0.0F}));
  EXPECT_EQ(reading.squares, (std::vector<float>{9.0F, 4.0F, 0.0F}));
  EXPECT_EQ(reading.clips, (std::vector<std::uint32_t>{13, 20, 0}));
  EXPECT_EQ(reading.heard, (std::vector<std::uint32_t>{1000, 1000, 400}));

  read_meters(plan, reading, 64);  // what was taken over is taken over once
  EXPECT_EQ(reading.peaks, (std::vector<float>{0.0F, 0.0F, 0.0F}));
  EXPECT_EQ(reading.clips, (std::vector<std::uint32_t>{13, 20, 0}));
  EXPECT_EQ(reading.heard, (std::vector<std::uint32_t>{64, 64, 64}));
}

TEST(ReadMeters, StaysAtTheGreatestNumberOfClips) {
  dsp::PeakHold hold;
  LevelCount count{.clips = 0xfffffff0U};
  RenderPlan plan;
  plan.meters = {{.node = vocabulary::NodeId{1}, .channels = 1, .first_peak = 0}};
  plan.meter_peaks = {{.hold = &hold, .lane = -1, .count = &count}};
  MeterReading reading = make_reading(plan);
  see(plan.meter_peaks[0], 1.0F, 1.0F, 100);
  read_meters(plan, reading, 64);
  EXPECT_EQ(reading.clips[0], 0xffffffffU);
}

}  // namespace
}  // namespace corelogic::graph
