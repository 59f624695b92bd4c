// fades_test.cpp: values that take their time: the level at each moment, several at once, taken over, and
// across edits. The clock is what was rendered, so everything here is exact.  Side: test.
#include "engine/building/fades.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "schema/messages/graph_hash.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/edited_studio.h"

namespace corelogic::building {
namespace {

constexpr std::size_t kBlock = Desk::kBlock;
constexpr double kPerMs = 48.0;
const auto kFader1 = vocabulary::make_node_id(1, NodeRole::kFader);
const auto kPan1 = vocabulary::make_node_id(1, NodeRole::kPan);
const auto kMaster = vocabulary::make_node_id(9, NodeRole::kOutput);

float one(std::uint16_t, std::int64_t) {
  return 0.5F;
}
float low_sine(std::uint16_t, std::int64_t frame) {
  return sine(440, frame);
}

/// A desk with track 1 at `volume`, pan in the middle, at rest.
struct Played {
  explicit Played(Sample input, double volume = 0) : desk(std::move(input)) {
    studio.volume1 = volume;
    studio.untouched = false;
    desk.play(graph(), 60);
  }
  [[nodiscard]] GraphSnapshot graph() const {
    GraphSnapshot made = studio.graph();
    for (messages::Node& node : made.nodes)
      if (node.id == kPan1) std::get<messages::FxNode>(node.kind).parameters[0] = pan;
    return made;
  }
  void set(std::vector<messages::ParameterValue> values, std::uint32_t fade_ms) {
    desk.keeper().set({.revision = {1, studio.revision}, .values = std::move(values), .fade_ms = fade_ms});
  }
  void run_ms(int ms) { desk.run(static_cast<int>(ms * kPerMs) / static_cast<int>(kBlock), &sound); }
  [[nodiscard]] double level(std::size_t frame) const { return 20 * std::log10(sound[0].at(frame) / 0.5); }

  Studio studio;
  double pan = 0;
  Desk desk;
  Sound sound;
};

TEST(Fades, MoveALevelStraightInDecibels) {
  Played played(one);
  played.set({{kFader1, {}, 0, -40}}, 500);
  played.run_ms(600);
  for (std::size_t f = 2 * kBlock; f < played.sound[0].size(); ++f) {
    const double wanted = std::max(-40.0, -40.0 * static_cast<double>(f) / (500 * kPerMs));
    ASSERT_NEAR(played.level(f), wanted, 0.2) << f;
  }
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), -40, 1e-4);
}

TEST(Fades, ReachSilenceByTheLawAndStayThere) {
  Played played(one);
  played.set({{kFader1, {}, 0, vocabulary::kSilence.value}}, 500);
  played.run_ms(600);
  for (std::size_t f = 2 * kBlock; f < played.sound[0].size(); f += 7) {
    const double share = static_cast<double>(f) / (500 * kPerMs);
    const double level = faded(FadeLaw::kDecibels, 0, vocabulary::kSilence.value, share);
    ASSERT_NEAR(played.sound[0][f], 0.5 * std::pow(10, level / 20), 0.012 * std::pow(10, level / 20) + 2e-5)
        << f;
  }
  EXPECT_EQ(played.sound[0].back(), 0.0F);
}

TEST(Fades, OfASineAreFreeOfClicksAndZips) {
  Played played(low_sine);
  played.desk.run(8, &played.sound);
  for (const double level : {-30.0, 3.0, vocabulary::kSilence.value, -6.0}) {
    played.set({{kFader1, {}, 0, level}}, 120);
    played.run_ms(160);
  }
  EXPECT_LE(treble_db(played.sound[0]), -80.0);
}

// A morph: level, pan, a compressor's ratio and the master, while a mute steps at once.
TEST(Fades, MoveSeveralValuesAndStepSwitchesAtTheStart) {
  Played played(one);
  played.studio.track2 = true;
  played.studio.revision = 2;
  played.desk.play(played.graph(), 60);
  played.set({{kFader1, {}, 0, -20},
              {kPan1, {}, 0, 1},
              {vocabulary::make_node_id(2, NodeRole::kFader), {}, vocabulary::fader::kMute, 1},
              {kMaster, {}, vocabulary::output::kLevel, -6}},
             400);
  played.run_ms(500);
  for (std::size_t f = 600; f < played.sound[0].size(); f += 5) {  // the mute's own 10 ms have passed
    const double share = std::min(1.0, static_cast<double>(f) / (400 * kPerMs));
    const auto pan = vocabulary::stereo_balance(share);
    const double gain = 0.5 * std::pow(10, (-20 * share - 6 * share) / 20);
    ASSERT_NEAR(played.sound[0][f], gain * pan.left, 0.004) << f;
    ASSERT_NEAR(played.sound[1][f], gain * pan.right, 0.004) << f;
  }
}

