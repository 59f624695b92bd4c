// compressor_extras_test.cpp: what was added to the classic compressor: mean level, look-ahead, hold, mix,
// key and its filter, automatic make-up, listening. Against the same equations in double.
#include <gtest/gtest.h>

#include "engine/effects/compressor.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/dynamics_rack.h"

namespace corelogic::effects {
namespace {

using namespace test;
namespace p = vocabulary::compressor;

Values values(std::vector<std::pair<std::size_t, double>> changes) {
  return with(initial(p::kParameters), std::move(changes));
}

double static_curve(double level, double threshold, double ratio, double knee) {
  const double over = level - threshold;
  if (2 * over < -knee) return level;
  if (2 * std::abs(over) <= knee && knee > 0)
    return level + (1 / ratio - 1) * std::pow(over + knee / 2, 2) / (2 * knee);
  return threshold + over / ratio;
}

/// Curve, hold, ballistics and mix in double, sample by sample, of a level.
struct Reference {
  explicit Reference(const Values& v) : v_(v) {}

  double gain(double level) {
    const double db = 20 * std::log10(std::max(1e-10, level));
    const double wanted = db - static_curve(db, v_[p::kThreshold], v_[p::kRatio], v_[p::kKnee]);
    const double release = std::exp(-1000 / (v_[p::kRelease] * kRate));
    const double attack = std::exp(-1000 / (v_[p::kAttack] * kRate));
    const auto hold = static_cast<int>(std::lround(v_[p::kHold] * kRate / 1000));
    const bool rises = wanted >= y1_;
    if (rises)
      y1_ = wanted;
    else if (waits_ == 0)
      y1_ = std::max(wanted, release * y1_ + (1 - release) * wanted);
    waits_ = rises ? hold : std::max(0, waits_ - 1);
    y_ = attack * y_ + (1 - attack) * y1_;
    const double mix = v_[p::kMix] / 100;
    return 1 - mix + mix * std::pow(10, (v_[p::kMakeup] - y_) / 20);
  }

