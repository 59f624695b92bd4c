// snapshot_check_test.cpp: every way a graph can be wrong, and the sentence that says so.
#include "engine/building/snapshot_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

using testing::HasSubstr;
using vocabulary::RefusalCode;

// 0 in(2) -> 1 comp -> 2 fader -> 3 pan -> 4 bus -> 5 out
GraphMaker good() {
  GraphMaker g;
  const auto in = g.device(1, {1, 2}), comp = g.effect(70, "compressor", 2, 2), fader = g.fader(1, 2, -3);
  const auto pan = g.pan(1, 2, 2, 0), bus = g.bus(2, 2), out = g.output(9, {1, 2});
  g.chain(in, comp), g.chain(comp, fader), g.chain(fader, pan), g.out(pan, bus), g.chain(bus, out);
  return g;
}

messages::FxNode& fx(GraphMaker& g, std::uint32_t index) {
  return std::get<messages::FxNode>(g[index].kind);
}
messages::OutputNode& output(GraphMaker& g) {
  return std::get<messages::OutputNode>(g[5].kind);
}

struct Wrong {
  const char* title;
  void (*spoil)(GraphMaker&);
  RefusalCode code;
  const char* words;
};

const Wrong kWrongs[] = {
    {"SourceNotBefore", [](GraphMaker& g) { g[2].edges[0].source = 2; }, RefusalCode::kCycle, "fader1"},
    {"SourceBeyondTheGraph", [](GraphMaker& g) { g[2].edges[0].source = 99; }, RefusalCode::kCycle,
     "index 99"},
    {"SourcePort", [](GraphMaker& g) { g[2].edges[0].source_port = 1; }, RefusalCode::kInvalid,
     "does not have"},
    {"DestinationPort", [](GraphMaker& g) { g[2].edges[0].destination_port = 3; }, RefusalCode::kInvalid,
     "no input port 3"},
    {"FedByAnOutput",
     [](GraphMaker& g) {
       const auto bus = g.bus(10, 2);
       g[5].outputs.push_back({"x", 2});
       g.connect(5, bus, 3);
     },
     RefusalCode::kInvalid, "feeds the device only"},
    {"EdgeLevel", [](GraphMaker& g) { g[4].edges[0].level.value = 12.5; }, RefusalCode::kInvalid, "+12 dB"},
    {"EdgeLevelNan", [](GraphMaker& g) { g[4].edges[0].level.value = std::nan(""); }, RefusalCode::kInvalid,
     "+12 dB"},
    {"EdgePan", [](GraphMaker& g) { g[4].edges[0].pan = -1.5; }, RefusalCode::kInvalid, "between -1 and +1"},
    {"EdgeId", [](GraphMaker& g) { g[4].edges[0].id = {}; }, RefusalCode::kInvalid, "without an id"},
    {"EdgeTwice", [](GraphMaker& g) { g[4].edges.push_back(g[4].edges[0]); }, RefusalCode::kDuplicate,
     "fed twice"},
    {"NoId", [](GraphMaker& g) { g[1].id = {}; }, RefusalCode::kInvalid, "has no id"},
    {"SameId", [](GraphMaker& g) { g[1].id = g[0].id; }, RefusalCode::kDuplicate, "id of another"},
    {"NoChannels", [](GraphMaker& g) { g[4].outputs[0].channels = 0; }, RefusalCode::kInvalid, "1 to 64"},
    {"ManyChannels", [](GraphMaker& g) { g[4].inputs[0].channels = 65; }, RefusalCode::kInvalid, "1 to 64"},
    {"InputWithInputs",
     [](GraphMaker& g) {
       g[0].inputs.push_back({"x", 1});
     },
     RefusalCode::kInvalid, "outputs only"},
    {"EffectWithThreeInputs",
     [](GraphMaker& g) {
       g[1].inputs.push_back({"key", 2});
       g[1].inputs.push_back({"x", 2});
     },
     RefusalCode::kInvalid, "one input and one output"},
    {"KeyWidth",
     [](GraphMaker& g) {
       g[1].inputs.push_back({"key", 1});
     },
     RefusalCode::kInvalid, "as many channels"},
    {"EffectWidths", [](GraphMaker& g) { g[1].outputs[0].channels = 1; }, RefusalCode::kInvalid,
     "equally many"},
    {"EffectTooWide", [](GraphMaker& g) { g[1].outputs[0].channels = g[1].inputs[0].channels = 17; },
     RefusalCode::kInvalid, "at most 16"},
    {"BusWidths", [](GraphMaker& g) { g[4].outputs[0].channels = 4; }, RefusalCode::kInvalid,
     "like each input"},
    {"OutputWithoutInput", [](GraphMaker& g) { g[5].inputs.clear(); }, RefusalCode::kInvalid, "one input"},
    {"UnknownEffect", [](GraphMaker& g) { fx(g, 1).effect = "kazoo"; }, RefusalCode::kUnknownId, "\"kazoo\""},
    {"OutputAsEffect", [](GraphMaker& g) { fx(g, 2).effect = "output"; }, RefusalCode::kUnknownId,
     "\"output\""},
    {"ParameterCount", [](GraphMaker& g) { fx(g, 1).parameters.pop_back(); }, RefusalCode::kInvalid,
     "parameters; \"compressor\" has"},
    {"ParameterRange", [](GraphMaker& g) { fx(g, 1).parameters[1] = 0.5; }, RefusalCode::kInvalid, "ratio"},
    {"ParameterNan", [](GraphMaker& g) { fx(g, 2).parameters[0] = std::nan(""); }, RefusalCode::kInvalid,
     "volume"},
    {"OutputParameter", [](GraphMaker& g) { output(g).parameters[0] = 13; }, RefusalCode::kInvalid, "level"},
    {"PlaybackCount", [](GraphMaker& g) { output(g).main = {1}; }, RefusalCode::kInvalid,
     "1 playback channels"},
    {"PlaybackZero",
     [](GraphMaker& g) {
       output(g).monitor = {0, 1};
     },
     RefusalCode::kInvalid, "count from 1"},
    {"CaptureCount",
     [](GraphMaker& g) {
       std::get<messages::AudioInputNode>(g[0].kind).source = messages::DeviceSource{{1}};
     },
     RefusalCode::kInvalid, "1 capture channels"},
    {"EmptyPath",
     [](GraphMaker& g) { std::get<messages::AudioInputNode>(g[0].kind).source = messages::FileSource{}; },
     RefusalCode::kInvalid, "without a path"},
    {"SampleRate", [](GraphMaker& g) { g.graph().sample_rate = 0; }, RefusalCode::kInvalid, "sample rate"},
};

class SnapshotCheck : public testing::TestWithParam<Wrong> {};

TEST_P(SnapshotCheck, RefusesWithASentence) {
  GraphMaker g = good();
  ASSERT_TRUE(check(g));
  GetParam().spoil(g);
  const auto result = check(g);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.refusal().code, GetParam().code);
  EXPECT_THAT(result.refusal().sentence, HasSubstr(GetParam().words));
  EXPECT_FALSE(result.refusal().subject.empty());
}

INSTANTIATE_TEST_SUITE_P(Each, SnapshotCheck, testing::ValuesIn(kWrongs),
                         [](const auto& wrong) { return wrong.param.title; });

TEST(SnapshotCheckAlone, AcceptsAnEmptyGraphAndSixtyFourChannels) {
  GraphMaker g;
  EXPECT_TRUE(check(g));
  g.fader(1, 64, vocabulary::kMinusInfinity);
  EXPECT_TRUE(check(g));
}

}  // namespace
}  // namespace corelogic::building
