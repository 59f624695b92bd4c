// dry_run_test.cpp: costs by node and by kind, what a dry run tells, which values move ahead of a graph, and which
// spectra are watched.
#include "controller/actors/dry_run.h"

#include <gmock/gmock.h>

#include "controller/actors/graph_mirror.h"
#include "controller/actors/spectrum_watch.h"
#include "controller/compiler/graph_compiler.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::actors {
namespace {

using namespace corelogic::testing;
using commands::testing::accepted;
using commands::testing::after;
using project::Project;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using vocabulary::make_node_id;
using vocabulary::NodeRole;
using namespace std::chrono_literals;

GraphSnapshot graph_of(const Project& project) {
  return compiler::compile(project, {1, 1}, {});
}
NodeId insert_node(std::uint32_t insert) {
  return make_node_id(insert, NodeRole::kInsert);
}

TEST(NodeCosts, AreThoseMeasuredAndTheMeanOfTheKindElsewhere) {
  NodeCosts costs;
  const Project one = after(demo(), add_insert(kDrums, "compressor"));  // 8
  EXPECT_EQ(costs.of(graph_of(one), graph_of(one)), 0);
  costs.learn({insert_node(5), insert_node(8), insert_node(7)}, {0.01F, 0.03F, 0.1F});
  EXPECT_NEAR(costs.of(graph_of(one), graph_of(one)), 0.14, 1e-6);
  const Project more = after(one, add_insert(kReverb, "compressor"));
  EXPECT_NEAR(costs.of(graph_of(more), graph_of(one)), 0.16, 1e-6);
  const Project strange = after(one, add_insert(kReverb, "chorus"));
  EXPECT_NEAR(costs.of(graph_of(strange), graph_of(one)), 0.14, 1e-6);
}

TEST(DryRun, TellsSentencesStructureCostAndLatency) {
  NodeCosts costs;
  costs.learn({insert_node(5)}, {0.02F});
  const Project now = demo();
  const std::string audio = "/audio";
  const DryRunPlace place{now, costs, audio, 48'000};
  const auto value = dry_run(place, accepted(now, SetVolume{kGuitar, {-9}}));
  EXPECT_EQ(value.label, "set volume of Guitar to -9.0 dB");
  EXPECT_THAT(value.lines, ElementsAre("The volume of Guitar: -3.0 dB, then -9.0 dB."));
  EXPECT_FALSE(value.structure);
  EXPECT_EQ(value.cost_before, value.cost_after);
  const auto more = dry_run(place, accepted(now, add_insert(kDrums, "compressor")));
  EXPECT_TRUE(more.structure);
  EXPECT_NEAR(more.cost_after, 2 * more.cost_before, 1e-6);
  const auto late = dry_run(place, accepted(now, add_insert(kDrums, "limiter")));
  ASSERT_EQ(late.latency_after.size(), 1U);
  EXPECT_EQ(late.latency_before[0].frames, 0U);
  EXPECT_GT(late.latency_after[0].frames, 0U);
}

TEST(GraphMirror, SaysWhichValuesMoveAheadOfAnotherGraph) {
  GraphMirror mirror;
  mirror.replace(graph_of(demo()));
  Project to = after(demo(), SetVolume{kGuitar, {-20}});
  to = after(to, SetMute{kDrums, true});
  to = after(to, SetInsertBypass{kCompressor, true});
  to = after(to, SetParameter{kCompressor, "threshold", -30});
  to = after(to, SetSendLevel{kGuitarSend, {-30}});
  to = after(to, add_insert(kDrums, "compressor"));
  const auto edge = messages::make_edge_id(kGuitarSend.value, messages::EdgeRole::kSend);
  EXPECT_THAT(mirror.moves_to(graph_of(to)),
              UnorderedElementsAre(
                  ParameterValue{make_node_id(2, NodeRole::kFader), {}, vocabulary::fader::kVolume, -20},
                  ParameterValue{insert_node(5), {}, 0, -30},
                  ParameterValue{make_node_id(4, NodeRole::kSum), edge, kEdgeLevel, -30}));
  EXPECT_THAT(mirror.moves_to(graph_of(demo())), IsEmpty());
}

SpectrumTap tap(std::uint64_t node) {
  return {NodeId{node}, 0};
}

TEST(SpectrumWatch, KeepsFourForFiveSecondsEach) {
  SpectrumWatch watch;
  const Clock::time_point start{};
  for (std::uint64_t node = 1; node <= 4; ++node)
    EXPECT_TRUE(watch.ask(tap(node), start + std::chrono::seconds(node)));
  EXPECT_FALSE(watch.ask(tap(1), start + 4500ms));  // asked again: it stays
  EXPECT_TRUE(watch.ask(tap(5), start + 4600ms));   // node 2 has waited longest
  EXPECT_THAT(watch.taps().taps, UnorderedElementsAre(tap(1), tap(3), tap(4), tap(5)));
  EXPECT_FALSE(watch.expire(start + 7900ms));
  EXPECT_TRUE(watch.expire(start + 9s));
  EXPECT_THAT(watch.taps().taps, UnorderedElementsAre(tap(1), tap(5)));
  EXPECT_TRUE(watch.expire(start + 10s));
  EXPECT_THAT(watch.taps().taps, IsEmpty());
}

}  // namespace
}  // namespace corelogic::actors
