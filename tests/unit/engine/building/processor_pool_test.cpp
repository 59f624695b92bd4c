// processor_pool_test.cpp: lanes stay where they are, moves say so, and everything comes back.
#include "engine/building/processor_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/building/transition.h"
#include "engine/graph/steps.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

EffectSeed compressor_seed() {
  messages::FxNode fx{"compressor", {}, false};
  for (const auto& parameter : vocabulary::find_effect("compressor")->parameters)
    fx.parameters.push_back(parameter.initial);
  return effect_seed(fx);
}

Key key(std::uint64_t number) {
  return KeyMaker().add(number).key();
}

/// Places strips (number, depth, channels); gives "block:lane" by number.
using Strips = std::vector<std::array<std::uint32_t, 3>>;
std::map<std::uint32_t, std::string> place(ProcessorPool& pool, const Strips& strips,
                                           graph::RenderPlan& plan) {
  PoolTurn turn(pool);
  std::map<std::uint32_t, std::string> places;
  for (const auto& [number, depth, channels] : strips) {
    const LanePlace& at =
        turn.place(key(number), depth, static_cast<std::uint16_t>(channels), compressor_seed(), nullptr);
    places[number] = std::to_string(at.block->number) + ":" + std::to_string(at.lane);
  }
  PlanMemory memory;
  turn.write_moves(plan, memory);
  turn.commit();
  return places;
}
std::map<std::uint32_t, std::string> place(ProcessorPool& pool, const Strips& strips) {
  graph::RenderPlan plan;
  return place(pool, strips, plan);
}

using Places = std::map<std::uint32_t, std::string>;

// block 1: [1 1 2 2 3 3 . . . .]      without 2, with 4:  [1 1 . . 3 3 4 4 . .]      then 5 takes the hole
TEST(LanePacking, SurvivorsStayAndAFreedLaneIsTakenAPlanLater) {
  ProcessorPool pool(48000);
  EXPECT_EQ(place(pool, {{1, 1, 2}, {2, 1, 2}, {3, 1, 2}}), (Places{{1, "1:0"}, {2, "1:2"}, {3, "1:4"}}));
  EXPECT_EQ(place(pool, {{4, 1, 2}, {3, 1, 2}, {1, 1, 2}}), (Places{{1, "1:0"}, {3, "1:4"}, {4, "1:6"}}));
  EXPECT_EQ(place(pool, {{1, 1, 2}, {5, 1, 2}, {3, 1, 2}, {4, 1, 2}}),
            (Places{{1, "1:0"}, {3, "1:4"}, {4, "1:6"}, {5, "1:2"}}));
}

TEST(LanePacking, KeepsWidthsApartAndRoundsThemUp) {
  ProcessorPool pool(48000);
  EXPECT_EQ(place(pool, {{1, 1, 1}, {2, 1, 3}, {3, 1, 4}, {4, 1, 1}, {5, 1, 9}}),
            (Places{{1, "1:0"}, {2, "2:0"}, {3, "2:4"}, {4, "1:1"}, {5, "3:0"}}));
}

TEST(LanePacking, OpensABlockWhenAllAreFullAndDropsTheEmpty) {
  ProcessorPool pool(48000);
  Strips nine;
  for (std::uint32_t i = 1; i <= 9; ++i) nine.push_back({i, 1, 2});
  EXPECT_EQ(place(pool, nine)[9], "2:0");
  EXPECT_EQ(pool.processors(), 2U);
  place(pool, {{9, 1, 2}});
  EXPECT_EQ(pool.processors(), 1U);
}

TEST(LanePacking, MovesAStripWhoseDepthChanged) {
  ProcessorPool pool(48000);
  place(pool, {{1, 1, 2}, {2, 1, 2}});
  graph::RenderPlan plan;
  EXPECT_EQ(place(pool, {{1, 1, 2}, {2, 2, 2}}, plan), (Places{{1, "1:0"}, {2, "2:0"}}));
  ASSERT_EQ(plan.lane_moves.size(), 1U);
  EXPECT_NE(plan.lane_moves[0].from, nullptr);
  EXPECT_EQ(plan.lane_moves[0].from_lanes.first, 2);
  EXPECT_EQ(plan.lane_moves[0].to_lanes.first, 0);
}

