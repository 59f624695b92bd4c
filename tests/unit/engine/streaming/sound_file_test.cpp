// sound_file_test.cpp: files written and read back, and every file that is refused.  Side: test.
#include "engine/streaming/sound_file.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <limits>

#include "tests/unit/engine/streaming/scratch.h"

namespace corelogic::streaming {
namespace {

using testing::HasSubstr;
using vocabulary::RefusalCode;

TEST(SoundFile, GivesBackFloatsBitForBit) {
  Scratch scratch;
  const Channels channels = {sine(440, 48000, 1000), sine(1000, 48000, 1000, 1.5)};
  write_file(scratch.file("a.wav"), channels);
  EXPECT_EQ(read_file(scratch.file("a.wav")), channels);
}

TEST(SoundFile, RoundsToTheNearestInteger) {
  Scratch scratch;
  const Channels channels = {sine(440, 48000, 4096, 0.999)};
  struct Case {
    SampleFormat format;
    Container container;
    double step;
  };
  // Half a step, and for 32 bit the float's own 24 bits.
  for (const Case& c : {Case{SampleFormat::kS16, Container::kWav, 1.0 / 32768},
                        Case{SampleFormat::kS24, Container::kWav, 1.0 / 8388608},
                        Case{SampleFormat::kS32, Container::kWav, 1.0 / 8388608},
                        Case{SampleFormat::kS16, Container::kFlac, 1.0 / 32768},
                        Case{SampleFormat::kS24, Container::kFlac, 1.0 / 8388608},
                        Case{SampleFormat::kS24, Container::kRf64, 1.0 / 8388608}}) {
    write_file(scratch.file("a"), channels, 48000, c.format, c.container);
    const Channels back = read_file(scratch.file("a"));
    ASSERT_EQ(back.size(), 1U);
    for (std::size_t i = 0; i < back[0].size(); ++i) {
      ASSERT_NEAR(static_cast<double>(back[0][i]), static_cast<double>(channels[0][i]), c.step * 0.5000001)
          << i;
    }
  }
}

TEST(SoundFile, HoldsAndCountsWhatExceedsFullScale) {
  Scratch scratch;
  const std::vector<float> loud = {2.0F, -2.0F, 0.25F, std::numeric_limits<float>::infinity()};
  const float* pointer = loud.data();
  auto writer =
      SoundWriter::create(scratch.file("a.wav"), {Container::kWav, SampleFormat::kS16, 48000, 1, 0});
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->write(&pointer, 4));
  EXPECT_EQ(writer->clipped_samples(), 3U);
  ASSERT_TRUE(writer->commit());
  const Channels back = read_file(scratch.file("a.wav"));
  EXPECT_EQ(back[0], (std::vector<float>{32767.0F / 32768.0F, -1.0F, 0.25F, 32767.0F / 32768.0F}));
}

TEST(SoundFile, KeepsTheFormerFileUntilTheNewOneIsWhole) {
  Scratch scratch;
  const Channels former = {sine(440, 48000, 10)};
  write_file(scratch.file("a.wav"), former);
  {
    auto writer = SoundWriter::create(scratch.file("a.wav"), {});
    ASSERT_TRUE(writer);
    EXPECT_EQ(read_file(scratch.file("a.wav")), former);
  }
  EXPECT_EQ(read_file(scratch.file("a.wav")), former);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.path()), {}), 1)
      << "the temporary file stays";
}

TEST(SoundFile, WritesPlainWavBelowFourGigabytes) {
  Scratch scratch;
  write_file(scratch.file("a.wav"), {sine(440, 48000, 10)});
  std::ifstream file(scratch.file("a.wav"), std::ios::binary);
  std::string magic(4, ' ');
  file.read(magic.data(), 4);
  EXPECT_EQ(magic, "RIFF");
}

TEST(SoundFile, ChoosesTheHeaderByHowLongItMayBecome) {
  Scratch scratch;
  const auto format_tag = [&](std::int64_t most_frames) {
    auto writer = SoundWriter::create(scratch.file("a.wav"),
                                      {Container::kWav, SampleFormat::kS24, 48000, 2, most_frames});
    EXPECT_TRUE(writer && writer->commit());
    std::ifstream file(scratch.file("a.wav"), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    return static_cast<unsigned char>(bytes[bytes.find("fmt ") + 8]);
  };
  EXPECT_EQ(format_tag(1'000'000), 1) << "plain PCM";
  EXPECT_EQ(format_tag(std::int64_t{1} << 31), 0xfe) << "extensible: begun as RF64";
}

TEST(SoundFile, WritesTheSameBytesForTheSameSound) {
  Scratch scratch;
  const auto bytes = [&](const std::string& name) {
    write_file(scratch.file(name), {sine(440, 48000, 100)});
    std::ifstream file(scratch.file(name), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(bytes("a.wav"), bytes("b.wav"));
}

TEST(SoundFile, ReadsNotANumberAsSilence) {
  Scratch scratch;
  write_file(scratch.file("a.wav"),
             {{0.5F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}});
  EXPECT_EQ(read_file(scratch.file("a.wav"))[0], (std::vector<float>{0.5F, 0.0F, 0.0F}));
}

TEST(SoundFile, RefusesAFileThatIsNotThere) {
  Scratch scratch;
  const auto reader = SoundReader::open(scratch.file("none.wav"));
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.refusal().code, RefusalCode::kNotFound);
  EXPECT_THAT(reader.refusal().sentence, HasSubstr("none.wav: No such file"));
}

TEST(SoundFile, RefusesAFileThatIsNoSound) {
  Scratch scratch;
  std::ofstream(scratch.file("text.wav")) << "not a sound at all, just words and words and words";
  const auto reader = SoundReader::open(scratch.file("text.wav"));
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.refusal().code, RefusalCode::kInvalid);
  EXPECT_THAT(reader.refusal().sentence, HasSubstr("text.wav"));
}

TEST(SoundFile, RefusesAFifoInsteadOfWaitingForIt) {
  Scratch scratch;
  ASSERT_EQ(mkfifo(scratch.file("pipe.wav").c_str(), 0600), 0);
  const auto reader = SoundReader::open(scratch.file("pipe.wav"));
  ASSERT_FALSE(reader);
  EXPECT_THAT(reader.refusal().sentence, HasSubstr("not a plain file"));
}

TEST(SoundFile, RefusesToReplaceADevice) {
  const auto writer = SoundWriter::create("/dev/null", {});
  ASSERT_FALSE(writer);
  EXPECT_THAT(writer.refusal().sentence, HasSubstr("something else than a plain file"));
}

TEST(SoundFile, RefusesFlacInFloat) {
  Scratch scratch;
  const auto writer =
      SoundWriter::create(scratch.file("a.flac"), {Container::kFlac, SampleFormat::kFloat, 48000, 2, 0});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.refusal().code, RefusalCode::kUnsupported);
}

TEST(SoundFile, RefusesADirectoryThatIsNotThere) {
  Scratch scratch;
  const auto writer = SoundWriter::create(scratch.file("no/such/a.wav"), {});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.refusal().code, RefusalCode::kStorage);
}

}  // namespace
}  // namespace corelogic::streaming
