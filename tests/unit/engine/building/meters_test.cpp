// meters_test.cpp: what the meters of a plan read, at every kind of node and where several ways meet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/graph/meters.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/metered_strip.h"

namespace corelogic::building {
namespace {

using messages::MeterFrame;
using messages::NodeMeter;
using testing::ElementsAre;
using testing::FloatNear;
using vocabulary::NodeId;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

void expect_consistent(const MeterFrame& frame) {
  std::size_t channels = 0, detailed = 0;
  for (const auto count : frame.channels) channels += count;
  for (const auto node : frame.detailed) detailed += frame.channels.at(node);
  EXPECT_EQ(frame.nodes.size(), frame.channels.size());
  EXPECT_EQ(frame.nodes.size(), frame.gains.size());
  for (const std::size_t size : {frame.peaks.size(), frame.rms.size(), frame.clips.size()})
    EXPECT_EQ(size, channels);
  for (const std::size_t size : {frame.true_peaks.size(), frame.vus.size()}) EXPECT_EQ(size, detailed);
  for (const auto* list :
       {&frame.correlations, &frame.momentary, &frame.short_term, &frame.integrated, &frame.ranges})
    EXPECT_EQ(list->size(), frame.detailed.size());
  EXPECT_EQ(frame.key_nodes.size(), frame.key_peaks.size());
  EXPECT_EQ(frame.detectors.size(), frame.detector_levels.size());
  for (const auto node : frame.detectors) EXPECT_LT(node, frame.nodes.size());
}

TEST(Meters, ReadTheRmsOfASineOnEveryStripOfAGraphThatSaysNothing) {
  GraphMaker g;
  const Strip strip(g);
  Desk desk(wave);
  desk.play(g, 400);
  const MeterFrame& frame = desk.keeper().meters();
  expect_consistent(frame);
  EXPECT_THAT(of_node(frame, g[strip.pan].id, frame.rms),
              ElementsAre(FloatNear(0.5F * kRms, 0.003F), FloatNear(0.5F * kRms, 0.003F)));
  EXPECT_THAT(of_node(frame, g[strip.out].id, frame.rms),
              ElementsAre(FloatNear(0.5F * kRms, 0.003F), FloatNear(0.5F * kRms, 0.003F)));
  EXPECT_THAT(frame.detailed, testing::IsEmpty());
}

TEST(Meters, ReadWhereTheGraphSaysWhateverKindOfNodeItIs) {
  for (const bool lanes : {false, true}) {
    GraphMaker g;
    const Strip strip(g, {1, 2}, lanes);
    for (const auto node : {strip.in, strip.comp, strip.fader, strip.master, strip.out})
      g[node].meter = NodeMeter::kBasic;
    Desk desk(wave);
    desk.play(g, 400);
    const MeterFrame& frame = desk.keeper().meters();
    expect_consistent(frame);
    for (const auto node : {strip.in, strip.comp}) {
      EXPECT_THAT(of_node(frame, g[node].id, frame.rms), testing::Each(FloatNear(kRms, 0.006F)));
      EXPECT_THAT(of_node(frame, g[node].id, frame.peaks), testing::Each(FloatNear(1.0F, 1e-4F)));
    }
    for (const auto node : {strip.fader, strip.master, strip.out})
      EXPECT_THAT(of_node(frame, g[node].id, frame.rms), testing::Each(FloatNear(0.5F * kRms, 0.003F)));
    EXPECT_TRUE(of_node(frame, g[strip.pan].id, frame.rms).empty());
  }
}

///   in (sine, amplitude 1) ─ comp 70 (-20 dB, 2:1) ─ limiter 71 (0 dB) ─▶ out
TEST(Meters, GiveEveryDynamicsInsertAsAPointOnItsCurve) {
  GraphMaker g;
  const auto in = g.device(1, {1, 2}), comp = g.effect(70, "compressor", 2, 2),
             limit = g.effect(71, "limiter", 2, 2), out = g.output(9, {1, 2});
  auto& values = std::get<messages::FxNode>(g[comp].kind).parameters;
  values[vocabulary::compressor::kThreshold] = -20, values[vocabulary::compressor::kRatio] = 2;
  values[vocabulary::compressor::kKnee] = 0;
  g.chain(in, comp), g.chain(comp, limit), g.chain(limit, out);
  Desk desk(wave);
  desk.play(g, 600);
  const MeterFrame& frame = desk.keeper().meters();
  expect_consistent(frame);
  ASSERT_EQ(frame.detectors.size(), 2U);
  ASSERT_EQ(frame.nodes[frame.detectors[0]], g[comp].id);
  ASSERT_EQ(frame.nodes[frame.detectors[1]], g[limit].id);
  EXPECT_NEAR(frame.detector_levels[0], 1.0F, 0.01F);
  EXPECT_NEAR(frame.gains[frame.detectors[0]], -10.0F, 0.5F);
  // What the limiter hears is what the compressor left.
  EXPECT_NEAR(20 * std::log10(frame.detector_levels[1]), frame.gains[frame.detectors[0]], 1.0F);
  EXPECT_NEAR(frame.gains[frame.detectors[1]], 0.0F, 0.01F);
}

TEST(Meters, ReadTheSumItselfWhereSeveralWaysMeet) {
  // in1 ─▶ fader ─▶ bus        the fader hears a sine and, while a cable is changed, its opposite too
  // in2 ──▶┘
  GraphMaker g;
  const auto in1 = g.device(1, {1}), in2 = g.device(2, {3}), fader = g.fader(1, 1, 0), bus = g.bus(9, 1),
             out = g.output(9, {1});
  g.chain(in1, fader), g.connect(in2, fader, 55), g.out(fader, bus), g.chain(bus, out);
  g[fader].meter = NodeMeter::kBasic;
  Desk desk(wave);
  desk.play(g, 400);
  const MeterFrame& frame = desk.keeper().meters();
  EXPECT_THAT(of_node(frame, g[fader].id, frame.rms), testing::Each(FloatNear(0.0F, 1e-3F)));
  EXPECT_THAT(of_node(frame, g[fader].id, frame.peaks), testing::Each(FloatNear(0.0F, 1e-3F)));
}

TEST(Meters, NeverReadMoreThanBothTogetherWhileOneCableTakesOverFromAnother) {
  // The fader's input changes from channel 1 to its opposite: in the middle of the fade there is silence.
  const auto make = [](std::uint64_t revision, std::uint16_t channel) {
    GraphMaker g(revision);
    const auto a = g.device(1, {1}), b = g.device(2, {3}), fader = g.fader(3, 1, 0), bus = g.bus(9, 1),
               out = g.output(9, {1});
    g.connect(channel == 1 ? a : b, fader, 50 + channel), g.out(fader, bus), g.chain(bus, out);
    g[fader].meter = NodeMeter::kBasic;
    return g;
  };
  Desk desk([](std::uint16_t c, std::int64_t) { return c == 2 ? -0.5F : 0.5F; });
  desk.play(make(1, 1), 400);
  const auto fader = vocabulary::make_node_id(3, vocabulary::NodeRole::kFader);
  EXPECT_THAT(of_node(desk.keeper().meters(), fader, desk.keeper().meters().rms),
              ElementsAre(FloatNear(0.5F, 1e-3F)));
  desk.keeper().offer(make(2, 3));
  for (int i = 0; i < 100; ++i) {
    desk.run(1);
    const MeterFrame& frame = desk.keeper().meters();
    for (const float rms : of_node(frame, fader, frame.rms)) EXPECT_LE(rms, 0.501F);
  }
  EXPECT_THAT(of_node(desk.keeper().meters(), fader, desk.keeper().meters().rms),
              ElementsAre(FloatNear(0.5F, 1e-3F)));
}

TEST(Meters, CountASignalOnceThatLeavesByTwoPlaybackChannels) {
  GraphMaker g;
  const auto in = g.device(1, {1}), out = g.output(9, {1}, {}), twice = g.output(8, {2}, {3});
  g.chain(in, out), g.chain(in, twice);
  Desk desk(wave);
  desk.play(g, 400);
  const MeterFrame& frame = desk.keeper().meters();
  for (const auto node : {out, twice})
    EXPECT_THAT(of_node(frame, g[node].id, frame.rms), ElementsAre(FloatNear(kRms, 0.006F)));
}

TEST(Meters, ReadCorrelationTruePeakVuAndLoudnessOfFullOnes) {
  GraphMaker g;
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t i = 0; i < 12; ++i) {  // 24 channels: two steps
    const auto second = static_cast<std::uint16_t>(1 + i % 4);
    nodes.push_back(g.device(100 + i, {1, second}));
    g[nodes.back()].meter = NodeMeter::kFull;
  }
  const auto bus = g.bus(9, 2), out = g.output(9, {1, 2});
  g.connect(nodes[0], bus, 33, 20.0 * std::log10(0.070794578)), g.chain(bus, out);  // -23 dB
  g[out].meter = NodeMeter::kFull;
  Desk desk(wave);
  desk.play(g, 4500);  // 6 s
  const MeterFrame& frame = desk.keeper().meters();
  expect_consistent(frame);
  ASSERT_EQ(frame.detailed.size(), 13U);
  for (std::size_t i = 0; i < 12; ++i) {
    const float wanted = i % 4 < 2 ? 1.0F : (i % 4 == 2 ? -1.0F : 0.0F);
    EXPECT_NEAR(frame.correlations[i], wanted, 0.01F) << i;
    EXPECT_NEAR(frame.true_peaks[2 * i], 1.0F, 0.01F);
    EXPECT_NEAR(frame.vus[2 * i], kRms, 0.005F);
    EXPECT_NEAR(frame.rms[2 * i], kRms, 0.006F);
  }
  EXPECT_NEAR(frame.correlations[12], 1.0F, 0.01F);
  EXPECT_NEAR(frame.momentary[12], -23.0F, 0.1F);
  EXPECT_NEAR(frame.short_term[12], -23.0F, 0.1F);
  EXPECT_NEAR(frame.integrated[12], -23.0F, 0.1F);
}

TEST(Meters, ForgetABurstWhoseSquaresAreNoNumbersAndFallToNothingInSilence) {
  GraphMaker g;
  const Strip strip(g, {1, 3});  // opposite channels
  g[strip.in].meter = NodeMeter::kFull;
  Desk desk([](std::uint16_t c, std::int64_t f) {
    if (f < 2400) return f % 2 == 0 ? 2e19F : -2e19F;  // alike on both, and beyond a float squared
    return f < 96000 ? wave(c, f) : 0.0F;
  });
  desk.play(g, 1500);
  EXPECT_NEAR(desk.keeper().meters().correlations.at(0), -1.0F, 0.01F);
  desk.run(450 + 25);  // 0.6 s of silence, and until a reading says so
  EXPECT_EQ(desk.keeper().meters().correlations.at(0), 0.0F);
}

TEST(Meters, NameTheNodeThatGivesNoNumbersForAsLongAsItDoes) {
  for (const float broken : {std::numeric_limits<float>::quiet_NaN(), kInfinity})
    for (const bool lanes : {false, true}) {
      GraphMaker g;
      const auto other = g.device(2, {3, 3});  // goes on sounding
      const Strip strip(g, {1, 2}, lanes);
      g.connect(other, strip.master, 44);
      bool ill = false;
      Desk desk([&](std::uint16_t c, std::int64_t) { return c == 1 && ill ? broken : 0.25F; });
      desk.play(g, 100);
      EXPECT_TRUE(desk.keeper().muted().empty());
      ill = true;
      Sound sound;
      desk.run(100, &sound);
      for (const auto& channel : sound)
        for (const float x : channel) ASSERT_TRUE(std::isfinite(x));
      EXPECT_EQ(sound[1].back(), 0.25F);  // without the ill channel
      std::vector<NodeId> guilty = {g[strip.in].id};
      std::vector<std::string> words = {"input of in1 gives no numbers: muted."};
      if (lanes) {  // bypassed: what comes in goes out
        guilty.push_back(g[strip.comp].id);
        words.emplace_back("compressor of compressor70 gives no numbers: muted.");
      }
      EXPECT_THAT(desk.keeper().muted(), testing::UnorderedElementsAreArray(guilty));
      EXPECT_THAT(desk.keeper().muted_warnings(), testing::UnorderedElementsAreArray(words));
      const MeterFrame& frame = desk.keeper().meters();
      EXPECT_THAT(of_node(frame, g[strip.pan].id, frame.peaks), ElementsAre(testing::_, kInfinity));
      ill = false;
      desk.run(400);
      EXPECT_TRUE(desk.keeper().muted().empty());
    }
}

/// An equaliser takes what is no number for silence: nothing behind it is ill, and yet its input is not
/// heard.
///
///   in 20 ─┬─ eq ─┬─ master ─ out       in 1 … 19: well
///   in 20 ─┴─ eq ─┘
TEST(Meters, NameInputsThatGiveNoNumbersThoughEffectsMakeSilenceOfThem) {
  for (const float broken : {std::numeric_limits<float>::quiet_NaN(), kInfinity, -kInfinity}) {
    GraphMaker g;
    std::vector<std::uint32_t> ends;
    for (std::uint16_t c = 1; c <= 21; ++c) {
      const std::uint16_t channel = std::min<std::uint16_t>(c, 20);
      const auto in = g.device(c, {channel, channel}), eq = g.effect(100U + c, "eq", 2, 2);
      auto& values = std::get<messages::FxNode>(g[eq].kind).parameters;
      values[2 * vocabulary::eq::kParametersPerBand + vocabulary::eq::kOn] = 1;
      values[2 * vocabulary::eq::kParametersPerBand + vocabulary::eq::kGain] = 3;
      g.chain(in, eq);
      ends.push_back(eq);
    }
    const auto master = g.bus(90, 2);
    for (const auto end : ends) g.out(end, master);
    g.chain(master, g.output(90, {1, 2}));
    std::int64_t ill = -1;  // the one frame that is no number
    Desk desk([&](std::uint16_t c, std::int64_t f) { return c == 19 && f == ill ? broken : 0.01F; }, 20);
    desk.play(g, 100);
    ASSERT_THAT(desk.news.refused, testing::IsEmpty());
    EXPECT_THAT(desk.keeper().muted(), testing::IsEmpty());
    bool named = false;
    for (int block = 0; block < 40 && !named; ++block) {  // of 20 channels eight are looked at in a block
      ill = desk.now() + 63;
      desk.run(1);
      named = !desk.keeper().muted().empty();
    }
    EXPECT_THAT(desk.keeper().muted(),
                testing::UnorderedElementsAre(vocabulary::make_node_id(20, vocabulary::NodeRole::kInput),
                                              vocabulary::make_node_id(21, vocabulary::NodeRole::kInput)));
    ill = -1;
    desk.run(400);
    EXPECT_THAT(desk.keeper().muted(), testing::IsEmpty());
  }
}

TEST(Meters, MuteAnEffectWhoseStateIsPoisonedAndNameIt) {
  for (const auto& [effect, parameter] : {std::pair<std::string, std::string>{"utility", "gain"}}) {
    GraphMaker g;
    const auto in = g.device(1, {1, 2}), fx = g.effect(70, effect, 2, 2), bus = g.bus(9, 2),
               out = g.output(9, {1, 2});
    g.chain(in, fx), g.out(fx, bus), g.chain(bus, out);
    ProcessorPool pool(48000.0);
    auto built = build(alone(g.graph()), {}, {.sample_rate = 48000}, {1, 1}, pool);
    ASSERT_TRUE(built);
    graph::MeterReading reading = graph::make_reading(*built->plan);
    auto rings = std::make_unique<doors::Rings>();
    scheduler::Cycle cycle(*rings, {.sample_rate = 48000, .most_outputs = 2});
    rings->commands.push(doors::RtCommand::install(built->plan.get()));
    std::vector<float> sound(64, 0.5F), left(64), right(64);
    const float* inputs[] = {sound.data(), sound.data()};
    float* outputs[] = {left.data(), right.data()};
    const auto run = [&] {
      for (int i = 0; i < 50; ++i) {
        cycle.run({.inputs = inputs, .outputs = outputs, .input_count = 2, .output_count = 2, .frames = 64});
        for (const float x : left) ASSERT_TRUE(std::isfinite(x)) << effect;
      }
    };
    run();
    EXPECT_NE(left.back(), 0.0F);
    const auto& parameters = vocabulary::find_effect(effect)->parameters;
    for (std::uint16_t p = 0; p < parameters.size(); ++p)
      if (parameters[p].name == parameter)
        built->values.nodes[fx].effect->set_parameter(p, std::numeric_limits<float>::quiet_NaN());
    run();
    graph::read_meters(*built->plan, reading, 0);
    std::vector<NodeId> muted;
    for (std::size_t i = 0; i < built->plan->faults.size(); ++i)
      if (reading.faults[i]) muted.push_back(built->plan->faults[i].node);
    EXPECT_THAT(muted, ElementsAre(g[fx].id)) << effect;
    EXPECT_EQ(left.back(), 0.0F);
    cycle.release();
  }
}

}  // namespace
}  // namespace corelogic::building
