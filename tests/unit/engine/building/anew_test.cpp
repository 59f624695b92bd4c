// anew_test.cpp: a value that makes another effect of its node: the new one fades in, the former one out.
// Side: test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "engine/streaming/sound_file.h"
#include "schema/messages/graph_hash.h"
#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {
namespace {

/// A second of decaying 440 Hz: a response that lets this tone grow with its length.
struct RingingFile {
  RingingFile() {
    auto writer = streaming::SoundWriter::create(path, {.container = streaming::Container::kWav,
                                                        .format = streaming::SampleFormat::kFloat,
                                                        .sample_rate = 48000,
                                                        .channels = 1});
    std::vector<float> samples(48000);
    for (std::size_t f = 0; f < samples.size(); ++f)
      samples[f] = static_cast<float>(1e-4 * std::exp(-static_cast<double>(f) / 24000)) *
                   sine(440, static_cast<std::int64_t>(f));
    const float* channel = samples.data();
    EXPECT_TRUE(writer->write(&channel, 48000));
    EXPECT_TRUE(writer->commit());
  }
  ~RingingFile() { std::filesystem::remove(path); }
  std::string path = testing::TempDir() + "anew_ringing_" + std::to_string(::getpid()) + ".wav";
};

/// in ─ convolution ─ out
GraphSnapshot hall(const std::string& path, double length, std::uint64_t revision) {
  GraphMaker g(revision);
  const auto in = g.device(1, {1, 1}), room = g.effect(71, "convolution", 2, 2), out = g.output(9, {1, 2});
  auto& fx = std::get<messages::FxNode>(g[room].kind);
  fx.file = path;
  fx.parameters[vocabulary::convolution::kNormalise] = 0;
  fx.parameters[vocabulary::convolution::kLength] = length;
  g.chain(in, room), g.chain(room, out);
  return g;
}

float peak(const Sound& sound) {
  return *std::max_element(sound[0].end() - 480, sound[0].end());
}

TEST(Anew, AShorterConvolutionFadesInWhetherToldOrBroughtByAGraph) {
  const RingingFile file;
  const auto steady = [&](double length) {
    Desk desk([](auto, std::int64_t frame) { return sine(440, frame); });
    Sound sound;
    desk.play(hall(file.path, length, 1), 1000, &sound);
    return peak(sound);
  };
  const float whole = steady(100), part = steady(20);
  ASSERT_GT(whole, 2 * part);
  for (const bool told : {true, false}) {
    Desk desk([](auto, std::int64_t frame) { return sine(440, frame); });
    desk.play(hall(file.path, 100, 1), 1000);
    Sound sound;
    desk.run(8, &sound);
    EXPECT_NEAR(peak(sound), whole, 1e-3);
    const auto node = vocabulary::make_node_id(71, NodeRole::kInsert);
    if (told)
      desk.keeper().set({.revision = {1, 1}, .values = {{node, {}, vocabulary::convolution::kLength, 20}}});
    else
      desk.keeper().offer(hall(file.path, 20, 2));
    desk.run(400, &sound);
    EXPECT_NEAR(peak(sound), part, 1e-3) << told;
    EXPECT_LE(treble_db(sound[0]), -80.0) << told;
    EXPECT_EQ(desk.keeper().hash(), messages::graph_hash(hall(file.path, 20, 1)));
    EXPECT_FALSE(desk.keeper().busy());
    EXPECT_EQ(desk.keeper().ignored_values(), 0U);
  }
}

TEST(Anew, AValueOutOfRangeIsIgnored) {
  const RingingFile file;
  Desk desk([](auto, std::int64_t frame) { return sine(440, frame); });
  desk.play(hall(file.path, 100, 1), 60);
  const auto node = vocabulary::make_node_id(71, NodeRole::kInsert);
  desk.keeper().set({.revision = {1, 1}, .values = {{node, {}, vocabulary::convolution::kLength, 101}}});
  EXPECT_EQ(desk.keeper().ignored_values(), 1U);
  EXPECT_FALSE(desk.keeper().busy());
}

}  // namespace
}  // namespace corelogic::building
