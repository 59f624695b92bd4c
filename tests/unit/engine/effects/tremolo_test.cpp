// tremolo_test.cpp: the gain against its formula in double, the side bands, the tempo, and no click.
#include "engine/effects/tremolo.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::tremolo;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

const Values kInitial = test::initial(parameter::kParameters);
constexpr double kTurn = 2 * std::numbers::pi;

Sound play(const Values& values, const Sound& in, const std::vector<Move>& moves = {}, double tempo = 120,
           bool bypass = false) {
  Tremolo effect(kRate);
  test::LaneRack rack(effect, static_cast<std::uint16_t>(in.size()), values, 4, bypass);
  rack.tempo = tempo;
  return rack.run(in, moves);
}

double wave(parameter::Shape shape, double turns) {
  turns -= std::floor(turns);
  const double triangle = turns < 0.25 ? 4 * turns : turns < 0.75 ? 2 - 4 * turns : 4 * turns - 4;
  if (shape == parameter::kTriangle) return triangle;
  if (shape == parameter::kSquare) return std::sin(kTurn / 4 * std::clamp(8 * triangle, -1.0, 1.0));
  return std::sin(kTurn * turns);
}

TEST(Tremolo, HasTheGainOfItsFormulaInEachShapeAndBothChannels) {
  constexpr double kSlow = kRate / 16384;  // a whole step of the phase
  const Sound in{std::vector<float>(48000, 1.0F), std::vector<float>(48000, 1.0F)};
  for (const auto shape : {parameter::kSine, parameter::kTriangle, parameter::kSquare}) {
    const Sound out = play(test::with(kInitial, {{parameter::kRate, kSlow},
                                                 {parameter::kDepth, 80},
                                                 {parameter::kShape, shape},
                                                 {parameter::kStereoPhase, 90}}),
                           in);
    for (std::size_t f = 0; f < 48000; ++f)
      for (std::size_t c = 0; c < 2; ++c) {
        const double turns = kSlow * static_cast<double>(f) / kRate + 0.25 + 0.25 * static_cast<double>(c);
        ASSERT_NEAR(out[c][f], 1 - 0.8 * (1 - wave(shape, turns)) / 2, 3e-6) << shape << " " << f;
      }
  }
}

TEST(Tremolo, AtFullDepthReachesSilenceAndAtNoneTheInputToTheBit) {
  const Sound in{std::vector<float>(48000, 1.0F)};
  const auto full = play(test::with(kInitial, {{parameter::kDepth, 100}}), in)[0];
  EXPECT_EQ(*std::max_element(full.begin(), full.end()), 1.0F);
  EXPECT_NEAR(*std::min_element(full.begin(), full.end()), 0.0F, 1e-6);
  const Sound noise = test::stereo_noise(2048);
  EXPECT_EQ(play(test::with(kInitial, {{parameter::kDepth, 0}}), noise), noise);
  EXPECT_EQ(play(kInitial, noise, {}, 120, true), noise);
}

TEST(Tremolo, GivesASineTwoSideBandsOfAQuarterOfTheDepth) {
  const auto out = play(test::with(kInitial, {{parameter::kRate, 5}, {parameter::kDepth, 60}}),
                        {test::sine(48000, 1000)})[0];
  const auto level = [&](double hz) { return std::abs(test::response_at(out, hz)) / 24000; };
  EXPECT_NEAR(level(1000), 1 - 0.3, 1e-5);
  EXPECT_NEAR(level(995), 0.15, 1e-5);
  EXPECT_NEAR(level(1005), 0.15, 1e-5);
  for (const double hz : {985.0, 990.0, 1010.0, 1015.0, 2000.0}) EXPECT_LT(level(hz), 1e-5) << hz;
}

TEST(Tremolo, FollowsTheTempoExactly) {
  const Sound in{std::vector<float>(96000, 1.0F)};
  // A dotted eighth at 150 bpm: 0.75 quarters of 0.4 s: 14400 frames.
  const Values values = test::with(kInitial, {{parameter::kSync, 9}, {parameter::kDepth, 100}});
  ASSERT_EQ(vocabulary::kNoteValues[9], "1/8d");
  const auto out = play(values, in, {}, 150)[0];
  for (const std::size_t wave_count : {0U, 1U, 5U}) {
    EXPECT_NEAR(out[7200 + wave_count * 14400], 0, 1e-6);
    EXPECT_NEAR(out[wave_count * 14400], 1, 1e-6);
  }
  Tremolo effect(kRate);
  test::LaneRack rack(effect, 1, values);
  rack.tempo = 150;
  (void)rack.run({std::vector<float>(14400, 1.0F)});
  rack.tempo = 75;
  EXPECT_NEAR(rack.run(in)[0][14400], 0, 1e-6);  // half the tempo, half a wave later
}

// Rolling, a note begins where the position says: full volume on the beat, whenever it was started, after a
// locate and at another tempo; it glides there and does not jump.
TEST(Tremolo, IsLockedToThePositionWhileTheTransportRolls) {
  const Sound second{std::vector<float>(48000, 1.0F)};
  const Values values = test::with(kInitial, {{parameter::kSync, 8}, {parameter::kDepth, 100}});
  ASSERT_EQ(vocabulary::kNoteValues[8], "1/8");
  Tremolo effect(kRate);
  test::LaneRack rack(effect, 1, values);
  (void)rack.run({std::vector<float>(5000, 1.0F)});  // free, some 0.4 of a wave
  rack.rolling = true;
  for (const auto& [tempo, position] : {std::pair{120.0, 0}, {120.0, 1'000'003}, {93.5, 7}}) {
    rack.tempo = tempo;
    rack.position = position;
    const auto glide = rack.run(second)[0];
    EXPECT_LT(test::greatest_step(glide), 0.002F) << tempo;
    const std::int64_t begun = rack.position;
    const auto out = rack.run(second)[0];
    const double note = 0.5 * 60 * kRate / tempo;
    for (std::size_t f = 0; f < out.size(); f += 97) {
      const double turns = static_cast<double>(begun + static_cast<std::int64_t>(f)) / note + 0.25;
      ASSERT_NEAR(out[f], 0.5 + 0.5 * std::sin(kTurn * turns), 2e-5) << tempo << " " << f;
    }
  }
}

