// latency_test.cpp: paths of different latency meet to the sample, from the first plan on and through edits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

namespace compressor = vocabulary::compressor;

/// The same for a frame, everywhere; white.
float noise(std::int64_t frame) {
  auto z = static_cast<std::uint64_t>(frame + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  return static_cast<float>((z ^ (z >> 31)) >> 40) * 0x1p-25F;
}

/// Three strips of one input meet in a bus, and there is a way round them through an aux:
///
///   in ─ fader ───────────────────┬▶ master ─ [comp] ─ out
///   in ─ comp(ms) ─ fader ────────┤
///   in ─ comp(0) ─ fader ─┬───────┤
///                         └ send ▶ aux ─ comp(ms of the aux) ┘
/// All compressors have ratio 1: they only delay.
struct Paths {
  std::uint64_t revision = 1;
  double middle_ms = 5;  ///< below 0: no compressor
  double aux_ms = 0;     ///< below 0: no aux
  double master_ms = -1;

  static std::uint32_t compressor(GraphMaker& g, std::uint32_t owner, std::uint32_t from, double ms) {
    if (ms < 0) return from;
    const auto made = g.effect(owner, "compressor", 2, 2);
    auto& values = std::get<messages::FxNode>(g[made].kind).parameters;
    values[compressor::kRatio] = 1;
    values[compressor::kLookahead] = ms;
    g.chain(from, made);
    return made;
  }
  static std::uint32_t fader(GraphMaker& g, std::uint32_t owner, std::uint32_t from) {
    const auto made = g.fader(owner, 2, 0);
    g.chain(from, made);
    return made;
  }

  GraphSnapshot graph() const {
    GraphMaker g(revision);
    std::vector<std::uint32_t> ends;
    ends.push_back(fader(g, 1, g.device(1, {1, 1})));
    ends.push_back(fader(g, 2, compressor(g, 60, g.device(2, {1, 1}), middle_ms)));
    ends.push_back(fader(g, 3, compressor(g, 61, g.device(3, {1, 1}), 0)));
    if (aux_ms >= 0) {
      const auto sum = g.bus(4, 2);
      g.send(ends[2], sum, 80, 0);
      ends.push_back(fader(g, 4, compressor(g, 62, sum, aux_ms)));
    }
    const auto master = g.bus(9, 2);
    for (auto end : ends) g.out(end, master);
    const auto last = compressor(g, 63, master, master_ms);
    g.chain(last, g.output(9, {1, 2}));
    return g;
  }
};

std::int64_t frames_of(double ms) {
  return std::llround(ms * 48);
}

/// Every frame from `first` on is `copies` times the input `late` frames before.
void expect_together(const Sound& sound, std::int64_t begun, std::size_t first, float copies,
                     std::int64_t late) {
  std::size_t wrong = 0;
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t f = first; f < sound[c].size(); ++f)
      wrong += sound[c][f] == copies * noise(begun + static_cast<std::int64_t>(f) - late) ? 0U : 1U;
  EXPECT_EQ(wrong, 0U) << "of " << 2 * (sound[0].size() - first) << " samples, " << late << " frames late";
}

Sample noise_input() {
  return [](std::uint16_t, std::int64_t frame) { return frame < 0 ? 0.0F : noise(frame); };
}

/// Long enough for every hold, fade and final plan.
constexpr int kRest = 200;

TEST(Latency, IsMadeUpForFromTheFirstPlanOn) {
  for (const double aux : {-1.0, 0.0, 2.0, 5.0, 12.0}) {
    Desk desk(noise_input());
    Sound sound;
    const Paths paths{.middle_ms = 5, .aux_ms = aux};
    desk.play(paths.graph(), kRest, &sound);
    ASSERT_THAT(desk.news.refused, testing::IsEmpty());
    const auto late = frames_of(std::max(5.0, aux));
    expect_together(sound, 0, static_cast<std::size_t>(std::max<std::int64_t>(480, late)),
                    aux < 0 ? 3.0F : 4.0F, late);
  }
}

TEST(Latency, AddsUpAlongAChain) {
  Desk desk(noise_input());
  Sound sound;
  desk.play(Paths{.middle_ms = 5, .aux_ms = 7, .master_ms = 3}.graph(), kRest, &sound);
  expect_together(sound, 0, 480, 4.0F, frames_of(10));
}

/// Edits while it plays: each leaves all paths together again.
TEST(Latency, IsMadeUpForWhileItComesAndGoes) {
  Desk desk(noise_input());
  Paths paths{.middle_ms = -1, .aux_ms = -1};
  desk.play(paths.graph(), kRest);
  const Paths edits[] = {{.middle_ms = 5, .aux_ms = -1}, {.middle_ms = 5, .aux_ms = 0},
                         {.middle_ms = 5, .aux_ms = 9},  {.middle_ms = 2, .aux_ms = 9},
                         {.middle_ms = 2, .aux_ms = -1}, {.middle_ms = 20, .aux_ms = -1, .master_ms = 20},
                         {.middle_ms = 0, .aux_ms = -1}, {.middle_ms = -1, .aux_ms = -1}};
  std::uint64_t revision = 1;
  for (Paths next : edits) {
    next.revision = ++revision;
    desk.play(next.graph(), kRest);
    ASSERT_FALSE(desk.keeper().busy());
    const std::int64_t begun = desk.now();
    Sound sound;
    desk.run(20, &sound);
    const double late = std::max({0.0, next.middle_ms, next.aux_ms}) + std::max(0.0, next.master_ms);
    expect_together(sound, begun, 0, next.aux_ms < 0 ? 3.0F : 4.0F, frames_of(late));
  }
  EXPECT_THAT(desk.news.refused, testing::IsEmpty());
}

