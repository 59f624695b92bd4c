// gate_test.cpp: the curve, the times, hysteresis and hold of the gate, against formulas and in double.
#include "engine/effects/gate.h"

#include <gtest/gtest.h>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/dynamics_rack.h"

namespace corelogic::effects {
namespace {

using namespace test;
namespace p = vocabulary::gate;

Values values(std::vector<std::pair<std::size_t, double>> changes) {
  return with(initial(p::kParameters), std::move(changes));
}

/// The same in double, sample by sample, of a level.
struct Reference {
  explicit Reference(const Values& v) : v_(v) {}

  double gain(double level) {
    const double db = 20 * std::log10(std::max(1e-10, level));
    const bool loud = db >= v_[p::kThreshold] - (open_ ? v_[p::kHysteresis] : 0.0F);
    open_ = loud || (open_ && waits_ > 0);
    const double slope = v_[p::kRatio] >= p::kGateRatio ? 1e6 : v_[p::kRatio] - 1.0;
    const double below = std::max(0.0, v_[p::kThreshold] - db);
    const double asked = open_ ? 0.0 : std::min<double>(v_[p::kRange], slope * below);
    const bool opening = asked <= taken_;
    const double attack = 1 - std::exp(-1000 / (v_[p::kAttack] * kRate));
    const double release = 1 - std::exp(-1000 / (v_[p::kRelease] * kRate));
    const double speed = opening ? attack : waits_ > 0 ? 0.0 : release;
    taken_ += speed * (asked - taken_);
    const bool anew = loud || (!open_ && opening);
    waits_ = anew ? static_cast<int>(std::lround(v_[p::kHold] * kRate / 1000)) : std::max(0, waits_ - 1);
    return amplitude(-taken_);
  }

