// late_branch_test.cpp: a worker that does not come back in time: its branch is mute, all else plays on, and
// nothing that it may still touch is changed until it has come back.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "engine/graph/steps.h"
#include "engine/scheduler/cycle.h"

namespace corelogic::scheduler {
namespace {

using doors::RtCommand;
using doors::RtEvent;

/// Writes a constant; can be made to stay inside, half its work done.
struct Branch {
  float value = 0.0F;
  alignas(dsp::kAlignment) float out[dsp::kMaxFrames] = {};
  graph::ChannelSlot slot = out;
  std::atomic<bool> blocks{false};
  std::atomic<bool> inside{false};
  std::atomic<int> runs{0};

  static void run(void* state, const graph::CycleContext& context) noexcept {
    auto& branch = *static_cast<Branch*>(state);
    branch.runs.fetch_add(1);
    std::fill_n(branch.out, context.frames() / 2, -77.0F);  // half-written
    branch.inside.store(true);
    while (branch.blocks.load()) std::this_thread::yield();
    branch.inside.store(false);
    std::fill_n(branch.out, context.frames(), branch.value);
  }
};

/// The callback's own thread must not take the other's branch first: it waits in its own until the other
/// runs.
struct Gate {
  Branch* own = nullptr;
  Branch* other = nullptr;
  static void run(void* state, const graph::CycleContext& context) noexcept {
    auto& gate = *static_cast<Gate*>(state);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (gate.other->blocks.load() && !gate.other->inside.load() &&
           std::chrono::steady_clock::now() < deadline)
      std::this_thread::yield();
    Branch::run(gate.own, context);
  }
};

///   (caller) one ──┐
///                  ├─ mix ─ device
///   (worker) two ──┘
struct LateBranch : testing::Test {
  LateBranch() {
    one.value = 0.25F;
    two.value = 0.5F;
    gate = {.own = &one, .other = &two};
    paths[0] = {.source = &one.slot, .ramp = &ramps[0], .peak = nullptr};
    paths[1] = {.source = &two.slot, .ramp = &ramps[1], .peak = nullptr};
    plan.device_outputs.resize(1);
    channel = {.paths = paths, .path_count = 2, .out = plan.device_outputs.data()};
    mix = {.channels = &channel, .channel_count = 1};
    plan.device_output_channels = 1;
    plan.steps = {{Gate::run, &gate}, {Branch::run, &two}, {graph::MixStep::run, &mix}};
    graph::TaskPlan& tasks = plan.tasks;
    tasks.segments = {{.first_step = 0, .step_count = 1, .first_owner = 0, .owner_count = 1},
                      {.first_step = 1, .step_count = 1, .first_owner = 1, .owner_count = 1},
                      {.first_step = 2, .step_count = 1}};
    tasks.owners = {vocabulary::NodeId{11}, vocabulary::NodeId{22}};
    tasks.befores = {0, 1};
    tasks.mutes = {{.field = &paths[1].source, .sound = &two.slot, .silence = &silence_slot}};
    tasks.tasks = {{.first_segment = 0, .segment_count = 1, .callers_own = true},
                   {.first_segment = 1, .segment_count = 1, .first_mute = 0, .mute_count = 1},
                   {.first_segment = 2, .segment_count = 1, .before_count = 2, .callers_own = true}};
    tasks.lists = {0, 2, 1};
    tasks.threads = {{0, 2}, {2, 1}};
    tasks.estimate = 1.0F;  // worth a worker
    tasks.seal();
    rings.commands.push(RtCommand::install(&plan));
  }

  /// One block; the sample that all its frames have.
  float hear(bool freewheels = false) {
    set_thread_role(ThreadRole::kAudio);
    float out[64];
    float* outs[1] = {out};
    cycle.run({.outputs = outs, .output_count = 1, .frames = 64, .freewheels = freewheels});
    set_thread_role(ThreadRole::kControl);
    EXPECT_THAT(out, testing::Each(out[0]));
    return out[0];
  }
  /// Plays until the late worker has come back.
  float hear_until(float wanted) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    float heard = hear();
    while (heard != wanted && std::chrono::steady_clock::now() < deadline) heard = hear();
    return heard;
  }
  std::vector<vocabulary::NodeId> late_nodes() {
    std::vector<vocabulary::NodeId> nodes;
    for (RtEvent event; rings.events.pop(event);)
      if (event.kind == RtEvent::Kind::kLateBranch) nodes.push_back(event.node);
    return nodes;
  }
  ~LateBranch() override { cycle.release(); }

