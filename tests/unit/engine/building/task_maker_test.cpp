// task_maker_test.cpp: tasks are in order, everything that one reads of another can be muted, and the samples
// do not depend on the number of threads.
#include "engine/building/task_maker.h"

#include <gmock/gmock.h>

#include <set>

#include "engine/building/task_scheduler.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

/// `tracks` stereo strips, some with compressors, a few keyed, half to a bus of their own, all to the master;
/// every third sends to a reverb.
///
///   in ─ [comp] ─ fader ─┬─ [group] ─ comp ─┬─ master ─ comp ─ out
///                        └─ send ─ reverb ──┘
GraphSnapshot session(std::uint32_t tracks) {
  GraphMaker g;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t t = 0; t < tracks; ++t) {
    auto end =
        g.device(100 + t, {static_cast<std::uint16_t>(t % 8 + 1), static_cast<std::uint16_t>(t % 5 + 1)});
    if (t % 4 != 3) {
      const auto comp = g.effect(1000 + t, "compressor", 2, 2);
      g.chain(end, comp);
      end = comp;
    }
    const auto fader = g.fader(100 + t, 2, -0.1 * t);
    g.chain(end, fader);
    ends.push_back(fader);
  }
  const auto group = g.bus(50, 2), room = g.bus(51, 2);
  for (std::uint32_t t = 0; t < tracks; ++t) {
    if (t % 2 == 0) g.out(ends[t], group);
    if (t % 3 == 0) g.send(ends[t], room, 5000 + t, -6);
  }
  const auto glue = g.effect(900, "compressor", 2, 2), hall = g.effect(901, "reverb", 2, 2);
  g.chain(group, glue);
  g.chain(room, hall);
  const auto master = g.bus(52, 2);
  for (std::uint32_t t = 1; t < tracks; t += 2) g.out(ends[t], master);
  g.connect(glue, master, 6000);
  g.connect(hall, master, 6001);
  const auto last = g.effect(902, "compressor", 2, 2);
  g.chain(master, last);
  g.chain(last, g.output(52, {1, 2}));
  return g;
}

Sample tones() {
  return [](std::uint16_t channel, std::int64_t frame) { return 0.1F * sine(110.0 * (channel + 1), frame); };
}

TEST(Tasks, GiveTheSameSamplesOnAnyNumberOfThreads) {
  for (const std::uint32_t tracks : {3U, 40U, 150U}) {
    std::vector<Sound> sounds;
    for (const std::uint32_t threads : {1U, 2U, 3U}) {
      Desk desk(tones(), 8, 2, threads);
      desk.play(session(tracks), 60, &sounds.emplace_back());
      ASSERT_THAT(desk.news.refused, testing::IsEmpty());
    }
    EXPECT_GT(*std::ranges::max_element(sounds[0][0]), 0.01F);
    EXPECT_TRUE(sounds[1] == sounds[0]) << tracks;
    EXPECT_TRUE(sounds[2] == sounds[0]) << tracks;
  }
}

struct BuiltPlan {
  GraphSnapshot snapshot;
  ProcessorPool pool{48000.0};
  Built built;
  explicit BuiltPlan(std::uint32_t tracks, std::uint32_t threads) : snapshot(session(tracks)) {
    Transition way = transition(GraphSnapshot(), snapshot);
    auto made = build(way.graph, {},
                      {.sample_rate = 48000, .device_inputs = 8, .device_outputs = 2, .threads = threads},
                      {1, 1}, pool);
    built = std::move(*made);
  }
  [[nodiscard]] const graph::TaskPlan& tasks() const { return built.plan->tasks; }
};

TEST(Tasks, StandBehindWhatTheyWaitForAndAreDealtOutOnce) {
  for (const std::uint32_t threads : {1U, 2U, 5U}) {
    const BuiltPlan plan(150, threads);
    const graph::TaskPlan& tasks = plan.tasks();
    ASSERT_EQ(tasks.threads.size(), threads);
    std::uint32_t steps = 0;
    for (std::uint32_t i = 0; i < tasks.tasks.size(); ++i) {
      const graph::RenderTask& task = tasks.tasks[i];
      for (std::uint32_t b = 0; b < task.before_count; ++b)
        EXPECT_LT(tasks.befores[task.first_before + b], i);
      for (std::uint32_t s = 0; s < task.segment_count; ++s)
        steps += tasks.segments[task.first_segment + s].step_count;
    }
    EXPECT_EQ(steps, plan.built.plan->steps.size());
    std::set<std::uint32_t> dealt(tasks.lists.begin(), tasks.lists.end());
    EXPECT_EQ(dealt.size(), tasks.tasks.size());
    EXPECT_EQ(tasks.lists.size(), tasks.tasks.size());
    for (std::uint32_t t = 1; t < threads; ++t)
      for (std::uint32_t i = 0; i < tasks.threads[t].count; ++i)
        EXPECT_FALSE(tasks.tasks[tasks.lists[tasks.threads[t].first + i]].callers_own);
    const bool own = std::ranges::any_of(tasks.tasks, &graph::RenderTask::callers_own);
    EXPECT_TRUE(own) << "who writes the device's memory?";
  }
}

