// sink_writer.cpp: paths and accumulations of a MixStep.  Side: control.
#include "engine/building/sink_writer.h"

#include <map>

#include "engine/building/latency_compensator.h"

namespace corelogic::building {
namespace {

using graph::MixStep;

/// A sum of more than this many planar sources, or lane blocks, is made of partial sums of so many each, so
/// that threads can share the work. The parts depend on the routes alone, never on the threads: a sum is the
/// same to the bit with any number of them. A part costs what storing and adding it costs, about a twentieth.
constexpr std::uint32_t kPartSources = 32;
constexpr std::uint32_t kPartBlocks = 4;
static_assert(kPartBlocks == Arena<dsp::LaneRamp>::kRun, "a part's ramps are one run");

class SinkWriter {
 public:
  SinkWriter(PlanDraft& draft, const Sink& sink, float* const* const* out, const std::vector<bool>& wanted)
      : draft_(draft), sink_(sink), out_(out), wanted_(wanted) {}

  After write() {
    channels_.resize(sink_.channels.count);
    for (std::uint32_t c = 0; c < sink_.channels.count; ++c)
      if (wanted_.empty() || wanted_[c]) write_channel(c);
    if (planar_parts() <= 1 && lane_parts() <= accumulations_.size()) {
      Part whole = part();
      for (std::uint32_t c = 0; c < channels_.size(); ++c) {
        whole.planar[c] = channels_[c].paths;
        for (const After& after : channels_[c].after) add_all(whole.after, after);
      }
      whole.lanes = accumulations_;
      return {add_step(whole, out_)};
    }
    return write_parts();
  }

 private:
  /// The planar routes of one channel, each with its source's place and what must be done before.
  struct Channel {
    std::vector<dsp::PlanarPath> paths;
    std::vector<std::uint32_t> sources;
    std::vector<After> after;
  };
  struct Block {
    dsp::LanePath path{};
    After after;
  };
  using Blocks = std::map<std::pair<std::uint64_t, std::uint16_t>, Block>;  ///< by number and variant
  struct AccumulatorKey {
    std::uint16_t even;
    std::int32_t odd;
    auto operator<=>(const AccumulatorKey&) const = default;
  };

  void write_channel(std::uint32_t c) {
    Channel& channel = channels_[c];
    const Range range = draft_.folded.sink_channels[sink_.channels.first + c];
    for (std::uint32_t r = 0; r < range.count; ++r) {
      const Route& route = draft_.folded.routes[range.first + r];
      const NodeOutput& from = source(range.first + r);
      const auto reading = draft_.latency->read(sink_, route);
      if (from.lanes == nullptr) {
        order_.try_emplace(route.source, static_cast<std::uint32_t>(order_.size()));
        channel.sources.push_back(order_.at(route.source));
        channel.paths.push_back(write_planar(route, reading.slot));
        channel.after.push_back(reading.after);
      } else {
        write_lane(route, *from.lanes, reading, c);
      }
    }
  }

  [[nodiscard]] const NodeOutput& source(std::uint32_t route) const {
    return draft_.outputs[draft_.folded.routes[route].source];
  }

  [[nodiscard]] float start_of(const Route& route) const {
    return route.starts_silent ? 0.0F : full_gain(draft_, route);
  }

  graph::Path& add_path(const Route& route) {
    auto& plan = *draft_.plan;
    plan.paths.push_back({.ramp = nullptr,
                          .lane_ramp = nullptr,
                          .lane = 0,
                          .first_cell = static_cast<std::uint32_t>(plan.path_cells.size()),
                          .cell_count = route.cell_count,
                          .constant = route.leaves ? 0.0F : route.constant});
    const auto cells = draft_.folded.route_cells.begin() + route.first_cell;
    plan.path_cells.insert(plan.path_cells.end(), cells, cells + route.cell_count);
    return plan.paths.back();
  }

