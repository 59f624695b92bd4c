// edit_bench.cpp: an edit in a project of 1000 tracks, from the model to the plan that plays.
#include "engine/building/snapshot_check.h"
#include "schema/wire/codec.h"
#include "tests/bench/benches.h"
#include "tests/bench/session.h"
#include "tests/bench/timing.h"

namespace corelogic::bench {
namespace {

const std::string kGroup = "An edit in a project of 1000 stereo tracks";

/// One installed edit: from the offer until its plan plays, and the audio thread's part of it.
struct Edit {
  double total_ms = 0;
  double install_us = 0;
};

Edit edit(Player& player, messages::GraphSnapshot snapshot) {
  const auto revision = snapshot.revision;
  const auto begun = Clock::now();
  player.keeper().offer(std::move(snapshot));
  for (;;) {
    const auto news = player.keeper().poll();
    for (const auto& installed : news.installed)
      if (installed.revision == revision)
        return {micros_since(begun) / 1000.0, installed.install_nanos / 1000.0};
    player.run();
  }
}

}  // namespace

void edit_benches(Report& report) {
  progress("1000 tracks");
  auto project = tracks_project(1000, false);
  const double compile_ms = microseconds([&] { (void)compile(project); }, 1, 15) / 1000.0;
  auto snapshot = compile(project);
  const auto frame = wire::encode(messages::ToEngine{snapshot});
  const double encode_ms =
      microseconds([&] { (void)wire::encode(messages::ToEngine{snapshot}); }, 1, 15) / 1000.0;
  const double decode_ms = microseconds([&] { (void)wire::decode_to_engine(frame); }, 1, 15) / 1000.0;
  report.add({kGroup, "compile, the model read in included", compile_ms, "ms", {}, false, ""});
  report.add({kGroup, "encode", encode_ms, "ms", {}, false, std::to_string(frame.size() / 1024) + " KiB"});
  report.add({kGroup, "decode", decode_ms, "ms", {}, false, ""});

  Player player(64, 64);
  player.load(snapshot);
  std::vector<double> totals, installs;
  for (std::uint64_t revision = 2; revision < 102; ++revision) {  // a track comes, a track goes
    auto next = compile(tracks_project(revision % 2 == 0 ? 1001 : 1000, false), revision);
    const Edit one = edit(player, next);
    totals.push_back(one.total_ms + compile_ms + encode_ms + decode_ms);
    installs.push_back(one.install_us);
    while (player.keeper().busy()) {
      (void)player.keeper().poll();
      player.run();
    }
  }
  report.add(
      {kGroup, "compile, send, check, build and install, p50", quantile(totals, 0.5), "ms", {}, false, ""});
  report.add({kGroup, "compile, send, check, build and install, p99", quantile(totals, 0.99), "ms", 50.0,
              false, ""});
  report.add({kGroup, "the audio thread's part, p50", quantile(installs, 0.5), "µs", {}, false, ""});
  report.add({kGroup, "the audio thread's part, p99", quantile(installs, 0.99), "µs", 20.0, false, ""});
}

}  // namespace corelogic::bench
