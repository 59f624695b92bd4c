// meters_over_edits_test.cpp: what meters hold and count goes on while plans come and go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/metered_strip.h"

namespace corelogic::building {
namespace {

using messages::MeterFrame;
using messages::NodeMeter;
using testing::Each;
using testing::ElementsAre;
using testing::FloatNear;

/// The strip with its input and output on full meters. With `more` another input stands beside it, with a
/// full meter in front of the strip's, so that the channels of full meters lie elsewhere.
messages::GraphSnapshot metered(std::uint64_t revision, bool more) {
  GraphMaker g(revision);
  if (more) g[g.device(5, {4})].meter = NodeMeter::kFull;
  const Strip strip(g);
  g[strip.in].meter = g[strip.out].meter = NodeMeter::kFull;
  return g;
}

constexpr auto kIn = vocabulary::make_node_id(1, NodeRole::kInput);
constexpr auto kPan = vocabulary::make_node_id(1, NodeRole::kPan);

/// Another snapshot each few blocks: 78 edits a second and more.
class Restless {
 public:
  explicit Restless(Desk& desk) : desk_(desk) {}
  /// One block.
  void run() {
    if (++blocks_ % 5 == 0) {
      ++revision_;
      desk_.keeper().offer(metered(revision_, revision_ % 2 == 0));
    }
    desk_.run(1);
  }