TEST(Fades, MoveAnEffectsKnobByItsScale) {
  Played played(low_sine);
  played.studio.inserts1 = {71};
  played.studio.revision = 2;
  played.desk.play(played.graph(), 60);
  const auto comp = vocabulary::make_node_id(71, NodeRole::kInsert);
  played.set({{comp, {}, vocabulary::compressor::kMakeup, 12}}, 300);
  played.run_ms(150);
  const auto loudest = [&](std::size_t from) {
    return *std::max_element(played.sound[0].begin() + static_cast<std::ptrdiff_t>(from),
                             played.sound[0].begin() + static_cast<std::ptrdiff_t>(from + 240));
  };
  const double before = 20 * std::log10(loudest(0));
  EXPECT_NEAR(20 * std::log10(loudest(played.sound[0].size() - 240)) - before, 6, 0.35);
  played.run_ms(200);
  EXPECT_NEAR(20 * std::log10(loudest(played.sound[0].size() - 240)) - before, 12, 0.25);
  EXPECT_LE(treble_db(played.sound[0]), -80.0);
}

TEST(Fades, AreTakenOverFromWhereTheyAre) {
  Played played(one);
  played.set({{kFader1, {}, 0, -40}}, 1000);
  played.run_ms(500);
  const std::size_t turn = played.sound[0].size();
  EXPECT_NEAR(played.level(turn - 1), -20, 0.1);
  played.set({{kFader1, {}, 0, 0}}, 500);  // back
  played.run_ms(250);
  EXPECT_NEAR(played.level(turn + 10), -20, 0.2);
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), -10, 0.1);
  played.set({{kFader1, {}, 0, 0}}, 0);  // a hand on the fader
  played.run_ms(20);
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), 0, 1e-4);
  played.run_ms(500);
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), 0, 1e-4);
}

TEST(Fades, LeaveOtherValuesOfTheirNodeAndOtherFadesAlone) {
  Played played(one);
  played.set({{kFader1, {}, 0, -40}}, 1000);
  played.run_ms(250);
  played.set({{kMaster, {}, vocabulary::output::kLevel, -12}}, 500);
  played.run_ms(250);
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), -20 - 6, 0.15);
  played.set({{kFader1, {}, 0, 99}}, 100);  // out of range: ignored
  played.run_ms(500);
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), -40 - 12, 0.15);
  EXPECT_EQ(played.desk.keeper().ignored_values(), 1U);
}

// Edits of every kind in the middle: the new plan begins where the fade is, and the fade goes on.
TEST(Fades, GoOnAcrossEdits) {
  Played played(one);
  played.set({{kFader1, {}, 0, -40}}, 800);
  played.studio.volume1 = -40;  // the model is there already
  const std::vector<std::function<void(Studio&)>> edits = {
      [](Studio& s) { s.track2 = true; }, [](Studio& s) { s.aux = true, s.send = -90; },
      [](Studio& s) { s.track2 = s.aux = false; }, [](Studio& s) { s.connection = true; },
      [](Studio& s) { s.connection = false; }};
  for (const auto& change : edits) {
    ++played.studio.revision;
    change(played.studio);
    played.desk.keeper().offer(played.graph());
    played.run_ms(140);
    EXPECT_EQ(played.desk.keeper().installed().number, played.studio.revision);
  }
  played.run_ms(200);
  const auto at_ms = [](double ms) { return static_cast<std::size_t>(ms * kPerMs); };
  // Track 1 is alone from 300 to 415 ms, and after 570.
  for (const double ms : {320.0, 400.0, 600.0, 700.0})
    EXPECT_NEAR(played.level(at_ms(ms)), -40 * ms / 800, 0.15) << ms;
  EXPECT_NEAR(played.level(at_ms(840)), -40, 1e-3);
}

