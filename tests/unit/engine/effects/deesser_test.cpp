// deesser_test.cpp: levels, shelf and times of the de-esser against formulas, and all of it in double.
#include "engine/effects/deesser.h"

#include <gtest/gtest.h>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/dynamics_rack.h"

namespace corelogic::effects {
namespace {

using namespace test;
namespace p = vocabulary::deesser;

Values values(std::vector<std::pair<std::size_t, double>> changes) {
  return with(initial(p::kParameters), std::move(changes));
}

/// (g s^2 + sqrt(2 g) s + 1) / (s^2 + sqrt(2) s + 1) by the bilinear transform.
double shelf(double hz, double corner, double gain) {
  const std::complex<double> s(
      0, std::tan(std::numbers::pi * hz / kRate) / std::tan(std::numbers::pi * corner / kRate));
  return std::abs((gain * s * s + std::sqrt(2 * gain) * s + 1.0) / (s * s + std::numbers::sqrt2 * s + 1.0));
}

/// Direct form in double for filter, means, ballistics and mix, sample by sample, of linked channels.
struct Reference {
  explicit Reference(const Values& v, std::size_t channels) : v_(v), lanes_(channels) {}

  std::vector<double> step(const std::vector<double>& x) {
    const double g = std::tan(std::numbers::pi * v_[p::kFrequency] / kRate), r2 = std::numbers::sqrt2;
    const double a0 = 1 + r2 * g + g * g, window = 1 - std::exp(-1000 / (5 * kRate));
    double level = 0;
    for (std::size_t c = 0; c < x.size(); ++c) {
      Lane& lane = lanes_[c];
      // High and band share the denominator: b_high = (1, -2, 1) / a0, b_band = sqrt(2) g (1, 0, -1) / a0.
      const double w = x[c] - (2 * (g * g - 1) * lane.w1 + (1 - r2 * g + g * g) * lane.w2) / a0;
      lane.high = (w - 2 * lane.w1 + lane.w2) / a0;
      lane.band = r2 * g * (w - lane.w2) / a0;
      lane.w2 = lane.w1, lane.w1 = w;
      lane.high_square += window * (lane.high * lane.high - lane.high_square);
      lane.whole_square += window * (x[c] * x[c] - lane.whole_square);
      level = std::max(level, std::sqrt(lane.high_square / (lane.whole_square + 1e-7)));
    }
    const double excess = 20 * std::log10(std::max(1e-10, level)) - v_[p::kThreshold];
    const double wanted = std::clamp<double>(excess, 0, v_[p::kRange]);
    const double release = 1 - std::exp(-1000 / (v_[p::kRelease] * kRate));
    const double attack = 1 - std::exp(-1000 / (v_[p::kAttack] * kRate));
    held_ = std::max(wanted, held_ + release * (wanted - held_));
    taken_ += attack * (held_ - taken_);
    const double gain = amplitude(-taken_);
    std::vector<double> out;
    for (std::size_t c = 0; c < x.size(); ++c) {
      const Lane& lane = lanes_[c];
      const double split = x[c] + (gain - 1) * lane.high + (std::sqrt(gain) - 1) * lane.band;
      out.push_back(v_[p::kListen] != 0.0F ? lane.high : v_[p::kMode] != 0.0F ? gain * x[c] : split);
    }
    return out;
  }

