// cycle_test.cpp: a callback from command to sample, with plans made by hand.
#include "engine/scheduler/cycle.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "tests/support/hand_plan.h"

namespace corelogic::scheduler {
namespace {

using doors::RtCommand;
using doors::RtEvent;
using support::play;
using support::SoundToDevice;

std::vector<float> constant(std::size_t frames, float value) {
  return std::vector<float>(frames, value);
}

std::vector<RtEvent> events(doors::Rings& rings) {
  std::vector<RtEvent> all;
  for (RtEvent event; rings.events.pop(event);) all.push_back(event);
  return all;
}

struct CycleTest : testing::Test {
  doors::Rings rings;
  Cycle cycle{rings, {.sample_rate = 48000.0}};
};

TEST_F(CycleTest, IsSilentWithoutAPlan) {
  const auto sound = play(cycle, 300, 64, 2);
  EXPECT_THAT(sound[0], testing::Each(0.0F));
  EXPECT_THAT(sound[1], testing::Each(0.0F));
  EXPECT_EQ(cycle.report().cycles.load(), 5U);
}

TEST_F(CycleTest, FadesANewPlanInOnAStraightLineAndReportsItsLife) {
  SoundToDevice first(1, constant(4800, 1.0F), true, 0.5F);
  rings.commands.push(RtCommand::play());
  const auto before = play(cycle, 480, 64);  // the transport rolls before the plan is there
  rings.commands.push(RtCommand::install(&first.plan()));
  const auto sound = play(cycle, 960, 64);
  // Two ramps at once, of the player's start and of the path: (i + 1)^2 / 480^2 / 2.
  for (int i = 0; i < 480; ++i) {
    const float line = static_cast<float>(i + 1) / 480.0F;
    ASSERT_NEAR(sound[0][static_cast<std::size_t>(i)], 0.5F * line * line, 1e-6F) << i;
  }
  for (std::size_t i = 480; i < 960; ++i) ASSERT_EQ(sound[0][i], 0.5F) << i;
  const auto told = events(rings);
  ASSERT_GE(told.size(), 2U);
  EXPECT_EQ(told[0].kind, RtEvent::Kind::kPlanInstalled);
  EXPECT_EQ(told[1].kind, RtEvent::Kind::kPlanSettled);
  EXPECT_EQ(cycle.report().installed_revision.load(), 1U);
}

TEST_F(CycleTest, GivesTheSameSamplesWhateverThePeriod) {
  std::vector<float> sine(5000);
  for (std::size_t i = 0; i < sine.size(); ++i) sine[i] = std::sin(static_cast<float>(i) * 0.05F);
  auto render = [&](std::uint32_t period) {
    doors::Rings own;
    Cycle one(own, {.sample_rate = 48000.0});
    SoundToDevice plan(1, sine, true);
    own.commands.push(RtCommand::install(&plan.plan()));
    own.commands.push(RtCommand::play());
    auto sound = play(one, 24000, period);
    one.release();
    return sound[0];
  };
  const auto reference = render(64);
  for (std::uint32_t period : {1U, 16U, 96U, 480U, 1024U, 4096U})
    EXPECT_EQ(render(period), reference) << period;
}

TEST_F(CycleTest, SendsTheFormerPlanAndEachBatchHome) {
  SoundToDevice first(1, constant(100, 1.0F), true);
  SoundToDevice second(2, constant(100, 1.0F), true);
  doors::RtBatch batch{.values = {{.index = 0, .value = 0.25F}}};
  rings.commands.push(RtCommand::install(&first.plan()));
  rings.commands.push(RtCommand::set(&batch));
  rings.commands.push(RtCommand::install(&second.plan()));
  (void)play(cycle, 64, 64);
  doors::Retired home;
  ASSERT_TRUE(rings.retired.pop(home));
  EXPECT_EQ(home.batch, &batch);
  ASSERT_TRUE(rings.retired.pop(home));
  EXPECT_EQ(home.plan, &first.plan());
  EXPECT_FALSE(rings.retired.pop(home));
  EXPECT_EQ(first.plan().cells[0].value, 0.25F);
  cycle.release();
  ASSERT_TRUE(rings.retired.pop(home));
  EXPECT_EQ(home.plan, &second.plan());
}

TEST_F(CycleTest, BringsMinusSixDecibelsWithinOneRamp) {
  SoundToDevice one(1, constant(4800, 1.0F), true);
  rings.commands.push(RtCommand::install(&one.plan()));
  rings.commands.push(RtCommand::play());
  (void)play(cycle, 4800, 64);
  rings.commands.push(RtCommand::set(doors::RtValue{.index = 0, .value = 0.501187F}));
  const auto sound = play(cycle, 512, 64);
  EXPECT_NEAR(sound[0][0], 1.0F - (1.0F - 0.501187F) / 480.0F, 1e-6F);
  EXPECT_EQ(sound[0][479], 0.501187F);
}

TEST_F(CycleTest, TakesAtMost256CommandsAPeriod) {
  SoundToDevice one(1, constant(4800, 1.0F), true);
  rings.commands.push(RtCommand::install(&one.plan()));
  for (int i = 0; i < 400; ++i) rings.commands.push(RtCommand::locate(i));
  (void)play(cycle, 64, 64);
  EXPECT_LE(cycle.report().position.load(), 254);  // the install was one of the 256
  (void)play(cycle, 512, 64);
  EXPECT_EQ(cycle.report().position.load(), 399);
}

TEST_F(CycleTest, ReadsMetersOnlyForThePlanThatPlays) {
  SoundToDevice gone(1, constant(480, 0.5F), true);
  SoundToDevice here(2, constant(480, 0.5F), true);
  graph::MeterReading stale = graph::make_reading(gone.plan());
  graph::MeterReading fresh = graph::make_reading(here.plan());
  rings.readings.push(&stale);
  rings.readings.push(&fresh);
  rings.commands.push(RtCommand::install(&here.plan()));
  rings.commands.push(RtCommand::play());
  (void)play(cycle, 4800, 64);
  std::vector<RtEvent> meters;
  for (const RtEvent& event : events(rings))
    if (event.kind == RtEvent::Kind::kMetersRead) meters.push_back(event);
  ASSERT_EQ(meters.size(), 2U);
  EXPECT_EQ(meters[0].reading, &stale);
  EXPECT_EQ(meters[0].plan, nullptr);
  EXPECT_EQ(meters[1].plan, &here.plan());
  rings.readings.push(&fresh);
  (void)play(cycle, 4800, 64);
  EXPECT_EQ(fresh.peaks.at(0), 0.5F);
}

TEST_F(CycleTest, ReadsMetersThirtyTimesASecondWhateverThePeriod) {
  for (const std::uint32_t period : {64U, 256U, 480U, 512U, 1024U, 2048U}) {
    doors::Rings own;
    Cycle one(own, {.sample_rate = 48000.0});
    SoundToDevice plan(1, constant(480, 0.5F), true);
    graph::MeterReading reading = graph::make_reading(plan.plan());
    own.readings.push(&reading);
    own.commands.push(RtCommand::install(&plan.plan()));
    std::uint32_t read = 0;
    for (std::uint32_t frames = 0; frames < 480000; frames += period) {
      (void)play(one, period, period);
      for (const RtEvent& event : events(own)) {
        if (event.kind != RtEvent::Kind::kMetersRead) continue;
        ++read;
        own.readings.push(event.reading);
      }
    }
    // Of 2048 frames there are only 23.4 a second.
    const std::uint32_t expected = period > 1600 ? 480000 / period : 300;
    EXPECT_NEAR(read, expected, 2) << period;
    one.release();
  }
}

/// (in 1) --gain 1--> (out 1), straight from the device's own buffer.
TEST_F(CycleTest, HearsTheBufferThatTheDeviceLendsInThisPeriod) {
  graph::ChannelSlot slot = nullptr;
  dsp::GainRamp ramp{.target = 1.0F};
  const dsp::PlanarPath path{.source = &slot, .ramp = &ramp, .peak = nullptr};
  graph::RenderPlan plan;
  plan.device_outputs.resize(1);
  const graph::MixStep::Channel channel{.paths = &path, .path_count = 1, .out = &plan.device_outputs[0]};
  graph::MixStep mix{.channels = &channel, .channel_count = 1};
  plan.device_inputs = {{&slot, 0}};
  plan.device_output_channels = 1;
  plan.steps = {{graph::MixStep::run, &mix}};
  graph::make_one_task(plan.tasks, 1);
  rings.commands.push(RtCommand::install(&plan));
  const auto one = constant(600, 0.25F), two = constant(600, 0.75F);
  std::vector<float> out(600);
  const float* in[1] = {};
  float* outs[1] = {out.data()};
  set_thread_role(ThreadRole::kAudio);
  const auto hear = [&](const float* lent, std::uint32_t channels, std::uint32_t frames) {
    in[0] = lent;
    cycle.run({.inputs = in, .outputs = outs, .input_count = channels, .output_count = 1, .frames = frames});
    return out[frames - 1];
  };
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(hear(one.data(), 1, 64), 0.25F);
    EXPECT_EQ(hear(one.data(), 1, 64), 0.25F);
    EXPECT_EQ(hear(two.data(), 1, 64), 0.75F);
    EXPECT_EQ(hear(two.data(), 1, 600), 0.75F);  // in three parts
    EXPECT_EQ(hear(nullptr, 1, 64), 0.0F);       // the port has gone
    EXPECT_EQ(hear(two.data(), 1, 64), 0.75F);
    EXPECT_EQ(hear(two.data(), 0, 64), 0.0F);  // the channel has gone
  }
  set_thread_role(ThreadRole::kControl);
  cycle.release();
}

TEST_F(CycleTest, LeavesAnOutputAloneThatTheDeviceDoesNotLend) {
  SoundToDevice one(1, constant(480, 1.0F), true);
  rings.commands.push(RtCommand::install(&one.plan()));
  rings.commands.push(RtCommand::play());
  set_thread_role(ThreadRole::kAudio);
  float* none[1] = {nullptr};
  cycle.run({.outputs = none, .output_count = 1, .frames = 64});
  cycle.run({.outputs = nullptr, .output_count = 0, .frames = 64});
  set_thread_role(ThreadRole::kControl);
  EXPECT_EQ(cycle.report().position.load(), 128);
}

}  // namespace
}  // namespace corelogic::scheduler
