// transition_test.cpp: what stays, what fades in, what fades out, drawn above each case.
#include "engine/building/transition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

/// "in1>fader1" -> '=' steady, '+' fading in, '-' fading out; outputs as "out9>1". Checks the order on the
/// way.
std::map<std::string, char> fades(const MergedGraph& graph) {
  constexpr char kMarks[] = {'=', '+', '-'};
  std::map<std::string, char> result;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const MergedNode& node = graph.nodes[i];
    for (const MergedEdge& edge : node.edges) {
      EXPECT_LT(edge.source, i);
      result[graph.nodes[edge.source].node->name + ">" + node.node->name] =
          kMarks[static_cast<int>(edge.fade)];
    }
    for (const DeviceRoute& route : node.device)
      result[node.node->name + ">" + std::to_string(route.channel)] = kMarks[static_cast<int>(route.fade)];
  }
  return result;
}

std::set<std::string> ghosts(const MergedGraph& graph) {
  std::set<std::string> names;
  for (const MergedNode& node : graph.nodes)
    if (node.ghost()) names.insert(node.node->name);
  return names;
}

/// in1 ─ [inserts…] ─ fader1 ─▶ sum9 ─▶ out9
GraphMaker chain(const std::vector<std::uint32_t>& inserts, std::vector<std::uint16_t> main = {1}) {
  GraphMaker g;
  auto last = g.device(1, {1});
  for (auto id : inserts) {
    const auto insert = g.effect(id, "compressor", 1, 1);
    g.chain(last, insert);
    last = insert;
  }
  const auto fader = g.fader(1, 1, 0), bus = g.bus(9, 1), out = g.output(9, std::move(main));
  g.chain(last, fader), g.out(fader, bus), g.chain(bus, out);
  return g;
}

using Fades = std::map<std::string, char>;

//                 in1 = fader1 = sum9 = out9 +▶ 1
TEST(Transition, FadesOnlyTheDeviceInAtFirst) {
  const GraphSnapshot none, next = chain({});
  const auto way = transition(none, next);
  EXPECT_EQ(fades(way.graph),
            (Fades{{"in1>fader1", '='}, {"fader1>sum9", '='}, {"sum9>out9", '='}, {"out9>1", '+'}}));
  EXPECT_FALSE(way.graph.passing);
}

// same graph twice: nothing moves
TEST(Transition, LeavesEqualGraphsAlone) {
  const GraphSnapshot former = chain({71}), next = chain({71});
  const auto way = transition(former, next);
  for (const auto& [name, mark] : fades(way.graph)) EXPECT_EQ(mark, '=') << name;
  EXPECT_FALSE(way.graph.passing);
}

//   in1 ─────────────-──── fader1 = sum9        the insert is newborn: its input is at full at once
//     └ = compressor71 +───┘
TEST(Transition, CrossFadesFromTheBareChainToTheInsert) {
  const GraphSnapshot former = chain({}), next = chain({71});
  const auto way = transition(former, next);
  EXPECT_EQ(fades(way.graph), (Fades{{"in1>compressor71", '='},
                                     {"compressor71>fader1", '+'},
                                     {"in1>fader1", '-'},
                                     {"fader1>sum9", '='},
                                     {"sum9>out9", '='},
                                     {"out9>1", '='}}));
  EXPECT_TRUE(way.graph.passing);
  EXPECT_THAT(ghosts(way.graph), testing::IsEmpty());
}

//   in1 ─ = compressor71 (ghost) ─ - ┐
//     └───────────────────────── + ─ fader1
TEST(Transition, KeepsARemovedInsertAsAGhostUntilItHasFaded) {
  const GraphSnapshot former = chain({71}), next = chain({});
  const auto way = transition(former, next);
  EXPECT_EQ(fades(way.graph), (Fades{{"in1>compressor71", '='},
                                     {"compressor71>fader1", '-'},
                                     {"in1>fader1", '+'},
                                     {"fader1>sum9", '='},
                                     {"sum9>out9", '='},
                                     {"out9>1", '='}}));
  EXPECT_THAT(ghosts(way.graph), testing::ElementsAre("compressor71"));
}

