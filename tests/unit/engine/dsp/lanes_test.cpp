// lanes_test.cpp: the transposes lose nothing, whatever the block size and the instruction set.
#include "engine/dsp/lanes.h"

#include <gtest/gtest.h>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

class Lanes : public ::testing::Test {
 protected:
  void TearDown() override { force_target(""); }
};

TEST_F(Lanes, ChooseTheBestInstructionSetAndRefuseAnUnknownOne) {
  const auto all = test::targets();
  ASSERT_FALSE(all.empty());
  for (const std::string& name : all) {
    EXPECT_TRUE(force_target(name.c_str()));
    EXPECT_EQ(active_target(), name);
  }
  EXPECT_FALSE(force_target("Z80"));
  EXPECT_TRUE(force_target(""));
  EXPECT_EQ(active_target(), all.back());
}

TEST_F(Lanes, GatherPutsEachChannelIntoItsLaneAndSilenceWhereThereIsNone) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const std::uint32_t frames : {1U, 3U, 4U, 17U, 64U, 255U, 256U}) {
      std::vector<std::vector<float>> channels;
      for (std::uint32_t l = 0; l < kLanes; ++l) channels.push_back(test::noise(frames + 1, l + 1));
      const float* planar[kLanes];
      for (std::size_t l = 0; l < kLanes; ++l)
        planar[l] = l == 5 ? nullptr : channels[l].data() + 1;  // unaligned
      test::LaneBuffer lanes(kMaxFrames);
      gather_lanes(planar, lanes.get(), frames);
      for (std::uint32_t f = 0; f < frames; ++f)
        for (std::size_t l = 0; l < kLanes; ++l)
          ASSERT_EQ(lanes[f][l], l == 5 ? 0.0F : channels[l][f + 1])
              << name << " frame " << f << " lane " << l;
    }
  }
}

TEST_F(Lanes, ScatterGivesBackWhatGatherTookAndTouchesNothingElse) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const std::uint32_t frames : {1U, 5U, 64U, 256U}) {
      test::LaneBuffer lanes(kMaxFrames);
      const auto sound = test::noise(frames * kLanes, 7);
      for (std::size_t i = 0; i < sound.size(); ++i) lanes[i / kLanes][i % kLanes] = sound[i];
      std::vector<std::vector<float>> channels(kLanes, std::vector<float>(frames + 1, 9.0F));
      float* planar[kLanes];
      for (std::size_t l = 0; l < kLanes; ++l) planar[l] = l == 11 ? nullptr : channels[l].data();
      scatter_lanes(lanes.get(), planar, frames);
      for (std::size_t l = 0; l < kLanes; ++l) {
        for (std::uint32_t f = 0; f < frames; ++f)
          ASSERT_EQ(channels[l][f], l == 11 ? 9.0F : lanes[f][l]) << name << " frame " << f << " lane " << l;
        ASSERT_EQ(channels[l][frames], 9.0F);
      }
    }
  }
}

TEST_F(Lanes, ReduceAddsEvenAndOddLanesInTheSameOrderEverywhere) {
  constexpr std::uint32_t kFrames = 67;
  test::LaneBuffer lanes(kMaxFrames);
  const auto sound = test::noise(kFrames * kLanes, 3);
  for (std::size_t i = 0; i < sound.size(); ++i) lanes[i / kLanes][i % kLanes] = sound[i];
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    std::vector<float> even(kFrames, 0.5F), odd(kFrames, 0.25F), all(kFrames, 0.125F);
    reduce_lanes(lanes.get(), even.data(), odd.data(), kFrames);
    reduce_lanes(lanes.get(), all.data(), nullptr, kFrames);
    for (std::uint32_t f = 0; f < kFrames; ++f) {
      const float* x = lanes[f];
      const float e = ((x[0] + x[8]) + (x[4] + x[12])) + ((x[2] + x[10]) + (x[6] + x[14]));
      const float o = ((x[1] + x[9]) + (x[5] + x[13])) + ((x[3] + x[11]) + (x[7] + x[15]));
      ASSERT_EQ(even[f], 0.5F + e) << name;
      ASSERT_EQ(odd[f], 0.25F + o) << name;
      ASSERT_EQ(all[f], 0.125F + (e + o)) << name;
    }
  }
}

}  // namespace
}  // namespace corelogic::dsp