  Branch one, two;
  Gate gate;
  float silence[dsp::kMaxFrames] = {};
  graph::ChannelSlot silence_slot = silence;
  dsp::GainRamp ramps[2] = {{.target = 1.0F}, {.target = 1.0F}};
  dsp::PlanarPath paths[2] = {};
  graph::MixStep::Channel channel;
  graph::MixStep mix;
  graph::RenderPlan plan;
  doors::Rings rings;
  Cycle cycle{rings, {.sample_rate = 48000.0, .threads = 2, .late_share = 0.5F}};
};

TEST_F(LateBranch, IsMuteUntilItsWorkerIsBackAndHeardAgainThen) {
  EXPECT_EQ(hear_until(0.75F), 0.75F);
  const auto before = cycle.report().late_branches.load();
  static_cast<void>(late_nodes());
  two.blocks = true;
  EXPECT_EQ(hear(), 0.25F);
  ASSERT_TRUE(two.inside.load()) << "the worker did not take its branch";
  const int runs = two.runs.load();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(hear(), 0.25F);
  EXPECT_EQ(two.runs.load(), runs) << "a late branch is not run again";
  EXPECT_EQ(cycle.report().late_branches.load(), before + 21);
  EXPECT_THAT(late_nodes(), testing::ElementsAre(vocabulary::NodeId{22}));
  two.blocks = false;
  EXPECT_EQ(hear_until(0.75F), 0.75F);
}

TEST_F(LateBranch, CountsAsAHangWhenItsWorkerDoesNotComeBack) {
  EXPECT_EQ(hear_until(0.75F), 0.75F);
  two.blocks = true;
  const auto finished = [this] { return cycle.report().cycles.load() == cycle.report().begun.load(); };
  for (int i = 0; i < 70; ++i) hear();  // 93 ms
  EXPECT_TRUE(finished());
  for (int i = 0; i < 10; ++i) hear();
  EXPECT_FALSE(finished()) << "the watchdog sees a callback that does not end";
  two.blocks = false;
  EXPECT_EQ(hear_until(0.75F), 0.75F);
  EXPECT_TRUE(finished());
}

TEST_F(LateBranch, KeepsCommandsWaitingThatCouldChangeWhatItsWorkerTouches) {
  EXPECT_EQ(hear_until(0.75F), 0.75F);
  two.blocks = true;
  EXPECT_EQ(hear(), 0.25F);
  graph::RenderPlan silent;
  graph::make_one_task(silent.tasks, 0);
  rings.commands.push(RtCommand::install(&silent));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(hear(), 0.25F);
  doors::Retired home;
  EXPECT_FALSE(rings.retired.pop(home)) << "the plan must stay while a worker is in it";
  two.blocks = false;
  EXPECT_EQ(hear_until(0.0F), 0.0F);
  ASSERT_TRUE(rings.retired.pop(home));
  EXPECT_EQ(home.plan, &plan);
}

/// A branch that stays inside when a worker runs it, until it is let go; on the callback's thread it does
/// not.
struct Trap {
  static inline std::thread::id callers_thread;
  alignas(dsp::kAlignment) float out[dsp::kMaxFrames] = {};
  graph::ChannelSlot slot = out;
  std::atomic<bool> holds{true};
  std::atomic<bool> holding{false};

  static void run(void* state, const graph::CycleContext& context) noexcept {
    auto& trap = *static_cast<Trap*>(state);
    if (std::this_thread::get_id() != callers_thread) {
      trap.holding.store(true);
      while (trap.holds.load()) std::this_thread::yield();
      trap.holding.store(false);
    }
    std::fill_n(trap.out, context.frames(), 1.0F);
  }
};

/// The callback's own first step: it lets the worker out of one trap, and goes on when it is in the next.
struct Lure {
  Trap* from = nullptr;
  Trap* to = nullptr;
  static void run(void* state, const graph::CycleContext&) noexcept {
    auto& lure = *static_cast<Lure*>(state);
    if (lure.from != nullptr) lure.from->holds.store(false);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (lure.to != nullptr && !lure.to->holding.load() && std::chrono::steady_clock::now() < deadline)
      std::this_thread::yield();
  }
};

/// A worker that comes back in the middle of each period, takes the next task, and is late again.
///
///   (caller) lure
///   (worker) trap 0 ──┐
///   …                 ├─ (caller) mix ─ device
///   (worker) trap 63 ─┘
struct LateAgainAndAgain : testing::Test {
  static constexpr std::uint32_t kTraps = 64;

