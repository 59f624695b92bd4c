// leak_test.cpp: what neither the old graph nor the new one sends to an output is never heard there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

/// A tone that always goes to the main output, and a loud track beside it.
///
///   in1 (tone) ─ fader ─ pan ─▶ master ─▶ out 1,2
///   in2 (loud) ─ [comp] ─ fader ─ pan ─▶ master | out 3,4
///                  └ send (pre or post) ─▶ aux ─ fader ─▶ master | out 3,4
struct Beside {
  bool sounds = false, comp = false, to_main = true;
  bool aux = false, aux_to_main = true, send = false, pre = false;
  bool connected = false;
  std::vector<std::uint16_t> main{1, 2};
  double volume = 0;

  bool heard_on_main() const { return sounds && (to_main || connected || (aux && send && aux_to_main)); }

  GraphSnapshot graph(std::uint64_t revision) const {
    GraphMaker g(revision);
    const auto tone = g.device(1, {1, 1}), tone_fader = g.fader(1, 2, -6), tone_pan = g.pan(1, 2, 2, 0);
    g.chain(tone, tone_fader), g.chain(tone_fader, tone_pan);
    const auto in = g.device(2, {2, 2});
    if (!sounds) std::get<messages::AudioInputNode>(g[in].kind).source = messages::NoSource{};
    auto last = in;
    if (comp) g.chain(in, last = g.effect(71, "compressor", 2, 2));
    const auto fader = g.fader(2, 2, volume), pan = g.pan(2, 2, 2, 0.1);
    g.chain(last, fader), g.chain(fader, pan);
    std::uint32_t aux_fader = 0;
    if (aux) {
      const auto sum = g.bus(4, 2);
      aux_fader = g.fader(4, 2, 0);
      if (send) g.send(pre ? last : fader, sum, 50, 0);
      g.chain(sum, aux_fader);
    }
    const auto master = g.bus(9, 2);
    g.out(tone_pan, master);
    if (to_main) g.out(pan, master);
    if (connected) g.connect(pan, master, 55);
    if (aux && aux_to_main) g.out(aux_fader, master);
    g.chain(master, g.output(9, main));
    if (!to_main) g.out(pan, g.output(2, {3, 4}));
    if (aux && !aux_to_main) g.out(aux_fader, g.output(4, {3, 4}));
    return g;
  }
};

float tone_and_loud(std::uint16_t channel, std::int64_t frame) {
  if (channel == 0) return sine(440, frame);
  return channel == 1 ? 0.9F : 0.0F;
}

/// What is heard when the graphs come one after the other, so many blocks apart.
Sound play(const std::vector<Beside>& graphs, const std::vector<int>& blocks) {
  Desk desk(tone_and_loud);
  Sound sound;
  desk.play(graphs.front().graph(1), 100);
  for (std::size_t i = 1; i < graphs.size(); ++i) {
    desk.play(graphs[i].graph(i + 1), 1, &sound);
    // A value for what plays and for what waits, while things move.
    desk.keeper().set(
        {.revision = {1, i + 1},
         .values = {{vocabulary::make_node_id(2, NodeRole::kFader), {}, 0, graphs[i].volume - 1.0}}});
    desk.run(blocks[i] - 1, &sound);
  }
  desk.run(60, &sound);
  EXPECT_EQ(desk.keeper().installed().number, graphs.size());
  EXPECT_FALSE(desk.keeper().busy());
  EXPECT_THAT(desk.news.refused, testing::IsEmpty());
  EXPECT_THAT(desk.news.warnings, testing::IsEmpty());
  return sound;
}

void expect_no_leak(const Beside& before, const Beside& after) {
  ASSERT_FALSE(before.heard_on_main() || after.heard_on_main());
  const Sound still = play({before, before}, {0, 60});
  const Sound edited = play({before, after}, {0, 60});
  EXPECT_EQ(still[0], edited[0]);
  EXPECT_EQ(still[1], edited[1]);
}

TEST(Leak, IsNotHeardWhenASilentTrackGetsASoundAndLeavesTheMaster) {
  expect_no_leak({}, {.sounds = true, .to_main = false});
  expect_no_leak({}, {.sounds = true, .comp = true, .to_main = false});
  expect_no_leak({.connected = true}, {.sounds = true, .to_main = false});
}

// The compressor survives: its new input fades in while its old output fades out.
TEST(Leak, IsNotHeardThroughAnEffectThatStays) {
  expect_no_leak({.comp = true}, {.sounds = true, .comp = true, .to_main = false});
  expect_no_leak({.comp = true, .connected = true}, {.sounds = true, .comp = true, .to_main = false});
}

// The aux, born with a cable to the master, gets its send and another output at once.
TEST(Leak, IsNotHeardThroughABusThatLeavesTheMaster) {
  for (const bool pre : {false, true}) {
    const Beside born{.sounds = true, .to_main = false, .aux = true};
    Beside moved = born;
    moved.aux_to_main = false, moved.send = true, moved.pre = pre;
    expect_no_leak(born, moved);
    expect_no_leak({.aux = true}, moved);
  }
}

// The old sound may not follow to where only the new one goes.
TEST(Leak, IsNotHeardWhereOnlyTheNextSoundGoes) {
  const Beside beside{.sounds = true, .comp = true, .to_main = false};
  expect_no_leak(beside, {.comp = true});
  expect_no_leak({.sounds = true, .to_main = false, .aux = true, .aux_to_main = false, .send = true},
                 {.sounds = true, .to_main = false, .aux = true, .aux_to_main = true});
}

// The master leaves playback 1,2 for 5,6 while the loud track comes to it: 1,2 never hear it.
TEST(Leak, IsNotHeardOnAPlaybackChannelThatIsLeft) {
  Beside before{.sounds = true, .to_main = false}, after{.sounds = true};
  after.main = {5, 6};
  Beside quiet = before;
  quiet.main = {5, 6};
  EXPECT_EQ(play({before, after}, {0, 60})[0], play({before, quiet}, {0, 60})[0]);
  before.to_main = true, after.to_main = false;
  Sound sound = play({before, after}, {0, 60});
  Beside silent = before, left = after;
  silent.sounds = left.sounds = false;
  EXPECT_EQ(sound[4], play({silent, left}, {0, 60})[4]);
}

// Any edits at any distance, many of them before the one before has arrived.
TEST(Leak, IsNotHeardInAnyOrderOfEdits) {
  std::mt19937 random(11);
  const auto coin = [&] { return random() % 2 == 0; };
  std::vector<Beside> graphs{{}}, stills{{}};
  std::vector<int> blocks{0};
  while (graphs.size() < 400) {
    const Beside next{.sounds = coin(),
                      .comp = coin(),
                      .to_main = coin(),
                      .aux = coin(),
                      .aux_to_main = coin(),
                      .send = coin(),
                      .pre = coin(),
                      .connected = coin()};
    if (next.heard_on_main()) continue;
    graphs.push_back(next);
    stills.push_back({});
    blocks.push_back(1 + static_cast<int>(random() % 24));
  }
  const Sound still = play(stills, blocks), edited = play(graphs, blocks);
  EXPECT_EQ(still[0], edited[0]);
  EXPECT_EQ(still[1], edited[1]);
}

}  // namespace
}  // namespace corelogic::building
