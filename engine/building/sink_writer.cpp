// sink_writer.cpp: paths and accumulations of a MixStep.  Side: control.
#include "engine/building/sink_writer.h"

#include <map>

#include "engine/building/latency_compensator.h"

namespace corelogic::building {
namespace {

using graph::MixStep;

/// More planar paths than this, and each channel becomes a step of its own, so that threads can share the
/// work.
constexpr std::uint32_t kSplitPaths = 48;

class SinkWriter {
 public:
  SinkWriter(PlanDraft& draft, const Sink& sink, float* const* const* out, const std::vector<bool>& wanted)
      : draft_(draft), sink_(sink), out_(out), wanted_(wanted) {}

  After write() {
    channels_ = draft_.memory->make<MixStep::Channel>(sink_.channels.count);
    for (std::uint32_t c = 0; c < sink_.channels.count; ++c) {
      if (wanted_.empty() || wanted_[c]) write_channel(c);
    }
    write_accumulations();
    add_steps();
    return written_;
  }

 private:
  /// Lane routes of one block and one accumulator.
  struct Group {
    const LaneBlock* block = nullptr;
    std::uint16_t even = 0;
    std::int32_t odd = -1;
    std::uint16_t variant = 0;
    LaneSpot spot;
  };
  struct AccumulatorKey {
    std::uint16_t even;
    std::int32_t odd;
    auto operator<=>(const AccumulatorKey&) const = default;
  };

  void write_channel(std::uint32_t c) {
    MixStep::Channel& channel = channels_[c];
    channel.out = out_ == nullptr ? nullptr : out_[c];
    const Range range = draft_.folded.sink_channels[sink_.channels.first + c];
    std::uint32_t planar = 0;
    for (std::uint32_t r = 0; r < range.count; ++r)
      if (source(range.first + r).lanes == nullptr) ++planar;
    auto* paths = draft_.memory->make<dsp::PlanarPath>(planar);
    channel.paths = paths;
    channel.path_count = planar;
    for (std::uint32_t r = 0; r < range.count; ++r) {
      const Route& route = draft_.folded.routes[range.first + r];
      const NodeOutput& from = source(range.first + r);
      const auto reading = draft_.latency->read(sink_, route);
      add_all(after_, reading.after);
      from.lanes == nullptr ? write_planar(route, reading.slot, *paths++)
                            : write_lane(route, *from.lanes, reading.frames, c);
    }
    planar_paths_ += planar;
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

  void write_planar(const Route& route, const graph::ChannelSlot* from, dsp::PlanarPath& path) {
    const GainPlace place = draft_.turn.gain(route.key, start_of(route), route.meter != kNone);
    path = {.source = from,
            .ramp = place.ramp,
            .peak = route.meter == kNone ? nullptr : place.peak,
            .faults = draft_.faults.planar(route.source)};
    add_path(route).ramp = place.ramp;
    if (route.meter != kNone) draft_.peaks[route.meter] = {.hold = place.peak, .lane = -1};
  }

  /// Stereo lanes go to a pair of channels at once, even lanes to the even one; all else channel by channel.
  [[nodiscard]] AccumulatorKey accumulator(const LanePlace& place, std::uint32_t lane,
                                           std::uint32_t channel) const {
    const bool paired = wanted_.empty() && place.block->width > 1 && lane % 2 == channel % 2 &&
                        (channel | 1U) < sink_.channels.count;
    if (!paired) return {static_cast<std::uint16_t>(channel), -1};
    return {static_cast<std::uint16_t>(channel & ~1U), static_cast<std::int32_t>(channel | 1U)};
  }

  void write_lane(const Route& route, const LanePlace& place, const dsp::LaneFrame* from,
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
      at->second = {.source = from,
                    .ramp = spot.ramp,
                    .peak = nullptr,
                    .faults = draft_.faults.lanes(place.block->number)};
    if (route.meter == kNone) return;
    at->second.peak = spot.peak;
    draft_.peaks[route.meter] = {.hold = spot.peak, .lane = lane};
  }

  void write_accumulations() {
    accumulation_array_ = draft_.memory->make<MixStep::Accumulation>(accumulations_.size());
    MixStep::Accumulation* next = accumulation_array_;
    for (const auto& [key, paths] : accumulations_) {
      auto* array = draft_.memory->make<dsp::LanePath>(paths.size());
      *next++ = {.paths = array,
                 .path_count = static_cast<std::uint32_t>(paths.size()),
                 .even_channel = key.even,
                 .odd_channel = key.odd,
                 .accumulator = draft_.memory->make<dsp::LaneFrame>(dsp::kMaxFrames)};
      for (const auto& [block, path] : paths) *array++ = path;
    }
  }

  void add_steps() {
    const bool partial = !wanted_.empty();
    if (!partial && (accumulations_.size() > 0 || planar_paths_ <= kSplitPaths)) {
      add_step(channels_, sink_.channels.count);
      return;
    }
    if (accumulations_.empty()) {
      for (std::uint32_t c = 0; c < sink_.channels.count; ++c)
        if (!partial || wanted_[c]) add_step(channels_ + c, 1);
      return;
    }
    // Some channels only, with lanes: the others get no paths and no destination.
    add_step(channels_, sink_.channels.count);
  }

  void add_step(MixStep::Channel* channels, std::uint32_t count) {
    auto* step = draft_.memory->make<MixStep>();
    step->channels = channels;
    step->channel_count = count;
    step->accumulations = accumulation_array_;
    step->accumulation_count = static_cast<std::uint32_t>(accumulations_.size());
    std::vector<vocabulary::NodeId> nodes;
    if (sink_.kind != Sink::Kind::kDevice) nodes.push_back(draft_.graph.nodes[sink_.node].node->id);
    written_.push_back(draft_.steps.add(step, after_, std::move(nodes)));
  }

  PlanDraft& draft_;
  const Sink& sink_;
  float* const* const* out_;
  const std::vector<bool>& wanted_;
  MixStep::Channel* channels_ = nullptr;
  MixStep::Accumulation* accumulation_array_ = nullptr;
  std::map<AccumulatorKey, std::map<std::pair<std::uint64_t, std::uint16_t>, dsp::LanePath>> accumulations_;
  std::uint32_t planar_paths_ = 0;
  After after_;
  After written_;
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