 private:
  struct Lane {
    double w1 = 0, w2 = 0, high = 0, band = 0, high_square = 0, whole_square = 0;
  };
  const Values& v_;
  std::vector<Lane> lanes_;
  double held_ = 0, taken_ = 0;
};

/// Words: low tones and hiss in turn.
std::vector<float> words(std::size_t frames, std::uint32_t seed) {
  auto sound = dsp::test::noise(frames, seed, 0.3F);
  const auto vowel = sine(frames, 150.0 + seed, 0.5);
  for (std::size_t f = 0; f < frames; ++f) {
    const double t = static_cast<double>(f) / kRate;
    sound[f] = static_cast<float>(sound[f] * (0.5 + 0.5 * std::sin(40 * t + seed)) +
                                  vowel[f] * (0.5 + 0.5 * std::cos(31 * t)));
  }
  return sound;
}

TEST(DeEsserTest, FollowsItsEquationsInDouble) {
  constexpr std::size_t kFrames = 24000;
  for (const Values& v :
       {values({}), values({{p::kMode, 1}, {p::kThreshold, -20}}),
        values({{p::kFrequency, 2500}, {p::kRange, 24}, {p::kThreshold, -30}, {p::kAttack, 10}}),
        values({{p::kListen, 1}})}) {
    const Sound in{words(kFrames, 1), words(kFrames, 2)};
    DeEsser unit(kRate);
    KeyedRack rack(unit, v, 2, 6);
    const Sound out = rack.run(in);
    Reference reference(v, 2);
    for (std::size_t f = 0; f < kFrames; ++f) {
      const auto wanted = reference.step({in[0][f], in[1][f]});
      for (std::size_t c = 0; c < 2; ++c) ASSERT_NEAR(out[c][f], wanted[c], 2e-5) << f;
    }
  }
}

TEST(DeEsserTest, TakesWhatIsAboveTheThresholdRelativeToTheWholeAtEveryLevel) {
  for (const double level : {-40.0, -20.0, 0.0})
    for (const double hz : {1000.0, 5003.0, 7919.0, 12007.0})
      for (const bool wide : {false, true}) {
        DeEsser unit(kRate);
        KeyedRack rack(unit, values({{p::kThreshold, -8}, {p::kRange, 6}, {p::kMode, wide}}));
        const auto sound = sine(48000, hz, amplitude(level));
        (void)rack.run({sound});  // beginning, its clicks are sibilance
        (void)rack.gain_reduction();
        const auto out = rack.run({sound})[0];
        const double excess = decibels(butterworth(hz, 6000, true)) + 8, taken = std::clamp(excess, 0.0, 6.0);
        EXPECT_NEAR(rack.gain_reduction(), -taken, 0.1) << hz;
        const double heard = std::abs(response_at(std::span(out), hz)) / 24000 / amplitude(level);
        EXPECT_NEAR(decibels(heard), decibels(wide ? amplitude(-taken) : shelf(hz, 6000, amplitude(-taken))),
                    0.1)
            << hz;
      }
}

TEST(DeEsserTest, IsTheInputToTheBitWhileNothingIsTooMuch) {
  const auto in = dsp::test::noise(8192, 6, 0.5F);
  for (const Values& v : {values({{p::kThreshold, 0}}), values({{p::kRange, 0}, {p::kThreshold, -40}}),
                          values({{p::kThreshold, 0}, {p::kMode, 1}})}) {
    DeEsser unit(kRate);
    KeyedRack rack(unit, v);
    EXPECT_EQ(rack.run({in})[0], in);
    EXPECT_EQ(rack.gain_reduction(), 0.0F);
  }
}

TEST(DeEsserTest, LeavesWhatIsSofterThanSeventyDecibelsAlone) {
  DeEsser unit(kRate);
  KeyedRack rack(unit, values({{p::kThreshold, -12}}));
  (void)rack.run({dsp::test::noise(24000, 3, 2e-5F)});
  EXPECT_EQ(rack.gain_reduction(), 0.0F);
}

TEST(DeEsserTest, AttacksAndReleasesInItsTimes) {
  // A range far below the excess makes the wish a step; the means rise through it at once.
  const auto of_attack = [](double ms) {
    return values({{p::kMode, 1},
                   {p::kThreshold, -40},
                   {p::kRange, 6},
                   {p::kAttack, ms},
                   {p::kRelease, 200},
                   {p::kFrequency, 2000}});
  };
  auto in = sine(168000, 12000, 0.5);
  const auto low = sine(168000, 50, 0.5);
  for (std::size_t f = 0; f < 168000; ++f)
    if (f < 96000 || f >= 132000) in[f] = low[f];
  const auto run = [&](double attack_ms) {
    DeEsser unit(kRate);
    KeyedRack rack(unit, of_attack(attack_ms));
    return rack.run({in})[0];
  };
  const auto slow = run(50), quick = run(0.1);
  const auto taken = [&](const std::vector<float>& out, std::size_t f) {
    return std::abs(in[f]) < 0.01 ? -1.0 : -decibels(out[f] / in[f]);
  };
  const auto attack = frames_until(
      96000, 132000, [&](std::size_t f) { return taken(slow, f) > 6 * (1 - 1 / std::numbers::e); });
  EXPECT_NEAR(static_cast<double>(attack), 0.050 * kRate, 0.05 * 0.050 * kRate);
  const auto falls_below = [&](double db) {
    return frames_until(132000, 168000,
                        [&](std::size_t f) { return taken(quick, f) >= 0 && taken(quick, f) < db; });
  };
  EXPECT_NEAR(static_cast<double>(falls_below(5.5 / std::numbers::e) - falls_below(5.5)), 0.200 * kRate,
              0.05 * 0.200 * kRate);
}

TEST(DeEsserTest, LetsOneListenToWhatItHears) {
  DeEsser unit(kRate);
  KeyedRack rack(unit, values({{p::kListen, 1}}));
  const auto out = rack.run({sine(24000, 3000)})[0];
  EXPECT_NEAR(std::abs(response_at(std::span(out).subspan(12000), 3000)) / 6000,
              butterworth(3000, 6000, true), 1e-3);
}

TEST(DeEsserTest, IsNeverLate) {
  EXPECT_EQ(vocabulary::find_effect("deesser")->latency, nullptr);
  DeEsser unit(kRate);
  KeyedRack rack(unit, values({}), 1, 3, true);
  const auto in = dsp::test::noise(2048, 3);
  EXPECT_EQ(rack.run({in})[0], in);
}

TEST(DeEsserTest, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in{words(256 * 40, 3), words(256 * 40, 4)};
  const std::vector<Move> moves{{512, p::kMode, 1},    {1024, p::kFrequency, 3000}, {2048, p::kListen, 1},
                                {3072, p::kListen, 0}, {3584, kBypass, 1},          {4096, kBypass, 0},
                                {5120, p::kMode, 0},   {6144, p::kThreshold, -30}};
  expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        DeEsser unit(kRate);
        KeyedRack rack(unit, values({{p::kThreshold, -20}}), 2, 6);
        return rack.run(in, moves, cuts);
      },
      1e-5F);
}

