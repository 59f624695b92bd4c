// recall_sound_test.cpp: what a scene recall sounds like: commands, compiler and the engine's plans on one
// thread.
#include <gtest/gtest.h>

#include <cmath>

#include "controller/actors/graph_mirror.h"
#include "controller/compiler/graph_compiler.h"
#include "tests/unit/controller/commands/ask.h"
#include "tests/unit/engine/building/desk.h"

namespace corelogic {
namespace {

using namespace testing;
using namespace commands::testing;
using building::Desk;
using building::Sound;
using project::Project;

constexpr int kBurst = 40;   // blocks that the guitar plays
constexpr int kBefore = 60;  // then its hall rings alone
constexpr int kAfter = 400;  // more than half a second behind the recall
constexpr TrackId kBeside{8};

/// A guitar that stops, and a tone beside it that goes on.
float played(std::uint16_t channel, std::int64_t frame) {
  if (channel >= 2) return building::sine(330, frame);
  return frame < kBurst * Desk::kBlock ? building::sine(440, frame) : 0.0F;
}

///   device 1,2 ─ Guitar ─ compressor ─┬───────────────▶ Master ─ 1,2
///                                     └─ Reverb (reverb) ─▶
///   device 3,4 ─ Beside ─ compressor ─▶ 5,6
Project studio() {
  Project project = demo();
  project = after(project, SetInput{kGuitar, DeviceInput{{1, 2}}});
  project = after(project, SetInput{kDrums, NoInput{}});
  project = after(project, AddTrack{TrackKind::kAudio, "Beside", 2});
  project = after(project, SetInput{kBeside, DeviceInput{{3, 4}}});
  project = after(project, SetOutput{kBeside, DeviceOutput{{5, 6}}, {}});
  return after(project, add_insert(kBeside, "compressor"));
}

GraphSnapshot graph_of(const Project& project, std::uint64_t revision) {
  return compiler::compile(project, {1, revision}, {""});
}

/// Plays `from`; after the burst, with the hall ringing, the recall; then on.
Sound play(const Project& from, const Project& to, std::uint32_t fade_ms) {
  Desk desk(played);
  Sound sound;
  const GraphSnapshot first = graph_of(from, 1);
  desk.play(first, kBefore, &sound);
  if (from.tracks() != to.tracks()) {
    actors::GraphMirror mirror;
    mirror.replace(first);
    GraphSnapshot second = graph_of(to, 2);
    if (fade_ms != 0) desk.keeper().set({{1, 2}, mirror.moves_to(second), fade_ms});
    desk.keeper().offer(std::move(second));
  }
  desk.run(kAfter, &sound);
  EXPECT_TRUE(desk.news.refused.empty());
  return sound;
}

/// The scene has the guitar elsewhere: another output, another order, switches and levels.
Project with_scene(const Project& before) {
  Project other = after(before, SetOutput{kGuitar, TrackOutput{kReverb}, {}});
  other = after(other, SetVolume{kGuitar, {-20}});
  other = after(other, SetPan{kGuitar, -1});
  other = after(other, SetOutput{kDrums, DeviceOutput{{7, 8}}, {}});
  other = after(other, SetTrim{kGuitar, -6});
  other = after(other, StoreScene{{}, "Other"});
  Project stored = before;
  project::apply(stored, SceneAdded{other.scenes().front(), 0});
  project::apply(stored, IdsTaken{other.next_id()});
  return stored;
}

double energy(const std::vector<float>& sound, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t f = from; f < to; ++f) sum += static_cast<double>(sound[f]) * sound[f];
  return sum;
}

TEST(RecallSound, LetsATailRingOutToTheBitAndUntouchedStripsBe) {
  const Project before = with_scene(studio());
  const Project recalled = after(before, RecallScene{before.scenes().front().id});
  ASSERT_NE(graph_of(before, 1).nodes, graph_of(recalled, 1).nodes);
  const Sound without = play(before, before, 0);
  const Sound with = play(before, recalled, 0);
  const std::size_t begin = kBurst * Desk::kBlock;
  ASSERT_GT(energy(without[0], begin, without[0].size()), 1e-3) << "nothing rings";
  for (const std::size_t channel : {0U, 1U, 4U, 5U}) {
    ASSERT_EQ(with[channel].size(), without[channel].size());
    for (std::size_t f = 0; f < with[channel].size(); ++f)
      ASSERT_EQ(with[channel][f], without[channel][f]) << "channel " << channel << " frame " << f;
  }
}

TEST(RecallSound, FadesLevelsWhileTheStructureIsThereAtOnce) {
  Project before = with_scene(studio());
  Project other = after(before, SetVolume{kBeside, {-40}});
  other = after(other, SetOutput{kDrums, DeviceOutput{{7, 8}}, {}});
  other = after(other, StoreScene{{}, "Quiet"});
  before = other;
  before = after(before, SetVolume{kBeside, {0}});
  before = after(before, SetOutput{kDrums, TrackOutput{kMaster}, {}});
  const Project recalled = after(before, RecallScene{other.scenes().back().id, 400});
  const Sound steady = play(before, before, 0);
  const Sound sound = play(before, recalled, 400);
  // -40 dB in 400 ms: a tenth of a dB a millisecond, straight in decibels; the structure takes a few blocks.
  constexpr std::size_t kMs = 48;
  const std::size_t begin = kBefore * Desk::kBlock;
  for (const std::size_t ms : {50U, 150U, 250U, 350U}) {
    const std::size_t from = begin + ms * kMs;
    const double gain = energy(sound[4], from, from + 20 * kMs) / energy(steady[4], from, from + 20 * kMs);
    EXPECT_NEAR(10 * std::log10(gain), -0.1 * (static_cast<double>(ms) + 10), 1.0) << ms;
  }
  const double last = energy(sound[4], begin + 450 * kMs, begin + 500 * kMs) /
                      energy(steady[4], begin + 450 * kMs, begin + 500 * kMs);
  EXPECT_NEAR(10 * std::log10(last), -40, 0.1);
}

}  // namespace
}  // namespace corelogic
