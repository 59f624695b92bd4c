// stream_ring_test.cpp: frames come out as they went in, whole blocks or none, across threads.
#include "engine/doors/stream_ring.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace corelogic::doors {
namespace {

TEST(StreamRing, InterleavesWhatWentInPlanar) {
  StreamRing ring(3, 100);
  const float a[] = {1, 2}, b[] = {10, 20}, c[] = {100, 200};
  const float* planar[] = {a, b, c};
  ASSERT_TRUE(ring.push(planar, 2));
  float out[6] = {};
  ASSERT_EQ(ring.pop(out, 10), 2U);
  EXPECT_EQ(std::vector<float>(out, out + 6), (std::vector<float>{1, 10, 100, 2, 20, 200}));
  EXPECT_EQ(ring.pop(out, 10), 0U);
}

TEST(StreamRing, DropsWholeBlocksWhenFullAndCountsTheirFrames) {
  StreamRing ring(2, 100);
  const std::vector<float> ones(64, 1.0F);
  const float* planar[] = {ones.data(), ones.data()};
  EXPECT_TRUE(ring.push(planar, 64));
  EXPECT_FALSE(ring.push(planar, 64));
  EXPECT_TRUE(ring.push(planar, 36));
  EXPECT_EQ(ring.dropped(), 64U);
  float out[200];
  EXPECT_EQ(ring.pop(out, 100), 100U);
}

TEST(StreamRing, LosesAndMixesNothingBetweenTwoThreads) {
  constexpr std::uint32_t kFrames = 400000, kBlock = 37;
  StreamRing ring(40, 1000);  // more channels than a chunk has frames
  std::thread writer([&] {
    std::vector<std::vector<float>> sound(40, std::vector<float>(kBlock));
    std::vector<const float*> planar;
    for (auto& channel : sound) planar.push_back(channel.data());
    for (std::uint32_t at = 0; at < kFrames; at += kBlock) {
      for (std::uint32_t c = 0; c < 40; ++c)
        for (std::uint32_t f = 0; f < kBlock; ++f) sound[c][f] = static_cast<float>((at + f) % 65536 + c);
      while (!ring.push(planar.data(), kBlock)) std::this_thread::yield();
    }
  });
  std::vector<float> out(100 * 40);
  std::uint32_t got = 0;
  bool right = true;
  while (got < kFrames) {
    const std::uint32_t frames = ring.pop(out.data(), 100);
    if (frames == 0) std::this_thread::yield();
    for (std::uint32_t f = 0; f < frames; ++f)
      for (std::uint32_t c = 0; c < 40; ++c)
        right = right && out[f * 40 + c] == static_cast<float>((got + f) % 65536 + c);
    got += frames;
  }
  writer.join();
  EXPECT_TRUE(right);
}

}  // namespace
}  // namespace corelogic::doors