TEST(ProcessorPool, TakesRampsBackOnlyWhenNoPlanKnowsThem) {
  ProcessorPool pool(48000);
  const auto turn_with = [&](std::vector<std::uint64_t> routes) {
    PoolTurn turn(pool);
    for (auto route : routes) {
      turn.gain(key(route), 1, true);
      turn.lane_gain(key(route + 100), key(7), static_cast<std::uint16_t>(route), 0);
    }
    graph::RenderPlan plan;
    PlanMemory memory;
    turn.write_moves(plan, memory);
    turn.commit();
    return plan;
  };
  turn_with({1, 2});
  EXPECT_EQ(pool.ramps(), 3U);
  EXPECT_EQ(turn_with({2}).lane_clears.size(), 1U);
  pool.collect(1);  // the first plan is alive
  EXPECT_EQ(pool.ramps(), 3U);
  pool.collect(2);
  EXPECT_EQ(pool.ramps(), 2U);
  turn_with({});
  pool.collect(3);
  EXPECT_EQ(pool.ramps(), 0U);
}

TEST(ProcessorPool, IsAsBeforeWhenATurnIsGivenUp) {
  ProcessorPool pool(48000);
  place(pool, {{1, 1, 2}});
  {
    PoolTurn turn(pool);
    turn.gain(key(1), 1, true);
    turn.place(key(2), 1, 2, compressor_seed(), nullptr);
  }
  EXPECT_EQ(pool.ramps(), 0U);
  EXPECT_EQ(pool.generation(), 1U);
  EXPECT_EQ(place(pool, {{1, 1, 2}, {3, 1, 2}}), (Places{{1, "1:0"}, {3, "1:2"}}));
}

std::size_t count(const graph::RenderPlan& plan, void (*run)(void*, const graph::CycleContext&) noexcept) {
  return static_cast<std::size_t>(std::ranges::count(plan.steps, run, &graph::RenderStep::run));
}

std::unique_ptr<graph::RenderPlan> plan_of(const GraphSnapshot& graph, ProcessorPool& pool) {
  auto built =
      build(alone(graph), {}, {.sample_rate = 48000, .device_inputs = 8, .device_outputs = 8}, {1, 1}, pool);
  EXPECT_TRUE(built);
  return std::move(built->plan);
}

//  guitar_in ─ guitar_comp ─ guitar_fader ─ guitar_pan ──┐
//                                 drums_in ─ fader ─ pan ┼▶ master_bus ─ master_out ▶ 1,2 and 3,4
//                    sends ▶ reverb_in ─ reverb_fx ─ fader┘
TEST(PlanSteps, FoldAllGainsOfTheDemoAway) {
  GraphMaker g;
  const auto guitar = g.device(1, {1, 2}), comp = g.effect(70, "compressor", 2, 2),
             guitar_fader = g.fader(1, 2, -3), guitar_pan = g.pan(1, 2, 2, 0.3);
  const auto drums = g.device(2, {3, 4}), drums_fader = g.fader(2, 2, 0), drums_pan = g.pan(2, 2, 2, -0.3);
  const auto sum = g.bus(3, 2), reverb = g.effect(71, "reverb", 2, 2), reverb_fader = g.fader(3, 2, -6);
  const auto master = g.bus(9, 2), out = g.output(9, {1, 2}, {3, 4}, -0.5);
  g.chain(guitar, comp), g.chain(comp, guitar_fader), g.chain(guitar_fader, guitar_pan);
  g.chain(drums, drums_fader), g.chain(drums_fader, drums_pan);
  g.send(guitar_pan, sum, 80, -6), g.chain(sum, reverb), g.chain(reverb, reverb_fader);
  g.out(guitar_pan, master), g.out(drums_pan, master), g.out(reverb_fader, master), g.chain(master, out);
  ProcessorPool pool(48000);
  const auto plan = plan_of(g, pool);
  EXPECT_EQ(count(*plan, graph::GatherStep::run), 1U);
  EXPECT_EQ(count(*plan, graph::LaneEffectStep::run), 1U);
  EXPECT_EQ(count(*plan, graph::PlanarEffectStep::run), 1U);
  EXPECT_EQ(count(*plan, graph::ScatterStep::run), 0U);
  EXPECT_EQ(count(*plan, graph::MixStep::run), 2U + 4U);  // sum, master; four playback channels
  EXPECT_EQ(plan->paths.size(), 2U + 6U + 4U);
  EXPECT_EQ(plan->meters.size(), 4U);
  EXPECT_EQ(plan->reductions.size(), 1U);
}

