// command_bench.cpp: real processes: how long a fader move takes to the audio thread, and an edit to its
// durable reply.
#include <stdexcept>

#include "tests/bench/benches.h"
#include "tests/bench/fader_timing.h"
#include "tests/bench/timing.h"
#include "tests/support/studio.h"

namespace corelogic::bench {
namespace {

using support::Studio;

void durable(Report& report, Studio& studio, messages::TrackId track) {
  std::vector<double> times;
  for (int i = 0; i < 1000; ++i) {
    const auto sent = Clock::now();
    studio.command(messages::SetVolume{track, {-6.0 - static_cast<double>(i % 10)}});
    times.push_back(micros_since(sent) / 1000.0);
  }
  const std::string group = "An edit, client to durable reply (SQLite, synchronous=FULL)";
  report.add({group, "p50", quantile(times, 0.5), "ms", {}, false, ""});
  report.add({group, "p99", quantile(times, 0.99), "ms", 5.0, false, ""});
  report.add({group, "worst of 1000", quantile(times, 1.0), "ms", {}, false, ""});
}

}  // namespace

void command_benches(Report& report) {
  progress("commands through every process");
  Studio studio;
  support::ScratchDirectory scratch;
  const auto track = support::play_loop(studio, "Tone", support::write_constant(scratch, 0.5F));
  if (!studio.in_step()) throw std::runtime_error("the studio does not come up");
  fader_moves(report, studio, track,
              "A fader move, client to audio thread, 64 frames at 48 kHz (real processes, jackd dummy)");
  durable(report, studio, track);
}

}  // namespace corelogic::bench
