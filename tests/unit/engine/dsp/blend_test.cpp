// blend_test.cpp: dry and wet to the bit at the ends, a straight line between, the same however it is cut.
#include "engine/dsp/blend.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

constexpr std::uint32_t kFrames = 256;
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

class Blend : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto dry_sound = test::noise(kFrames * kLanes, 3), wet_sound = test::noise(kFrames * kLanes, 4);
    std::copy(dry_sound.begin(), dry_sound.end(), dry[0]);
    std::copy(wet_sound.begin(), wet_sound.end(), wet[0]);
  }
  void TearDown() override { force_target(""); }

  /// A share under way in most lanes: lane l goes from l / 15 to 1 - l / 15 in 20 * l frames.
  static LaneRamp moving() {
    LaneRamp ramp;
    for (std::size_t l = 0; l < kLanes; ++l) {
      ramp.target[l] = static_cast<float>(l) / 15.0F;
      if (l > 0) ramp.move_to(l, 1.0F - static_cast<float>(l) / 15.0F, 20.0F * static_cast<float>(l));
    }
    return ramp;
  }

  test::LaneBuffer dry{kFrames}, wet{kFrames}, out{kFrames};
};

TEST_F(Blend, IsDryAtZeroAndWetAtOneToTheBitWhateverTheOtherHas) {
  for (std::uint32_t f = 0; f < kFrames; ++f) {
    wet[f][3] = kNan;
    dry[f][4] = kNan;
    wet[f][5] = std::numeric_limits<float>::infinity();
  }
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const float half : {0.0F, 0.5F, 1.0F}) {
      LaneRamp share;
      for (std::size_t l = 0; l < kLanes; ++l) share.target[l] = l % 2 == 0 ? 1.0F : 0.0F;
      share.target[9] = half;
      blend_lanes(dry.get(), wet.get(), share, out.get(), kFrames);
      for (std::uint32_t f = 0; f < kFrames; ++f)
        for (std::size_t l = 0; l < kLanes; ++l) {
          const float wanted = l == 9 && half == 0.5F    ? dry[f][l] + half * (wet[f][l] - dry[f][l])
                               : share.target[l] == 1.0F ? wet[f][l]
                                                         : dry[f][l];
          ASSERT_EQ(out[f][l], wanted) << name << " lane " << l;
        }
    }
  }
}

TEST_F(Blend, WorksInPlaceAndLeavesAWetBlockUntouched) {
  for (const float rest : {0.0F, 1.0F}) {
    LaneRamp share;
    std::fill_n(share.target, kLanes, rest);
    test::LaneBuffer first(kFrames), second(kFrames);
    std::copy(dry[0], dry[0] + kFrames * kLanes, first[0]);
    std::copy(wet[0], wet[0] + kFrames * kLanes, second[0]);
    blend_lanes(first.get(), second.get(), share, second.get(), kFrames);
    EXPECT_TRUE(std::equal(second[0], second[0] + kFrames * kLanes, rest == 1.0F ? wet[0] : dry[0]));
    blend_lanes(first.get(), wet.get(), share, first.get(), kFrames);
    EXPECT_TRUE(std::equal(first[0], first[0] + kFrames * kLanes, rest == 1.0F ? wet[0] : dry[0]));
  }
}

TEST_F(Blend, FollowsAStraightLineAndArrivesAtTheLastFrame) {
  LaneRamp share = moving();
  const LaneRamp before = share;
  blend_lanes(dry.get(), wet.get(), share, out.get(), kFrames);
  for (std::size_t l = 0; l < kLanes; ++l) {
    for (std::uint32_t f = 0; f < kFrames; ++f) {
      const double remain = std::max(0.0, static_cast<double>(before.left[l]) - 1.0 - f);
      const double now = static_cast<double>(before.target[l]) - static_cast<double>(before.step[l]) * remain;
      ASSERT_NEAR(out[f][l], dry[f][l] + now * (wet[f][l] - static_cast<double>(dry[f][l])), 5e-7);
    }
    EXPECT_EQ(share.left[l], std::max(0.0F, before.left[l] - kFrames));
  }
  EXPECT_EQ(out[kFrames - 1][1],
            dry[kFrames - 1][1] + (14.0F / 15.0F) * (wet[kFrames - 1][1] - dry[kFrames - 1][1]));
}

TEST_F(Blend, GivesTheSameBitsHoweverTheBlockIsCutOnEveryInstructionSet) {
  LaneRamp whole_share = moving();
  blend_lanes(dry.get(), wet.get(), whole_share, out.get(), kFrames);
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const auto& cuts : test::kCuts) {
      LaneRamp share = moving();
      test::LaneBuffer heard(kFrames);
      std::uint32_t done = 0;
      for (const std::uint32_t frames : cuts) {
        blend_lanes(dry.get() + done, wet.get() + done, share, heard.get() + done, frames);
        done += frames;
      }
      EXPECT_TRUE(std::equal(heard[0], heard[0] + kFrames * kLanes, out[0])) << name;
      EXPECT_TRUE(std::equal(share.left, share.left + kLanes, whole_share.left)) << name;
    }
  }
}

TEST_F(Blend, DoesTheSameToAPlanarChannelCutInAnyWay) {
  std::vector<float> first(kFrames), second(kFrames);
  for (std::uint32_t f = 0; f < kFrames; ++f) {
    first[f] = dry[f][7];
    second[f] = wet[f][7];
  }
  first[250] = kNan;  // after the arrival at wet
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const auto& cuts : test::kCuts) {
      GainRamp share;
      share.move_to(1.0F, 240.0F);
      LaneRamp lanes;
      lanes.move_to(7, 1.0F, 240.0F);
      blend_lanes(dry.get(), wet.get(), lanes, out.get(), kFrames);
      std::vector<float> heard(kFrames);
      std::uint32_t done = 0;
      for (const std::uint32_t frames : cuts) {
        blend_planar(first.data() + done, second.data() + done, share, heard.data() + done, frames);
        done += frames;
      }
      for (std::uint32_t f = 0; f < kFrames; ++f) ASSERT_EQ(heard[f], out[f][7]) << name << " frame " << f;
      EXPECT_EQ(heard[239], second[239]);
      EXPECT_EQ(share.left, 0.0F);
      EXPECT_EQ(share.current(), 1.0F);
    }
  }
}

TEST_F(Blend, RestsBetweenWithoutLosingTheShare) {
  std::vector<float> first(33, 1.0F), second(33, 3.0F);
  GainRamp share;
  share.target = 0.25F;
  blend_planar(first.data(), second.data(), share, second.data(), 33);
  for (const float x : second) EXPECT_EQ(x, 1.5F);
  share.target = 0.0F;
  second[4] = kNan;
  blend_planar(first.data(), second.data(), share, second.data(), 33);
  EXPECT_EQ(second, first);
}

}  // namespace
}  // namespace corelogic::dsp
