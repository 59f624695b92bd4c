// resampler_test.cpp: sines at another rate against their closed form.  Side: test.
#include "engine/streaming/resampler.h"

#include "tests/unit/engine/streaming/scratch.h"

namespace corelogic::streaming {
namespace {

std::vector<float> resample(const std::vector<float>& from, std::uint32_t from_rate, std::uint32_t to_rate,
                            std::int64_t chunk) {
  auto resampler = Resampler::make(from_rate, to_rate, 1);
  EXPECT_TRUE(resampler);
  std::vector<float> to(static_cast<std::size_t>(
      Resampler::length(static_cast<std::int64_t>(from.size()), from_rate, to_rate)));
  std::int64_t filled = 0;
  const auto run = [&](const float* at, std::int64_t frames) {
    float* head = to.data() + filled;
    filled += resampler->run(at, frames, &head, static_cast<std::int64_t>(to.size()) - filled);
  };
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(from.size()); i += chunk) {
    run(from.data() + i, std::min(chunk, static_cast<std::int64_t>(from.size()) - i));
  }
  run(nullptr, 0);
  EXPECT_GE(filled, static_cast<std::int64_t>(to.size()) - 1);
  return to;
}

TEST(Resampler, MeetsTheSineOfTheOtherRate) {
  for (const auto& [from, to] :
       {std::pair{44100U, 48000U}, {48000U, 44100U}, {22050U, 48000U}, {96000U, 48000U}}) {
    const std::vector<float> got = resample(sine(1000, from, from), from, to, 1000);
    const std::vector<float> wanted = sine(1000, to, to);
    ASSERT_EQ(got.size(), wanted.size());
    // Away from both ends, where the sine begins out of nothing: -120 dB, what VHQ and float32 allow.
    for (std::size_t i = 4000; i + 4000 < got.size(); ++i)
      ASSERT_NEAR(got[i], wanted[i], 1e-6F) << from << " " << i;
  }
}

TEST(Resampler, GivesTheSameSamplesForAnyChunk) {
  const std::vector<float> from = sine(1000, 44100, 20000);
  EXPECT_EQ(resample(from, 44100, 48000, 20000), resample(from, 44100, 48000, 777));
}

TEST(Resampler, RoundsTheLengthToTheNearestFrame) {
  EXPECT_EQ(Resampler::length(44100, 44100, 48000), 48000);
  EXPECT_EQ(Resampler::length(1, 44100, 48000), 1);  // 1.088
  EXPECT_EQ(Resampler::length(1, 96000, 48000), 1);  // 0.5, upwards
  EXPECT_EQ(Resampler::length(3, 8000, 48000), 18);
  EXPECT_EQ(Resampler::length(0, 44100, 48000), 0);
  EXPECT_EQ(Resampler::length(std::int64_t{1} << 48, 48000, 768000), std::int64_t{1} << 52);
}

}  // namespace
}  // namespace corelogic::streaming