 private:
  const Values& v_;
  double taken_ = 0;
  bool open_ = false;
  int waits_ = 0;
};

TEST(GateTest, FollowsItsEquationsInDouble) {
  constexpr std::size_t kFrames = 30000;
  for (const Values& v :
       {values({{p::kThreshold, -20}}), values({{p::kThreshold, -10}, {p::kRatio, 2}, {p::kHold, 5}}),
        values({{p::kThreshold, -6}, {p::kHysteresis, 12}, {p::kHold, 1}, {p::kRange, 20}, {p::kAttack, 10}}),
        values({{p::kThreshold, -30}, {p::kHold, 0}, {p::kLookahead, 10}, {p::kRelease, 5}})})
    for (const bool keyed : {false, true}) {
      const Sound in{swelling(kFrames, 1), swelling(kFrames, 2)},
          key{swelling(kFrames, 3, 900), swelling(kFrames, 4, 7000)};
      Gate unit(kRate);
      KeyedRack rack(unit, v, 2, 6);
      const Sound out = rack.run(in, {}, {kMaxFrames}, keyed ? key : Sound{});
      const Sound& heard = keyed ? key : in;
      const std::size_t late = vocabulary::frames_of_ms(v[p::kLookahead], kRate);
      Reference reference(v);
      for (std::size_t f = 0; f < kFrames; ++f) {
        const double gain = reference.gain(std::max(std::abs(heard[0][f]), std::abs(heard[1][f])));
        for (std::size_t c = 0; c < 2; ++c)
          ASSERT_NEAR(out[c][f], f < late ? 0.0 : in[c][f - late] * gain, 1e-4) << f;
      }
      EXPECT_EQ(rack.key_peak() > 0.9F, keyed);
    }
}

TEST(GateTest, TakesWhatTheCurveSaysOfASine) {
  for (const double ratio : {1.5, 4.0, 100.0})
    for (double level = -70; level < 0; level += 9) {
      Gate unit(kRate);
      KeyedRack rack(unit,
                     values({{p::kThreshold, -30}, {p::kRatio, ratio}, {p::kRange, 40}, {p::kHold, 10}}));
      (void)rack.run({sine(96000, 997, amplitude(level))});
      (void)rack.gain_reduction();
      (void)rack.run({sine(4800, 997, amplitude(level))});
      const double slope = ratio >= 100 ? 1e6 : ratio - 1;
      EXPECT_NEAR(rack.gain_reduction(), -std::clamp(slope * (-30 - level), 0.0, 40.0), 0.3)
          << ratio << " " << level;
    }
}

TEST(GateTest, OpensAndClosesWithTheSetTimeConstantsAfterItsHold) {
  const Values v =
      values({{p::kThreshold, -30}, {p::kAttack, 20}, {p::kRelease, 150}, {p::kHold, 40}, {p::kRange, 60}});
  Gate unit(kRate);
  KeyedRack rack(unit, v);
  auto in = step(144000, 48000, 0.001, 0.5);
  std::fill(in.begin() + 96000, in.end(), 0.001F);
  const auto out = rack.run({in})[0];
  const auto taken = [&](std::size_t f) { return -decibels(out[f] / in[f]); };
  EXPECT_NEAR(taken(47999), 60, 0.2);
  const auto opens =
      frames_until(48000, 96000, [&](std::size_t f) { return taken(f) < 60 / std::numbers::e; });
  EXPECT_NEAR(static_cast<double>(opens), 0.020 * kRate, 0.05 * 0.020 * kRate);
  const auto tenth = frames_until(48000, 96000, [&](std::size_t f) { return taken(f) < 6; });
  EXPECT_NEAR(static_cast<double>(tenth), std::log(10) * 0.020 * kRate, 0.05 * 0.046 * kRate);
  const auto holds = frames_until(96000, 144000, [&](std::size_t f) { return taken(f) > 0.01; });
  EXPECT_NEAR(static_cast<double>(holds), 0.040 * kRate, 0.05 * 0.040 * kRate);
  const auto closes = frames_until(96000 + holds, 144000,
                                   [&](std::size_t f) { return taken(f) > 60 * (1 - 1 / std::numbers::e); });
  EXPECT_NEAR(static_cast<double>(closes), 0.150 * kRate, 0.05 * 0.150 * kRate);
}

TEST(GateTest, StaysOpenUntilTheLevelIsBelowTheHysteresis) {
  const Values v = values({{p::kThreshold, -20}, {p::kHysteresis, 6}, {p::kHold, 5}});
  const double levels[] = {-23, -19, -23, -25.5, -26.5, -23, -19};
  const bool open[] = {false, true, true, true, false, false, true};
  Gate unit(kRate);
  KeyedRack rack(unit, v);
  (void)rack.run({sine(48000, 500, amplitude(-60))});
  for (std::size_t i = 0; i < std::size(levels); ++i) {
    (void)rack.run({sine(48000, 500, amplitude(levels[i]))});
    (void)rack.gain_reduction();
    (void)rack.run({sine(9600, 500, amplitude(levels[i]))});
    EXPECT_NEAR(rack.gain_reduction(), open[i] ? 0.0 : -60.0, 0.1) << i;
  }
}

TEST(GateTest, OpenOrOfRatioOneIsTheDelayedInputToTheBit) {
  const auto noise = dsp::test::noise(8192, 6, 0.5F);
  for (const Values& v :
       {values({{p::kRatio, 1}, {p::kThreshold, 0}, {p::kLookahead, 4}}),
        values({{p::kRange, 0}, {p::kThreshold, 0}, {p::kLookahead, 4}}),
        values({{p::kThreshold, -80}, {p::kHysteresis, 24}, {p::kLookahead, 4}, {p::kKeyHighPass, 50}})}) {
    Gate unit(kRate);
    KeyedRack rack(unit, v);
    const auto out = rack.run({noise})[0];
    for (std::size_t f = 192; f < 8192; ++f) ASSERT_EQ(out[f], noise[f - 192]) << f;
  }
}

TEST(GateTest, IsLateByTheLatencyLaw) {
  const auto* description = vocabulary::find_effect("gate");
  for (const double ms : {0.0, 0.5, 10.0})
    for (const bool bypass : {false, true}) {
      const Values v = values({{p::kLookahead, ms}, {p::kThreshold, -20}});
      Gate unit(kRate);
      KeyedRack rack(unit, v, 1, 3, bypass);
      const auto out = rack.run({impulse(2048, 100, 0.5F)})[0];
      const std::vector<double> exact(v.begin(), v.end());
      const std::size_t late = description->latency_frames(exact, kRate);
      EXPECT_EQ(late, std::lround(ms * 48));
      const auto loudest = std::max_element(out.begin(), out.end()) - out.begin();
      EXPECT_EQ(static_cast<std::size_t>(loudest), 100 + late) << ms;
    }
}

TEST(GateTest, LooksAheadSoThatTheFirstSampleIsLetThrough) {
  auto in = sine(24000, 100, 0.001);
  const auto loud = sine(4800, 1000, 0.5);
  std::copy(loud.begin(), loud.end(), in.begin() + 12000);
  Gate unit(kRate);
  KeyedRack rack(unit, values({{p::kThreshold, -30}, {p::kAttack, 1}, {p::kLookahead, 10}}));
  const auto out = rack.run({in})[0];
  for (std::size_t f = 12000; f < 16800; ++f) ASSERT_NEAR(out[f + 480], in[f], 2e-4) << f;
}

TEST(GateTest, HearsItsKeyThroughTheFiltersAndLetsOneListen) {
  const Sound in{constant(48000, 0.1F)};
  for (const double hz : {100.0, 3000.0}) {
    Gate unit(kRate);
    KeyedRack rack(unit, values({{p::kThreshold, -10}, {p::kKeyHighPass, 1000}}));
    const Sound key{sine(48000, hz)};
    (void)rack.run(in, {}, {kMaxFrames}, key);
    (void)rack.gain_reduction();
    (void)rack.key_peak();
    (void)rack.run(in, {}, {kMaxFrames}, key);
    EXPECT_NEAR(rack.key_peak(), butterworth(hz, 1000, true), 0.02);
    if (hz < 1000) {
      EXPECT_NEAR(rack.gain_reduction(), -60, 0.1);
    } else {
      EXPECT_NEAR(rack.gain_reduction(), 0, 0.1);
    }
  }
  Gate unit(kRate);
  KeyedRack rack(unit, values({{p::kThreshold, 0}, {p::kKeyHighPass, 1000}, {p::kListen, 1}}));
  const auto out = rack.run(in, {}, {kMaxFrames}, {sine(48000, 300)})[0];
  EXPECT_NEAR(std::abs(response_at(std::span(out).subspan(24000), 300)) / 12000, butterworth(300, 1000, true),
              1e-3);
}

TEST(GateTest, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in{swelling(256 * 40, 9), swelling(256 * 40, 10)},
      key{swelling(256 * 40, 11), swelling(256 * 40, 12)};
  const std::vector<Move> moves{
      {512, p::kLookahead, 7},  {1024, p::kKeyHighPass, 900}, {1536, p::kHold, 4},  {2048, p::kListen, 1},
      {3072, p::kListen, 0},    {3584, kBypass, 1},           {4096, kBypass, 0},   {4608, p::kRatio, 3},
      {5632, p::kLookahead, 0}, {6144, p::kThreshold, -12},   {6656, p::kRange, 20}};
  for (const Sound& heard : {Sound{}, key})
    expect_same_however(
        [&](const std::vector<std::uint32_t>& cuts) {
          Gate unit(kRate);
          KeyedRack rack(unit, values({{p::kThreshold, -20}, {p::kAttack, 2}}), 2, 6);
          return rack.run(in, moves, cuts, heard);
        },
        2e-6F);
}

TEST(GateTest, ChangesEverySettingWithoutAClick) {
  const auto in = sine(256 * 60, 100, 0.7);
  Gate unit(kRate);
  KeyedRack rack(unit, values({{p::kThreshold, -6}, {p::kAttack, 30}, {p::kHold, 20}}));
  const auto out = rack.run({in}, {{2560, p::kLookahead, 8},
                                   {5120, p::kListen, 1},
                                   {6400, p::kListen, 0},
                                   {7680, p::kKeyHighPass, 90},
                                   {8960, p::kThreshold, 0},
                                   {10240, kBypass, 1},
                                   {12800, kBypass, 0},
                                   {14080, p::kLookahead, 0}})[0];
  EXPECT_LT(greatest_step(out), 0.0092 + 0.0035 + 0.004);  // the sine, a cross-fade, opening in 30 ms
}

TEST(GateTest, ForgetsANanAndAnInfinity) {
  for (const float broken :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    const Values v = values({{p::kKeyHighPass, 200}, {p::kLookahead, 2}, {p::kThreshold, -30}});
    auto in = sine(48000, 1000, 0.5);
    Gate unit(kRate), clean(kRate);
    KeyedRack rack(unit, v), other(clean, v);
    const auto wanted = other.run({in})[0];
    in[100] = broken;
    const auto out = rack.run({in})[0];
    EXPECT_NEAR(out.back(), wanted.back(), 1e-5);
    EXPECT_TRUE(std::isfinite(out[300]));
  }
}

TEST(GateTest, MovesToAnotherBlockWithItsPast) {
  const auto in = swelling(8192, 13);
  const Values v = values({{p::kLookahead, 6}, {p::kHold, 9}, {p::kKeyLowPass, 3000}, {p::kThreshold, -15}});
  Gate a(kRate), b(kRate), whole(kRate);
  KeyedRack from(a, v, 1, 2), there(b, v, 1, 11), stays(whole, v, 1, 2);
  const std::vector<float> first(in.begin(), in.begin() + 4096), second(in.begin() + 4096, in.end());
  (void)from.run({first});
  (void)there.run({dsp::test::noise(512, 3)});
  b.move_from(a, {2, 1}, {11, 1});
  const auto moved = there.run({second})[0], all = stays.run({in})[0];
  for (std::size_t f = 0; f < 4096; ++f) ASSERT_EQ(moved[f], all[4096 + f]) << f;
}

}  // namespace
}  // namespace corelogic::effects