/// A task that others wait for has something they read, and while it is late they read silence.
TEST(Tasks, AreMutedWhereOthersReadThem) {
  const BuiltPlan plan(150, 2);
  const graph::TaskPlan& tasks = plan.tasks();
  std::set<std::uint32_t> awaited(tasks.befores.begin(), tasks.befores.end());
  ASSERT_GT(awaited.size(), 3U);
  for (const std::uint32_t i : awaited) EXPECT_GT(tasks.tasks[i].mute_count, 0U) << i;
  for (const graph::MutePoint& point : tasks.mutes) {
    EXPECT_EQ(*static_cast<const void* const*>(point.field), point.sound);
    EXPECT_NE(point.silence, point.sound);
  }
}

/// The partial sums of one thread, which the other adds up: what the first writes is fetched by the second.
TEST(Tasks, TellWhichChannelsAnotherThreadReads) {
  const BuiltPlan plan(150, 2);
  const graph::TaskPlan& tasks = plan.tasks();
  std::vector<std::uint32_t> thread_of(tasks.tasks.size());
  for (std::uint32_t t = 0; t < 2; ++t)
    for (std::uint32_t i = 0; i < tasks.threads[t].count; ++i)
      thread_of[tasks.lists[tasks.threads[t].first + i]] = t;
  ASSERT_FALSE(tasks.crossings.empty());
  for (std::uint32_t number = 0; number < tasks.tasks.size(); ++number) {
    const graph::RenderTask& task = tasks.tasks[number];
    std::set<const void*> read_by_others;
    for (std::uint32_t i = 0; i < task.mute_count; ++i)
      if (const void* sound = tasks.mutes[task.first_mute + i].sound; sound != nullptr)
        read_by_others.insert(*static_cast<const void* const*>(sound));
    for (std::uint32_t i = 0; i < task.crossing_count; ++i)
      EXPECT_TRUE(read_by_others.contains(tasks.crossings[task.first_crossing + i])) << number;
    bool awaited_elsewhere = false;
    for (std::uint32_t other = 0; other < tasks.tasks.size(); ++other)
      for (std::uint32_t b = 0; b < tasks.tasks[other].before_count; ++b)
        awaited_elsewhere |= tasks.befores[tasks.tasks[other].first_before + b] == number &&
                             thread_of[other] != thread_of[number];
    EXPECT_TRUE(task.crossing_count == 0 || awaited_elsewhere) << number;
  }
  EXPECT_TRUE(BuiltPlan(150, 1).tasks().crossings.empty());
}

TEST(Tasks, ShareAWideSessionEvenly) {
  const BuiltPlan plan(128, 2);
  const graph::TaskPlan& tasks = plan.tasks();
  EXPECT_GT(tasks.threads[0].count, 1U);
  EXPECT_GT(tasks.threads[1].count, 1U);
}

/// Eight equal ones, then one that waits for all: 4 + 1 and 4.
TEST(TaskScheduler, SharesEqualTasksEqually) {
  std::vector<WeighedTask> tasks(8, {.cost = 0.01F, .before = {}});
  tasks.push_back({.cost = 0.001F, .before = {0, 1, 2, 3, 4, 5, 6, 7}, .callers_own = true});
  const auto threads = deal_out(tasks, 2).threads;
  EXPECT_EQ(std::ranges::count(threads, 1U), 4);
  EXPECT_EQ(threads.back(), 0U);
}

/// A chain gains nothing from a second thread.
TEST(TaskScheduler, LeavesAChainOnOneThread) {
  std::vector<WeighedTask> tasks;
  for (std::uint32_t i = 0; i < 6; ++i)
    tasks.push_back({.cost = 0.01F, .before = i == 0 ? std::vector<std::uint32_t>{} : std::vector{i - 1}});
  const auto threads = deal_out(tasks, 3).threads;
  EXPECT_THAT(threads, testing::Each(threads[0]));
}

/// One long and six short ones on two threads: the long one alone.
TEST(TaskScheduler, PutsTheLongestFirst) {
  std::vector<WeighedTask> tasks(6, {.cost = 0.01F, .before = {}});
  tasks.insert(tasks.begin() + 3, {.cost = 0.06F, .before = {}});
  const auto threads = deal_out(tasks, 2).threads;
  for (std::size_t i = 0; i < tasks.size(); ++i)
    if (i != 3) {
      EXPECT_NE(threads[i], threads[3]) << i;
    }
}

}  // namespace
}  // namespace corelogic::building
