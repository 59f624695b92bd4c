// key_test.cpp: a compressor that hears another strip: in lanes, beside others that have no key, and while
// the key comes and goes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

namespace compressor = vocabulary::compressor;

/// Two quiet strips with a hard compressor each, in one lane block, and a loud one that is heard by nobody
/// but, if `keyed`, by the first compressor.
///
///   in 1 ─ comp 60 ─ fader ─▶ out 1,2        in 3 (loud) ─ fader ┄ key ┄▶ comp 60
///   in 2 ─ comp 61 ─ fader ─▶ out 3,4
struct Pumping {
  std::uint64_t revision = 1;
  bool keyed = true;
  double key_lookahead_ms = 0;  ///< of a compressor in the key's strip: the key is late by it
  double release_ms = 5;

  std::uint32_t hard_compressor(GraphMaker& g, std::uint32_t owner, std::uint32_t from) const {
    const auto made = g.effect(owner, "compressor", 2, 2);
    auto& values = std::get<messages::FxNode>(g[made].kind).parameters;
    values[compressor::kThreshold] = -30, values[compressor::kRatio] = 20, values[compressor::kKnee] = 0;
    values[compressor::kAttack] = 0.1, values[compressor::kRelease] = release_ms;
    g.chain(from, made);
    return made;
  }

  GraphSnapshot graph() const {
    GraphMaker g(revision);
    auto key = g.device(3, {3, 3});
    if (key_lookahead_ms > 0) {
      const auto late = g.effect(65, "compressor", 2, 2);
      auto& values = std::get<messages::FxNode>(g[late].kind).parameters;
      values[compressor::kRatio] = 1, values[compressor::kLookahead] = key_lookahead_ms;
      g.chain(key, late);
      key = late;
    }
    const auto first = hard_compressor(g, 60, g.device(1, {1, 1}));
    if (keyed) {
      g[first].inputs.push_back({"key", 2});
      g[first].edges.push_back({.id = messages::make_edge_id(60, EdgeRole::kKey),
                                .source = key,
                                .source_port = 0,
                                .destination_port = 1});
    }
    const auto second = hard_compressor(g, 61, g.device(2, {2, 2}));
    for (const auto& [strip, from] : {std::pair{1U, first}, std::pair{2U, second}}) {
      const auto fader = g.fader(strip, 2, 0);
      g.chain(from, fader);
      const auto channel = static_cast<std::uint16_t>(2 * strip);
      g.chain(fader, g.output(strip, {static_cast<std::uint16_t>(channel - 1), channel}));
    }
    return g;
  }
};

constexpr float kQuiet = 0.01F;  // -40 dB: below the threshold

float quiet_and_loud(std::uint16_t channel, std::int64_t frame) {
  return channel == 2 ? 2.0F * sine(440, frame) : 2.0F * kQuiet * sine(440, frame);
}

/// The greatest magnitude of the last 100 ms.
float level(const std::vector<float>& sound) {
  float most = 0;
  for (std::size_t f = sound.size() - 4800; f < sound.size(); ++f) most = std::max(most, std::abs(sound[f]));
  return most;
}

TEST(Key, TurnsDownAQuietStripAndNotItsNeighbour) {
  Desk desk(quiet_and_loud);
  Sound sound;
  desk.play(Pumping{}.graph(), 300, &sound);
  ASSERT_THAT(desk.news.refused, testing::IsEmpty());
  // 0 dBFS at ratio 20 above -30 dB: 28.5 dB less; the release ripples a little.
  EXPECT_NEAR(20 * std::log10(level(sound[0]) / kQuiet), -28.5, 1.5);
  EXPECT_NEAR(level(sound[2]), kQuiet, 1e-5);
}

TEST(Key, IsMetered) {
  Desk desk(quiet_and_loud);
  desk.play(Pumping{}.graph(), 300);
  const auto& frame = desk.keeper().meters();
  ASSERT_THAT(frame.key_nodes, testing::ElementsAre(vocabulary::make_node_id(60, NodeRole::kInsert)));
  EXPECT_NEAR(frame.key_peaks[0], 1.0F, 0.01F);
}

TEST(Key, ComesAndGoesWithoutAClickAndWithoutTouchingTheNeighbour) {
  Desk edited(quiet_and_loud), untouched(quiet_and_loud);
  Sound with, without;
  Pumping pumping{.keyed = false};
  for (Desk* desk : {&edited, &untouched}) desk->play(pumping.graph(), 300);
  for (const bool keyed : {true, false, true}) {
    pumping.keyed = keyed;
    ++pumping.revision;
    edited.play(pumping.graph(), 200, &with);
    untouched.run(200, &without);
    EXPECT_FALSE(edited.keeper().busy());
  }
  EXPECT_LE(treble_db(with[0]), -80.0);
  EXPECT_EQ(with[2], without[2]);
  EXPECT_LT(level(with[0]), 0.1F * kQuiet);
  EXPECT_THAT(edited.news.refused, testing::IsEmpty());
}

/// The strip waits for its key: what the key says of a moment is heard at that moment.
TEST(Key, ArrivesTogetherWithTheSoundItIsFor) {
  Desk desk([](std::uint16_t channel, std::int64_t frame) {
    return channel == 2 ? (frame >= 9600 ? 0.9F : 0.0F) : kQuiet;
  });
  Sound sound;
  desk.play(Pumping{.key_lookahead_ms = 10}.graph(), 300, &sound);
  // The step of the key at 9600 reaches the compressor 480 frames later, and so does the strip's own sound.
  EXPECT_EQ(desk.keeper().output_latencies()[0].frames, 480U);
  EXPECT_NEAR(sound[0][9600 + 480 - 2], kQuiet, 1e-6);
  EXPECT_LT(sound[0][9600 + 480 + 48], 0.2F * kQuiet);
}

/// One sample of a device's input that is no sound, in a strip's own channel (0) or in its key's (2).
TEST(Key, AndSoundThatAreBrokenForASampleSilenceNobody) {
  constexpr std::size_t kBroken = 9600;
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const auto play = [](float sample, std::uint16_t ill) {
    Desk desk([&](std::uint16_t channel, std::int64_t frame) {
      return channel == ill && frame == kBroken ? sample : 2.0F * kQuiet * sine(440, frame);
    });
    Sound sound;
    desk.play(Pumping{.release_ms = 2000}.graph(), 300, &sound);
    return sound;
  };
  for (const std::uint16_t ill : {std::uint16_t{0}, std::uint16_t{2}}) {
    const Sound clean = play(0.0F, ill);
    for (const float sample : {kInfinity, -kInfinity, std::numeric_limits<float>::quiet_NaN(), 1e30F}) {
      const Sound heard = play(sample, ill);
      for (std::size_t channel = 0; channel < 4; ++channel)
        for (std::size_t f = 0; f < clean[0].size(); ++f) {
          ASSERT_TRUE(std::isfinite(heard[channel][f])) << sample << " in " << ill;
          if (f < kBroken + 2400) continue;
          ASSERT_NEAR(heard[channel][f], clean[channel][f], 1e-5) << sample << " in " << ill;
        }
    }
  }
}

}  // namespace
}  // namespace corelogic::building