// in ─ A ─ B ─ fader, eight times: B's block reads A's as it is
TEST(PlanSteps, GoFromBlockToBlockWithoutATranspose) {
  GraphMaker g;
  const auto bus_inputs = [&] {
    std::vector<std::uint32_t> ends;
    for (std::uint32_t t = 1; t <= 8; ++t) {
      const auto in = g.device(t, {1, 2}), a = g.effect(100 + t, "compressor", 2, 2),
                 b = g.effect(200 + t, "compressor", 2, 2), fader = g.fader(t, 2, 0);
      g.chain(in, a), g.chain(a, b), g.chain(b, fader);
      ends.push_back(fader);
    }
    return ends;
  }();
  const auto bus = g.bus(50, 2), out = g.output(50, {1, 2});
  for (auto end : bus_inputs) g.out(end, bus);
  g.chain(bus, out);
  ProcessorPool pool(48000);
  const auto plan = plan_of(g, pool);
  EXPECT_EQ(count(*plan, graph::LaneEffectStep::run), 2U);
  EXPECT_EQ(count(*plan, graph::GatherStep::run), 1U);
  EXPECT_EQ(count(*plan, graph::ScatterStep::run), 0U);
}

// 100 tracks, some compressed, into two buses: the samples do not depend on the number of threads
TEST(PlanSteps, SoundTheSameOnOneThreadAndOnTwo) {
  GraphMaker g;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t t = 1; t <= 100; ++t) {
    auto last = g.device(t, {static_cast<std::uint16_t>(t % 8 + 1), static_cast<std::uint16_t>(t % 5 + 1)});
    if (t % 3 == 0) {
      const auto comp = g.effect(200 + t, "compressor", 2, 2);
      g.chain(last, comp);
      last = comp;
    }
    const auto fader = g.fader(t, 2, -static_cast<double>(t) / 4);
    g.chain(last, fader);
    ends.push_back(fader);
  }
  const auto aux = g.bus(500, 2), reverb = g.effect(501, "reverb", 2, 2), master = g.bus(502, 2),
             out = g.output(502, {1, 2});
  for (std::size_t i = 0; i < ends.size(); ++i) {
    g.out(ends[i], master);
    g.send(ends[i], aux, 600 + static_cast<std::uint32_t>(i), -10, 0.1);
  }
  g.chain(aux, reverb), g.out(reverb, master), g.chain(master, out);
  Sound sounds[2];
  for (std::uint32_t threads : {1U, 2U}) {
    Desk desk([](std::uint16_t c, std::int64_t f) { return sine(200 + 50 * c, f); }, 8, 2, threads);
    desk.play(g, 100, &sounds[threads - 1]);
  }
  EXPECT_GT(*std::ranges::max_element(sounds[0][0]), 0.1F);
  EXPECT_EQ(sounds[0], sounds[1]);
}

}  // namespace
}  // namespace corelogic::building
