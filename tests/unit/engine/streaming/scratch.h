// scratch.h: a directory of the test's own and sound files in it, for the tests of this room.  Side: test.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <numbers>
#include <string>
#include <vector>

#include "engine/streaming/sound_file.h"

namespace corelogic::streaming {

class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "corelogic-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

using Channels = std::vector<std::vector<float>>;

inline std::vector<float> sine(double hertz, std::uint32_t rate, std::size_t frames, double level = 0.5) {
  std::vector<float> samples(frames);
  for (std::size_t i = 0; i < frames; ++i) {
    samples[i] =
        static_cast<float>(level * std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate));
  }
  return samples;
}

inline void write_file(const std::string& path, const Channels& channels, std::uint32_t rate = 48000,
                       SampleFormat format = SampleFormat::kFloat, Container container = Container::kWav) {
  auto writer =
      SoundWriter::create(path, {container, format, rate, static_cast<std::uint16_t>(channels.size()), 0});
  ASSERT_TRUE(writer) << writer.refusal().sentence;
  std::vector<const float*> pointers;
  for (const auto& channel : channels) pointers.push_back(channel.data());
  const auto written = writer->write(pointers.data(), static_cast<std::uint32_t>(channels[0].size()));
  ASSERT_TRUE(written) << written.refusal().sentence;
  const auto committed = writer->commit();
  ASSERT_TRUE(committed) << committed.refusal().sentence;
}

inline Channels read_file(const std::string& path) {
  auto reader = SoundReader::open(path);
  EXPECT_TRUE(reader) << (reader ? "" : reader.refusal().sentence);
  if (!reader) return {};
  const auto frames = static_cast<std::size_t>(reader->frames());
  std::vector<float> all(frames * reader->channels());
  EXPECT_EQ(reader->read(all.data(), reader->frames()), reader->frames());
  Channels channels(reader->channels(), std::vector<float>(frames));
  for (std::size_t i = 0; i < all.size(); ++i) channels[i % channels.size()][i / channels.size()] = all[i];
  return channels;
}

}  // namespace corelogic::streaming