 private:
  Desk& desk_;
  int blocks_ = 0;
  std::uint64_t revision_ = 1;
};

/// The place of a node among the full meters, and of its first channel in their lists.
std::pair<std::size_t, std::size_t> place(const MeterFrame& frame, vocabulary::NodeId node) {
  std::size_t channel = 0;
  for (std::size_t i = 0; i < frame.detailed.size(); ++i) {
    if (frame.nodes[frame.detailed[i]] == node) return {i, channel};
    channel += frame.channels[frame.detailed[i]];
  }
  return {frame.detailed.size(), channel};
}

std::vector<float> clips(const MeterFrame& frame, vocabulary::NodeId node) {
  return of_node(frame, node, {frame.clips.begin(), frame.clips.end()});
}

TEST(MetersOverEdits, CountTheClipsOfANodeOnWhileOthersAreEdited) {
  // Ten times a second three samples of -1 on channel 1, 20 times in all, then no more.
  Desk desk([](std::uint16_t c, std::int64_t f) {
    return c == 0 && f >= 9600 && f < 9600 + 20 * 4800 && f % 4800 < 3 ? -1.0F : 0.5F;
  });
  desk.play(metered(1, false), 100);
  Restless restless(desk);
  float last = 0;
  for (int block = 0; block < 1700; ++block) {
    restless.run();
    const auto now = clips(desk.keeper().meters(), kIn);
    ASSERT_EQ(now.size(), 2U);
    ASSERT_GE(now[0], last) << "the counter fell in block " << block;
    last = now[0];
  }
  desk.run(100);
  EXPECT_THAT(clips(desk.keeper().meters(), kIn), ElementsAre(60.0F, 0.0F));
}

/// in ─ fader ─ pan ─▶ master becomes in ─ comp ─ fader ─ pan ─▶ master and back: the pan's level is read on
/// a planar route, in a lane, and in a sum while one fades into the other.
TEST(MetersOverEdits, LoseNoClipWhenTheStripItselfIsEditedRightAfterIt) {
  const auto make = [](std::uint64_t revision) {
    GraphMaker g(revision);
    const Strip strip(g, {1, 2}, revision % 2 == 0);
    g[strip.pan].meter = NodeMeter::kBasic;
    return g;
  };
  // Three samples each 4800 frames, 100 ms, that the fader brings to 1.05.
  Desk desk(
      [](std::uint16_t c, std::int64_t f) { return c == 1 && f >= 4800 && f % 4800 < 3 ? 2.1F : 0.2F; });
  desk.play(make(1), 76);  // up to the end of the block with the first three
  for (std::uint64_t revision = 2; revision <= 21; ++revision) {
    desk.keeper().offer(make(revision));
    desk.run(75);  // 4800 frames
  }
  desk.run(40);
  EXPECT_EQ(desk.news.installed.size(), 21U);
  EXPECT_THAT(clips(desk.keeper().meters(), kPan), ElementsAre(0.0F, 63.0F));
}

TEST(MetersOverEdits, ReadASteadySoundAsSteady) {
  Desk desk([](std::uint16_t c, std::int64_t f) { return 0.5F * wave(c == 1 ? 2 : c, f); });
  desk.play(metered(1, false), 1500);  // 2 s, till the needles stand
  Restless restless(desk);
  for (int block = 0; block < 1500; ++block) {
    restless.run();
    const MeterFrame& frame = desk.keeper().meters();
    const auto [number, channel] = place(frame, kIn);
    ASSERT_LT(number, frame.detailed.size());
    for (std::size_t c = channel; c < channel + 2; ++c)
      ASSERT_NEAR(frame.vus[c], 0.5F * kRms, 0.005F) << block;
    ASSERT_NEAR(frame.correlations[number], -1.0F, 1e-3F);
    ASSERT_THAT(of_node(frame, kIn, frame.rms), Each(FloatNear(0.5F * kRms, 0.006F))) << block;
    ASSERT_THAT(of_node(frame, kIn, frame.peaks), Each(FloatNear(0.5F, 1e-3F))) << block;
  }
}

TEST(MetersOverEdits, ReadALevelThatDoesNotMoveFromTheFirstReadingOn) {
  // Whenever the meter comes between two readings: what was before its time is no silence.
  for (int after = 0; after < 25; ++after) {
    Desk desk([](std::uint16_t, std::int64_t) { return 0.5F; });
    GraphMaker without(1), with(2);
    for (GraphMaker* maker : {&without, &with}) {
      const Strip strip(*maker);
      (*maker)[strip.out].meter = NodeMeter::kBasic;
      if (maker == &with) (*maker)[strip.in].meter = NodeMeter::kBasic;
    }
    desk.play(without, 200 + after);
    desk.keeper().offer(with);
    std::vector<float> first;
    for (int block = 0; block < 60 && first.empty(); ++block) {
      desk.run(1);
      first = of_node(desk.keeper().meters(), kIn, desk.keeper().meters().rms);
    }
    EXPECT_THAT(first, ElementsAre(FloatNear(0.5F, 1e-4F), FloatNear(0.5F, 1e-4F))) << after;
  }
}

TEST(MetersOverEdits, MeasureTruePeaksWithoutAPause) {
  // A quarter of the rate at 45°: the samples stay at 0.57, the wave goes to 0.8. Each 4800 frames sixteen of
  // them are twice as high: 1.13, and 1.6 between them.
  Desk desk([](std::uint16_t, std::int64_t f) {
    const float high = f >= 9600 && f % 4800 < 16 ? 1.6F : 0.8F;
    return high * static_cast<float>(std::sin(std::numbers::pi * (static_cast<double>(f) / 2.0 + 0.25)));
  });
  desk.play(metered(1, false), 150);
  Restless restless(desk);
  for (int burst = 0; burst < 20; ++burst) {
    float most = 0, least = 9;
    for (int block = 0; block < 75; ++block) {
      restless.run();
      const MeterFrame& frame = desk.keeper().meters();
      const auto [number, channel] = place(frame, kIn);
      ASSERT_LT(number, frame.detailed.size());
      most = std::max(most, frame.true_peaks[channel]);
      least = std::min(least, frame.true_peaks[channel + 1]);
    }
    EXPECT_GT(most, 1.45F) << burst;
    EXPECT_LT(most, 1.75F) << burst;
    EXPECT_NEAR(20 * std::log10(least / 0.8F), 0.0F, 0.3F) << burst;
  }
}

TEST(MetersOverEdits, SeeNoTruePeakInAnEdit) {
  Desk desk([](std::uint16_t, std::int64_t) { return 0.5F; });
  desk.play(metered(1, false), 200);
  Restless restless(desk);
  for (int block = 0; block < 400; ++block) {
    restless.run();
    const MeterFrame& frame = desk.keeper().meters();
    ASSERT_GE(frame.true_peaks.size(), 4U);
    for (const float peak : frame.true_peaks) EXPECT_LT(peak, 0.51F);
    const auto [number, channel] = place(frame, kIn);
    ASSERT_LT(number, frame.detailed.size());
    EXPECT_GE(frame.true_peaks[channel], 0.5F);
  }
}

/// The audio thread by hand: it reads the meters of the plan that plays when the next one is on its way.
TEST(MetersOverEdits, ShowAReadingThatWasTakenJustBeforeThePlanWasReplaced) {
  const auto rings = std::make_unique<doors::Rings>();
  streaming::SoundLibrary library(48000, streaming::Mode::kInline, "");
  PlanKeeper keeper(*rings, library, {.sample_rate = 48000, .device_inputs = 8, .device_outputs = 8});
  const auto installed = [&] {
    doors::RtCommand command;
    while (rings->commands.pop(command))
      if (command.kind == doors::RtCommand::Kind::kInstallPlan) return command.plan;
    return static_cast<graph::RenderPlan*>(nullptr);
  };
  keeper.offer(metered(1, false));
  (void)keeper.poll();
  graph::RenderPlan* plays = installed();
  ASSERT_NE(plays, nullptr);
  rings->events.push({.kind = doors::RtEvent::Kind::kPlanInstalled, .plan = plays});
  rings->events.push({.kind = doors::RtEvent::Kind::kPlanSettled, .plan = plays});
  (void)keeper.poll();
  graph::MeterReading* reading = nullptr;
  ASSERT_TRUE(rings->readings.pop(reading));
  keeper.offer(metered(2, true));
  (void)keeper.poll();
  ASSERT_NE(installed(), nullptr);
  plays->meter_peaks.front().hold->partial[0] = 1.5F;
  graph::read_meters(*plays, *reading, 64);
  rings->events.push({.kind = doors::RtEvent::Kind::kMetersRead, .plan = plays, .reading = reading});
  EXPECT_TRUE(keeper.poll().meters);
  EXPECT_EQ(keeper.meters().revision.number, 1U);
  EXPECT_EQ(of_node(keeper.meters(), kIn, keeper.meters().peaks).at(0), 1.5F);
}

TEST(MetersOverEdits, CountLoudnessOnThroughEditsAndAnewFromALocate) {
  GraphMaker g(1), more(2);
  for (GraphMaker* maker : {&g, &more}) {
    const Strip strip(*maker);
    (*maker)[strip.out].meter = NodeMeter::kFull;
  }
  more.device(5, {4});
  float level = 1.0F;
  Desk desk([&](std::uint16_t c, std::int64_t f) { return level * wave(c, f); });
  desk.play(g, 2250);  // 3 s at -6 LUFS
  EXPECT_NEAR(desk.keeper().meters().integrated.at(0), -6.0F, 0.2F);
  level = 0.5F;
  desk.play(more, 2250);  // and 3 s at -12
  EXPECT_NEAR(desk.keeper().meters().integrated.at(0), 10.0F * std::log10(0.5F * (0.2512F + 0.0631F)), 0.3F);
  desk.keeper().transport(messages::TransportLocate{0});
  desk.run(2250);
  EXPECT_NEAR(desk.keeper().meters().integrated.at(0), -12.0F, 0.2F);
}

}  // namespace
}  // namespace corelogic::building
