// convolution_knobs_test.cpp: what the convolution's parameters do, and that none of them clicks.
#include <gtest/gtest.h>

#include <functional>
#include <numbers>

#include "tests/unit/engine/effects/convolution_hall.h"

namespace corelogic::effects {
namespace {

using namespace convolution_test;

TEST(ConvolutionKnobs, MixesAndBypasses) {
  const Channels in = {noise(6000, 1), noise(6000, 2)};
  const Channels response = {decaying(4000, 3)};
  const auto wet = Hall(response, {}).render(in), half = Hall(response, {.mix = 50}).render(in);
  EXPECT_EQ(Hall(response, {.mix = 0}).render(in), in);
  EXPECT_EQ(Hall(response, {.bypass = true}).render(in), in);
  for (std::size_t f = 0; f < 6000; ++f) ASSERT_NEAR(half[0][f], 0.5F * (wet[0][f] + in[0][f]), 1e-6);
}

TEST(ConvolutionKnobs, NormalisedNoiseComesOutAsLoudAsItWentIn) {
  const Channels in = {noise(96000, 1), noise(96000, 2)};
  for (const std::size_t count : {1U, 2U, 4U}) {
    Channels response;
    for (std::uint32_t i = 0; i < count; ++i) response.push_back(decaying(9600, i + 10));
    const auto heard = Hall(response, {.normalise = 1}).render(in);
    EXPECT_NEAR(10 * std::log10(energy(heard[0]) / energy(in[0])), 0, 0.7) << count;
    const auto softer = Hall(response, {.gain_db = -12, .normalise = 1}).render(in);
    EXPECT_NEAR(10 * std::log10(energy(softer[0]) / energy(heard[0])), -12, 0.01);
  }
}

TEST(ConvolutionKnobs, TheLouderOutputDecidesHowMuchIsNormalised) {
  const Channels in = {noise(48000, 1), noise(48000, 1)};
  Channels response = {decaying(4800, 1), decaying(4800, 2)};
  for (float& x : response[1]) x *= 0.25F;
  const auto heard = Hall(response, {.normalise = 1}).render(in);
  EXPECT_NEAR(10 * std::log10(energy(heard[0]) / energy(in[0])), 0, 0.7);
  EXPECT_NEAR(10 * std::log10(energy(heard[1]) / energy(heard[0])), -12.04, 0.7);
}

TEST(ConvolutionKnobs, PlaysAPartOfTheResponseAndFadesItsLastQuarter) {
  const Sound response = noise(4001, 1);
  Channels in(2, Sound(9000, 0.0F));
  in[0][5] = 1;
  for (const float length : {5.0F, 30.0F, 99.9F}) {
    const auto heard = Hall({response}, {.length = length}).render(in);
    const auto kept = static_cast<std::size_t>(std::ceil(4001 * static_cast<double>(length) / 100));
    const std::size_t fade = kept / 4;
    for (std::size_t f = 0; f < 4001; ++f) {
      double wanted = f < kept ? response[f] : 0.0;
      if (f < kept && f >= kept - fade) {
        const double gone = static_cast<double>(f - (kept - fade) + 1) / static_cast<double>(fade);
        wanted *= 0.5 + 0.5 * std::cos(std::numbers::pi * gone);
      }
      ASSERT_NEAR(heard[0][5 + f], wanted, 2e-6) << length << " " << f;
    }
  }
  const auto whole = Hall({response}, {}).render(in);
  for (std::size_t f = 0; f < 4001; ++f) ASSERT_NEAR(whole[0][5 + f], response[f], 2e-6);
}

TEST(ConvolutionKnobs, WaitsForThePreDelay) {
  const Sound response = decaying(3000, 1);
  Channels in(2, Sound(20000, 0.0F));
  in[0][5] = 1;
  const auto heard = Hall({response}, {.pre_delay_ms = 250}).render(in);
  for (std::size_t f = 0; f < 12005; ++f) ASSERT_EQ(heard[0][f], 0.0F);
  for (std::size_t f = 0; f < 3000; ++f) ASSERT_NEAR(heard[0][12005 + f], response[f], 1e-6);
}

TEST(ConvolutionKnobs, TheCutsFollowButterworth) {
  const auto power = [](const Settings& s, double hz) {
    Channels in(2, Sound(24000, 0.0F));
    in[0][0] = 1;
    const auto heard = Hall({Sound{1.0F}}, s).render(in);
    double re = 0, im = 0;
    for (std::size_t f = 0; f < heard[0].size(); ++f) {
      re += heard[0][f] * std::cos(2 * M_PI * hz * static_cast<double>(f) / kRate);
      im += heard[0][f] * std::sin(2 * M_PI * hz * static_cast<double>(f) / kRate);
    }
    return 10 * std::log10(re * re + im * im);
  };
  const auto warped = [](double hz) { return std::tan(M_PI * hz / kRate); };
  for (const double hz : {40.0, 200.0, 1000.0, 4000.0, 12000.0}) {
    EXPECT_NEAR(power({.low_cut_hz = 400}, hz), -10 * std::log10(1 + std::pow(warped(400) / warped(hz), 4)),
                0.01);
    EXPECT_NEAR(power({.high_cut_hz = 3000}, hz),
                -10 * std::log10(1 + std::pow(warped(hz) / warped(3000), 4)), 0.01);
  }
}

/// Steepest step of a low tone's reverberation while `turn` sets things every tenth of a second, as a part of
/// the loudest sample. 100 Hz itself has 0.013.
float steepest(const std::function<void(Settings&, bool odd)>& turn) {
  constexpr std::size_t kFrames = 960;
  Settings s{.normalise = 1};
  Hall hall({decaying(24000, 2)}, s);
  float most = 0, loudest = 0, last = 0;
  for (std::size_t at = 0; at < 96000; at += kFrames) {
    if (at >= 48000 && at % 4800 == 0) turn(s, at / 4800 % 2 == 1);
    hall.set(s);
    Channels tone(2, Sound(kFrames));
    for (std::size_t f = 0; f < kFrames; ++f)
      tone[0][f] = tone[1][f] =
          static_cast<float>(std::sin(2 * M_PI * 100 * static_cast<double>(at + f) / kRate));
    const auto heard = hall.render(tone, {64});
    for (const float x : heard[0]) {
      if (at > 24000) most = std::max(most, std::abs(x - last));
      loudest = std::max(loudest, std::abs(x));
      last = x;
    }
  }
  return most / loudest;
}

TEST(ConvolutionKnobs, NoKnobClicks) {
  EXPECT_LT(steepest([](Settings&, bool) {}), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.mix = odd ? 30 : 100; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.gain_db = odd ? -24 : 0; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.pre_delay_ms = odd ? 3 : 90; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.low_cut_hz = odd ? 300 : 20; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.high_cut_hz = odd ? 1000 : 20000; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.normalise = odd ? 0 : 1; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.bypass = odd; }), 0.02);
}

TEST(ConvolutionKnobs, TheTailRingsOnBehindABypass) {
  Settings s;
  Hall hall({decaying(20000, 1)}, s);
  hall.render({noise(4800, 1), noise(4800, 2)});
  s.bypass = true;
  hall.set(s);
  const Channels silence(2, Sound(4800, 0.0F));
  EXPECT_EQ(hall.render(silence)[0].back(), 0.0F);
  s.bypass = false;
  hall.set(s);
  EXPECT_GT(energy(hall.render(silence)[0]), 1.0);
}

}  // namespace
}  // namespace corelogic::effects
