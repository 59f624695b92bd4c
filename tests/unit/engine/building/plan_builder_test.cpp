// plan_builder_test.cpp: what a static graph sounds like, against the laws written out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

constexpr double kDb6 = 0.50118723362727224;  // 10^(-6/20)

double gain(double db) {
  return std::pow(10.0, db / 20.0);
}

/// Device channel c at frame f: different everywhere, below 1, exactly known.
float pattern(std::uint16_t channel, std::int64_t frame) {
  return static_cast<float>(((frame * 7 + channel * 13) % 101) - 50) / 64.0F;
}

/// Runs a graph until it rests, then gives a block of device output, with the frame it began at.
struct Rest {
  explicit Rest(const GraphSnapshot& graph, std::uint32_t channels = 8) : desk(pattern, channels, channels) {
    desk.play(graph, 40);
    begun = desk.now();
    desk.run(2, &sound);
  }
  void expect(std::uint32_t channel, const std::function<double(std::int64_t)>& wanted) {
    for (std::size_t f = 0; f < sound[channel].size(); ++f)
      ASSERT_NEAR(sound[channel][f], wanted(begun + static_cast<std::int64_t>(f)), 2e-6)
          << channel << " at " << f;
  }
  Desk desk;
  Sound sound;
  std::int64_t begun = 0;
};

// in1(1ch) -> fader -3 dB -> pan +0.3 -> master(2) -> out 1,2
TEST(PlanBuilder, PansAMonoTrackWithConstantPower) {
  GraphMaker g;
  const auto in = g.device(1, {1}), fader = g.fader(1, 1, -3), pan = g.pan(1, 1, 2, 0.3);
  const auto master = g.bus(9, 2), out = g.output(9, {1, 2});
  g.chain(in, fader), g.chain(fader, pan), g.out(pan, master), g.chain(master, out);
  Rest rest(g);
  const double theta = 1.3 * std::numbers::pi / 4;
  rest.expect(0, [&](auto f) { return pattern(0, f) * gain(-3) * std::cos(theta); });
  rest.expect(1, [&](auto f) { return pattern(0, f) * gain(-3) * std::sin(theta); });
  rest.expect(2, [](auto) { return 0.0; });
}

//  in1 ─ fader ─ pan ──┬─────────────▶ master ─▶ out 1,2 and monitor 3,4 at -0.5 dB
//        │             └ post -6 dB ─▶ aux ─ fader -6 ─┘
//        └ pre 0 dB, pan -1 ─────────▶ aux
//  in2 ─ fader, muted ─ pan ───────────┘
TEST(PlanBuilder, SumsSendsPreAndPostWithMuteAndMonitor) {
  GraphMaker g;
  const auto in1 = g.device(1, {1, 2}), in2 = g.device(2, {3, 4});
  const auto fader1 = g.fader(1, 2, -3), fader2 = g.fader(2, 2, 0, 1);
  const auto pan1 = g.pan(1, 2, 2, 0.5), pan2 = g.pan(2, 2, 2, 0);
  const auto aux = g.bus(3, 2), aux_fader = g.fader(3, 2, -6);
  const auto master = g.bus(9, 2), out = g.output(9, {1, 2}, {3, 4}, -0.5);
  g.chain(in1, fader1), g.chain(fader1, pan1), g.chain(in2, fader2), g.chain(fader2, pan2);
  g.send(pan1, aux, 20, -6), g.send(in1, aux, 21, 0, -1);
  g.chain(aux, aux_fader);
  g.out(pan1, master), g.out(pan2, master), g.out(aux_fader, master), g.chain(master, out);
  Rest rest(g);
  const double theta = 1.5 * std::numbers::pi / 4;
  const double left = std::numbers::sqrt2 * std::cos(theta);  // the right stays at 1
  const auto main_left = [&](std::int64_t f) {
    return pattern(0, f) * (gain(-3) * left * (1 + kDb6 * kDb6) + kDb6);  // pre-fader, panned left: L = 1
  };
  const auto main_right = [&](std::int64_t f) { return pattern(1, f) * gain(-3) * (1 + kDb6 * kDb6); };
  rest.expect(0, main_left);
  rest.expect(1, main_right);
  rest.expect(2, [&](auto f) { return main_left(f) * gain(-0.5); });
  rest.expect(3, [&](auto f) { return main_right(f) * gain(-0.5); });
}

