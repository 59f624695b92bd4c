// engine_guard_test.cpp: the whole engine under the guard, in every path of a cycle: playing, installing,
// fading over, values, meters, sending home; with one thread and with two. Memory is fresh from the kernel,
// so what the builder did not touch shows as a page fault.
#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <memory>
#include <thread>

#include "tests/realtime/guarded_stage.h"

namespace corelogic {
namespace {

using messages::Project;
using testing::demo_document;
using testing::effect;
using testing::strip;
using testing::track_in;

/// Played once to meet the code, then watched on a new stage from its first cycle on.
guard::Report second_time(std::uint32_t threads, const std::function<void(GuardedStage&)>& act) {
  {
    GuardedStage first(threads);
    act(first);
  }
  GuardedStage second(threads);
  guard::forget();
  act(second);
  return guard::report();
}

void expect_clean(const guard::Report& seen) {
  EXPECT_TRUE(seen.clean()) << seen.text();
  EXPECT_GT(seen.scopes, 0U);
}

/// The demo, and `count` further tracks on device channels, each with a compressor: beyond 8 they fill a
/// second lane block.
Project with_tracks(std::uint32_t count) {
  Project project = demo_document();
  project.next_id = 1000;
  for (std::uint32_t i = 0; i < count; ++i) {
    messages::Track track =
        strip(100 + 2 * i, messages::TrackKind::kAudio, "More " + std::to_string(i), -12, 0.1);
    track.input = messages::DeviceInput{{1, 2}};
    track.inserts.push_back(effect(101 + 2 * i, "compressor"));
    project.tracks.insert(project.tracks.begin(), track);
  }
  return project;
}

Project with(const Project& before, const std::function<void(Project&)>& edit) {
  Project after = before;
  edit(after);
  return after;
}

/// Each differs from the one before it in one way, and the last leads back to the first.
std::vector<Project> edits() {
  const Project demo = with_tracks(0);
  std::vector<Project> all{demo, with_tracks(1), with_tracks(12), with_tracks(3), demo};
  const auto then = [&all](const std::function<void(Project&)>& edit) {
    all.push_back(with(all.back(), edit));
  };
  const auto guitar = [](Project& p) -> messages::Track& { return track_in(p, testing::kGuitar); };
  then([&](Project& p) { guitar(p).inserts.insert(guitar(p).inserts.begin(), effect(20, "compressor")); });
  then([&](Project& p) { guitar(p).inserts.push_back(effect(21, "reverb")); });
  then([&](Project& p) { std::swap(guitar(p).inserts[0], guitar(p).inserts[2]); });
  then([&](Project& p) { guitar(p).inserts[1].bypass = true; });
  then([&](Project& p) { guitar(p).inserts.erase(guitar(p).inserts.begin()); });  // depth changes: lanes move
  then([&](Project& p) { guitar(p).sends[0].pre_fader = true; });
  then([&](Project& p) {
    track_in(p, testing::kDrums)
        .sends.push_back({messages::SendId{22}, testing::kReverb, {-9.0}, 0.5, false});
  });
  then([&](Project& p) { guitar(p).sends.clear(); });
  then([&](Project& p) { guitar(p).solo = true; });
  then([&](Project& p) { track_in(p, testing::kReverb).inserts.clear(); });
  then([&](Project& p) { track_in(p, testing::kMaster).output = messages::DeviceOutput{{5, 6}}; });
  then([&](Project& p) { track_in(p, testing::kMaster).monitor_output = messages::NoOutput{}; });
  then([&](Project& p) { guitar(p).input = messages::DeviceInput{{3, 4}}; });
  then([&](Project& p) { guitar(p).output = messages::DeviceOutput{{7, 8}}; });
  all.push_back(demo);
  return all;
}

messages::ParameterValue value(std::uint32_t owner, vocabulary::NodeRole role, std::uint16_t parameter,
                               double to) {
  return {.node = vocabulary::make_node_id(owner, role), .edge = {}, .parameter = parameter, .value = to};
}

class GuardedEngineTest : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(GuardedEngineTest, PlaysTheDemoAndItsLoops) {
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.play(demo_document());
    stage.order(messages::TransportLocate{0});
    stage.order(messages::TransportPlay{});
    stage.run(6000);  // 8 s: both loops begin again several times
    EXPECT_TRUE(stage.facts().rolling);
    EXPECT_GT(stage.peak(), 0.01F) << "the demo is silent";
  });
  expect_clean(seen);
}