TEST(DeEsserTest, ChangesEverySettingWithoutAClick) {
  auto in = sine(256 * 60, 100, 0.6);
  const auto high = sine(256 * 60, 9000, 0.01);
  for (std::size_t f = 0; f < in.size(); ++f) in[f] += high[f];
  DeEsser unit(kRate);
  KeyedRack rack(unit, values({{p::kThreshold, -40}}));
  const auto out = rack.run({in}, {{2560, p::kMode, 1},
                                   {5120, p::kListen, 1},
                                   {6400, p::kListen, 0},
                                   {7680, p::kFrequency, 3000},
                                   {8960, p::kThreshold, 0},
                                   {10240, kBypass, 1},
                                   {12800, kBypass, 0}})[0];
  EXPECT_LT(greatest_step(out), 0.0079 + 0.012 + 0.0035);
}

TEST(DeEsserTest, ForgetsANanAndAnInfinity) {
  for (const float broken :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    auto in = words(48000, 5);
    DeEsser unit(kRate), clean(kRate);
    KeyedRack rack(unit, values({})), other(clean, values({}));
    const auto wanted = other.run({in})[0];
    in[100] = broken;
    const auto out = rack.run({in})[0];
    EXPECT_NEAR(out.back(), wanted.back(), 1e-5);
    EXPECT_TRUE(std::isfinite(out[101]));
  }
}

TEST(DeEsserTest, MovesToAnotherBlockWithItsPast) {
  const auto in = words(8192, 6);
  DeEsser a(kRate), b(kRate), whole(kRate);
  KeyedRack from(a, values({}), 1, 2), there(b, values({}), 1, 11), stays(whole, values({}), 1, 2);
  const std::vector<float> first(in.begin(), in.begin() + 4096), second(in.begin() + 4096, in.end());
  (void)from.run({first});
  b.move_from(a, {2, 1}, {11, 1});
  const auto moved = there.run({second})[0], all = stays.run({in})[0];
  for (std::size_t f = 0; f < 4096; ++f) ASSERT_EQ(moved[f], all[4096 + f]) << f;
}

}  // namespace
}  // namespace corelogic::effects
