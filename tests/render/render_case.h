// render_case.h: a scratch directory, graphs written by hand, and corelogic-render run on them.  Side: test.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "engine/streaming/sound_file.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/support/places.h"
#include "tests/support/process.h"

namespace corelogic::render_tests {

using Channels = std::vector<std::vector<float>>;

inline std::vector<float> noise(std::size_t frames, unsigned seed, float level = 0.5F) {
  std::mt19937 random(seed);
  std::vector<float> samples(frames);
  for (float& sample : samples) {
    sample = level * (static_cast<float>(random() >> 8) / static_cast<float>(1U << 23) - 1.0F);
  }
  return samples;
}

inline std::vector<float> sine(double hertz, std::uint32_t rate, std::size_t frames, double level = 0.5) {
  std::vector<float> samples(frames);
  for (std::size_t i = 0; i < frames; ++i) {
    samples[i] =
        static_cast<float>(level * std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate));
  }
  return samples;
}

inline void write_sound(const std::string& path, const Channels& channels, std::uint32_t rate = 48000) {
  auto writer =
      streaming::SoundWriter::create(path, {streaming::Container::kWav, streaming::SampleFormat::kFloat, rate,
                                            static_cast<std::uint16_t>(channels.size()), 1000});
  ASSERT_TRUE(writer);
  std::vector<const float*> pointers;
  for (const auto& channel : channels) pointers.push_back(channel.data());
  ASSERT_TRUE(writer->write(pointers.data(), static_cast<std::uint32_t>(channels[0].size())));
  ASSERT_TRUE(writer->commit());
}

inline Channels read_sound(const std::string& path) {
  auto reader = streaming::SoundReader::open(path);
  EXPECT_TRUE(reader) << (reader ? "" : reader.refusal().sentence);
  if (!reader) return {};
  const auto frames = static_cast<std::size_t>(reader->frames());
  std::vector<float> all(frames * reader->channels());
  EXPECT_EQ(reader->read(all.data(), reader->frames()), reader->frames());
  Channels channels(reader->channels(), std::vector<float>(frames));
  for (std::size_t i = 0; i < all.size(); ++i) channels[i % channels.size()][i / channels.size()] = all[i];
  return channels;
}

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// `first`: an effect's first values, with commas; the others as they are initially.
inline std::string values_of(const std::string& effect, const std::string& first) {
  std::string values = first;
  const auto& parameters = vocabulary::find_effect(effect)->parameters;
  const auto given = static_cast<std::size_t>(std::count(first.begin(), first.end(), ',') + 1);
  for (std::size_t i = given; i < parameters.size(); ++i)
    values += std::isinf(parameters[i].initial) ? ",\"-inf\"" : "," + std::to_string(parameters[i].initial);
  return "[" + values + "]";
}

/// An fx node's JSON.
inline std::string fx(const std::string& effect, const std::string& first) {
  return R"({"effect":")" + effect + R"(","parameters":)" + values_of(effect, first) + R"(,"bypass":false})";
}

/// One track of a hand-written graph.
struct HandTrack {
  std::string file;
  int channels = 2;
  bool loop = false;
  double volume = 0.0;   ///< dB
  double balance = 0.0;  ///< of the fader; a mono track is panned by `pan` on its way to the output
  double pan = 0.0;
  std::string insert{};  ///< an fx node's JSON, between input and fader; or nothing
};

/// Tracks side by side into one stereo output:
///
///   [file] -> (insert) -> (fader) --pan--> [output: main 1 2, monitor 3 4]
inline std::string graph(const std::vector<HandTrack>& tracks,
                         const std::string& output_parameters = "0,0,0,0", int rate = 48000) {
  std::string nodes;
  std::string cables;
  int index = 0;
  int id = 0;
  const auto edge = [](int edge_id, int source, double pan) {
    return R"({"id":)" + std::to_string(edge_id) + R"(,"source":)" + std::to_string(source) +
           R"(,"sourcePort":0,"destinationPort":0,"level":0,"pan":)" + std::to_string(pan) + "}";
  };
  for (const HandTrack& track : tracks) {
    const int owner = (++id) << 8;
    const std::string port = R"([{"name":"p","channels":)" + std::to_string(track.channels) + "}]";
    nodes += R"({"id":)" + std::to_string(owner | 1) + R"(,"name":"in","outputs":)" + port +
             R"(,"audioInput":{"file":{"path":")" + track.file + R"(","loop":)" +
             (track.loop ? "true" : "false") + "}}},";
    ++index;
    if (!track.insert.empty()) {
      nodes += R"({"id":)" + std::to_string(owner | 3) + R"(,"name":"fx","inputs":)" + port +
               R"(,"outputs":)" + port + R"(,"edges":[)" + edge((id << 8) | 1, index - 1, 0) + R"(],"fx":)" +
               track.insert + "},";
      ++index;
    }
    nodes += R"({"id":)" + std::to_string(owner | 4) + R"(,"name":"fader","inputs":)" + port +
             R"(,"outputs":)" + port + R"(,"edges":[)" + edge((id << 8) | 1, index - 1, 0) +
             R"(],"fx":{"effect":"fader","parameters":[)" + std::to_string(track.volume) + ",0," +
             std::to_string(track.balance) + R"(],"bypass":false}},)";
    cables += (cables.empty() ? "" : ",") + edge((id << 8) | 2, index, track.pan);
    ++index;
  }
  return R"({"epoch":1,"revision":1,"sampleRate":)" + std::to_string(rate) + R"(,"nodes":[)" + nodes +
         R"({"id":)" + std::to_string(((id + 1) << 8) | 6) +
         R"(,"name":"out","inputs":[{"name":"in","channels":2}],"edges":[)" + cables +
         R"(],"output":{"parameters":)" + values_of("output", output_parameters) +
         R"(,"main":[1,2],"monitor":[3,4]}}]})";
}

class RenderTest : public testing::Test {
 protected:
  [[nodiscard]] std::string file(const std::string& name) const { return scratch_.file(name); }
  /// Writes the graph and renders it to `output` with more words of the command line.
  support::Finished render(const std::string& graph_json, const std::string& output,
                           const std::vector<std::string>& more = {}) {
    std::ofstream(file("graph.json")) << graph_json;
    std::vector<std::string> words = {support::binary("corelogic-render"), file("graph.json"), "-o",
                                      file(output)};
    words.insert(words.end(), more.begin(), more.end());
    return support::run(words, {}, support::Milliseconds(60000));
  }
  /// The same, which must succeed; gives back what was written, as float.
  Channels rendered(const std::string& graph_json, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"--format", "float"};
    words.insert(words.end(), more.begin(), more.end());
    const auto finished = render(graph_json, "mix.wav", words);
    EXPECT_EQ(finished.exit.status, 0) << finished.error;
    return read_sound(file("mix.wav"));
  }

  support::ScratchDirectory scratch_;
};

/// How long a file fades in at the start, frames: 10 ms at 48 kHz.
inline constexpr std::size_t kFadeIn = 480;

}  // namespace corelogic::render_tests