TEST_P(GuardedEngineTest, ObeysTheTransport) {
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.play(demo_document());
    for (const std::int64_t frame : {0LL, 48'000LL, 1'000'000'000LL, 77LL}) {
      stage.order(messages::TransportPlay{});
      stage.run(30);
      stage.order(messages::TransportLocate{frame});
      stage.run(30);
      stage.order(messages::TransportStop{});
      stage.run(30);
      stage.order(messages::TransportLocate{frame + 1});
      stage.run(5);
    }
  });
  expect_clean(seen);
}

TEST_P(GuardedEngineTest, FadesFromPlanToPlan) {
  const auto projects = edits();
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.order(messages::TransportPlay{});
    for (const Project& project : projects) stage.play(project);
  });
  expect_clean(seen);
}

TEST_P(GuardedEngineTest, InstallsOverAFadeThatIsNotOver) {
  const auto projects = edits();
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.order(messages::TransportPlay{});
    for (const Project& project : projects) {
      stage.offer(project);
      stage.run(3);
    }
    stage.play(projects.front());
  });
  expect_clean(seen);
}

TEST_P(GuardedEngineTest, MovesValuesOneByOneAndInBatches) {
  using vocabulary::NodeRole;
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.play(with_tracks(12));
    stage.order(messages::TransportPlay{});
    for (int turn = 0; turn < 40; ++turn) {
      const double to = turn % 2 == 0 ? -20 : 0;
      stage.keeper().set({{1, stage.revision()}, {value(2, NodeRole::kFader, 0, to)}});
      messages::SetParameters batch{{1, stage.revision()}, {}};
      for (std::uint32_t i = 0; i < 12; ++i) {
        batch.values.push_back(value(100 + 2 * i, NodeRole::kFader, 0, to));
        batch.values.push_back(
            value(101 + 2 * i, NodeRole::kInsert, vocabulary::compressor::kThreshold, to - 1));
      }
      batch.values.push_back(value(7, NodeRole::kInsert, vocabulary::reverb::kDecay, 1 + turn % 3));
      batch.values.push_back(value(5, NodeRole::kInsert, messages::kBypassParameter, turn % 2));
      batch.values.push_back(value(3, NodeRole::kPan, 0, to / 20));
      stage.keeper().set(batch);
      stage.run(5);
    }
    EXPECT_EQ(stage.keeper().ignored_values(), 0U);
  });
  expect_clean(seen);
}

TEST_P(GuardedEngineTest, MovesValuesOverTimeAcrossAnEdit) {
  using vocabulary::NodeRole;
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.play(with_tracks(12));
    for (int turn = 0; turn < 4; ++turn) {
      const double to = turn % 2 == 0 ? -20 : 0;
      messages::SetParameters morph{{1, stage.revision()}, {value(2, NodeRole::kFader, 0, to)}, 100};
      for (std::uint32_t i = 0; i < 11; ++i) {
        morph.values.push_back(value(100 + 2 * i, NodeRole::kFader, 0, to));
        morph.values.push_back(
            value(101 + 2 * i, NodeRole::kInsert, vocabulary::compressor::kRatio, 4 - to / 10));
      }
      stage.keeper().set(morph);
      stage.run(20);
      stage.offer(with_tracks(turn % 2 == 0 ? 11 : 12));
      stage.run(100);
    }
    EXPECT_EQ(stage.keeper().ignored_values(), 0U);
  });
  expect_clean(seen);
}

TEST_P(GuardedEngineTest, ReadsItsMeters) {
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.play(with_tracks(12));
    stage.order(messages::TransportPlay{});
    stage.run(200);
    EXPECT_TRUE(stage.took_meters());
    stage.keeper().watch({{{vocabulary::make_node_id(101, vocabulary::NodeRole::kInsert), 0},
                           {vocabulary::make_node_id(2, vocabulary::NodeRole::kFader), 0}}});
    bool spectra = false;
    for (int i = 0; i < 400; ++i) {
      stage.run(1);
      spectra = spectra || (stage.took_meters() && !stage.keeper().meters().spectra.empty());
    }
    EXPECT_TRUE(spectra);
    stage.keeper().watch({});
    stage.run(50);
  });
  expect_clean(seen);
}