  LateAgainAndAgain() {
    Trap::callers_thread = std::this_thread::get_id();
    plan.device_outputs.resize(1);
    plan.device_output_channels = 1;
    channel = {.paths = paths, .path_count = kTraps, .out = plan.device_outputs.data()};
    mix = {.channels = &channel, .channel_count = 1};
    plan.steps = {{Lure::run, &lure}};
    graph::TaskPlan& tasks = plan.tasks;
    tasks.segments = {{.first_step = 0, .step_count = 1}};
    tasks.tasks = {{.first_segment = 0, .segment_count = 1, .callers_own = true}};
    for (std::uint32_t i = 0; i < kTraps; ++i) {
      paths[i] = {.source = &traps[i].slot, .ramp = &ramps[i], .peak = nullptr};
      ramps[i].target = 1.0F;
      plan.steps.push_back({Trap::run, &traps[i]});
      tasks.segments.push_back({.first_step = i + 1, .step_count = 1, .first_owner = i, .owner_count = 1});
      tasks.owners.push_back(vocabulary::NodeId{100 + i});
      tasks.mutes.push_back({.field = &paths[i].source, .sound = &traps[i].slot, .silence = &silence_slot});
      tasks.tasks.push_back({.first_segment = i + 1, .segment_count = 1, .first_mute = i, .mute_count = 1});
      tasks.befores.push_back(i + 1);
    }
    plan.steps.push_back({graph::MixStep::run, &mix});
    tasks.segments.push_back({.first_step = kTraps + 1, .step_count = 1});
    tasks.tasks.push_back(
        {.first_segment = kTraps + 1, .segment_count = 1, .before_count = kTraps, .callers_own = true});
    tasks.lists = {0, kTraps + 1};
    for (std::uint32_t i = 0; i < kTraps; ++i) tasks.lists.push_back(i + 1);
    tasks.threads = {{0, 2}, {2, kTraps}};
    tasks.estimate = 1.0F;
    tasks.seal();
    rings.commands.push(RtCommand::install(&plan));
  }
  ~LateAgainAndAgain() override {
    for (Trap& trap : traps) trap.holds = false;
    cycle.release();
  }

  /// One block; the sample that all its frames have: how many branches are heard.
  float hear() {
    set_thread_role(ThreadRole::kAudio);
    float out[64];
    float* outs[1] = {out};
    cycle.run({.outputs = outs, .output_count = 1, .frames = 64});
    set_thread_role(ThreadRole::kControl);
    EXPECT_THAT(out, testing::Each(out[0]));
    return out[0];
  }
  std::vector<vocabulary::NodeId> late_nodes() {
    std::vector<vocabulary::NodeId> nodes;
    for (RtEvent event; rings.events.pop(event);)
      if (event.kind == RtEvent::Kind::kLateBranch) nodes.push_back(event.node);
    return nodes;
  }

