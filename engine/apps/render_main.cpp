// render_main.cpp: corelogic-render: reads the document, renders it, prints the figures.
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/apps/exit_status.h"
#include "engine/apps/graph_source.h"
#include "engine/apps/render_job.h"

namespace {

using namespace corelogic;
using Clock = std::chrono::steady_clock;

int refuse(const vocabulary::Refusal& refusal) {
  std::fprintf(stderr, "corelogic-render: %s\n", refusal.sentence.c_str());
  return apps::kRefused;
}

/// A line on the terminal, four times a second; nothing elsewhere.
apps::Progress progress_line() {
  if (isatty(STDERR_FILENO) == 0) return {};
  return [next = Clock::now() + std::chrono::seconds(1)](std::int64_t done, std::int64_t expected) mutable {
    if (Clock::now() < next) return;
    next = Clock::now() + std::chrono::milliseconds(250);
    std::fprintf(
        stderr, "\r%3.0f %%",
        100.0 * static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(expected, 1)));
  };
}

std::string hexadecimal(std::uint64_t number) {
  char text[20];
  std::snprintf(text, sizeof(text), "%016llx", static_cast<unsigned long long>(number));
  return text;
}

/// -inf is no JSON number: a silent channel has null.
nlohmann::ordered_json decibels(const std::vector<float>& peaks) {
  auto all = nlohmann::ordered_json::array();
  for (const float peak : peaks) {
    all.push_back(peak > 0 ? nlohmann::ordered_json(20.0 * std::log10(static_cast<double>(peak))) : nullptr);
  }
  return all;
}

nlohmann::ordered_json known(float value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

void print_figures(const apps::RenderFigures& figures, const apps::RenderOptions& options) {
  const double seconds = static_cast<double>(figures.frames) / figures.sample_rate;
  nlohmann::ordered_json json;
  json["output"] = options.output;
  json["frames"] = figures.frames;
  json["seconds"] = seconds;
  json["sampleRate"] = figures.sample_rate;
  json["channels"] = figures.channels;
  json["block"] = options.block;
  json["threads"] = options.threads;
  json["instructionSet"] = figures.instruction_set;
  json["loadSeconds"] = figures.load_seconds;
  json["wallSeconds"] = figures.wall_seconds;
  json["cpuSeconds"] = figures.cpu_seconds;
  json["timesRealtime"] = seconds / std::max(figures.wall_seconds, 1e-9);
  json["peakDb"] = decibels(figures.peaks);
  json["truePeakDb"] = decibels(figures.true_peaks);
  json["integratedLufs"] = known(figures.loudness.integrated);
  json["loudnessRangeLu"] = known(figures.loudness.range);
  json["clippedSamples"] = figures.clipped_samples;
  json["graphHash"] = hexadecimal(figures.graph_hash);
  std::printf("%s\n", json.dump(2).c_str());
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a start-up that is broken ends here
int main(int argc, char** argv) {
  const auto parsed = apps::parse_render_options(argc, argv);
  if (const int* status = std::get_if<int>(&parsed)) return *status;
  const auto& options = std::get<apps::RenderOptions>(parsed);
  auto graph = apps::read_graph(options.document, options.audio_directory);
  if (!graph) return refuse(graph.refusal());
  const auto figures = apps::render(std::move(*graph), options, progress_line());
  if (isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "\r     \r");
  if (!figures) return refuse(figures.refusal());
  if (figures->clipped_samples > 0) {
    std::fprintf(stderr,
                 "corelogic-render: %llu samples were above full scale and are clipped; lower the level, or "
                 "use --format float\n",
                 static_cast<unsigned long long>(figures->clipped_samples));
  }
  if (options.stats) print_figures(*figures, options);
  return apps::kDone;
}