TEST(Fades, OfASineAcrossEditsDoNotClick) {
  Played played(low_sine);
  played.desk.run(8, &played.sound);
  played.set({{kFader1, {}, 0, -30}, {kPan1, {}, 0, -0.7}}, 500);
  played.studio.volume1 = -30;
  played.pan = -0.7;
  for (int i = 0; i < 8; ++i) {
    ++played.studio.revision;
    played.studio.inserts1 = i % 3 == 0 ? Inserts{71, 74} : Inserts{74, 71};  // swapped: by way of silence
    played.studio.aux = i % 2 == 0;
    played.desk.keeper().offer(played.graph());
    played.run_ms(70);
  }
  EXPECT_LE(treble_db(played.sound[0]), -80.0);
}

TEST(Fades, EndWhereASnapshotWantsSomethingElse) {
  Played played(one);
  played.set({{kFader1, {}, 0, -40}}, 1000);
  played.run_ms(300);
  played.studio.volume1 = -3;
  played.studio.revision = 2;
  played.desk.play(played.graph(), 30, &played.sound);
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), -3, 1e-3);
  played.run_ms(900);
  EXPECT_NEAR(played.level(played.sound[0].size() - 1), -3, 1e-3);
}

// The controller compares hashes: during a fade as after it the engine has what it was told.
TEST(Fades, AreNotSeenInTheHash) {
  Played played(one);
  played.set({{kFader1, {}, 0, -40}}, 500);
  played.studio.volume1 = -40;
  EXPECT_EQ(played.desk.keeper().hash(), messages::graph_hash(played.graph()));
  played.run_ms(250);
  EXPECT_EQ(played.desk.keeper().hash(), messages::graph_hash(played.graph()));
  played.desk.keeper().offer(played.graph());
  played.run_ms(400);
  EXPECT_EQ(played.desk.keeper().hash(), messages::graph_hash(played.graph()));
}

// An input stage's high-pass is off at 0 and begins at 20 Hz.
TEST(Fades, PassOverWhatIsNotAllowed) {
  GraphMaker g;
  const auto in = g.device(1, {1, 1}), stage = g.effect(71, "inputStage", 2, 2), out = g.output(9, {1, 2});
  g.chain(in, stage), g.chain(stage, out);
  Desk desk([](std::uint16_t, std::int64_t frame) { return sine(440, frame); });
  desk.play(g, 60);
  Sound sound;
  desk.run(8, &sound);
  desk.keeper().set({.revision = {1, 1},
                     .values = {{g[stage].id, {}, vocabulary::input_stage::kHighPass, 300}},
                     .fade_ms = 200});
  desk.run(200, &sound);
  std::get<messages::FxNode>(g[stage].kind).parameters[vocabulary::input_stage::kHighPass] = 300;
  EXPECT_EQ(desk.keeper().hash(), messages::graph_hash(g.graph()));
  EXPECT_LE(treble_db(sound[0]), -80.0);
  const float peak = *std::max_element(sound[0].end() - 480, sound[0].end());
  const double ratio = 440.0 / 300.0;  // Butterworth, second order
  EXPECT_NEAR(peak, 0.5 * ratio * ratio / std::sqrt(1 + std::pow(ratio, 4)), 0.01);
}

// 10 to 20 frames in 100 ms: whole frames only, each one on the way, and each value at most half of one off.
TEST(Fades, OfWhatIsCountedPassTheStepsAndNothingBetween) {
  GraphMaker g;
  const auto align = g.effect(71, "utility", 2, 2);
  Fades fades(48000);
  const messages::ParameterValue goal{g[align].id, {}, vocabulary::utility::kDelay, 20};
  ASSERT_EQ(fades.set(g[align], goal, 10, 100, 0), Fades::Way::kMoves);
  std::set<double> told;
  for (std::int64_t now = 0; !fades.empty(); now += 48) {
    const double wanted = std::min(20.0, 10 + static_cast<double>(now + 480) / 480);
    for (const auto& value : fades.step(now)) {
      EXPECT_EQ(value.value, std::round(value.value));
      EXPECT_LE(std::abs(value.value - wanted), 0.5) << now;
      told.insert(value.value);
    }
  }
  EXPECT_THAT(told, ::testing::ElementsAre(11, 12, 13, 14, 15, 16, 17, 18, 19, 20));
}

}  // namespace
}  // namespace corelogic::building
