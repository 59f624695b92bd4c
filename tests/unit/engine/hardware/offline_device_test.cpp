// offline_device_test.cpp: a cycle played as fast as it can, by any block.  Side: test.
#include "engine/hardware/offline_device.h"

#include <gtest/gtest.h>

#include "tests/support/hand_plan.h"

namespace corelogic::hardware {
namespace {

std::vector<float> render(std::uint32_t block, std::size_t frames) {
  std::vector<float> ramp(1000);
  for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<float>(i) / 1000.0F;
  support::SoundToDevice sound(1, ramp, true);
  doors::Rings rings;
  EXPECT_TRUE(rings.commands.push(doors::RtCommand::install(&sound.plan())));
  EXPECT_TRUE(rings.commands.push(doors::RtCommand::play()));
  scheduler::Cycle cycle(rings, {});
  OfflineDevice device({.sample_rate = 48000, .block_frames = block, .inputs = 0, .outputs = 1});
  EXPECT_TRUE(device.start(cycle));
  std::vector<float> heard;
  device.run([&](const float* const* outputs, std::uint32_t count, std::uint32_t length) {
    EXPECT_EQ(count, 1U);
    EXPECT_EQ(thread_role, ThreadRole::kControl);
    heard.insert(heard.end(), outputs[0], outputs[0] + length);
    return heard.size() < frames;
  });
  device.stop();
  cycle.release();
  heard.resize(frames);
  return heard;
}

TEST(OfflineDevice, PlaysUntilItsConsumerHasEnough) {
  const std::vector<float> heard = render(512, 5000);
  EXPECT_FLOAT_EQ(heard[4999], 0.999F);
}

TEST(OfflineDevice, GivesTheSameSamplesForAnyBlock) {
  const std::vector<float> wanted = render(64, 5000);
  for (const std::uint32_t block : {1U, 16U, 96U, 480U, 4096U})
    EXPECT_EQ(render(block, 5000), wanted) << block;
}

}  // namespace
}  // namespace corelogic::hardware