TEST_P(GuardedEngineTest, TakesAnyPeriod) {
  const auto seen = second_time(GetParam(), [&](GuardedStage& stage) {
    stage.play(demo_document());
    stage.order(messages::TransportPlay{});
    for (const std::uint32_t frames : {1U, 15U, 63U, 64U, 65U, 1000U, 4096U, GuardedStage::kLongestPeriod})
      stage.run(5, frames);
  });
  expect_clean(seen);
}

/// The control side edits as fast as it can while the audio thread plays.
void edit_while_playing(GuardedStage& stage) {
  const auto projects = edits();
  stage.play(projects.front());
  stage.order(messages::TransportPlay{});
  std::atomic<bool> done{false};
  std::thread control([&] {
    for (int edit = 0; edit < 300; ++edit) {
      stage.offer(projects[static_cast<std::size_t>(edit) % projects.size()]);
      stage.keeper().set({{1, stage.revision()}, {value(3, vocabulary::NodeRole::kFader, 0, -(edit % 30))}});
      static_cast<void>(stage.keeper().poll());
    }
    while (stage.keeper().busy()) static_cast<void>(stage.keeper().poll());
    done = true;
  });
  while (!done) stage.callback();
  control.join();
  EXPECT_EQ(stage.keeper().installed().number, stage.revision());
}

TEST_P(GuardedEngineTest, PlaysOnWhileAnotherThreadEdits) {
  expect_clean(second_time(GetParam(), edit_while_playing));
}

/// A step that does what none may.
void misbehave(void* kept, const graph::CycleContext&) noexcept {
  *static_cast<void* volatile*>(kept) = std::malloc(8);
  std::free(*static_cast<void* volatile*>(kept));
  (void)getppid();
}

/// Eight tasks that wait for nothing, so that a second thread takes its share of them.
TEST_P(GuardedEngineTest, IsSeenWhereAStepMisbehavesOnWhicheverThread) {
  constexpr std::uint64_t kSteps = 8;
  constexpr std::uint64_t kBlocks = 10;  // the report keeps 512
  GuardedStage stage(GetParam());
  std::array<void*, kSteps> kept{};
  graph::RenderPlan plan;
  for (void*& one : kept) plan.steps.push_back({misbehave, static_cast<void*>(&one)});
  graph::make_task_each(plan.tasks, std::vector<std::vector<std::uint32_t>>(kSteps), GetParam());
  plan.tasks.estimate = 1.0F;  // worth waking a worker
  plan.settle_frames = 64;
  ASSERT_TRUE(stage.rings().commands.push(doors::RtCommand::install(&plan)));
  guard::forget();
  for (std::uint64_t block = 0; block < kBlocks; ++block) stage.callback();
  const auto seen = guard::report();
  EXPECT_EQ(seen.count(guard::Kind::kAllocate), kSteps * kBlocks);
  EXPECT_EQ(seen.count(guard::Kind::kFree), kSteps * kBlocks);
  EXPECT_GE(seen.count(guard::Kind::kSystemCall), kSteps * kBlocks);
}

/// Memory that was allocated and never written.
TEST_P(GuardedEngineTest, IsSeenWhereAPlanHasUntouchedMemory) {
  GuardedStage stage(GetParam());
  const std::unique_ptr<std::byte[]> untouched(new std::byte[1 << 16]);
  graph::RenderPlan plan;
  plan.steps.push_back({[](void* memory, const graph::CycleContext&) noexcept {
                          static_cast<volatile std::byte*>(memory)[1 << 15] = std::byte{1};
                        },
                        untouched.get()});
  graph::make_one_task(plan.tasks, 1);
  stage.callback();
  ASSERT_TRUE(stage.rings().commands.push(doors::RtCommand::install(&plan)));
  guard::forget();
  stage.callback();
  EXPECT_EQ(guard::report().count(guard::Kind::kPageFault), 1U) << guard::report().text();
}

INSTANTIATE_TEST_SUITE_P(Threads, GuardedEngineTest, ::testing::Values(1U, 2U),
                         [](const auto& threads) { return "With" + std::to_string(threads.param); });

}  // namespace
}  // namespace corelogic