// in(2) ──conn──▶ bus(1) ──conn pan 0──▶ bus(2) ─▶ out
TEST(PlanBuilder, NarrowsStereoByHalfTheSumAndWidensByThePan) {
  GraphMaker g;
  const auto in = g.device(1, {1, 2}), mono = g.bus(2, 1), wide = g.bus(3, 2), out = g.output(9, {1, 2});
  g.connect(in, mono, 30, -6), g.connect(mono, wide, 31), g.chain(wide, out);
  Rest rest(g);
  const auto wanted = [](auto f) { return (pattern(0, f) + pattern(1, f)) / 2.0 * kDb6 * std::sqrt(0.5); };
  rest.expect(0, wanted);
  rest.expect(1, wanted);
}

// in(2) -> fader -inf / balance -> out: silence is silence, balance leaves the near side alone
TEST(PlanBuilder, BalancesAndSilences) {
  GraphMaker g;
  const auto in = g.device(1, {1, 2}), fader = g.fader(1, 2, 0, 0, -1);
  const auto in2 = g.device(2, {3, 4}), off = g.fader(2, 2, vocabulary::kMinusInfinity);
  const auto out = g.output(8, {1, 2}), out2 = g.output(9, {3, 4});
  g.chain(in, fader), g.out(fader, out), g.chain(in2, off), g.out(off, out2);
  Rest rest(g);
  rest.expect(0, [](auto f) { return pattern(0, f); });
  rest.expect(1, [](auto) { return 0.0; });
  rest.expect(2, [](auto) { return 0.0; });
}

// in(64) -> fader(64) -6 dB -> bus(64) -> out(64)
TEST(PlanBuilder, CarriesSixtyFourChannels) {
  std::vector<std::uint16_t> all;
  for (std::uint16_t c = 1; c <= 64; ++c) all.push_back(c);
  GraphMaker g;
  const auto in = g.device(1, all), fader = g.fader(1, 64, -6), bus = g.bus(2, 64), out = g.output(9, all);
  g.chain(in, fader), g.out(fader, bus), g.chain(bus, out);
  Rest rest(g, 64);
  for (std::uint16_t c = 0; c < 64; ++c) rest.expect(c, [&](auto f) { return pattern(c, f) * kDb6; });
}

// in1,9(8 channel device) -> out 1,9: channel 9 is silent and named, nothing else suffers
TEST(PlanBuilder, GivesSilenceAndAWarningForMissingDeviceChannels) {
  GraphMaker g;
  const auto in = g.device(1, {1, 9}), out = g.output(9, {2, 1}), far = g.output(8, {9, 3});
  g.chain(in, out), g.chain(in, far);
  Rest rest(g);
  rest.expect(1, [](auto f) { return pattern(0, f); });
  rest.expect(0, [](auto) { return 0.0; });
  EXPECT_THAT(rest.desk.news.warnings,
              testing::UnorderedElementsAre(testing::HasSubstr("no capture channel 9"),
                                            testing::HasSubstr("no playback channel 9")));
}

// two outputs into one playback channel: their sum
TEST(PlanBuilder, SumsOutputsThatShareAPlaybackChannel) {
  GraphMaker g;
  const auto in1 = g.device(1, {1}), in2 = g.device(2, {2}), out1 = g.output(8, {4}),
             out2 = g.output(9, {4}, {4}, -6);
  g.chain(in1, out1), g.chain(in2, out2);
  Rest rest(g);
  rest.expect(3, [](auto f) { return pattern(0, f) + pattern(1, f) * (1 + kDb6); });
}

