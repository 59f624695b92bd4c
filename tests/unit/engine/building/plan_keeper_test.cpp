// plan_keeper_test.cpp: edits while it plays: nothing clicks, nothing else changes by a bit, all memory comes
// home.
#include "engine/building/plan_keeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

#include <filesystem>

#include "engine/streaming/sound_file.h"
#include "schema/messages/graph_hash.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/edited_studio.h"

namespace corelogic::building {
namespace {

float low_sine(std::uint16_t channel, std::int64_t frame) {
  return sine(channel == 2 ? 330 : 440, frame);
}

/// Plays `before` until it rests, then the edits, 30 ms each, then on; checks that each was heard.
Sound edit(const Studio& before, const std::vector<std::function<void(Studio&)>>& edits) {
  Desk desk(low_sine);
  Studio studio = before;
  Sound sound;
  desk.play(studio.graph(), 300);
  desk.run(50, &sound);
  for (const auto& change : edits) {
    ++studio.revision;
    change(studio);
    desk.play(studio.graph(), 60, &sound);
    EXPECT_EQ(desk.keeper().installed().number, studio.revision);
    EXPECT_FALSE(desk.keeper().busy());
  }
  desk.run(60, &sound);
  EXPECT_THAT(desk.news.refused, testing::IsEmpty());
  return sound;
}

void expect_no_click(const Sound& sound) {
  testing::Test::RecordProperty("left_db", std::to_string(treble_db(sound[0])));
  EXPECT_LE(treble_db(sound[0]), -80.0);
  EXPECT_LE(treble_db(sound[1]), -80.0);
}

TEST(ClickProbe, SeesAClickAndASineIsBelowIt) {
  std::vector<float> sound(8000);
  for (std::size_t f = 0; f < sound.size(); ++f) sound[f] = sine(440, static_cast<std::int64_t>(f));
  EXPECT_LE(treble_db(sound), -120.0);
  const auto step_at = [&sound](std::size_t at, float gain) {
    auto clicked = sound;
    for (std::size_t f = at; f < clicked.size(); ++f) clicked[f] *= gain;
    return treble_db(clicked);
  };
  EXPECT_GE(step_at(4009, 0.97F), -80.0);  // near a crest: a step of 0.015
  EXPECT_GE(step_at(4009, 0.0F), -50.0);
}

TEST(PlanKeeper, FadesTheFirstPlanIn) {
  Desk desk([](auto, auto) { return 0.5F; });
  Sound sound;
  Studio studio;
  studio.volume1 = 0;
  desk.play(studio.graph(), 20, &sound);
  // 10 ms = 480 frames, straight.
  EXPECT_NEAR(sound[1][239], 0.5 * 0.5, 1e-4);
  EXPECT_LT(sound[1][478], 0.5F);
  EXPECT_FLOAT_EQ(sound[1][479], 0.5F);
  ASSERT_EQ(desk.news.installed.size(), 1U);
  EXPECT_EQ(desk.news.installed[0].revision, (vocabulary::Revision{1, 1}));
}

TEST(PlanKeeper, AddsAndRemovesATrackWithoutAClick) {
  expect_no_click(edit({}, {[](Studio& s) { s.track2 = true; }, [](Studio& s) { s.track2 = false; },
                            [](Studio& s) { s.track2 = true, s.inserts2 = {72}; },
                            [](Studio& s) { s.track1 = false; }, [](Studio& s) { s.track1 = true; }}));
}

TEST(PlanKeeper, AddsMovesAndRemovesInsertsWithoutAClick) {
  expect_no_click(edit({}, {[](Studio& s) { s.inserts1 = {71}; },
                            [](Studio& s) {
                              s.inserts1 = {74, 71};
                            },
                            [](Studio& s) {
                              s.inserts1 = {74, 75, 71};
                            },
                            [](Studio& s) {
                              s.inserts1 = {74, 71};
                            },
                            [](Studio& s) { s.inserts1 = {74}; }, [](Studio& s) { s.inserts1 = {}; }}));
}

// in ─ A ─ B ─ fader  becomes  in ─ B ─ A ─ fader: both at once would be a cycle
TEST(PlanKeeper, SwapsTwoInsertsWithoutAClick) {
  Studio studio;
  studio.inserts1 = {71, 74};
  expect_no_click(edit(studio, {[](Studio& s) {
                                  s.inserts1 = {74, 71};
                                },
                                [](Studio& s) {
                                  s.inserts1 = {71, 74};
                                }}));
}

TEST(PlanKeeper, ChangesSendsConnectionsAndOutputsWithoutAClick) {
  Studio studio;
  studio.inserts1 = {71};
  expect_no_click(edit(studio, {[](Studio& s) { s.aux = true; }, [](Studio& s) { s.reverb = true; },
                                [](Studio& s) { s.connection = true; },
                                [](Studio& s) {
                                  s.monitor = {1, 2};
                                },
                                [](Studio& s) { s.send = -20; }, [](Studio& s) { s.connection = false; },
                                [](Studio& s) { s.reverb = false; }, [](Studio& s) { s.aux = false; },
                                [](Studio& s) {
                                  s.main = {2, 1};
                                },
                                [](Studio& s) { s.volume1 = -20; }}));
}

// Values move while the structure changes under them.
TEST(PlanKeeper, MovesAFaderDuringEditsWithoutAClick) {
  Desk desk(low_sine);
  Studio studio;
  Sound sound;
  desk.play(studio.graph(), 300);
  for (int i = 0; i < 120; ++i) {
    if (i % 10 == 0) {
      ++studio.revision;
      studio.inserts1 = i % 20 == 0 ? Inserts{71} : Inserts{74, 71};
      studio.volume1 = -6 - i % 7;
      desk.keeper().offer(studio.graph());
    }
    const double volume = -6 - i % 5;
    desk.keeper().set({.revision = {1, studio.revision},
                       .values = {{vocabulary::make_node_id(1, NodeRole::kFader), {}, 0, volume}}});
    desk.run(2, &sound);
  }
  expect_no_click(sound);
}

TEST(PlanKeeper, LeavesAnUntouchedPathBitIdentical) {
  const Sound still = edit({}, std::vector<std::function<void(Studio&)>>(9, [](Studio&) {}));
  const Sound edited =
      edit({}, {[](Studio& s) { s.track2 = true, s.inserts2 = {72}; }, [](Studio& s) { s.inserts1 = {71}; },
                [](Studio& s) {
                  s.inserts1 = {74, 71};
                },
                [](Studio& s) {
                  s.inserts1 = {71, 74};
                },
                [](Studio& s) { s.aux = s.reverb = true; }, [](Studio& s) { s.track2 = false; },
                [](Studio& s) { s.track1 = false; }, [](Studio& s) { s.track1 = true; },
                [](Studio& s) {
                  s.monitor = {5, 6};
                }});
  EXPECT_EQ(still[2], edited[2]);
  EXPECT_EQ(still[3], edited[3]);
  EXPECT_NE(still[0], edited[0]);
}

// in ─ comp ─ …  becomes  in ─ other (bypassed) ─ comp ─ …: the compressor goes one deeper, its gain
// reduction stays
TEST(PlanKeeper, KeepsTheStateOfACompressorThatMovesDeeper) {
  Desk desk([](std::uint16_t, std::int64_t) { return 0.5F; });
  GraphMaker g(1), h(2);
  for (GraphMaker* maker : {&g, &h}) {
    auto last = maker->device(1, {1, 1});
    if (maker == &h) {
      const auto other = maker->effect(74, "compressor", 2, 2);
      std::get<messages::FxNode>((*maker)[other].kind).bypass = true;
      maker->chain(last, other);
      last = other;
    }
    const auto comp = maker->effect(71, "compressor", 2, 2), out = maker->output(9, {1, 2});
    std::get<messages::FxNode>((*maker)[comp].kind).parameters[4] =
        2000;  // release: forgotten state would be heard
    std::get<messages::FxNode>((*maker)[comp].kind).parameters[3] = 200;
    maker->chain(last, comp), maker->chain(comp, out);
  }
  Sound sound;
  desk.play(g, 3000);
  desk.run(1, &sound);
  const float before = sound[0].back();
  EXPECT_LT(before, 0.3F);
  desk.play(h, 60, &sound);
  EXPECT_EQ(desk.keeper().installed().number, 2U);
  for (float sample : sound[0]) ASSERT_NEAR(sample, before, 1e-3);
}

TEST(PlanKeeper, SetsValuesByRampsOfTenMilliseconds) {
  Desk desk([](auto, auto) { return 0.5F; });
  Studio studio;
  studio.volume1 = 0;
  desk.play(studio.graph(), 40);
  desk.keeper().set(
      {.revision = {1, 2}, .values = {{vocabulary::make_node_id(1, NodeRole::kFader), {}, 0, -6}}});
  Sound sound;
  desk.run(10, &sound);
  const double half = std::pow(10, -0.3);
  EXPECT_NEAR(sound[1][239], 0.5 * (1 + half) / 2, 1e-5);
  EXPECT_NEAR(sound[1][479], 0.5 * half, 1e-6);
  EXPECT_NE(sound[1][478], sound[1][479]);
  EXPECT_EQ(sound[1][480], sound[1][479]);
  studio.volume1 = -6;
  EXPECT_EQ(desk.keeper().hash(), messages::graph_hash(studio.graph()));
}

// A cable without a gain of its own gets one when its level is set.
TEST(PlanKeeper, SetsTheLevelOfAPlainCableByANewPlan) {
  Desk desk(low_sine);
  GraphMaker g;
  const auto in = g.device(1, {1, 1}), comp = g.effect(71, "compressor", 2, 2), out = g.output(9, {1, 2});
  std::get<messages::FxNode>(g[comp].kind).bypass = true;
  g.chain(in, comp), g.chain(comp, out);
  Sound sound;
  desk.play(g, 100);
  const auto edge = g[comp].edges[0].id;
  for (const double level : {-6.0, 0.0}) {
    desk.keeper().set({.revision = {1, 2}, .values = {{g[comp].id, edge, messages::kEdgeLevel, level}}});
    desk.run(60, &sound);
    const float peak = *std::max_element(sound[0].end() - 640, sound[0].end());
    EXPECT_NEAR(peak, 0.5 * std::pow(10, level / 20), 1e-3);
  }
  g.graph().revision.number = 3;
  desk.play(g, 60, &sound);
  EXPECT_LE(treble_db(sound[0]), -80.0);
  EXPECT_EQ(desk.news.installed.size(), 2U);
}

TEST(PlanKeeper, CountsAndIgnoresValuesThatFindNothing) {
  Desk desk(low_sine);
  desk.play(Studio{}.graph(), 20);
  const auto fader = vocabulary::make_node_id(1, NodeRole::kFader);
  desk.keeper().set({.revision = {1, 2},
                     .values = {{vocabulary::make_node_id(77, NodeRole::kFader), {}, 0, 0},
                                {fader, {}, 9, 0},
                                {fader, {}, 0, 13},
                                {fader, {}, 0, std::nan("")},
                                {fader, messages::EdgeId{12345}, 0, 0}}});
  EXPECT_EQ(desk.keeper().ignored_values(), 5U);
  EXPECT_EQ(desk.keeper().hash(), messages::graph_hash(Studio{}.graph()));
}

TEST(PlanKeeper, GivesValuesToTheSnapshotThatWaits) {
  Desk desk(low_sine);
  desk.keeper().offer(Studio{}.graph());
  desk.keeper().set(
      {.revision = {1, 2}, .values = {{vocabulary::make_node_id(1, NodeRole::kFader), {}, 0, -11}}});
  desk.run(20);
  Studio wanted;
  wanted.volume1 = -11;
  EXPECT_EQ(desk.keeper().hash(), messages::graph_hash(wanted.graph()));
}

TEST(PlanKeeper, RefusesAndPlaysOn) {
  Desk desk(low_sine);
  desk.play(Studio{}.graph(), 20);
  Studio studio;
  studio.revision = 2;
  GraphSnapshot bad = studio.graph();
  bad.nodes[1].edges[0].source = 7;
  desk.play(bad, 5);
  ASSERT_EQ(desk.news.refused.size(), 1U);
  EXPECT_EQ(desk.news.refused[0].revision.number, 2U);
  EXPECT_THAT(desk.news.refused[0].reason, testing::HasSubstr("not before its own"));
  EXPECT_EQ(desk.keeper().installed().number, 1U);
}

TEST(PlanKeeper, WarnsOfAFileThatIsNotThereAndPlaysSilence) {
  Desk desk(low_sine);
  GraphMaker g;
  const auto in = g.file(1, 2, "/nowhere/at/all.wav"), out = g.output(9, {1, 2});
  g.chain(in, out);
  Sound sound;
  desk.play(g, 20, &sound);
  EXPECT_EQ(desk.keeper().installed().number, 1U);
  EXPECT_THAT(desk.news.warnings,
              testing::Contains(testing::AllOf(testing::HasSubstr("in1 plays silence"),
                                               testing::HasSubstr("/nowhere/at/all.wav"))));
  EXPECT_THAT(sound[0], testing::Each(0.0F));
}

// Half way of a swap a bad snapshot comes: the swap is finished all the same.
TEST(PlanKeeper, FinishesASwapThoughItsSuccessorIsRefused) {
  Desk desk(low_sine);
  Studio studio;
  studio.inserts1 = {71, 74};
  desk.play(studio.graph(), 60);
  studio.inserts1 = {74, 71};
  studio.revision = 2;
  desk.play(studio.graph(), 2);
  GraphSnapshot bad = studio.graph();
  bad.revision.number = 3;
  bad.nodes[1].id = {};
  desk.play(bad, 60);
  ASSERT_EQ(desk.news.refused.size(), 1U);
  EXPECT_EQ(desk.keeper().installed().number, 2U);
  EXPECT_EQ(desk.keeper().hash(), messages::graph_hash(studio.graph()));
}

/// A ramp of 48000 frames as a float file, gone with the test.
struct RampFile {
  RampFile() {
    auto writer = streaming::SoundWriter::create(path, {.container = streaming::Container::kWav,
                                                        .format = streaming::SampleFormat::kFloat,
                                                        .sample_rate = 48000,
                                                        .channels = 1});
    std::vector<float> samples(48000);
    for (std::size_t f = 0; f < samples.size(); ++f) samples[f] = static_cast<float>(f) / 65536.0F;
    const float* channel = samples.data();
    EXPECT_TRUE(writer->write(&channel, 48000));
    EXPECT_TRUE(writer->commit());
  }
  ~RampFile() { std::filesystem::remove(path); }
  std::string path = testing::TempDir() + "plan_keeper_ramp_" + std::to_string(::getpid()) + ".wav";
};

// file(mono in a stereo strip) -> fader -6 -> out, from frame 1000
TEST(PlanKeeper, PlaysAFileInStepWithTheTransport) {
  RampFile file;
  Desk desk(low_sine, 2, 2, 1, streaming::Mode::kThreaded);
  GraphMaker g;
  const auto in = g.file(1, 2, file.path), fader = g.fader(1, 2, -6), out = g.output(9, {1, 2});
  g.chain(in, fader), g.chain(fader, out);
  desk.keeper().offer(g);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (desk.keeper().installed().number != 1 && std::chrono::steady_clock::now() < deadline) desk.run(1);
  ASSERT_EQ(desk.keeper().installed().number, 1U);
  EXPECT_THAT(desk.news.warnings, testing::IsEmpty());
  desk.keeper().transport(messages::TransportLocate{1000});
  desk.keeper().transport(messages::TransportPlay{});
  Sound sound;
  desk.run(20, &sound);
  for (std::size_t f = 600; f < sound[0].size(); ++f) {
    ASSERT_NEAR(sound[0][f], static_cast<double>(1000 + f) / 65536 * std::pow(10, -0.3), 1e-6) << f;
    ASSERT_EQ(sound[0][f], sound[1][f]);
  }
  sound.clear();
  desk.keeper().transport(messages::TransportStop{});
  desk.run(20, &sound);
  EXPECT_EQ(sound[0].back(), 0.0F);
}

/// 1000 snapshots as fast as possible: one in fifty meets a running block.
void storm(Desk& desk, std::uint64_t first) {
  for (std::uint64_t i = 0; i < 1000; ++i) {
    Studio studio;
    studio.revision = first + i;
    if (i < 999) {
      studio.track2 = i % 2 == 0;
      studio.inserts1 = i % 3 == 0 ? Inserts{71, 74} : Inserts{74, 71};
      studio.aux = studio.reverb = i % 5 == 0;
    }
    desk.keeper().offer(studio.graph());
    if (i % 4 == 0) desk.run(1);
  }
  desk.run(100);
}

TEST(PlanKeeper, InstallsTheLastOfAStormAndFreesAllOthers) {
  Desk desk(low_sine);
  storm(desk, 1);
  EXPECT_EQ(desk.keeper().installed().number, 1000U);
  EXPECT_FALSE(desk.keeper().busy());
  desk.news = {};
  storm(desk, 1001);
  desk.news = {};
  const auto used = mallinfo2().uordblks;
  for (std::uint64_t round = 2; round < 5; ++round) {
    storm(desk, round * 1000 + 1);
    EXPECT_EQ(desk.keeper().installed().number, round * 1000 + 1000);
    desk.news = {};
  }
  EXPECT_LE(mallinfo2().uordblks, used + 64 * 1024);
}

}  // namespace
}  // namespace corelogic::building
