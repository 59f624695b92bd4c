// waveform_test.cpp: pictures of files written by hand, pair by pair; what is no sound file is refused. Side:
// test.
#include "clients/gateway/waveform.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstring>

#include "tests/support/process.h"
#include "tests/unit/clients/gateway/hand_wav.h"

namespace corelogic::gateway {
namespace {

using vocabulary::RefusalCode;

struct Waveform : testing::Test {
  [[nodiscard]] std::string of(const std::string& path) const {
    const auto picture = waveform_of(path, leave);
    EXPECT_TRUE(picture) << picture.refusal().sentence;
    return picture ? *picture : std::string(24, '\0');
  }
  [[nodiscard]] RefusalCode refusal_of(const std::string& path) const {
    const auto picture = waveform_of(path, leave);
    return picture ? RefusalCode::kUnspecified : picture.refusal().code;
  }
  static std::uint32_t word(const std::string& picture, std::size_t index) {
    std::uint32_t value = 0;
    std::memcpy(&value, picture.data() + 4 * index, 4);
    return value;
  }
  static int byte(const std::string& picture, std::size_t index) {
    return static_cast<signed char>(picture[24 + index]);
  }

  support::ScratchDirectory scratch;
  std::atomic<bool> leave = false;
};

TEST_F(Waveform, IsTheLeastAndTheGreatestOfSixtyFourFramesOfAllChannels) {
  std::vector<std::int16_t> samples(2 * 100, 0);
  samples[2 * 10] = 16384;       // left, half of full scale
  samples[2 * 20 + 1] = -32768;  // right, all of it
  samples[2 * 99] = 8192;        // in the second pair, which is not full
  write_wav(scratch.file("two.wav"), 44100, 2, samples);
  const std::string picture = of(scratch.file("two.wav"));
  ASSERT_EQ(picture.size(), 24U + 4U);
  EXPECT_EQ(word(picture, 0), 2U) << "version";
  EXPECT_EQ(word(picture, 1), 1U) << "8 bits";
  EXPECT_EQ(word(picture, 2), 44100U);
  EXPECT_EQ(word(picture, 3), 64U);
  EXPECT_EQ(word(picture, 4), 2U);
  EXPECT_EQ(word(picture, 5), 1U);
  EXPECT_THAT((std::vector{byte(picture, 0), byte(picture, 1), byte(picture, 2), byte(picture, 3)}),
              testing::ElementsAre(-127, 64, 0, 32));
}

TEST_F(Waveform, OfALongFileHasWiderPairsThatStillHoldEveryPeak) {
  // 64 · 2^17 frames would be 2^17 pairs: two become one.
  std::vector<std::int16_t> samples(64U * kMostPairs + 64U, 100);
  samples[5'000'000] = 32767;
  write_wav(scratch.file("long.wav"), 8000, 1, samples);
  const std::string picture = of(scratch.file("long.wav"));
  EXPECT_EQ(word(picture, 3), 128U);
  EXPECT_EQ(word(picture, 4), kMostPairs / 2 + 1);
  EXPECT_EQ(picture.size(), 24U + 2U * word(picture, 4));
  EXPECT_EQ(byte(picture, 2 * (5'000'000 / 128) + 1), 127);
  EXPECT_EQ(byte(picture, 2 * (5'000'000 / 128) + 3), 0);
}

TEST_F(Waveform, OfNothingIsRefused) {
  std::ofstream(scratch.file("letter.wav")) << "Dear listener,";
  ASSERT_EQ(::mkfifo(scratch.file("pipe.wav").c_str(), 0600), 0);
  EXPECT_EQ(refusal_of(scratch.file("nowhere.wav")), RefusalCode::kNotFound);
  EXPECT_EQ(refusal_of(scratch.path()), RefusalCode::kNotFound);
  EXPECT_EQ(refusal_of(scratch.file("pipe.wav")), RefusalCode::kNotFound)
      << "and it does not wait for a writer";
  EXPECT_EQ(refusal_of(scratch.file("letter.wav")), RefusalCode::kInvalid);
}

TEST_F(Waveform, IsLeftWhenNobodyWaitsAnyMore) {
  write_wav(scratch.file("one.wav"), 48000, 1, std::vector<std::int16_t>(1000, 1));
  leave = true;
  EXPECT_EQ(refusal_of(scratch.file("one.wav")), RefusalCode::kBusy);
}

}  // namespace
}  // namespace corelogic::gateway
