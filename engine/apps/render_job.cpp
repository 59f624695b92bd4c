// render_job.cpp: see render_job.h.
#include "engine/apps/render_job.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <numeric>
#include <set>
#include <thread>
#include <utility>

#include "engine/apps/programme_meter.h"
#include "engine/apps/render_length.h"
#include "engine/building/plan_keeper.h"
#include "engine/building/snapshot_check.h"
#include "engine/dsp/lanes.h"
#include "engine/hardware/offline_device.h"
#include "engine/streaming/sound_library.h"
#include "schema/messages/graph_hash.h"

namespace corelogic::apps {
namespace {

using messages::GraphSnapshot;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

double cpu_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

bool is_monitor(const messages::Node& node) {
  const auto* output = std::get_if<messages::OutputNode>(&node.kind);
  return output != nullptr && output->purpose == messages::OutputPurpose::kMonitor;
}

/// Sends the main output to channels 1, 2, …, wherever it is plugged in, or the monitor, which is its own
/// section's where there is one; and nowhere what strips and cables send to the device past the mix. Returns
/// how many channels that makes.
std::uint16_t plug_outputs(GraphSnapshot& graph, bool monitor) {
  using messages::OutputPurpose;
  const bool section = std::ranges::any_of(graph.nodes, is_monitor);
  const auto wanted = monitor && section ? OutputPurpose::kMonitor : OutputPurpose::kMain;
  std::uint16_t most = 0;
  for (messages::Node& node : graph.nodes) {
    auto* output = std::get_if<messages::OutputNode>(&node.kind);
    if (output == nullptr || node.inputs.empty()) continue;
    output->main.clear();
    output->monitor.clear();
    if (output->purpose != wanted) continue;
    const std::uint16_t width = node.inputs[0].channels;
    std::vector<std::uint16_t> channels(width);
    std::iota(channels.begin(), channels.end(), std::uint16_t{1});
    (monitor && !section ? output->monitor : output->main) = channels;
    most = std::max(most, width);
  }
  return most;
}

std::uint8_t depth_of(streaming::SampleFormat format) {
  if (format == streaming::SampleFormat::kS16) return 16;
  return format == streaming::SampleFormat::kS24 ? 24 : 0;
}

/// Whether the file is to be dithered as it is written: to 16 or 24 bit, unless an output dithers as coarsely
/// by itself. A finer dither of an output gives way: noise is added once.
bool leave_dither_to_file(GraphSnapshot& graph, streaming::SampleFormat format) {
  const std::uint8_t depth = depth_of(format);
  std::vector<messages::OutputNode*> plugged;
  for (messages::Node& node : graph.nodes) {
    auto* output = std::get_if<messages::OutputNode>(&node.kind);
    if (output != nullptr && !(output->main.empty() && output->monitor.empty())) plugged.push_back(output);
  }
  const auto dithers = [&](const auto* output) {
    return output->dither_bits > 0 && output->dither_bits <= depth;
  };
  if (depth == 0 || std::ranges::any_of(plugged, dithers)) return false;
  for (messages::OutputNode* output : plugged) output->dither_bits = 0;
  return true;
}

std::uint32_t most_device_input(const GraphSnapshot& graph) {
  std::uint32_t most = 0;
  for (const messages::Node& node : graph.nodes) {
    const auto* input = std::get_if<messages::AudioInputNode>(&node.kind);
    const auto* device = input == nullptr ? nullptr : std::get_if<messages::DeviceSource>(&input->source);
    if (device == nullptr) continue;
    for (const std::uint16_t channel : device->channels) most = std::max<std::uint32_t>(most, channel);
  }
  return most;
}

/// Every file of the graph, in memory.
struct Sounds {
  std::vector<std::shared_ptr<const streaming::Sound>> held;
  std::int64_t longest = 0;  ///< frames of those that do not loop
  bool loops = false;
};

/// A render that leaves out a file is no render: unlike the live engine it refuses.
Result<Sounds> load_sounds(const GraphSnapshot& graph, streaming::SoundLibrary& library) {
  Sounds sounds;
  for (const messages::Node& node : graph.nodes) {
    const auto* input = std::get_if<messages::AudioInputNode>(&node.kind);
    const auto* file = input == nullptr ? nullptr : std::get_if<messages::FileSource>(&input->source);
    const auto* fx = std::get_if<messages::FxNode>(&node.kind);
    if (file == nullptr && (fx == nullptr || fx->file.empty())) continue;
    const std::string& path = file == nullptr ? fx->file : file->path;
    streaming::Lookup lookup = library.request(path);
    if (lookup.state != streaming::State::kReady) return Refusal{RefusalCode::kNotFound, path, lookup.reason};
    if (file != nullptr && !file->loop) sounds.longest = std::max(sounds.longest, lookup.sound->frames());
    sounds.loops = sounds.loops || (file != nullptr && file->loop);
    sounds.held.push_back(std::move(lookup.sound));
  }
  return sounds;
}

Result<RenderLength> find_length(const RenderOptions& options, const Sounds& sounds, std::uint32_t rate,
                                 std::uint16_t channels) {
  if (options.seconds) return RenderLength(std::llround(*options.seconds * rate), false, rate, channels);
  if (sounds.longest > 0) return RenderLength(sounds.longest, true, rate, channels);
  return Refusal{RefusalCode::kInvalid, "seconds",
                 sounds.loops ? "every file of this project loops, so it has no end: give --seconds"
                              : "this project plays no file, so it has no length: give --seconds"};
}

/// Gives the plan to the ring, and that it plays: the first period does both. So the first frame that is
/// written is the first of everything, of the transport and of all that has a clock of its own.
Result<void> build(building::PlanKeeper& keeper, GraphSnapshot graph) {
  keeper.offer(std::move(graph));
  keeper.transport(messages::TransportPlay{});
  const building::PlanKeeper::News news = keeper.poll();
  if (!news.refused.empty()) {
    return Refusal{RefusalCode::kInvalid, "graph", "the graph cannot be played: " + news.refused[0].reason};
  }
  return {};
}

/// The file being written, and what is heard on the way into it.
class Mixdown {
 public:
  /// `metered`: true peak and loudness, too, which cost more than most mixes.
  Mixdown(streaming::SoundWriter writer, RenderLength length, RenderFigures& figures, bool metered)
      : writer_(std::move(writer)), length_(std::move(length)), figures_(figures) {
    if (metered) meter_ = std::make_unique<ProgrammeMeter>(figures.sample_rate, figures.channels);
  }

