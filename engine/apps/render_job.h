// render_job.h: renders one graph into one file and counts what it cost.
// The same plan, cycle and kernels as live; only the device is another, and sounds are loaded before it
// starts.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/apps/render_options.h"
#include "engine/metering/loudness_meter.h"
#include "schema/messages/graph.h"

namespace corelogic::apps {

struct RenderFigures {
  std::int64_t frames = 0;
  std::uint32_t sample_rate = 0;
  std::uint16_t channels = 0;
  double load_seconds = 0;        ///< files decoded and resampled
  double wall_seconds = 0;        ///< building the plan, rendering, writing; not the last wait for the disk
  double cpu_seconds = 0;         ///< of all threads, in the same time
  std::vector<float> peaks;       ///< per channel, linear
  std::vector<float> true_peaks;  ///< as peaks, between the samples, too; empty unless asked for (--stats)
  metering::Loudness loudness;    ///< unknown unless asked for (--stats)
  std::uint64_t clipped_samples = 0;
  std::uint64_t graph_hash = 0;
  std::string instruction_set;
};

/// Called now and then with the frames done and the frames expected.
using Progress = std::function<void(std::int64_t done, std::int64_t expected)>;

/// Errors: a file that cannot be read, a graph that the builder refuses, an output that cannot be written, no
/// length
///         to be found (everything loops, or nothing plays): each with its sentence.
[[nodiscard]] vocabulary::Result<RenderFigures> render(messages::GraphSnapshot graph,
                                                       const RenderOptions& options,
                                                       const Progress& progress);

}  // namespace corelogic::apps
