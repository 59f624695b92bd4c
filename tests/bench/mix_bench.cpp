// mix_bench.cpp: what a period costs, against the loops of limits.h in the same run.
#include "tests/bench/benches.h"
#include "tests/bench/limits.h"
#include "tests/bench/session.h"
#include "tests/bench/timing.h"

namespace corelogic::bench {
namespace {

constexpr std::uint32_t kFrames = 64;
constexpr double kPeriod = 1e6 * kFrames / 48000.0;  // µs
const std::string kGroup = "A period of 64 frames at 48 kHz (1333 µs), one thread";

void add(Report& report, const std::string& name, const Paired& pair, bool has_goal) {
  report.add({kGroup, name, pair.ours, "µs", {}, false, ""});
  report.add({kGroup, name + ", hand-written", pair.limit, "µs", {}, false, ""});
  report.add(
      {kGroup, name + ", ratio", pair.ratio, "x", has_goal ? std::optional(1.5) : std::nullopt, false, ""});
}

void tracks(Report& report, std::size_t count) {
  progress("mix of " + std::to_string(count) + " tracks");
  Player player(2 * count, kFrames);
  player.load(compile(tracks_project(count, false)));
  MixLimit limit(count);
  alignas(64) float left[kFrames], right[kFrames];
  const auto pair =
      in_turn([&] { player.run(); }, [&] { limit.run(player.sources(), left, right, kFrames); }, 2000);
  add(report, std::to_string(count) + " stereo tracks: gain, pan, sum, peaks", pair, count == 128);
}

/// All faders on ramps of 20 s, so that they move as long as they are timed.
void moving_tracks(Report& report, std::size_t count) {
  progress("mix with every fader moving");
  Player player(2 * count, kFrames, 1, 20000.0);
  const auto snapshot = compile(tracks_project(count, false));
  player.load(snapshot);
  messages::SetParameters values{.revision = snapshot.revision, .values = {}};
  for (const auto& node : snapshot.nodes)
    if (vocabulary::role_of(node.id) == vocabulary::NodeRole::kFader)
      values.values.push_back({.node = node.id, .edge = {}, .parameter = 0, .value = -12.0});
  player.keeper().set(values);
  (void)player.keeper().poll();
  MixLimit limit(count);
  alignas(64) float left[kFrames], right[kFrames];
  const auto pair =
      in_turn([&] { player.run(); }, [&] { limit.run(player.sources(), left, right, kFrames); }, 300);
  add(report, std::to_string(count) + " stereo tracks, every fader on a ramp", pair, true);
}

void strips(Report& report, std::size_t count) {
  progress("strips with compressors");
  Player player(2 * count, kFrames);
  player.load(compile(tracks_project(count, true)));
  StripLimit limit(count, 48000.0);
  alignas(64) float left[kFrames], right[kFrames];
  const auto pair =
      in_turn([&] { player.run(); }, [&] { limit.run(player.sources(), left, right, kFrames); }, 200);
  add(report, std::to_string(count) + " stereo strips: compressor, gain, pan, sum, peaks", pair, true);
}

void empty(Report& report) {
  Player player(2, kFrames);
  player.load(compile(tracks_project(0, false)));
  const double time = microseconds([&] { player.run(); }, 5000);
  report.add({kGroup, "an empty project", time, "µs", {}, false, ""});
  report.add({kGroup, "an empty project, share of the period", 100.0 * time / kPeriod, "%", 1.0, false, ""});
}

void demo(Report& report) {
  progress("the demo");
  Player player(2, kFrames);
  player.load(compile(demo_project()));
  const double time = microseconds([&] { player.run(); }, 1000);
  report.add({kGroup, "the demo (2 tracks, compressor, reverb)", time, "µs", {}, false, ""});
}

void two_threads(Report& report) {
  progress("two threads");
  Player one(256, kFrames);
  Player two(256, kFrames, 2);
  one.load(compile(tracks_project(128, true)));
  two.load(compile(tracks_project(128, true)));
  const auto pair = in_turn([&] { two.run(); }, [&] { one.run(); }, 200);
  report.add({kGroup,
              "128 compressor strips, two threads against one",
              1.0 / pair.ratio,
              "x",
              {},
              true,
              "a goal of the next step: 1.8"});
}

}  // namespace

void mix_benches(Report& report) {
  empty(report);
  demo(report);
  for (std::size_t count : {16U, 128U, 512U}) tracks(report, count);
  moving_tracks(report, 128);
  strips(report, 128);
  two_threads(report);
}

}  // namespace corelogic::bench