TEST(Latency, FollowsAParameterThatChangesIt) {
  Desk desk(noise_input());
  desk.play(Paths{.middle_ms = 5}.graph(), kRest);
  desk.keeper().set({.revision = {1, 2},
                     .values = {{.node = vocabulary::make_node_id(60, vocabulary::NodeRole::kInsert),
                                 .edge = {},
                                 .parameter = compressor::kLookahead,
                                 .value = 11}}});
  desk.run(kRest);
  const std::int64_t begun = desk.now();
  Sound sound;
  desk.run(20, &sound);
  expect_together(sound, begun, 0, 4.0F, frames_of(11));
}

TEST(Latency, ChangesWithoutAClick) {
  for (const double to : {-1.0, 0.0, 3.0, 15.0}) {
    Desk desk([](std::uint16_t, std::int64_t frame) { return 0.25F * sine(440, frame); });
    Paths paths{.middle_ms = 5, .aux_ms = 2};
    desk.play(paths.graph(), kRest);
    Sound sound;
    desk.run(50, &sound);
    ++paths.revision;
    paths.middle_ms = to;
    desk.play(paths.graph(), kRest, &sound);
    paths.middle_ms = 5;
    ++paths.revision;
    desk.play(paths.graph(), kRest, &sound);
    EXPECT_LE(treble_db(sound[0]), -80.0) << "to " << to << " ms";
  }
}

TEST(Latency, IsReportedForEachOutput) {
  Desk desk(noise_input());
  desk.play(Paths{.middle_ms = 5, .aux_ms = 7, .master_ms = 3}.graph(), kRest);
  const auto latencies = desk.keeper().output_latencies();
  ASSERT_EQ(latencies.size(), 1U);
  EXPECT_EQ(latencies[0].node, vocabulary::make_node_id(9, vocabulary::NodeRole::kOutput));
  EXPECT_EQ(latencies[0].frames, frames_of(10));
}

/// in 1, 2 ─ comp(5 ms) ─┬▶ master ─ out 1, 2        in 7 ─▶ key of the compressor
/// in 2, 2 ─── fader ────┘
/// in 3, 4 ─── fader ─────▶ cue ─ out 5, 6
TEST(Latency, IsKnownForEachPlaybackChannelWithWhatIsHeardThere) {
  GraphMaker g;
  const auto key = g.device(5, {7, 7});
  const auto stereo = Paths::compressor(g, 60, g.device(1, {1, 2}), 5);
  g[stereo].inputs.push_back({"key", 2});
  g[stereo].edges.push_back(
      {messages::make_edge_id(90, messages::EdgeRole::kConnection), key, 0, 1, {0.0}, 0});
  const auto doubled = g.device(2, {2, 2}), third = g.device(3, {3, 4});
  const auto mono = g.fader(2, 2, 0), cue = g.fader(3, 2, 0);
  g.chain(doubled, mono);
  g.chain(third, cue);
  const auto master = g.bus(9, 2);
  g.out(stereo, master);
  g.out(mono, master);
  const auto out = g.output(9, {1, 2});
  g.chain(master, out);
  const auto cue_out = g.output(8, {5, 6});
  g.out(cue, cue_out);
  Desk desk(noise_input());
  desk.play(g, kRest);
  ASSERT_TRUE(desk.news.refused.empty()) << desk.news.refused[0].reason;
  using Way = graph::PlaybackWay;
  const auto late = static_cast<std::uint32_t>(frames_of(5));
  EXPECT_THAT(desk.keeper().playback_ways(),
              testing::ElementsAre(Way{late, 3}, Way{late, 3}, Way{}, Way{}, Way{0, 4}, Way{0, 8}));
}

/// A bypassed effect is as late as a working one.
TEST(Latency, StaysWhenAnEffectIsBypassed) {
  Desk desk(noise_input());
  Paths paths{.middle_ms = 5};
  desk.play(paths.graph(), kRest);
  desk.keeper().set({.revision = {1, 2},
                     .values = {{.node = vocabulary::make_node_id(60, vocabulary::NodeRole::kInsert),
                                 .edge = {},
                                 .parameter = messages::kBypassParameter,
                                 .value = 1}}});
  desk.run(kRest);
  const std::int64_t begun = desk.now();
  Sound sound;
  desk.run(20, &sound);
  expect_together(sound, begun, 0, 4.0F, frames_of(5));
}

}  // namespace
}  // namespace corelogic::building