TEST(Tremolo, NothingClicksWhenAValueMoves) {
  const Sound in{std::vector<float>(8192, 1.0F), std::vector<float>(8192, 1.0F)};
  const auto expect_soft = [&](std::uint16_t moved, double value) {
    const Sound out = play(test::with(kInitial, {{parameter::kDepth, 100}}), in,
                           {{5120, moved, static_cast<float>(value)}});
    for (const auto& channel : out) EXPECT_LT(test::greatest_step(channel), 0.005F) << "parameter " << moved;
  };
  expect_soft(parameter::kDepth, 0);
  expect_soft(parameter::kRate, 9);
  expect_soft(parameter::kSync, 8);
  expect_soft(parameter::kShape, parameter::kSquare);
  expect_soft(parameter::kShape, parameter::kTriangle);
  expect_soft(parameter::kStereoPhase, 180);
  expect_soft(kBypass, 1);
}

TEST(Tremolo, ForgetsANaN) {
  Sound in{std::vector<float>(64, 1.0F)};
  in[0][10] = std::numeric_limits<float>::quiet_NaN();
  in[0][11] = std::numeric_limits<float>::infinity();
  const auto out = play(kInitial, in)[0];
  for (std::size_t f = 12; f < 64; ++f) ASSERT_NEAR(out[f], 1, 1e-3);
}

TEST(Tremolo, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = test::stereo_noise(2048, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        Tremolo effect(kRate);
        test::LaneRack rack(effect, 2, test::with(kInitial, {{parameter::kRate, 20}}), 10);
        return rack.run(in,
                        {{256, parameter::kShape, parameter::kSquare},
                         {512, parameter::kStereoPhase, 180},
                         {1024, parameter::kSync, 1},
                         {1280, kBypass, 1}},
                        cuts);
      },
      0.0F);
}

TEST(Tremolo, GivesTheSameHoweverCutWhileItFollowsTheTransport) {
  const Sound in = test::stereo_noise(24000, 5);
  test::expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        Tremolo effect(kRate);
        test::LaneRack rack(effect, 2, test::with(kInitial, {{parameter::kSync, 3}}), 10);
        rack.tempo = 117.3;
        rack.rolling = true;
        rack.position = 1'000'003;  // on the way there for the first 9600 frames
        Sound out = rack.run(in, {{512, parameter::kDepth, 90}, {1024, parameter::kSync, 7}}, cuts);
        rack.rolling = false;
        Sound more = rack.run(in, {{256, parameter::kSync, 5}}, cuts);
        for (std::size_t c = 0; c < 2; ++c) out[c].insert(out[c].end(), more[c].begin(), more[c].end());
        return out;
      },
      0.0F);
}

// A strip that comes into the block changes no bit of one that rolls in it.
TEST(Tremolo, ANewNeighbourDoesNotMoveTheWaveOfAStrip) {
  const Sound in = test::stereo_noise(1000, 9);
  Tremolo effect(kRate), alone(kRate);
  const Values values = test::with(kInitial, {{parameter::kSync, 1}, {parameter::kDepth, 100}});
  test::LaneRack rack(effect, 2, values, 2), wanted(alone, 2, values, 2);
  rack.tempo = wanted.tempo = 117.3;
  rack.rolling = wanted.rolling = true;
  for (int i = 0; i < 48; ++i) {
    effect.begin({8, 2}, values.data(), false);
    ASSERT_EQ(rack.run(in), wanted.run(in)) << i;
  }
}

TEST(Tremolo, AMovedStripGoesOnAsIfNothingHappened) {
  const Sound in = test::stereo_noise(1024, 7);
  Tremolo a(kRate), b(kRate);
  const Values values = test::with(kInitial, {{parameter::kStereoPhase, 60}, {parameter::kSync, 5}});
  test::LaneRack stays(a, 2, values, 2), goes(b, 2, kInitial, 8);
  stays.tempo = goes.tempo = 99;
  (void)stays.run(in, {{768, parameter::kDepth, 100}});
  b.move_from(a, {2, 2}, {8, 2});
  EXPECT_EQ(goes.run(in), stays.run(in));
}

TEST(Tremolo, AMovedStripGoesOnToTheBitWhileItFollowsTheTransport) {
  const Sound in = test::stereo_noise(1000, 7);  // moved in the middle of a stretch of the lock
  Tremolo a(kRate), b(kRate);
  test::LaneRack stays(a, 2, test::with(kInitial, {{parameter::kSync, 1}, {parameter::kDepth, 100}}), 2),
      goes(b, 2, kInitial, 8);
  stays.tempo = goes.tempo = 117.3;
  stays.rolling = goes.rolling = true;
  for (int i = 0; i < 48; ++i) {
    (void)stays.run(in);
    goes.position = stays.position;
    b.move_from(a, {2, 2}, {8, 2});
    ASSERT_EQ(goes.run(in), stays.run(in)) << i;
  }
}

}  // namespace
}  // namespace corelogic::effects
