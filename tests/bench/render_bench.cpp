// render_bench.cpp: how much faster than real time the renderer is, as a process, file and all.
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/bench/benches.h"
#include "tests/support/places.h"
#include "tests/support/process.h"

namespace corelogic::bench {

void render_benches(Report& report) {
  const std::string group = "corelogic-render, the demo, 60 s to WAV";
  support::House house;
  const std::string demo = support::source_directory() + "/controller/apps/demo.json";
  for (const char* threads : {"1", "2"}) {
    progress(std::string("render, threads ") + threads);
    const auto done =
        support::run({support::binary("corelogic-render"), demo, "-o", house.scratch().file("mix.wav"),
                      "--seconds", "60", "--threads", threads, "--stats"},
                     house.environment(), std::chrono::seconds(60));
    if (done.exit.status != 0) throw std::runtime_error("corelogic-render: " + done.error);
    const auto stats = nlohmann::json::parse(done.output);
    report.add({group, std::string("times real time, threads ") + threads,
                stats.at("timesRealtime").get<double>(), "x",
                std::string(threads) == "1" ? std::optional(100.0) : std::nullopt, true, ""});
  }
}

}  // namespace corelogic::bench
