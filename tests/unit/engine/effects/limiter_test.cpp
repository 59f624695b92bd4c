// limiter_test.cpp: nothing above the ceiling, measured between the samples by another interpolator; what is
// below is not touched; the equations in double.
#include "engine/effects/limiter.h"

#include <gtest/gtest.h>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/dynamics_rack.h"

namespace corelogic::effects {
namespace {

using namespace test;
namespace p = vocabulary::limiter;

Values values(std::vector<std::pair<std::size_t, double>> changes) {
  return with(initial(p::kParameters), std::move(changes));
}

std::size_t look_ahead(const Values& v) {
  const std::vector<double> exact(v.begin(), v.end());
  return vocabulary::find_effect("limiter")->latency_frames(exact, kRate);
}

/// Blackman-windowed sinc, 64 samples wide: flat to 0.95 of half the rate.
double windowed_sinc(double t) {
  if (std::abs(t) >= 32) return 0;
  const double pi = std::numbers::pi, x = pi * t;
  const double window = 0.42 + 0.5 * std::cos(x / 32) + 0.08 * std::cos(2 * x / 32);
  return (std::abs(x) < 1e-12 ? 1.0 : std::sin(x) / x) * window;
}

/// The wave's greatest magnitude at sixteen times the rate, in double.
double true_peak(std::span<const float> sound) {
  std::vector<std::vector<double>> phases(16, std::vector<double>(64));
  for (std::size_t phase = 0; phase < 16; ++phase)
    for (std::size_t i = 0; i < 64; ++i)
      phases[phase][i] = windowed_sinc(static_cast<double>(phase) / 16 + 31 - static_cast<double>(i));
  double most = 0;
  for (std::size_t f = 64; f < sound.size(); ++f) {
    float near = 0;
    for (std::size_t i = 28; i < 36; ++i) near = std::max(near, std::abs(sound[f - 64 + i]));
    if (near < 0.3 * most) continue;  // too soft to reach the greatest so far
    for (const auto& phase : phases) {
      double y = 0;
      for (std::size_t i = 0; i < 64; ++i) y += phase[i] * sound[f - 64 + i];
      most = std::max(most, std::abs(y));
    }
  }
  return most;
}

/// Nothing above 20 kHz, as in what converters pass.
std::vector<float> band_limited(std::vector<float> sound) {
  std::vector<double> taps(257);
  double sum = 0;
  for (int i = -128; i <= 128; ++i) {
    const double pi = std::numbers::pi,
                 w = 0.42 + 0.5 * std::cos(pi * i / 128) + 0.08 * std::cos(2 * pi * i / 128);
    const double x = pi * i * 2 * 19500 / kRate;
    sum += taps[static_cast<std::size_t>(i + 128)] = w * (i == 0 ? 1.0 : std::sin(x) / x);
  }
  std::vector<float> out(sound.size());
  for (std::size_t f = 256; f < sound.size(); ++f) {
    double y = 0;
    for (std::size_t i = 0; i < 257; ++i) y += taps[i] * sound[f - i];
    out[f] = static_cast<float>(y / sum);
  }
  return out;
}

/// Sounds that limiters fear.
std::vector<std::pair<std::string, std::vector<float>>> wild_sounds(std::size_t frames) {
  std::vector<std::pair<std::string, std::vector<float>>> all;
  all.emplace_back("noise", dsp::test::noise(frames, 3, 2.0F));
  all.emplace_back("swelling noise", swelling(frames, 4, 1500));
  auto signs = dsp::test::noise(frames, 5);
  for (float& x : signs) x = x < 0 ? -1.0F : 1.0F;
  all.emplace_back("random signs", std::move(signs));
  for (const double hz : {100.0, 997.0, 5003.0}) {
    auto square = sine(frames, hz);
    for (float& x : square) x = x < 0 ? -1.0F : 1.0F;
    all.emplace_back("square", std::move(square));
  }
  auto bursts = sine(frames, 1000, 1.0);
  for (std::size_t f = 0; f < frames; ++f)
    if (f / 1200 % 3 != 0) bursts[f] *= 0.01F;
  all.emplace_back("bursts", std::move(bursts));
  all.emplace_back("high", sine(frames, 17001.3, 1.0));
  std::vector<float> quarter(frames), clicks(frames, 0.0F);
  for (std::size_t f = 0; f < frames; ++f)
    quarter[f] = static_cast<float>(
        1.4 * std::sin(std::numbers::pi / 2 * static_cast<double>(f) + std::numbers::pi / 4));
  for (std::size_t f = 37; f < frames; f += 311) clicks[f] = f % 2 != 0 ? 4.0F : -4.0F;
  all.emplace_back("quarter rate", std::move(quarter));
  all.emplace_back("clicks", std::move(clicks));
  return all;
}

TEST(LimiterTest, LetsNoSampleAboveTheCeilingToTheBit) {
  for (const auto& [name, sound] : wild_sounds(24000))
    for (const double ceiling : {-0.1, -1.0, -12.0, -24.0})
      for (const double ms : {1.0, 5.0, 10.0}) {
        Limiter unit(kRate);
        KeyedRack rack(
            unit, values({{p::kCeiling, ceiling}, {p::kTruePeak, 0}, {p::kLookahead, ms}, {p::kRelease, 5}}));
        const auto out = rack.run({sound})[0];
        float most = 0;
        for (const float x : out) most = std::max(most, std::abs(x));
        const auto bound = static_cast<float>(std::pow(10.0, static_cast<float>(ceiling) / 20.0));
        EXPECT_LE(most, bound) << name;
        if (name != "swelling noise") {
          EXPECT_GT(most, bound * 0.97F) << name << " " << ceiling << " " << ms;
        }
      }
}

TEST(LimiterTest, LetsTheWaveBetweenTheSamplesNotAboveTheCeiling) {
  for (const auto& [name, raw] : wild_sounds(12000)) {
    const auto sound = band_limited(raw);
    for (const double ceiling : {-1.0, -9.0}) {
      Limiter unit(kRate);
      KeyedRack rack(unit, values({{p::kCeiling, ceiling}, {p::kRelease, 20}}));
      const auto out = rack.run({sound})[0];
      const double over = decibels(true_peak(std::span(out).subspan(600))) - ceiling;
      EXPECT_LE(over, 0.1) << name;
      if (decibels(true_peak(sound)) > ceiling + 1) {
        EXPECT_GE(over, -0.5) << name;
      }
    }
  }
}

/// The same in double, sample by sample, without truePeak.
std::vector<double> reference_gains(const std::vector<float>& sound, const Values& v) {
  const std::size_t late = look_ahead(v), window = late - 4, n1 = window / 2, n2 = window - n1;
  const double ceiling = amplitude(v[p::kCeiling]);
  const double release = 1 - std::exp(-1000 / (v[p::kRelease] * kRate));
  const double charge = 1 - std::exp(-100 / (v[p::kRelease] * kRate));
  std::vector<double> asked(sound.size()), released(sound.size()), first(sound.size()), gains(sound.size());
  double slow = 0;
  const auto mean = [](const std::vector<double>& of, std::size_t f, std::size_t n) {
    double sum = 0;
    for (std::size_t i = 0; i < n && i <= f; ++i) sum += of[f - i];
    return sum / static_cast<double>(n);
  };
  for (std::size_t f = 0; f < sound.size(); ++f) {
    const double level = f < 6 ? 0.0 : std::abs(sound[f - 6]);
    asked[f] = level > ceiling ? 1 - ceiling / level : 0;
    double held = 0;
    for (std::size_t i = 0; i < window && i <= f; ++i) held = std::max(held, asked[f - i]);
    const double before = f == 0 ? 0.0 : released[f - 1], rest = v[p::kAutoRelease] != 0.0F ? slow : 0.0;
    released[f] = std::max(held, before - release * (before - rest));
    slow += charge * (held - slow);
    first[f] = mean(released, f, n1);
    gains[f] = 1 - mean(first, f, n2);
  }
  return gains;
}

TEST(LimiterTest, FollowsItsEquationsInDouble) {
  constexpr std::size_t kFrames = 12000;
  for (const Values& v : {values({{p::kTruePeak, 0}, {p::kCeiling, -6}, {p::kAutoRelease, 0}}),
                          values({{p::kTruePeak, 0}, {p::kCeiling, -12}, {p::kRelease, 20}}),
                          values({{p::kTruePeak, 0},
                                  {p::kCeiling, -3},
                                  {p::kLookahead, 1},
                                  {p::kRelease, 3},
                                  {p::kAutoRelease, 0}})}) {
    auto sound = swelling(kFrames, 8);
    std::fill_n(sound.begin() + 3000, 6000, 0.01F);  // long enough to rest
    Limiter unit(kRate);
    KeyedRack rack(unit, v, 1, 5);
    const auto out = rack.run({sound})[0];
    const auto gains = reference_gains(sound, v);
    const std::size_t late = look_ahead(v);
    for (std::size_t f = late; f < kFrames; ++f) ASSERT_NEAR(out[f], sound[f - late] * gains[f], 1e-5) << f;
  }
}

TEST(LimiterTest, BelowTheCeilingIsTheDelayedInputToTheBit) {
  for (const bool between : {false, true}) {
    const auto sound = dsp::test::noise(8192, 6, between ? 0.2F : 0.5F);
    Limiter unit(kRate);
    KeyedRack rack(unit, values({{p::kCeiling, 20 * std::log10(0.5000001)}, {p::kTruePeak, between}}));
    const auto out = rack.run({sound})[0];
    for (std::size_t f = 240; f < 8192; ++f) ASSERT_EQ(out[f], sound[f - 240]);
    EXPECT_EQ(rack.gain_reduction(), 0.0F);
  }
}

TEST(LimiterTest, IsUntouchedAgainAfterItsReleaseHasEnded) {
  auto sound = dsp::test::noise(48000, 6, 0.5F);
  sound[100] = 3.0F;
  Limiter unit(kRate);
  KeyedRack rack(unit, values({{p::kTruePeak, 0}, {p::kRelease, 20}, {p::kAutoRelease, 0}}));
  const auto out = rack.run({sound})[0];
  EXPECT_NEAR(rack.gain_reduction(), -1 - decibels(3.0), 0.001);
  EXPECT_NE(out[1000], sound[760]);
  for (std::size_t f = 24000; f < 48000; ++f) ASSERT_EQ(out[f], sound[f - 240]);
}

TEST(LimiterTest, ReleasesInItsTimeAndAutomaticallySlowerTheLongerItLimited) {
  const auto time_of = [](bool automatic, std::size_t loud_frames) {
    auto sound = constant(192000, 0.1F);
    std::fill_n(sound.begin() + 1000, loud_frames, 2.0F);
    Limiter unit(kRate);
    KeyedRack rack(unit, values({{p::kTruePeak, 0},
                                 {p::kRelease, 50},
                                 {p::kAutoRelease, automatic},
                                 {p::kLookahead, 1},
                                 {p::kCeiling, 0}}));
    const auto out = rack.run({sound})[0];
    // The hold and the means end a look-ahead after the last loud sample.
    const std::size_t from = 1000 + loud_frames + 96;
    const double start = 1 - out[from] / 0.1;
    return static_cast<double>(frames_until(
        from, 192000, [&](std::size_t f) { return 1 - out[f] / 0.1 < start / std::numbers::e; }));
  };
  EXPECT_NEAR(time_of(false, 1), 0.050 * kRate, 0.05 * 0.050 * kRate);
  EXPECT_NEAR(time_of(false, 48000), 0.050 * kRate, 0.05 * 0.050 * kRate);
  EXPECT_NEAR(time_of(true, 1), 0.050 * kRate, 0.25 * 0.050 * kRate);
  EXPECT_GT(time_of(true, 96000), 5 * 0.050 * kRate);
  EXPECT_LT(time_of(true, 96000), 11 * 0.050 * kRate);
}

TEST(LimiterTest, IsLateByTheLatencyLaw) {
  for (const double ms : {1.0, 1.5, 5.0, 10.0})
    for (const bool bypass : {false, true}) {
      const Values v = values({{p::kLookahead, ms}});
      Limiter unit(kRate);
      KeyedRack rack(unit, v, 1, 3, bypass);
      const auto out = rack.run({impulse(2048, 100, 0.5F)})[0];
      EXPECT_EQ(look_ahead(v), std::lround(ms * 48));
      for (std::size_t f = 0; f < out.size(); ++f) ASSERT_EQ(out[f], f == 100 + look_ahead(v) ? 0.5F : 0.0F);
    }
  for (const double rate : {8000.0, 44100.0, 96000.0, 192000.0}) {
    Limiter unit(rate);
    const Values v = values({{p::kLookahead, 1}, {p::kTruePeak, 0}, {p::kCeiling, -6}});
    KeyedRack rack(unit, v);
    const std::vector<double> exact(v.begin(), v.end());
    const std::size_t late = vocabulary::find_effect("limiter")->latency_frames(exact, rate);
    auto sound = impulse(4096, 100, 0.25F);
    sound[1000] = 2.0F;
    const auto out = rack.run({sound})[0];
    EXPECT_EQ(out[100 + late], 0.25F) << rate;
    EXPECT_LE(out[1000 + late], 0.5011873F) << rate;
    EXPECT_GT(out[1000 + late], 0.50F) << rate;
  }
}

TEST(LimiterTest, LinksTheChannelsOfAStripAndNoOthers) {
  const Sound in{constant(9600, 2.0F), constant(9600, 0.1F)};
  Limiter unit(kRate);
  KeyedRack rack(unit, values({{p::kCeiling, 0}, {p::kTruePeak, 0}}), 2, 4);
  const auto out = rack.run(in);
  EXPECT_NEAR(out[0].back(), 1.0, 1e-5);
  EXPECT_NEAR(out[1].back(), 0.05, 1e-5);
}

TEST(LimiterTest, KeepsTheCeilingAndDoesNotClickWhileTheLookAheadChanges) {
  const auto loud = dsp::test::noise(256 * 120, 11, 2.0F), soft = sine(256 * 120, 100, 0.7);
  const std::vector<Move> moves{{2560, p::kLookahead, 10},
                                {10240, p::kLookahead, 1},
                                {12800, p::kLookahead, 7},
                                {13056, p::kLookahead, 2},
                                {20480, p::kLookahead, 5}};
  for (const bool between : {false, true}) {
    Limiter unit(kRate), other(kRate);
    KeyedRack rack(unit, values({{p::kCeiling, -6}, {p::kTruePeak, between}})),
        gentle(other, values({{p::kCeiling, -6}, {p::kTruePeak, between}}));
    const auto out = rack.run({loud}, moves)[0];
    for (std::size_t f = 0; f < out.size(); ++f) ASSERT_LE(std::abs(out[f]), 0.5011873F) << f;
    EXPECT_LT(greatest_step(std::span(gentle.run({soft}, moves)[0]).subspan(500)), 0.0092 + 0.004);
  }
  // Arrived, it is what it would be from the start.
  Limiter moved(kRate), whole(kRate);
  KeyedRack a(moved, values({{p::kCeiling, -6}, {p::kAutoRelease, 0}})),
      b(whole, values({{p::kCeiling, -6}, {p::kAutoRelease, 0}, {p::kLookahead, 9}}));
  const auto late = a.run({loud}, {{1024, p::kLookahead, 1}, {8192, p::kLookahead, 9}})[0],
             wanted = b.run({loud})[0];
  for (std::size_t f = 24000; f < loud.size(); ++f) ASSERT_NEAR(late[f], wanted[f], 1e-4) << f;
}

TEST(LimiterTest, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  auto in = Sound{swelling(256 * 60, 9), swelling(256 * 60, 10)};
  for (auto& channel : in)
    for (float& x : channel) x *= 3.0F;
  const std::vector<Move> moves{
      {512, p::kLookahead, 7},  {1024, p::kTruePeak, 0},  {2048, kBypass, 1},         {3072, kBypass, 0},
      {4096, p::kCeiling, -12}, {5120, p::kLookahead, 2}, {7680, p::kAutoRelease, 0}, {8192, p::kTruePeak, 1},
      {9216, p::kRelease, 5},   {9472, p::kLookahead, 10}};
  expect_same_however(
      [&](const std::vector<std::uint32_t>& cuts) {
        Limiter unit(kRate);
        KeyedRack rack(unit, values({{p::kCeiling, -6}}), 2, 6);
        return rack.run(in, moves, cuts);
      },
      5e-6F);
}

TEST(LimiterTest, DoesNotHearStripsOfOtherShapes) {
  const auto in = swelling(8192, 12);
  Limiter alone(kRate), among(kRate);
  const Values v = values({{p::kCeiling, -12}, {p::kTruePeak, 0}});
  KeyedRack a(alone, v, 1, 4);
  for (std::uint16_t l = 6; l < 16; ++l) {
    among.begin({l, 1}, values({{p::kCeiling, -3}, {p::kLookahead, 1.0 + l / 2}}).data(), false);
  }
  KeyedRack b(among, v, 1, 4);
  EXPECT_EQ(a.run({in}), b.run({in}));
}

TEST(LimiterTest, BypassesWithoutAStepToTheDelayedInput) {
  const auto in = sine(256 * 40, 100, 0.9);
  Limiter unit(kRate);
  KeyedRack rack(unit, values({{p::kCeiling, -12}}));
  const auto out = rack.run({in}, {{5120, kBypass, 1}})[0];
  EXPECT_LT(greatest_step(std::span(out).subspan(1000)), 0.9 / 400 + 0.0119);
  for (std::size_t f = 6000; f < in.size(); ++f) ASSERT_EQ(out[f], in[f - 240]);
}

TEST(LimiterTest, ForgetsANanAndAnInfinity) {
  for (const float broken :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    auto in = sine(96000, 1000, 0.5);
    in[100] = broken;
    Limiter unit(kRate);
    KeyedRack rack(unit, values({{p::kRelease, 20}, {p::kAutoRelease, 0}}));
    const auto out = rack.run({in})[0];
    for (std::size_t f = 48000; f < 96000; ++f) ASSERT_EQ(out[f], in[f - 240]);
    EXPECT_TRUE(std::isfinite(out[400]));
  }
}

TEST(LimiterTest, MovesToAnotherBlockWithItsPast) {
  auto in = swelling(8192, 13);
  const Values v = values({{p::kCeiling, -12}});
  for (const std::uint16_t changed : {p::kRelease, p::kLookahead}) {
    Limiter a(kRate), b(kRate), whole(kRate);
    KeyedRack from(a, v, 1, 2), there(b, v, 1, 11), stays(whole, v, 1, 2);
    const std::vector<float> first(in.begin(), in.begin() + 2048), second(in.begin() + 2048, in.end());
    (void)from.run({first}, {{1792, changed, 9}});
    (void)there.run({dsp::test::noise(700, 3)});
    b.move_from(a, {2, 1}, {11, 1});
    const auto moved = there.run({second})[0], all = stays.run({in}, {{1792, changed, 9}})[0];
    for (std::size_t f = 0; f < second.size(); ++f) ASSERT_EQ(moved[f], all[2048 + f]) << f;
  }
}

}  // namespace
}  // namespace corelogic::effects
