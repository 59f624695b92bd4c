// saturation_motion_test.cpp: the saturation while knobs turn, blocks are cut and lanes move.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/unit/engine/effects/saturation_rack.h"

namespace corelogic::effects {
namespace {

namespace saturation = vocabulary::saturation;
using dsp::test::LaneBuffer;
using test::SaturationRack;

constexpr double kRate = 48000;

class SaturationInMotion : public ::testing::Test {
 protected:
  void TearDown() override { dsp::force_target(""); }
};

void begin_all(SaturationRack& rack) {
  for (std::size_t l = 0; l < kLanes; ++l)
    rack.begin(l,
               {static_cast<float>(l % 5), 12, l % 3 == 0 ? 50.0F : 100.0F, -3, static_cast<float>(l % 4)});
}

/// Sound and turning knobs at fixed frames.
std::vector<float> turn_knobs(const std::vector<std::uint32_t>& cuts) {
  constexpr std::uint32_t kRounds = 10;
  LaneBuffer in(kMaxFrames * kRounds), out(kMaxFrames * kRounds);
  const auto noise = dsp::test::noise(kMaxFrames * kRounds * kLanes, 9);
  std::copy(noise.begin(), noise.end(), in[0]);
  SaturationRack rack;
  begin_all(rack);
  std::uint32_t done = 0;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const auto turn = static_cast<float>(round);
    rack.set(round, saturation::kDrive, 3 * turn);
    rack.set(round + 1, saturation::kOversampling, static_cast<float>((round + 3) % 4));
    rack.set(round + 2, saturation::kCurve, static_cast<float>(round % 5));
    rack.set(round + 3, saturation::kOversampling, static_cast<float>(round % 4));
    rack.set(round + 4, saturation::kOutput, -turn);
    rack.set(round + 5, kBypass, round % 2 == 0 ? 1 : 0);
    for (const std::uint32_t frames : cuts) {
      rack.unit.process(in.get() + done, nullptr, out.get() + done, {frames, 120}, LaneLink::kTwo);
      done += frames;
    }
  }
  return {out[0], out[0] + std::size_t{done} * kLanes};
}

TEST_F(SaturationInMotion, GivesTheSameBitsHoweverTheBlockIsCut) {
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    const auto whole = turn_knobs({256});
    for (const auto& cuts : dsp::test::kCuts) EXPECT_EQ(turn_knobs(cuts), whole) << name;
  }
}

TEST_F(SaturationInMotion, GivesTheSameSoundOnEveryInstructionSet) {
  const auto best = turn_knobs({256});
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    const auto heard = turn_knobs({256});
    if (name == "AVX2" || name == "AVX3") {
      EXPECT_EQ(heard, best) << name;
    }
    for (std::size_t i = 0; i < best.size(); ++i)  // the fold makes of a rounding the most
      ASSERT_NEAR(heard[i], best[i], 2e-5F) << name << " lane " << i % kLanes;
  }
}

TEST_F(SaturationInMotion, SwitchesCurvesAndFactorsWithoutAClick) {
  constexpr std::uint32_t kLength = 8192, kTurn = kLength / 2;
  for (const bool factor : {false, true}) {
    LaneBuffer sound(kLength);
    SaturationRack rack;
    for (std::size_t l = 0; l < kLanes; ++l) {
      rack.begin(l, {saturation::kSoft, 0, l % 2 == 0 ? 100.0F : 50.0F, 0, static_cast<float>(l % 4)});
      for (std::uint32_t f = 0; f < kLength; ++f)
        sound[f][l] = static_cast<float>(0.1 * std::sin(2 * std::numbers::pi * 440 * f / kRate));
    }
    rack.run(sound.get(), sound.get(), kTurn);
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (factor)
        rack.set(l, saturation::kOversampling, static_cast<float>((l + 1 + l / 4) % 4));
      else
        rack.set(l, saturation::kCurve, static_cast<float>(l % 5));
    }
    rack.run(sound.get() + kTurn, sound.get() + kTurn, 100);
    rack.set(0, saturation::kOversampling, 3);  // once more, on the way
    rack.run(sound.get() + kTurn + 100, sound.get() + kTurn + 100, kTurn - 100);
    for (std::size_t l = 0; l < kLanes; ++l) {
      EXPECT_LT(test::treble(sound, l, kTurn + 280, kRate), -80) << l << (factor ? " factor" : " curve");
      double most = 0;  // and it comes back
      for (std::uint32_t f = kLength - 200; f < kLength; ++f)
        most = std::max(most, std::abs(static_cast<double>(sound[f][l])));
      EXPECT_NEAR(most, 0.1, 0.002) << l;
    }
  }
}

