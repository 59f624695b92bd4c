// render_length_test.cpp: where a render ends, however its frames are cut.  Side: test.
#include "engine/apps/render_length.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corelogic::apps {
namespace {

constexpr std::uint32_t kRate = 1000;  // quiet: 500 frames, longest tail: 30000

/// What of `sound` is handed on when it comes in pieces of `piece`, then silence.
std::vector<float> handed_on(const std::vector<float>& sound, std::int64_t frames, bool tail,
                             std::uint32_t piece) {
  RenderLength length(frames, tail, kRate, 1);
  std::vector<float> got;
  std::size_t at = 0;
  for (int turns = 0; !length.complete() && turns < 1'000'000; ++turns) {
    std::vector<float> samples(piece, 0.0F);
    for (std::uint32_t i = 0; i < piece && at + i < sound.size(); ++i) samples[i] = sound[at + i];
    at += piece;
    const float* pointer = samples.data();
    EXPECT_TRUE(length.take(&pointer, piece, [&](const float* const* channels, std::uint32_t count) {
      got.insert(got.end(), channels[0], channels[0] + count);
      return vocabulary::Result<void>();
    }));
  }
  EXPECT_EQ(length.written(), static_cast<std::int64_t>(got.size()));
  return got;
}

TEST(RenderLength, IsExactWithoutATail) {
  const std::vector<float> sound(5000, 1.0F);
  for (const std::uint32_t piece : {1U, 7U, 512U, 8192U})
    EXPECT_EQ(handed_on(sound, 1234, false, piece).size(), 1234U);
}

TEST(RenderLength, EndsWithTheLastLoudFrameOfTheTail) {
  std::vector<float> sound(2000, 0.5F);
  sound.resize(2300, 1e-6F);  // below -90 dBFS
  sound.push_back(1e-3F);     // above it, after 300 quiet frames
  sound.resize(2301 + 499, 1e-6F);
  std::vector<float> wanted(sound.begin(), sound.begin() + 2301);
  for (const std::uint32_t piece : {1U, 7U, 512U, 8192U})
    EXPECT_EQ(handed_on(sound, 1000, true, piece), wanted) << piece;
}

TEST(RenderLength, DoesNotWaitForWhatComesAfterHalfASecondOfQuiet) {
  std::vector<float> sound(1000, 0.5F);
  sound.resize(1500, 0.0F);
  sound.push_back(0.5F);
  for (const std::uint32_t piece : {1U, 512U}) EXPECT_EQ(handed_on(sound, 1000, true, piece).size(), 1000U);
}

TEST(RenderLength, EndsATailThatNeverEndsAfterThirtySeconds) {
  const std::vector<float> sound(100'000, 0.5F);
  for (const std::uint32_t piece : {13U, 4096U})
    EXPECT_EQ(handed_on(sound, 1000, true, piece).size(), 31'000U);
}

TEST(RenderLength, PassesOnWhatTheSinkRefuses) {
  RenderLength length(100, false, kRate, 1);
  const float sample = 0.0F;
  const float* pointer = &sample;
  const auto taken =
      length.take(&pointer, 1, [](const float* const*, std::uint32_t) -> vocabulary::Result<void> {
        return vocabulary::Refusal{vocabulary::RefusalCode::kStorage, "disk", "the disk is full"};
      });
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.refusal().sentence, "the disk is full");
}

}  // namespace
}  // namespace corelogic::apps
