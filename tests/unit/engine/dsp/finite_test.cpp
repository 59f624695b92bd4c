// finite_test.cpp: one sample that is no number is found wherever it is, and nothing else is taken for one.
#include "engine/dsp/finite.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace corelogic::dsp {
namespace {

using Limits = std::numeric_limits<float>;

TEST(Finite, FindsTheOneSampleThatIsNoNumber) {
  for (std::uint32_t frames = 1; frames <= 80; ++frames) {
    std::vector<float> sound(frames, -0.5F);
    EXPECT_TRUE(is_finite(sound.data(), frames));
    for (const float broken : {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity()})
      for (float& sample : sound) {
        sample = broken;
        EXPECT_FALSE(is_finite(sound.data(), frames)) << &sample - sound.data() << " of " << frames;
        sample = -0.5F;
      }
  }
}

TEST(Finite, TakesTheGreatestAndTheLeastForNumbers) {
  for (const float extreme : {Limits::max(), Limits::lowest(), Limits::denorm_min(), -0.0F}) {
    const std::vector<float> sound(64, extreme);
    EXPECT_TRUE(is_finite(sound.data(), 64)) << extreme;
  }
}

TEST(Finite, LooksNoFurtherThanItIsTold) {
  std::vector<float> sound(65, 0.0F);
  sound[64] = Limits::quiet_NaN();
  EXPECT_TRUE(is_finite(sound.data(), 64));
}

}  // namespace
}  // namespace corelogic::dsp
