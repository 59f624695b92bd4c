// fractional_delay_test.cpp: between frames it is Lagrange's polynomial, on them it is the past to the bit.
#include "engine/effects/fractional_delay.h"

#include <gtest/gtest.h>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

constexpr std::uint32_t kStretch = DelayLine::kStretch;

struct alignas(kAlignment) Stretch {
  float of[kStretch] = {};
};

TEST(FractionalDelay, ReadsWholeDelaysToTheBitAcrossTheEndOfTheRing) {
  const auto sound = dsp::test::noise(5000, 1);
  DelayLine line;
  line.prepare(500);
  Stretch zero, out;
  for (std::uint32_t at = 0; at + 50 <= 5000; at += 50) {
    line.write(sound.data() + at, 50);
    if (at < 500) continue;
    for (const std::uint32_t delay : {52U, 100U, 499U, 500U}) {
      float whole[50];
      line.read(delay, whole, 50);
      line.read_moving(delay, zero.of, out.of, 50);
      for (std::uint32_t f = 0; f < 50 && delay > f; ++f) {
        ASSERT_EQ(whole[f], sound[at + 50 + f - delay]);
        ASSERT_EQ(out.of[f], whole[f]);
      }
    }
  }
}

TEST(FractionalDelay, IsExactForPolynomialsOfItsOrder) {
  const auto curve = [](double t) { return 0.3 + t * (0.5 - t * (0.2 + t * (0.7 - t * (0.4 - 0.1 * t)))); };
  DelayLine line;
  line.prepare(400);
  for (int f = 0; f < 300; ++f) line.write_one(static_cast<float>(curve(f / 300.0)));
  for (double offset = 0; offset < 100; offset += 0.37) {
    const auto heard = static_cast<double>(line.read_one(100, static_cast<float>(offset)));
    EXPECT_NEAR(heard, curve((200 - offset) / 300.0), 1e-6) << offset;
  }
}

TEST(FractionalDelay, ReadsTheSameAloneAndInStretchesOnEveryInstructionSet) {
  const auto sound = dsp::test::noise(1000, 4);
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    DelayLine line;
    line.prepare(600);
    line.write(sound.data(), 1000);
    Stretch offset, out;
    for (std::uint32_t f = 0; f < kStretch; ++f) offset.of[f] = 0.77F * static_cast<float>(f);
    line.read_moving(200, offset.of, out.of, kStretch);
    for (std::uint32_t f = 0; f < kStretch; ++f)
      ASSERT_EQ(out.of[f], line.read_one(200 - f, offset.of[f])) << name << " " << f;
  }
  dsp::force_target("");
}

TEST(FractionalDelay, IsNowhereLouderThanItsInputAndLosesLittleTo10kHz) {
  for (float part = 0.0F; part < 1.0F; part += 0.05F) {
    const LagrangeWeights weights = lagrange(part);
    for (double hz = 0; hz <= 24000; hz += 500) {
      const double gain = std::abs(test::response_at(weights.of, hz));
      EXPECT_LE(gain, 1 + 1e-6) << part << " " << hz;
      if (hz <= 10000) {
        EXPECT_GT(test::decibels(gain), -0.2) << part << " " << hz;
      }
    }
  }
}

}  // namespace
}  // namespace corelogic::effects
