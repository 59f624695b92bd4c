// file_player_test.cpp: sound frame p at transport frame p, and no click where the transport jumps.
#include "engine/graph/processors/file_player.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "tests/support/hand_plan.h"

namespace corelogic::graph {
namespace {

using doors::RtCommand;
using support::play;
using support::SoundToDevice;

std::vector<float> count_up(std::size_t frames) {
  std::vector<float> samples(frames);
  for (std::size_t i = 0; i < frames; ++i) samples[i] = static_cast<float>(i + 1);
  return samples;
}

struct FilePlayerTest : testing::Test {
  void load(std::vector<float> samples, bool loop) {
    sound = std::make_unique<SoundToDevice>(1, std::move(samples), loop);
    rings.commands.push(RtCommand::install(&sound->plan()));
  }
  doors::Rings rings;
  scheduler::Cycle cycle{rings, {.sample_rate = 48000.0}};
  std::unique_ptr<SoundToDevice> sound;
};

TEST_F(FilePlayerTest, PlaysSoundFramePAtTransportFrameP) {
  load(count_up(3000), false);
  rings.commands.push(RtCommand::play());
  const auto out = play(cycle, 4000, 100)[0];
  for (std::size_t i = 960; i < 3000; ++i) ASSERT_EQ(out[i], static_cast<float>(i + 1)) << i;
  for (std::size_t i = 3000; i < 4000; ++i) ASSERT_EQ(out[i], 0.0F) << i;
}

TEST_F(FilePlayerTest, LoopsToTheSampleWhateverTheLength) {
  load(count_up(37), true);
  rings.commands.push(RtCommand::play());
  const auto out = play(cycle, 4000, 64)[0];
  for (std::size_t i = 960; i < 4000; ++i) ASSERT_EQ(out[i], static_cast<float>(i % 37 + 1)) << i;
}

TEST_F(FilePlayerTest, IsSilentWhileStoppedAndResumesWhereItStood) {
  load(count_up(100000), false);
  EXPECT_THAT(play(cycle, 640, 64)[0], testing::Each(0.0F));
  rings.commands.push(RtCommand::play());
  (void)play(cycle, 1280, 64);
  rings.commands.push(RtCommand::stop());
  (void)play(cycle, 640, 64);
  EXPECT_THAT(play(cycle, 640, 64)[0], testing::Each(0.0F));
  rings.commands.push(RtCommand::play());
  EXPECT_EQ(play(cycle, 640, 64)[0][600], 1280.0F + 600.0F + 1.0F);
}

/// The largest second difference of a sine of amplitude 1 is w^2; a click is far above.
TEST_F(FilePlayerTest, CrossFadesOnLocateStopAndPlay) {
  const double w = 2.0 * std::numbers::pi * 440.0 / 48000.0;
  std::vector<float> sine(48000);
  for (std::size_t i = 0; i < sine.size(); ++i)
    sine[i] = static_cast<float>(std::sin(w * static_cast<double>(i)));
  load(sine, true);
  rings.commands.push(RtCommand::play());
  std::vector<float> out;
  auto more = [&](std::uint32_t frames) {
    const auto part = play(cycle, frames, 64)[0];
    out.insert(out.end(), part.begin(), part.end());
  };
  more(6400);
  rings.commands.push(RtCommand::locate(12345));
  more(128);  // the next order comes in the middle of the fade
  rings.commands.push(RtCommand::stop());
  more(6400);
  rings.commands.push(RtCommand::play());
  more(6400);
  float most = 0.0F;
  for (std::size_t i = 2; i < out.size(); ++i)
    most = std::max(most, std::fabs(out[i] - 2.0F * out[i - 1] + out[i - 2]));
  // The sine itself w^2 = 0.0033, twice during a cross-fade, plus the corners of the fade 2/480.
  EXPECT_LT(most, 2.0F * static_cast<float>(w * w) + 2.5F / 480.0F);
}

}  // namespace
}  // namespace corelogic::graph