  dsp::PlanarPath write_planar(const Route& route, const graph::ChannelSlot* from) {
    const GainPlace place = draft_.turn.gain(route.key, start_of(route), route.meter != kNone);
    add_path(route).ramp = place.ramp;
    if (route.meter != kNone) draft_.peaks[route.meter] = {.hold = place.peak, .lane = -1};
    return {.source = from,
            .ramp = place.ramp,
            .peak = route.meter == kNone ? nullptr : place.peak,
            .faults = draft_.faults.planar(route.source)};
  }

  /// Stereo lanes go to a pair of channels at once, even lanes to the even one; all else channel by channel.
  [[nodiscard]] AccumulatorKey accumulator(const LanePlace& place, std::uint32_t lane,
                                           std::uint32_t channel) const {
    const bool paired = wanted_.empty() && place.block->width > 1 && lane % 2 == channel % 2 &&
                        (channel | 1U) < sink_.channels.count;
    if (!paired) return {static_cast<std::uint16_t>(channel), -1};
    return {static_cast<std::uint16_t>(channel & ~1U), static_cast<std::int32_t>(channel | 1U)};
  }

  void write_lane(const Route& route, const LanePlace& place, const LatencyCompensator::Reading& reading,
                  std::uint32_t channel) {
    const auto lane = static_cast<std::uint16_t>(place.lane + route.channel);
    const AccumulatorKey key = accumulator(place, lane, channel);
    const Key group = KeyMaker(sink_.key)
                          .add(place.block->number)
                          .add((std::uint64_t{key.even} << 32) | static_cast<std::uint32_t>(key.odd))
                          .key();
    const LaneSpot spot = draft_.turn.lane_gain(route.key, group, lane, start_of(route));
    graph::Path& path = add_path(route);
    path.lane_ramp = spot.ramp;
    path.lane = lane;
    auto& paths = accumulations_[key];
    auto [at, fresh] = paths.try_emplace({place.block->number, spot.variant});
    if (fresh)
      at->second.path = {.source = reading.frames,
                         .ramp = spot.ramp,
                         .peak = nullptr,
                         .faults = draft_.faults.lanes(place.block->number)};
    add_all(at->second.after, reading.after);
    if (route.meter == kNone) return;
    at->second.path.peak = spot.peak;
    draft_.peaks[route.meter] = {.hold = spot.peak, .lane = lane};
  }

  // --- steps

  /// What one step sums.
  struct Part {
    std::vector<std::vector<dsp::PlanarPath>> planar;  ///< by channel
    std::map<AccumulatorKey, Blocks> lanes;
    After after;
  };
  [[nodiscard]] Part part() const {
    Part fresh;
    fresh.planar.resize(channels_.size());
    return fresh;
  }

  [[nodiscard]] std::size_t planar_parts() const { return (order_.size() + kPartSources - 1) / kPartSources; }
  [[nodiscard]] std::size_t lane_parts() const {
    std::size_t parts = 0;
    for (const auto& [key, blocks] : accumulations_) parts += (blocks.size() + kPartBlocks - 1) / kPartBlocks;
    return parts;
  }

  /// Partial sums into buffers of their own, and a last step that adds them up.
  After write_parts() {
    Part last = part();
    for (std::size_t first = 0; first < order_.size(); first += kPartSources)
      add_part(planar_part(first, first + kPartSources), last);
    for (const auto& [key, blocks] : accumulations_) {
      Part some = part();
      for (const auto& block : blocks) {
        some.lanes[key].insert(block);
        if (some.lanes[key].size() == kPartBlocks) add_part(std::exchange(some, part()), last);
      }
      if (!some.lanes.empty()) add_part(std::move(some), last);
    }
    return {add_step(last, out_)};
  }

  /// What comes from sources of these places in their order, left and right together.
  Part planar_part(std::size_t first, std::size_t end) {
    Part some = part();
    for (std::size_t c = 0; c < channels_.size(); ++c) {
      for (std::size_t i = 0; i < channels_[c].paths.size(); ++i) {
        if (channels_[c].sources[i] < first || channels_[c].sources[i] >= end) continue;
        some.planar[c].push_back(channels_[c].paths[i]);
        add_all(some.after, channels_[c].after[i]);
      }
    }
    return some;
  }