 private:
  const Values& v_;
  double y1_ = 0, y_ = 0;
  int waits_ = 0;
};

TEST(CompressorExtras, FollowTheEquationsInDoubleWithLookAheadHoldMixMeanAndKey) {
  constexpr std::size_t kFrames = 20000;
  for (const Values& v :
       {values({{p::kLookahead, 5}, {p::kThreshold, -30}}),
        values({{p::kHold, 12}, {p::kAttack, 1}, {p::kRelease, 20}}),
        values({{p::kDetector, 1}, {p::kRmsWindow, 30}, {p::kThreshold, -40}}),
        values({{p::kMix, 30}, {p::kRatio, 20}}),
        values({{p::kLookahead, 20}, {p::kHold, 3}, {p::kDetector, 1}, {p::kMix, 70}, {p::kMakeup, 6}})})
    for (const bool keyed : {false, true}) {
      const Sound in{swelling(kFrames, 1), swelling(kFrames, 2)},
          key{swelling(kFrames, 3, 5000), swelling(kFrames, 4, 700)};
      Compressor unit(kRate);
      KeyedRack rack(unit, v, 2, 4);
      const Sound out = rack.run(in, {}, {kMaxFrames}, keyed ? key : Sound{});
      // Linked channels share the louder one's level.
      std::vector<double> squares(2, 0.0);
      Reference reference(v);
      const double window = 1 - std::exp(-1000 / (v[p::kRmsWindow] * kRate));
      const std::size_t late = vocabulary::frames_of_ms(v[p::kLookahead], kRate);
      for (std::size_t f = 0; f < kFrames; ++f) {
        double level = 0;
        for (std::size_t c = 0; c < 2; ++c) {
          const double x = keyed ? key[c][f] : in[c][f];
          squares[c] += window * (x * x - squares[c]);
          level = std::max(level, v[p::kDetector] != 0.0F ? std::sqrt(squares[c]) : std::abs(x));
        }
        const double gain = reference.gain(level);
        for (std::size_t c = 0; c < 2; ++c)
          ASSERT_NEAR(out[c][f], f < late ? 0.0 : in[c][f - late] * gain, 2e-4) << f;
      }
    }
}

TEST(CompressorExtras, MeanOfASineIsThreeDecibelsBelowItsPeak) {
  constexpr std::size_t kFrames = 48000;
  Compressor unit(kRate);
  KeyedRack rack(
      unit,
      values({{p::kDetector, 1}, {p::kRmsWindow, 100}, {p::kThreshold, -40}, {p::kKnee, 0}, {p::kRatio, 4}}));
  (void)rack.run({sine(kFrames, 1000, amplitude(-10))});
  (void)rack.gain_reduction();
  (void)rack.run({sine(kFrames / 2, 1000, amplitude(-10))});
  EXPECT_NEAR(rack.gain_reduction(), -(40 - 13.01) * 0.75, 0.1);
}

TEST(CompressorExtras, AreLateByTheLatencyLaw) {
  const auto* description = vocabulary::find_effect("compressor");
  for (const double ms : {0.0, 0.1, 3.0, 20.0})
    for (const bool bypass : {false, true}) {
      const Values v = values({{p::kLookahead, ms}, {p::kThreshold, 0}});
      Compressor unit(kRate);
      KeyedRack rack(unit, v, 1, 3, bypass);
      const auto out = rack.run({impulse(2048, 100, 0.5F)})[0];
      const std::vector<double> exact(v.begin(), v.end());
      const std::size_t late = description->latency_frames(exact, kRate);
      EXPECT_EQ(late, std::lround(ms * 48));
      for (std::size_t f = 0; f < out.size(); ++f) ASSERT_EQ(out[f], f == 100 + late ? 0.5F : 0.0F) << ms;
    }
}

TEST(CompressorExtras, HoldTheReductionForTheSetTime) {
  const Values v = values({{p::kHold, 50},
                           {p::kAttack, 0.1},
                           {p::kRelease, 100},
                           {p::kThreshold, -30},
                           {p::kKnee, 0},
                           {p::kRatio, 4}});
  Compressor unit(kRate);
  KeyedRack rack(unit, v);
  const auto in = step(24000, 9600, 0.5, 0.001);
  const auto out = rack.run({in})[0];
  const double held = decibels(out[9599] / in[9599]);
  const std::size_t begins =
      frames_until(9600, 24000, [&](std::size_t f) { return decibels(out[f] / in[f]) > held + 0.01; });
  EXPECT_NEAR(static_cast<double>(begins), 0.050 * kRate, 0.05 * 0.050 * kRate);
  const std::size_t released = frames_until(
      9600 + begins, 24000, [&](std::size_t f) { return decibels(out[f] / in[f]) > held / std::numbers::e; });
  EXPECT_NEAR(static_cast<double>(released), 0.100 * kRate, 0.05 * 0.100 * kRate);
}

TEST(CompressorExtras, MixInParallelAndTellTheReductionThatIsHeard) {
  const Values v =
      values({{p::kMix, 50}, {p::kThreshold, -20}, {p::kRatio, 2}, {p::kKnee, 0}, {p::kAttack, 0.1}});
  Compressor unit(kRate);
  KeyedRack rack(unit, v);
  const auto out = rack.run({constant(9600, 1.0F)})[0];
  const double wanted = 0.5 + 0.5 * amplitude(-10);
  EXPECT_NEAR(out.back(), wanted, 1e-5);
  EXPECT_NEAR(rack.gain_reduction(), decibels(wanted), 0.01);
}

TEST(CompressorExtras, HearTheKeyThroughItsFilters) {
  for (const double hz : {100.0, 997.0, 7919.0})
    for (const auto& [high, low] :
         std::vector<std::pair<double, double>>{{500, 20000}, {20, 2000}, {300, 3000}, {20, 20000}}) {
      const Values v = values({{p::kKeyHighPass, high},
                               {p::kKeyLowPass, low},
                               {p::kThreshold, -40},
                               {p::kRatio, 2},
                               {p::kKnee, 0},
                               {p::kRelease, 2000},
                               {p::kAttack, 0.1}});
      Compressor unit(kRate);
      KeyedRack rack(unit, v);
      const Sound key{sine(48000, hz)};
      (void)rack.run({constant(48000, 0.25F)}, {}, {kMaxFrames}, key);
      (void)rack.key_peak();
      const auto out = rack.run({constant(48000, 0.25F)}, {}, {kMaxFrames}, key)[0];
      const double heard =
          (high > 20 ? butterworth(hz, high, true) : 1.0) * (low < 20000 ? butterworth(hz, low, false) : 1.0);
      EXPECT_NEAR(rack.key_peak(), heard, 0.01 * heard) << hz << " through " << high << " to " << low;
      EXPECT_NEAR(decibels(out.back() / 0.25), -std::max(0.0, (decibels(heard) + 40) / 2), 0.3) << hz;
      EXPECT_EQ(rack.key_peak(), 0.0F);
    }
}

TEST(CompressorExtras, LetOneHearTheFilteredKeyAsLateAsTheSound) {
  const Values v =
      values({{p::kKeyHighPass, 500}, {p::kListen, 1}, {p::kLookahead, 10}, {p::kThreshold, -60}});
  Compressor unit(kRate);
  KeyedRack rack(unit, v);
  const Sound key{sine(48000, 200, 0.8)};
  const auto out = rack.run({constant(48000, 0.25F)}, {}, {kMaxFrames}, key)[0];
  EXPECT_NEAR(std::abs(response_at(std::span(out).subspan(24000), 200)) / 12000,
              0.8 * butterworth(200, 500, true), 1e-3);
  Compressor plain(kRate);
  KeyedRack own(plain, values({{p::kListen, 1}, {p::kLookahead, 10}, {p::kThreshold, -60}}));
  const auto noise = dsp::test::noise(4096, 5);
  const auto heard = own.run({noise})[0];
  for (std::size_t f = 480; f < 4096; ++f) ASSERT_EQ(heard[f], noise[f - 480]);
}

TEST(CompressorExtras, MakeUpHalfOfWhatFullScaleLosesWhenAutomatic) {
  for (const double knee : {0.0, 24.0}) {
    const double threshold = knee > 0 ? -6 : -24, ratio = 4;
    Compressor unit(kRate);
    KeyedRack rack(
        unit,
        values({{p::kAutoMakeup, 1}, {p::kThreshold, threshold}, {p::kRatio, ratio}, {p::kKnee, knee}}));
    const auto out = rack.run({constant(2048, 0.001F)})[0];
    EXPECT_NEAR(decibels(out.back() / 0.001), -static_curve(0, threshold, ratio, knee) / 2, 1e-3);
  }
}

TEST(CompressorExtras, OfRatioOneOrBelowTheThresholdAreTheDelayedInputToTheBit) {
  const auto noise = dsp::test::noise(8192, 6, 0.5F);
  for (const Values& v : {values({{p::kRatio, 1}, {p::kLookahead, 4}, {p::kHold, 10}, {p::kDetector, 1}}),
                          values({{p::kThreshold, 0},
                                  {p::kKnee, 0},
                                  {p::kLookahead, 4},
                                  {p::kKeyHighPass, 300},
                                  {p::kMix, 40}})}) {
    Compressor unit(kRate);
    KeyedRack rack(unit, v);
    const auto out = rack.run({noise})[0];
    for (std::size_t f = 192; f < 8192; ++f) ASSERT_EQ(out[f], noise[f - 192]);
    EXPECT_EQ(rack.gain_reduction(), 0.0F);
  }
}

TEST(CompressorExtras, GiveTheSameBitsWhetherOrNotANeighbourWantsMore) {
  const Sound in{swelling(4096, 7), swelling(4096, 8)};
  Compressor plain(kRate), full(kRate);
  KeyedRack alone(plain, values({{p::kThreshold, -30}}), 2, 2);
  full.begin({8, 2},
             values({{p::kHold, 20}, {p::kLookahead, 3}, {p::kDetector, 1}, {p::kKeyLowPass, 900}}).data(),
             false);
  KeyedRack among(full, values({{p::kThreshold, -30}}), 2, 2);
  EXPECT_EQ(alone.run(in), among.run(in));
}

TEST(CompressorExtras, GiveTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in{swelling(256 * 40, 9), swelling(256 * 40, 10)},
      key{swelling(256 * 40, 11), swelling(256 * 40, 12)};
  const std::vector<Move> moves{
      {512, p::kDetector, 1},    {512, p::kLookahead, 7},    {1024, p::kKeyHighPass, 900},
      {1536, p::kHold, 4},       {2048, p::kListen, 1},      {3072, p::kListen, 0},
      {3584, kBypass, 1},        {4096, kBypass, 0},         {4608, p::kKeyHighPass, 20},
      {4608, p::kMix, 35},       {5120, p::kDetector, 0},    {5632, p::kLookahead, 0},
      {6144, p::kAutoMakeup, 1}, {6656, p::kKeyLowPass, 400}};
  for (const Sound& heard : {Sound{}, key})
    expect_same_however(
        [&](const std::vector<std::uint32_t>& cuts) {
          Compressor unit(kRate);
          KeyedRack rack(unit, values({{p::kThreshold, -30}, {p::kAttack, 2}}), 2, 6);
          return rack.run(in, moves, cuts, heard);
        },
        2e-6F);
}

TEST(CompressorExtras, ChangeEverySettingWithoutAClick) {
  const auto in = sine(256 * 60, 100, 0.7);
  Compressor unit(kRate);
  KeyedRack rack(unit, values({{p::kThreshold, -30}, {p::kAttack, 30}, {p::kRelease, 500}, {p::kRatio, 2}}));
  const auto out = rack.run({in}, {{2560, p::kLookahead, 12},
                                   {5120, p::kListen, 1},
                                   {6400, p::kListen, 0},
                                   {7680, p::kKeyHighPass, 90},
                                   {8960, p::kMix, 20},
                                   {10240, p::kDetector, 1},
                                   {11520, kBypass, 1},
                                   {12800, kBypass, 0},
                                   {14080, p::kLookahead, 0}})[0];
  // The sine's own step is 0.0092; a cross-fade over 480 frames adds at most 1.4 / 480.
  EXPECT_LT(greatest_step(out), 0.0092 + 0.0035);
}

TEST(CompressorExtras, ForgetANanAndAnInfinityInAllTheyHear) {
  for (const float broken :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    const Values v =
        values({{p::kDetector, 1}, {p::kKeyHighPass, 200}, {p::kLookahead, 2}, {p::kThreshold, -30}});
    auto in = sine(48000, 1000, 0.5);
    Compressor unit(kRate), clean(kRate);
    KeyedRack rack(unit, v), other(clean, v);
    const auto wanted = other.run({in})[0];
    in[100] = broken;
    const auto out = rack.run({in})[0];
    EXPECT_NEAR(out.back(), wanted.back(), 1e-4);
    EXPECT_TRUE(std::isfinite(out[300]));
  }
}

TEST(CompressorExtras, MoveToAnotherBlockWithTheirPast) {
  const auto in = swelling(8192, 13);
  const Values v = values(
      {{p::kDetector, 1}, {p::kLookahead, 6}, {p::kHold, 9}, {p::kKeyLowPass, 3000}, {p::kThreshold, -35}});
  Compressor a(kRate), b(kRate), whole(kRate);
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
