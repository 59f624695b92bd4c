// spectra_test.cpp: watched ports: what they read, through plans that come and go, and at no cost to the
// sound.  Side: test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/building/desk.h"
#include "tests/unit/engine/building/edited_studio.h"

namespace corelogic::building {
namespace {

using metering::SpectrumMeter;

constexpr double kHertz = 48000.0 * 43 / 2048;  // the middle of bin 43: about 1 kHz
constexpr std::size_t kBin = 43;
const auto kFader1 = vocabulary::make_node_id(1, NodeRole::kFader);
const auto kInsert = vocabulary::make_node_id(71, NodeRole::kInsert);

/// Full scale on the left, silence on the right of a strip's pair.
float left_only(std::uint16_t channel, std::int64_t frame) {
  return channel == 0 ? 2.0F * sine(kHertz, frame) : 0.0F;
}
float both(std::uint16_t, std::int64_t frame) {
  return 2.0F * sine(kHertz, frame);
}

struct Watch {
  explicit Watch(Sample input, double volume = -20) : desk(std::move(input)) {
    studio.volume1 = volume;
    studio.inserts1 = {71};
    desk.play(graph(), 60);
  }
  /// The insert lets everything pass.
  [[nodiscard]] GraphSnapshot graph() const {
    GraphSnapshot made = studio.graph();
    for (messages::Node& node : made.nodes)
      if (node.id == kInsert) std::get<messages::FxNode>(node.kind).bypass = true;
    return made;
  }
  /// Plays on, and keeps the last spectrum of `node`.
  void run(messages::NodeId node, int blocks = 300) {
    levels.clear();
    frames = 0;
    for (int i = 0; i < blocks; ++i) {
      desk.news.meters = false;
      desk.run(1, &sound);
      if (!desk.news.meters) continue;
      const messages::MeterFrame& frame = desk.keeper().meters();
      EXPECT_EQ(frame.spectra.size(), frame.spectrum_nodes.size() * frame.spectrum_bins);
      for (std::size_t n = 0; n < frame.spectrum_nodes.size(); ++n) {
        if (frame.spectrum_nodes[n] != node) continue;
        ++frames;
        const auto first = frame.spectra.begin() + static_cast<std::ptrdiff_t>(n * frame.spectrum_bins);
        levels.assign(first, first + frame.spectrum_bins);
      }
    }
  }

  Studio studio;
  Desk desk;
  Sound sound;
  std::vector<float> levels;
  int frames = 0;
};

TEST(Spectra, ReadASineBehindAFader) {
  Watch watch(both);
  watch.desk.keeper().watch({{{kFader1, 0}}});
  watch.run(kFader1);
  ASSERT_EQ(watch.levels.size(), SpectrumMeter::kBins);
  EXPECT_NEAR(watch.levels[kBin], -20, 0.5);
  EXPECT_LT(watch.levels[kBin + 8], -80);
  EXPECT_GE(watch.frames, 8) << "twenty times a second";
  EXPECT_LE(watch.frames, 13);
}

TEST(Spectra, AreOfTheMeanOfThePortsChannels) {
  GraphMaker g;
  const auto in = g.device(1, {1, 2}), eq = g.effect(72, "eq", 2, 2), out = g.output(9, {1, 2});
  g.chain(in, eq), g.chain(eq, out);
  Watch watch(left_only);
  watch.desk.play(g, 60);
  watch.desk.keeper().watch({{{g[eq].id, 0}, {g[in].id, 0}, {g[out].id, 0}}});
  for (const auto node : {eq, in, out}) {
    watch.run(g[node].id);
    ASSERT_EQ(watch.levels.size(), SpectrumMeter::kBins) << node;
    EXPECT_NEAR(watch.levels[kBin], 20 * std::log10(0.5), 0.1) << node;
  }
}

TEST(Spectra, ReadTheFloorOfSilence) {
  Watch watch([](auto, auto) { return 0.0F; });
  watch.desk.keeper().watch({{{kFader1, 0}}});
  watch.run(kFader1);
  EXPECT_THAT(watch.levels, testing::Each(SpectrumMeter::kFloor));
}

TEST(Spectra, OutlivePlansAndEndWithTheirNode) {
  Watch watch(both, 0);
  watch.desk.keeper().watch({{{kInsert, 0}}});
  watch.run(kInsert, 200);
  for (const auto& change : std::vector<std::function<void(Studio&)>>{[](Studio& s) { s.track2 = true; },
                                                                      [](Studio& s) { s.aux = true; }}) {
    ++watch.studio.revision;
    change(watch.studio);
    watch.desk.keeper().offer(watch.graph());
    watch.run(kInsert, 200);
    EXPECT_NEAR(watch.levels.at(kBin), 0, 0.1);
    EXPECT_GE(watch.frames, 5) << "no pause";
  }
  ++watch.studio.revision;
  watch.studio.inserts1 = {};
  watch.desk.play(watch.graph(), 60);
  watch.run(kInsert, 200);
  EXPECT_EQ(watch.frames, 0);
  EXPECT_THAT(watch.desk.news.refused, testing::IsEmpty());
  ++watch.studio.revision;
  watch.studio.inserts1 = {71};  // it is back: so is its spectrum
  watch.desk.play(watch.graph(), 60);
  watch.run(kInsert, 200);
  EXPECT_NEAR(watch.levels.at(kBin), 0, 0.1);
  watch.desk.keeper().watch({});
  watch.run(kInsert, 200);
  EXPECT_EQ(watch.frames, 0);
  EXPECT_EQ(watch.desk.keeper().meters().spectrum_bins, 0);
}

TEST(Spectra, ChangeNoSoundAndListenToFourAtMost) {
  Watch watched(both), alone(both);
  watched.run(kFader1, 20);
  alone.run(kFader1, 20);
  watched.desk.keeper().watch(
      {{{kFader1, 0}, {kInsert, 0}, {kInsert, 7}, {messages::NodeId{99}, 0}, {kFader1, 0}}});
  watched.run(kInsert, 200);
  EXPECT_GT(watched.frames, 0);
  watched.desk.keeper().watch({});
  watched.run(kInsert, 50);
  alone.run(kInsert, 250);
  EXPECT_EQ(watched.sound, alone.sound);
}

}  // namespace
}  // namespace corelogic::building