// in(2) -> comp (bypassed) -> fader -6 -> pan -> master: lanes give what planar gives
TEST(PlanBuilder, MixesLanesAsItMixesPlanarChannels) {
  for (const std::uint16_t width : std::initializer_list<std::uint16_t>{1, 2, 3, 5, 16}) {
    GraphMaker g;
    std::vector<std::uint16_t> all;
    for (std::uint16_t c = 1; c <= width; ++c) all.push_back(c);
    const auto in = g.device(1, all), comp = g.effect(70, "compressor", width, width),
               fader = g.fader(1, width, -6);
    const auto bus = g.bus(2, width), out = g.output(9, all);
    std::get<messages::FxNode>(g[comp].kind).bypass = true;
    g.chain(in, comp), g.chain(comp, fader), g.out(fader, bus), g.chain(bus, out);
    Rest rest(g, 16);
    for (std::uint16_t c = 0; c < width; ++c) rest.expect(c, [&](auto f) { return pattern(c, f) * kDb6; });
  }
}

// two cables into one fader: it is summed first, and sounds the same
TEST(PlanBuilder, SumsBeforeAFaderWhereSeveralThingsMeet) {
  GraphMaker g;
  const auto in1 = g.device(1, {1, 2}), in2 = g.device(2, {3, 4}), fader = g.fader(1, 2, -6),
             out = g.output(9, {1, 2});
  g.chain(in1, fader), g.connect(in2, fader, 40, -6), g.out(fader, out);
  Rest rest(g);
  rest.expect(0, [](auto f) { return (pattern(0, f) + pattern(2, f) * kDb6) * kDb6; });
  rest.expect(1, [](auto f) { return (pattern(1, f) + pattern(3, f) * kDb6) * kDb6; });
}

// in -> fader -6 -> pan -> master -> out: the strip's meter is behind fader and pan, the master's at its
// output
TEST(PlanBuilder, MetersStripsWhereTheyEnd) {
  GraphMaker g;
  const auto in = g.device(1, {1, 2}), comp = g.effect(70, "compressor", 2, 2), fader = g.fader(1, 2, -6),
             pan = g.pan(1, 2, 2, 0);
  const auto in2 = g.device(2, {3}), fader2 = g.fader(2, 1, -12), pan2 = g.pan(2, 1, 2, 1);  // goes nowhere
  const auto master = g.bus(9, 2), out = g.output(9, {1, 2});
  std::get<messages::FxNode>(g[comp].kind).bypass = true;
  g.chain(in, comp), g.chain(comp, fader), g.chain(fader, pan), g.out(pan, master), g.chain(master, out);
  g.chain(in2, fader2), g.chain(fader2, pan2);
  Desk desk([](std::uint16_t c, std::int64_t) { return c == 1 ? -0.5F : 0.25F; });
  desk.play(g, 120);
  ASSERT_TRUE(desk.news.meters);
  const messages::MeterFrame& frame = desk.keeper().meters();
  EXPECT_EQ(frame.nodes, (std::vector<vocabulary::NodeId>{g[pan].id, g[pan2].id, g[out].id, g[comp].id}));
  EXPECT_EQ(frame.channels, (std::vector<std::uint16_t>{2, 2, 2, 0}));
  const double quiet = 0.25 * kDb6, loud = 0.5 * kDb6;
  const std::vector<double> peaks{quiet, loud, 0, 0.25 * gain(-12), quiet, loud};
  ASSERT_EQ(frame.peaks.size(), peaks.size());
  for (std::size_t i = 0; i < peaks.size(); ++i) EXPECT_NEAR(frame.peaks[i], peaks[i], 1e-5) << i;
  ASSERT_EQ(frame.gains.size(), 4U);
  EXPECT_EQ(frame.gains[0], -6.0F);
  EXPECT_EQ(frame.gains[1], -12.0F);
  EXPECT_EQ(frame.gains[2], 0.0F);
  EXPECT_LE(frame.gains[3], 0.0F);
}

}  // namespace
}  // namespace corelogic::building