//   in1 - fader1 - ▶ sum9 = out9        the whole strip is a ghost, only its last cable fades
TEST(Transition, FadesARemovedTrackOutWhereItLeft) {
  GraphMaker next;
  const auto bus = next.bus(9, 1), out = next.output(9, {1});
  next.chain(bus, out);
  const GraphSnapshot before = chain({}), after = next;
  const auto way = transition(before, after);
  EXPECT_EQ(fades(way.graph),
            (Fades{{"in1>fader1", '='}, {"fader1>sum9", '-'}, {"sum9>out9", '='}, {"out9>1", '='}}));
  EXPECT_THAT(ghosts(way.graph), testing::ElementsAre("fader1", "in1"));
  EXPECT_TRUE(way.graph.passing);
}

//   a track added to a bus only fades in: the same plan plays on, no second one is needed
TEST(Transition, NeedsNoSecondPlanForANewTrackOnABus) {
  GraphMaker former;
  const auto bus = former.bus(9, 1), out = former.output(9, {1});
  former.chain(bus, out);
  const GraphSnapshot before = former, after = chain({71});
  const auto way = transition(before, after);
  EXPECT_EQ(fades(way.graph).at("fader1>sum9"), '+');
  EXPECT_FALSE(way.graph.passing);
}

//   out9 -▶ 1, +▶ 2
TEST(Transition, FadesFromOnePlaybackChannelToAnother) {
  const GraphSnapshot former = chain({}, {1}), next = chain({}, {2});
  const auto way = transition(former, next);
  EXPECT_EQ(fades(way.graph).at("out9>1"), '-');
  EXPECT_EQ(fades(way.graph).at("out9>2"), '+');
}

//   another file, another channel: another thing with the same id; the old one is a ghost beside it
TEST(Transition, TakesAnotherSourceForAnotherThing) {
  const GraphSnapshot former = chain({});
  GraphSnapshot next = former;
  std::get<messages::AudioInputNode>(next.nodes[0].kind).source = messages::DeviceSource{{2}};
  next.nodes[0].name = "other";
  const auto way = transition(former, next);
  EXPECT_EQ(fades(way.graph).at("in1>fader1"), '-');
  EXPECT_EQ(fades(way.graph).at("other>fader1"), '+');
}

//   in1 ─ A ─ B ─ fader1   and   in1 ─ B ─ A ─ fader1   together go round: first the touched cables fade out
TEST(Transition, SwapsInTwoSteps) {
  const GraphSnapshot former = chain({71, 74}), next = chain({74, 71});
  const auto first = transition(former, next);
  ASSERT_TRUE(first.remainder);
  EXPECT_EQ(fades(first.graph), (Fades{{"in1>compressor71", '-'},
                                       {"compressor71>compressor74", '-'},
                                       {"compressor74>fader1", '-'},
                                       {"fader1>sum9", '='},
                                       {"sum9>out9", '='},
                                       {"out9>1", '='}}));
  const auto second = transition(*first.remainder, next);
  EXPECT_FALSE(second.remainder);
  EXPECT_EQ(fades(second.graph), (Fades{{"in1>compressor74", '+'},
                                        {"compressor74>compressor71", '+'},
                                        {"compressor71>fader1", '+'},
                                        {"fader1>sum9", '='},
                                        {"sum9>out9", '='},
                                        {"out9>1", '='}}));
}

//   in1 ─▶ compressor71 ─▶ ▶ 1   becomes   other ─▶ compressor71 ─▶ ▶ 2: other would be heard on 1, in1 on 2
TEST(Transition, LetsNoSoundThroughWhereNeitherGraphHasAWay) {
  const GraphSnapshot former = chain({71}, {1, 3});
  GraphSnapshot next = chain({71}, {1, 2});
  std::get<messages::AudioInputNode>(next.nodes[0].kind).source = messages::DeviceSource{{2}};
  next.nodes[0].name = "other";
  const auto first = transition(former, next);
  ASSERT_TRUE(first.remainder);
  EXPECT_EQ(fades(first.graph), (Fades{{"in1>compressor71", '-'},
                                       {"compressor71>fader1", '='},
                                       {"fader1>sum9", '='},
                                       {"sum9>out9", '='},
                                       {"out9>1", '='},
                                       {"out9>3", '-'}}));
  const auto second = transition(*first.remainder, next);
  EXPECT_FALSE(second.remainder);
  EXPECT_EQ(fades(second.graph), (Fades{{"other>compressor71", '+'},
                                        {"compressor71>fader1", '='},
                                        {"fader1>sum9", '='},
                                        {"sum9>out9", '='},
                                        {"out9>1", '='},
                                        {"out9>2", '+'}}));
}

}  // namespace
}  // namespace corelogic::building
