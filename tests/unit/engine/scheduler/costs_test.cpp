// costs_test.cpp: what is measured of each segment, and who is named when a callback took too long.
#include <gmock/gmock.h>

#include <chrono>

#include "engine/scheduler/cycle.h"

namespace corelogic::scheduler {
namespace {

using doors::RtCommand;
using doors::RtEvent;

/// Takes as long as it is told.
struct Busy {
  std::chrono::microseconds time{0};
  static void run(void* state, const graph::CycleContext&) noexcept {
    const auto end = std::chrono::steady_clock::now() + static_cast<Busy*>(state)->time;
    while (std::chrono::steady_clock::now() < end) continue;
  }
};

/// A value that takes 20 ms to be taken: far more than the period of 1.3.
struct SlowToSet final : graph::Effect {
  void set_parameter(std::uint16_t, float) noexcept override {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
    while (std::chrono::steady_clock::now() < end) continue;
  }
};

///   short -> long, each of a node of its own
struct Costs : testing::Test {
  Costs() {
    plan.steps = {{Busy::run, &brief}, {Busy::run, &lengthy}};
    graph::TaskPlan& tasks = plan.tasks;
    tasks.segments = {{.first_step = 0, .step_count = 1, .first_owner = 0, .owner_count = 1},
                      {.first_step = 1, .step_count = 1, .first_owner = 1, .owner_count = 1}};
    tasks.owners = {vocabulary::NodeId{11}, vocabulary::NodeId{22}};
    tasks.tasks = {{.first_segment = 0, .segment_count = 2, .callers_own = true}};
    tasks.lists = {0};
    tasks.threads = {{0, 1}};
    tasks.seal();
    rings.commands.push(RtCommand::install(&plan));
  }
  void run(int blocks) {
    set_thread_role(ThreadRole::kAudio);
    for (int i = 0; i < blocks; ++i) cycle.run({.frames = 64});
    set_thread_role(ThreadRole::kControl);
  }
  /// Whom each callback that took too long is blamed on.
  std::vector<vocabulary::NodeId> blamed() {
    std::vector<vocabulary::NodeId> nodes;
    for (RtEvent event; rings.events.pop(event);)
      if (event.kind == RtEvent::Kind::kOverran) nodes.push_back(event.node);
    return nodes;
  }
  ~Costs() override { cycle.release(); }

  Busy brief{std::chrono::microseconds(2)};
  Busy lengthy{std::chrono::microseconds(20)};
  graph::RenderPlan plan;
  doors::Rings rings;
  Cycle cycle{rings, {.sample_rate = 48000.0}};
};

TEST_F(Costs, AreReadOnceASecondWithTheMeters) {
  graph::MeterReading first = graph::make_reading(plan), second = graph::make_reading(plan);
  rings.readings.push(&first);
  run(2);
  EXPECT_EQ(first.cost_renderings, 0U) << "not yet a second";
  rings.readings.push(&second);
  run(800);
  rings.readings.push(&first);
  run(2);
  ASSERT_GT(first.cost_renderings, 700U);
  const auto renderings = static_cast<float>(first.cost_renderings);
  for (std::uint32_t cell = 0; cell < 2; ++cell) {
    const graph::CostCell& cost = first.costs[cell];
    const float mean = cost.sum / renderings;
    EXPECT_LE(cost.least, mean);
    EXPECT_GE(cost.most, mean);
    // It cannot have been less than the step itself took: 2 or 20 of 1333 µs.
    EXPECT_GE(cost.least, (cell == 0 ? 2.0F : 20.0F) / 1334.0F);
  }
}

TEST_F(Costs, NameTheNodeThatMadeACallbackTooLong) {
  run(100);
  for (RtEvent event; rings.events.pop(event);) continue;
  brief.time = std::chrono::microseconds(20000);
  run(1);
  brief.time = std::chrono::microseconds(2);
  bool named = false;
  for (RtEvent event; rings.events.pop(event);) {
    if (event.kind != RtEvent::Kind::kOverran) continue;
    named = true;
    EXPECT_EQ(event.node, vocabulary::NodeId{11});
    EXPECT_GT(event.share, 10.0F);
  }
  EXPECT_TRUE(named);
  EXPECT_GE(cycle.report().overruns.load(), 1U);
  EXPECT_EQ(cycle.report().guilty_node.load(), 11U);
}

TEST_F(Costs, BlameNoNodeForWhatCommandsTook) {
  run(100);
  static_cast<void>(blamed());
  cycle.report().guilty_node = 11;
  SlowToSet slow;
  rings.commands.push(RtCommand::set(doors::RtValue{.effect = &slow}));
  run(1);
  EXPECT_THAT(blamed(), testing::ElementsAre(vocabulary::NodeId{}));
  EXPECT_EQ(cycle.report().guilty_node.load(), 0U);
}

/// Both take three times the period, as they always do: none is beyond its mean by half of what is too much,
/// unless the machine puts it aside for so long.
TEST_F(Costs, BlameNoNodeWhereAllAreAlwaysTooDear) {
  brief.time = lengthy.time = std::chrono::microseconds(4000);
  run(2);  // means are known from then on
  static_cast<void>(blamed());
  run(20);
  const auto nodes = blamed();
  EXPECT_EQ(nodes.size(), 20U);
  EXPECT_THAT(nodes, testing::Contains(vocabulary::NodeId{}));
}

/// The period is rendered in four parts; the third is too long by far more than the period.
///
///   in one part of four   -> named all the same, as a share of the whole period
TEST_F(Costs, NameTheNodeThatMadeOnePartOfALongPeriodTooLong) {
  struct Once {
    int left = 0;
    static void run(void* state, const graph::CycleContext& context) noexcept {
      Busy busy{std::chrono::microseconds(--static_cast<Once*>(state)->left == 0 ? 60000 : 2)};
      Busy::run(&busy, context);
    }
  } once;
  plan.steps[1] = {Once::run, &once};
  run(100);
  static_cast<void>(blamed());
  once.left = 3;
  set_thread_role(ThreadRole::kAudio);
  cycle.run({.frames = 1024});  // 21 ms
  set_thread_role(ThreadRole::kControl);
  EXPECT_THAT(blamed(), testing::ElementsAre(vocabulary::NodeId{22}));
}

}  // namespace
}  // namespace corelogic::scheduler