  [[nodiscard]] Result<void> take(const float* const* channels, std::uint32_t frames) {
    return length_.take(channels, frames, [this](const float* const* wanted, std::uint32_t count) {
      measure(wanted, count);
      return writer_.write(wanted, count);
    });
  }
  [[nodiscard]] bool complete() const { return length_.complete(); }
  [[nodiscard]] std::int64_t written() const { return length_.written(); }
  [[nodiscard]] Result<void> finish() {
    figures_.frames = length_.written();
    figures_.clipped_samples = writer_.clipped_samples();
    if (meter_ != nullptr) {
      figures_.true_peaks = meter_->true_peaks();
      figures_.loudness = meter_->loudness();
    }
    return writer_.commit();
  }

 private:
  void measure(const float* const* channels, std::uint32_t frames) {
    if (meter_ != nullptr) meter_->hear(channels, frames);
    for (std::size_t c = 0; c < figures_.peaks.size(); ++c) {
      for (std::uint32_t i = 0; i < frames; ++i) {
        figures_.peaks[c] = std::max(figures_.peaks[c], std::fabs(channels[c][i]));
      }
    }
  }

  streaming::SoundWriter writer_;
  RenderLength length_;
  RenderFigures& figures_;
  std::unique_ptr<ProgrammeMeter> meter_;
};

Result<void> run(hardware::OfflineDevice& device, building::PlanKeeper& keeper, Mixdown& mixdown,
                 const std::function<void()>& progress) {
  Result<void> taken;
  device.run([&](const float* const* outputs, std::uint32_t, std::uint32_t frames) {
    taken = mixdown.take(outputs, frames);
    static_cast<void>(keeper.poll());  // takes home what the cycle has finished with
    progress();
    return taken && !mixdown.complete();
  });
  return taken;
}

scheduler::CycleSettings cycle_settings(const RenderOptions& options, const RenderFigures& figures) {
  scheduler::CycleSettings settings;
  settings.sample_rate = figures.sample_rate;
  settings.threads = options.threads;
  settings.most_outputs = figures.channels;
  return settings;
}

/// Makes everything that plays, plays it into `mixdown`, and takes it apart again.
Result<void> play(GraphSnapshot graph, const RenderOptions& options, streaming::SoundLibrary& library,
                  Mixdown& mixdown, const RenderFigures& figures, const std::function<void()>& progress) {
  const std::uint32_t inputs = most_device_input(graph);
  building::BuildSettings settings;
  settings.sample_rate = figures.sample_rate;
  settings.device_inputs = inputs;
  settings.device_outputs = figures.channels;
  settings.threads = options.threads;
  settings.fades_in = false;  // a live engine has faded in when it is told to play
  doors::Rings rings;
  building::PlanKeeper keeper(rings, library, settings);
  if (const auto built = build(keeper, std::move(graph)); !built) return built.refusal();
  scheduler::Cycle cycle(rings, cycle_settings(options, figures));
  hardware::OfflineDevice device({figures.sample_rate, options.block, inputs, figures.channels});
  if (const auto started = device.start(cycle); !started) return started.refusal();
  Result<void> ran = run(device, keeper, mixdown, progress);
  device.stop();
  cycle.release();
  static_cast<void>(keeper.poll());
  return ran;
}

/// What is known of a render before it begins; its outputs are plugged in.
RenderFigures describe(GraphSnapshot& graph, const RenderOptions& options) {
  RenderFigures figures;
  graph.sample_rate = options.rate.value_or(graph.sample_rate);
  figures.graph_hash = messages::graph_hash(graph);
  figures.sample_rate = graph.sample_rate;
  figures.instruction_set = dsp::active_target();
  figures.channels = plug_outputs(graph, options.monitor);
  figures.peaks.assign(figures.channels, 0.0F);
  return figures;
}

}  // namespace

Result<RenderFigures> render(GraphSnapshot graph, const RenderOptions& options, const Progress& progress) {
  const Clock::time_point begun = Clock::now();
  if (const auto good = building::check(graph); !good) {
    return Refusal{good.refusal().code, "graph", "the graph cannot be played: " + good.refusal().sentence};
  }
  RenderFigures figures = describe(graph, options);
  if (figures.channels == 0) {
    return Refusal{RefusalCode::kInvalid, "graph", "nothing leaves this graph: it has no output node"};
  }
  auto settings = write_settings(options, figures.sample_rate, figures.channels);
  if (!settings) return settings.refusal();
  streaming::SoundLibrary library(figures.sample_rate, streaming::Mode::kInline, "");
  const Result<Sounds> sounds = load_sounds(graph, library);
  if (!sounds) return sounds.refusal();
  Result<RenderLength> length = find_length(options, *sounds, figures.sample_rate, figures.channels);
  if (!length) return length.refusal();
  const std::int64_t expected = length->expected();
  settings->most_frames = length->most();
  settings->dither = options.dither && leave_dither_to_file(graph, settings->format);
  auto writer = streaming::SoundWriter::create(options.output, *settings);
  if (!writer) return writer.refusal();
  Mixdown mixdown(std::move(*writer), std::move(*length), figures, options.stats);

  figures.load_seconds = seconds_since(begun);
  const Clock::time_point rendering = Clock::now();
  const double cpu_before = cpu_seconds();
  const auto played = play(std::move(graph), options, library, mixdown, figures, [&] {
    if (progress) progress(mixdown.written(), expected);
  });
  if (!played) return played.refusal();
  figures.wall_seconds = seconds_since(rendering);
  figures.cpu_seconds = cpu_seconds() - cpu_before;
  if (const auto finished = mixdown.finish(); !finished) return finished.refusal();
  return figures;
}

}  // namespace corelogic::apps