  void add_part(Part some, Part& last) {
    std::vector<bool> used(channels_.size());
    for (std::size_t c = 0; c < used.size(); ++c) used[c] = !some.planar[c].empty();
    for (const auto& [key, blocks] : some.lanes) {
      used[key.even] = true;
      if (key.odd >= 0) used[static_cast<std::size_t>(key.odd)] = true;
    }
    const PlanarBuffers buffers = assign_buffers(*draft_.memory, used.size());
    auto** out = draft_.memory->make<float* const*>(used.size());
    for (std::size_t c = 0; c < used.size(); ++c)
      if (used[c]) out[c] = &buffers.buffers[c];
    const StepId written = add_step(some, out_ == nullptr ? nullptr : out);
    last.after.push_back(written);
    for (std::size_t c = 0; c < used.size(); ++c) {
      if (!used[c] || out_ == nullptr || out_[c] == nullptr) continue;
      auto* whole = draft_.memory->make<dsp::GainRamp>();
      whole->target = 1.0F;
      last.planar[c].push_back(
          {.source = &buffers.slots[c], .ramp = whole, .peak = nullptr, .faults = nullptr});
    }
  }

  StepId add_step(const Part& sum, float* const* const* out) {
    auto* step = draft_.memory->make<MixStep>();
    auto* channels = draft_.memory->make<MixStep::Channel>(channels_.size());
    After after = sum.after;
    for (std::uint32_t c = 0; c < channels_.size(); ++c) {
      auto* paths = draft_.memory->make<dsp::PlanarPath>(sum.planar[c].size());
      std::ranges::copy(sum.planar[c], paths);
      const bool wanted = wanted_.empty() || wanted_[c];
      channels[c] = {.paths = paths,
                     .path_count = static_cast<std::uint32_t>(sum.planar[c].size()),
                     .out = out == nullptr || !wanted ? nullptr : out[c]};
    }
    step->channels = channels;
    step->channel_count = static_cast<std::uint32_t>(channels_.size());
    step->accumulations = write_accumulations(sum.lanes, after);
    step->accumulation_count = static_cast<std::uint32_t>(sum.lanes.size());
    std::vector<vocabulary::NodeId> nodes;
    if (sink_.kind != Sink::Kind::kDevice) nodes.push_back(draft_.graph.nodes[sink_.node].node->id);
    return draft_.steps.add(step, std::move(after), std::move(nodes));
  }

  const MixStep::Accumulation* write_accumulations(const std::map<AccumulatorKey, Blocks>& sums,
                                                   After& after) {
    auto* array = draft_.memory->make<MixStep::Accumulation>(sums.size());
    MixStep::Accumulation* next = array;
    for (const auto& [key, blocks] : sums) {
      auto* paths = draft_.memory->make<dsp::LanePath>(blocks.size());
      *next++ = {.paths = paths,
                 .path_count = static_cast<std::uint32_t>(blocks.size()),
                 .even_channel = key.even,
                 .odd_channel = key.odd,
                 .accumulator = draft_.memory->make<dsp::LaneFrame>(dsp::kMaxFrames)};
      for (const auto& [number, block] : blocks) {
        *paths++ = block.path;
        add_all(after, block.after);
      }
    }
    return array;
  }

  PlanDraft& draft_;
  const Sink& sink_;
  float* const* const* out_;
  const std::vector<bool>& wanted_;
  std::vector<Channel> channels_;
  std::map<std::uint32_t, std::uint32_t> order_;  ///< planar sources, in the order in which they are met
  std::map<AccumulatorKey, Blocks> accumulations_;
};

}  // namespace

float full_gain(const PlanDraft& draft, const Route& route) {
  float gain = route.constant;
  for (std::uint32_t i = 0; i < route.cell_count; ++i)
    gain *= draft.folded.cells[draft.folded.route_cells[route.first_cell + i]];
  return gain;
}

After write_sink(PlanDraft& draft, const Sink& sink, float* const* const* out) {
  return SinkWriter(draft, sink, out, {}).write();
}

After write_sink(PlanDraft& draft, const Sink& sink, float* const* const* out,
                 const std::vector<bool>& wanted) {
  return SinkWriter(draft, sink, out, wanted).write();
}

}  // namespace corelogic::building
