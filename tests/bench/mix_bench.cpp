// mix_bench.cpp: what a period costs, against the loops of limits.h in the same run.
#include <sched.h>

#include "tests/bench/benches.h"
#include "tests/bench/limits.h"
#include "tests/bench/second_core.h"
#include "tests/bench/session.h"
#include "tests/bench/timing.h"

namespace corelogic::bench {
namespace {

constexpr std::uint32_t kFrames = 64;
constexpr double kPeriod = 1e6 * kFrames / 48000.0;  // µs
const std::string kGroup = "A period of 64 frames at 48 kHz (1333 µs)";

/// Realtime priority for a while, as the engine has it: else the system may put a thread aside in the middle.
class RealtimeTurn {
 public:
  RealtimeTurn() { set(SCHED_FIFO, 10); }
  ~RealtimeTurn() { set(SCHED_OTHER, 0); }
  RealtimeTurn(const RealtimeTurn&) = delete;
  RealtimeTurn& operator=(const RealtimeTurn&) = delete;
  [[nodiscard]] bool granted() const { return granted_; }

 private:
  void set(int policy, int priority) {
    const sched_param wanted{.sched_priority = priority};
    granted_ = sched_setscheduler(0, policy, &wanted) == 0;
  }
  bool granted_ = false;
};

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

/// A session of strips against the loop that does just the same.
struct StripCase {
  std::string name;
  std::size_t strips;
  Inserts inserts;
  std::size_t filters;  ///< in all equalisers of a strip
  bool has_goal;
};

const StripCase kW2Small{
    "16 stereo strips: 4-band EQ, compressor, fader, pan, sum (W2)", 16, {1, 4, true}, 4, false};
const StripCase kW2{
    "128 stereo strips: 4-band EQ, compressor, fader, pan, sum (W2)", 128, {1, 4, true}, 4, true};
const StripCase kW3{"128 stereo tracks, 32 filters each (W3)", 128, {4, 8, false}, 32, true};
const StripCase kCompressors{
    "128 stereo strips: compressor, gain, pan, sum, peaks", 128, {0, 0, true}, 0, true};

void strips(Report& report, const StripCase& session) {
  progress(session.name);
  Player player(2 * session.strips, kFrames);
  player.load(compile(tracks_project(session.strips, session.inserts)));
  StripLimit limit(session.strips, 48000.0, session.filters, session.inserts.compressor);
  alignas(64) float left[kFrames], right[kFrames];
  const auto pair =
      in_turn([&] { player.run(); }, [&] { limit.run(player.sources(), left, right, kFrames); }, 200);
  add(report, session.name, pair, session.has_goal);
  if (session.filters == 32)
    report.add(
        {kGroup, session.name + ", share of the period", 100 * pair.ours / kPeriod, "%", 10.0, false, ""});
}

/// What a period costs beyond the steps themselves: tasks, clocks, meters, the callback.
void overhead(Report& report) {
  progress("overhead");
  Player player(256, kFrames);
  player.load(compile(tracks_project(128, kW2.inserts)));
  std::vector<double> beyond;
  for (int second = 0; second < 9; ++second) {
    const auto begun = Clock::now();
    int blocks = 0;
    for (bool read = false; !read && blocks < 5000; ++blocks) {
      player.run();
      if (blocks % 25 == 24) read = player.keeper().poll().costs;
    }
    const double period = micros_since(begun) / blocks;
    double steps = 0;
    for (const auto& cost : player.keeper().costs()) steps += kPeriod * static_cast<double>(cost.mean);
    if (second > 0) beyond.push_back(period - steps);
  }
  report.add({kGroup, "128 strips (W2): all that is not a strip's own work, share of the period",
              100 * quantile(beyond, 0.5) / kPeriod, "%", 1.0, false,
              "the device's sums and the polling included"});
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

/// On two cores a neighbour is felt at once, and some stay for a third of a second.
constexpr int kRounds = 161;

/// What two threads save that need nothing of each other but to begin together and to wait for the last.
double two_halves(const StripCase& session, const float* const* sources) {
  const auto loop = [&](std::size_t count) {
    return StripLimit(count, 48000.0, session.filters, session.inserts.compressor);
  };
  StripLimit whole = loop(session.strips), near = loop(session.strips / 2), far = loop(session.strips / 2);
  struct alignas(128) Stereo {
    float left[kFrames], right[kFrames];
  };
  Stereo all, ours, theirs;
  SecondCore second([&] { far.run(sources + session.strips, theirs.left, theirs.right, kFrames); });
  const auto shared = [&] {
    second.begin();
    near.run(sources, ours.left, ours.right, kFrames);
    second.await();
    for (std::uint32_t f = 0; f < kFrames; ++f) {
      ours.left[f] += theirs.left[f];
      ours.right[f] += theirs.right[f];
    }
  };
  const auto alone = [&] { whole.run(sources, all.left, all.right, kFrames); };
  return 1.0 / in_turn(shared, alone, 200, kRounds, 60).ratio;
}

void two_threads(Report& report, const StripCase& session, bool has_goal, std::uint32_t frames = kFrames) {
  progress("two threads: " + session.name);
  Player one(2 * session.strips, frames);
  Player two(2 * session.strips, frames, 2);
  sched_yield();  // a worker may have begun on this core, and would not come onto it at the same priority
  one.load(compile(tracks_project(session.strips, session.inserts)));
  two.load(compile(tracks_project(session.strips, session.inserts)));
  const auto pair = in_turn([&] { two.run(); }, [&] { one.run(); }, 200, kRounds, 60);
  const std::string period = frames == kFrames ? "" : ", " + std::to_string(frames) + " frames";
  report.add({kGroup, session.name + period + ", two threads against one", 1.0 / pair.ratio, "x",
              has_goal ? std::optional(1.8) : std::nullopt, true, ""});
  if (frames != kFrames) return;
  report.add({kGroup,
              session.name + ", the same of the hand-written loop in two halves",
              two_halves(session, one.sources()),
              "x",
              {},
              true,
              "what perfect would give"});
}

}  // namespace

void mix_benches(Report& report) {
  const RealtimeTurn turn;
  report.add(
      {kGroup, "measured at realtime priority (1: yes)", turn.granted() ? 1.0 : 0.0, "", {}, false, ""});
  empty(report);
  demo(report);
  for (std::size_t count : {16U, 128U, 512U}) tracks(report, count);
  moving_tracks(report, 128);
  for (const StripCase& session : {kW2Small, kW2, kW3, kCompressors}) strips(report, session);
  overhead(report);
  two_threads(report, kW2, true);
  two_threads(report, kW2, true, 256);
  two_threads(report, kW3, false);
  two_threads(report, kCompressors, false);
}

}  // namespace corelogic::bench