TEST_F(SaturationInMotion, TurnsDriveOutputMixAndBypassWithoutAClick) {
  constexpr std::uint32_t kLength = 8192, kTurn = kLength / 2;
  LaneBuffer sound(kLength);
  SaturationRack rack;
  for (std::size_t l = 0; l < kLanes; ++l) {
    rack.begin(l, {saturation::kSoft, 6, 100, 0, static_cast<float>(l / 4)});
    for (std::uint32_t f = 0; f < kLength; ++f)
      sound[f][l] = static_cast<float>(0.1 * std::sin(2 * std::numbers::pi * 440 * f / kRate));
  }
  rack.run(sound.get(), sound.get(), kTurn);
  for (std::size_t l = 0; l < kLanes; l += 4) {
    rack.set(l, saturation::kDrive, 0);
    rack.set(l + 1, saturation::kOutput, -24);
    rack.set(l + 2, saturation::kMix, 0);
    rack.set(l + 3, kBypass, 1);
  }
  rack.run(sound.get() + kTurn, sound.get() + kTurn, kTurn);
  for (std::size_t l = 0; l < kLanes; ++l) EXPECT_LT(test::treble(sound, l, kTurn + 280, kRate), -80) << l;
}

TEST_F(SaturationInMotion, DoesNotLetALaneHearAnothersFactorNorItsNan) {
  constexpr std::uint32_t kFrames = 2048;
  LaneBuffer in(kFrames), alone(kFrames), beside(kFrames);
  const auto noise = dsp::test::noise(kFrames * kLanes, 4);
  std::copy(noise.begin(), noise.end(), in[0]);
  for (const bool turned : {false, true}) {
    SaturationRack rack;
    for (std::size_t l = 0; l < kLanes; ++l)  // at rest all are off or 2x
      rack.begin(l, {static_cast<float>(l % 5), 12, 100, 0, static_cast<float>(l % 2)});
    for (std::uint32_t f = 0; f < kFrames; f += 64) {
      if (turned) {
        rack.set(3, saturation::kOversampling, static_cast<float>(f / 64 % 4));
        rack.set(3, saturation::kCurve, static_cast<float>(f / 64 % 5));
        in[f][3] = std::numeric_limits<float>::quiet_NaN();
      }
      rack.unit.process(in.get() + f, nullptr, (turned ? beside : alone).get() + f, {64, 120},
                        LaneLink::kOne);
    }
  }
  for (std::uint32_t f = 0; f < kFrames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)
      if (l != 3) {
        ASSERT_EQ(alone[f][l], beside[f][l]) << f << " " << l;
      }
}

TEST_F(SaturationInMotion, ForgetsNanAndInfinityAndKeepsSilenceSilent) {
  constexpr std::uint32_t kFrames = 1024;
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    SaturationRack rack;
    begin_all(rack);
    LaneBuffer sound(kFrames);
    rack.run(sound.get(), sound.get(), kMaxFrames);
    for (std::uint32_t f = 0; f < kMaxFrames; ++f)
      for (std::size_t l = 0; l < kLanes; ++l) ASSERT_EQ(sound[f][l], 0.0F) << name;
    for (std::size_t l = 0; l < kLanes; ++l) {
      sound[0][l] = std::numeric_limits<float>::quiet_NaN();
      sound[1][l] = l % 2 == 0 ? std::numeric_limits<float>::infinity() : -3e38F;
    }
    rack.run(sound.get(), sound.get(), kFrames);
    for (std::uint32_t f = 50; f < kFrames; ++f)
      for (std::size_t l = 0; l < kLanes; ++l) ASSERT_EQ(sound[f][l], 0.0F) << name << " " << l << " " << f;
  }
}

TEST_F(SaturationInMotion, GoesOnInAnotherBlockAsIfNothingHappened) {
  LaneBuffer in(kMaxFrames * 6), out(kMaxFrames * 6), moved(kMaxFrames * 6);
  const auto noise = dsp::test::noise(kMaxFrames * 6 * kLanes, 3);
  std::copy(noise.begin(), noise.end(), in[0]);
  for (std::uint32_t f = 0; f < kMaxFrames * 6; ++f) in[f][9] = in[f][2];
  for (const float factor : {0.0F, 1.0F, 2.0F, 3.0F}) {
    SaturationRack a, b;
    a.begin(2, {saturation::kTube, 12, 70, 0, factor});
    begin_all(b);
    a.run(in.get(), out.get(), kMaxFrames);
    b.run(in.get(), moved.get(), kMaxFrames);
    a.set(2, saturation::kDrive, 20);
    a.set(2, saturation::kOversampling, 3 - factor);
    b.unit.move_from(a.unit, {2, 1}, {9, 1});
    a.run(in.get() + kMaxFrames, out.get() + kMaxFrames, kMaxFrames * 5);
    b.run(in.get() + kMaxFrames, moved.get() + kMaxFrames, kMaxFrames * 5);
    for (std::uint32_t f = kMaxFrames; f < kMaxFrames * 6; ++f)
      ASSERT_EQ(moved[f][9], out[f][2]) << f << factor;
  }
}

}  // namespace
}  // namespace corelogic::effects