  Trap traps[kTraps];
  Lure lure;
  float silence[dsp::kMaxFrames] = {};
  graph::ChannelSlot silence_slot = silence;
  dsp::GainRamp ramps[kTraps];
  dsp::PlanarPath paths[kTraps] = {};
  graph::MixStep::Channel channel;
  graph::MixStep mix;
  graph::RenderPlan plan;
  doors::Rings rings;
  Cycle cycle{rings, {.sample_rate = 48000.0, .threads = 2, .late_share = 0.5F}};
};

TEST_F(LateAgainAndAgain, MutesOneBranchMoreEachTimeAndHearsAllWhenTheWorkerIsBack) {
  ASSERT_GE(plan.tasks.late.size(), kTraps) << "beyond the room for late ones lies somebody else's memory";
  for (std::uint32_t i = 0; i < kTraps; ++i) {
    lure = {.from = i > 0 ? &traps[i - 1] : nullptr, .to = &traps[i]};
    ASSERT_EQ(hear(), static_cast<float>(kTraps - 1 - i));
    ASSERT_TRUE(traps[i].holding.load()) << "the worker did not take branch " << i;
    EXPECT_THAT(late_nodes(), testing::ElementsAre(vocabulary::NodeId{100 + i})) << "each is named once";
    ASSERT_EQ(plan.tasks.late[i].task, i + 1);
  }
  lure = {.from = &traps[kTraps - 1], .to = nullptr};
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  float heard = hear();
  while (heard != kTraps && std::chrono::steady_clock::now() < deadline) heard = hear();
  EXPECT_EQ(heard, static_cast<float>(kTraps));
  EXPECT_THAT(late_nodes(), testing::IsEmpty());
}

/// Only one at a time, each after the one before is back: no branch goes unnamed because another was.
TEST_F(LateAgainAndAgain, NamesABranchThatIsLateInTheBlockInWhichAnotherIsHeardAgain) {
  lure = {.from = nullptr, .to = &traps[0]};
  ASSERT_EQ(hear(), static_cast<float>(kTraps - 1));
  EXPECT_THAT(late_nodes(), testing::ElementsAre(vocabulary::NodeId{100}));
  traps[0].holds = false;
  // Back, and waiting for the next turn before it opens: the list is empty then.
  while (traps[0].holding.load()) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  traps[0].holds = true;
  lure = {.from = nullptr, .to = &traps[0]};
  ASSERT_EQ(hear(), static_cast<float>(kTraps - 1));
  EXPECT_THAT(late_nodes(), testing::ElementsAre(vocabulary::NodeId{100}));
}

/// Lets `branch` out `after` it has gone in.
std::jthread release(Branch& branch, std::chrono::milliseconds after) {
  return std::jthread([&branch, after] {
    while (!branch.inside.load()) std::this_thread::yield();
    std::this_thread::sleep_for(after);
    branch.blocks = false;
  });
}

TEST_F(LateBranch, IsWaitedForWhenNoClockDrivesThePeriod) {
  EXPECT_EQ(hear_until(0.75F), 0.75F);
  const auto late = cycle.report().late_branches.load(), overruns = cycle.report().overruns.load();
  static_cast<void>(late_nodes());
  two.blocks = true;
  const auto releasing = release(two, std::chrono::milliseconds(20));  // of a period of 1.3
  EXPECT_EQ(hear(true), 0.75F);
  EXPECT_EQ(cycle.report().late_branches.load(), late);
  EXPECT_EQ(cycle.report().overruns.load(), overruns) << "nobody is late where there is all the time";
  EXPECT_THAT(late_nodes(), testing::IsEmpty());
  EXPECT_TRUE(cycle.report().freewheels.load()) << "the watchdog is to know";
}

TEST_F(LateBranch, ThatCameTooLateBeforeIsNotMissingInABounce) {
  EXPECT_EQ(hear_until(0.75F), 0.75F);
  two.blocks = true;
  EXPECT_EQ(hear(), 0.25F);
  ASSERT_TRUE(two.inside.load()) << "the worker did not take its branch";
  const auto releasing = release(two, std::chrono::milliseconds(20));
  EXPECT_EQ(hear(true), 0.75F);
  hear();
  EXPECT_FALSE(cycle.report().freewheels.load());
}

/// Offline there is no deadline: the same block waits as long as it takes.
TEST(Workers, AreWaitedForWithoutADeadline) {
  Branch slow;
  slow.value = 1.0F;
  slow.blocks = true;
  graph::RenderPlan plan;
  plan.steps = {{Branch::run, &slow}};
  graph::make_task_each(plan.tasks, {{}}, 2);
  plan.tasks.estimate = 1.0F;
  doors::Rings rings;
  Cycle cycle(rings, {.threads = 2});
  rings.commands.push(RtCommand::install(&plan));
  std::thread release([&] {
    while (!slow.inside.load()) std::this_thread::yield();
    slow.blocks = false;
  });
  set_thread_role(ThreadRole::kAudio);
  cycle.run({.frames = 64});
  set_thread_role(ThreadRole::kControl);
  release.join();
  EXPECT_EQ(slow.out[63], 1.0F);
  EXPECT_EQ(cycle.report().late_branches.load(), 0U);
  cycle.release();
}

}  // namespace
}  // namespace corelogic::scheduler
