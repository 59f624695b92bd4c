// meter_writer.cpp: sums only where several ways meet or the sound itself is wanted.  Side: control.
#include "engine/building/meter_writer.h"

#include <algorithm>

#include "engine/building/sink_writer.h"

namespace corelogic::building {

void describe(graph::DetailStep& step, StepPorts& ports) {
  for (const graph::ChannelSlot*& lane : step.lanes) ports.reads(lane);
  ports.writings.push_back(step.gathered);
  ports.costs(800);
}

void describe(graph::FeedStep& step, StepPorts& ports) {
  for (std::uint16_t c = 0; c < step.channel_count; ++c) ports.reads(step.channels[c]);
  ports.costs(100.0 * step.channel_count);
}

MeterWriter::MeterWriter(PlanDraft& draft)
    : draft_(draft), meter_of_(draft.graph.nodes.size(), kNone), details_(draft.folded.meters.size()) {
  for (std::uint32_t m = 0; m < draft.folded.meters.size(); ++m) meter_of_[draft.folded.meters[m].node] = m;
}

void MeterWriter::write(const Sink& sink) {
  const bool full = draft_.folded.meters[meter_of_[sink.node]].full;
  const std::uint32_t count = sink.channels.count;
  const auto routes = [&](std::uint32_t c) {
    return draft_.folded.sink_channels[sink.channels.first + c].count;
  };
  const PlanarBuffers buffers = assign_buffers(*draft_.memory, count);
  auto** out = draft_.memory->make<float* const*>(count);
  std::vector<bool> wanted(count);
  bool any_buffer = false, all_buffers = true, all_wanted = true;
  for (std::uint32_t c = 0; c < count; ++c) {
    const bool summed = full || routes(c) > 1;
    if (summed) out[c] = &buffers.buffers[c];
    wanted[c] = summed || routes(c) > 0;
    any_buffer = any_buffer || summed;
    all_buffers = all_buffers && summed;
    all_wanted = all_wanted && wanted[c];
  }
  // Stereo lanes are summed side by side where all channels want the same.
  const bool alike = all_wanted && (all_buffers || !any_buffer);
  const After after =
      alike ? write_sink(draft_, sink, any_buffer ? out : nullptr) : write_sink(draft_, sink, out, wanted);
  for (std::uint32_t c = 0; c < count; ++c)
    if (routes(c) > 1) measure_sum(sink, c, buffers.slots[c], after);
  if (full) feed_loudness(sink, buffers.slots, after);
}

/// The level of a sum: one more path, at gain 1, that leads nowhere.
void MeterWriter::measure_sum(const Sink& sink, std::uint32_t channel, const graph::ChannelSlot& slot,
                              const After& after) {
  const Key key = KeyMaker(sink.key).add(std::string_view("sum")).add(std::uint64_t{channel}).key();
  const GainPlace place = draft_.turn.gain(key, 1.0F, true);
  auto* path = draft_.memory->make<dsp::PlanarPath>();
  *path = {.source = &slot, .ramp = place.ramp, .peak = place.peak, .faults = nullptr};
  auto* sum = draft_.memory->make<graph::MixStep::Channel>();
  *sum = {.paths = path, .path_count = 1, .out = nullptr};
  auto* step = draft_.memory->make<graph::MixStep>();
  step->channels = sum;
  step->channel_count = 1;
  draft_.steps.add(step, after, {draft_.graph.nodes[sink.node].node->id});
  const Meter& meter = draft_.folded.meters[meter_of_[sink.node]];
  draft_.peaks[meter.channels.first + channel] = {.hold = place.peak, .lane = -1};
}

void MeterWriter::feed_loudness(const Sink& sink, const graph::ChannelSlot* slots, const After& after) {
  const MergedNode& node = draft_.graph.nodes[sink.node];
  const auto channels = static_cast<std::uint16_t>(
      std::min<std::uint32_t>(sink.channels.count, graph::FeedStep::kMostChannels));
  const auto meter = draft_.turn.loudness(node.key, channels);
  auto* feed = draft_.memory->make<graph::FeedStep>();
  feed->channel_count = channels;
  feed->outlet = {.push = doors::StreamRing::feed, .ring = &meter->ring()};
  for (std::uint16_t c = 0; c < channels; ++c) feed->channels[c] = &slots[c];
  draft_.steps.add(feed, after, {node.node->id});
  draft_.loudness.push_back(meter);
  draft_.plan->owned.push_back(meter);
  auto& details = details_[meter_of_[sink.node]];
  for (std::uint32_t c = 0; c < sink.channels.count; ++c)
    details.push_back({.slot = &slots[c], .node = sink.node, .after = after, .tap = {}});
}

void MeterWriter::watch(const Sink& sink) {
  const vocabulary::NodeId node = draft_.graph.nodes[sink.node].node->id;
  const PlanarBuffers buffer = assign_buffers(*draft_.memory, 1);
  float* const* out = &buffer.buffers[0];
  const auto meter = draft_.turn.spectrum(sink.key);
  auto* feed = draft_.memory->make<graph::FeedStep>();
  feed->channel_count = 1;
  feed->outlet = {.push = doors::StreamRing::feed, .ring = &meter->ring()};
  feed->channels[0] = &buffer.slots[0];
  draft_.steps.add(feed, write_sink(draft_, sink, &out), {node});
  draft_.spectra.push_back({.node = node, .meter = meter});
  draft_.plan->owned.push_back(meter);
}

void MeterWriter::write_details(std::size_t first, std::size_t count) {
  auto* step = draft_.memory->make<graph::DetailStep>();
  step->gathered = draft_.memory->make<dsp::LaneFrame>(dsp::kMaxFrames + 1);
  const auto hold = draft_.turn.meters().hold();
  step->hold = hold.get();
  After after;
  std::vector<vocabulary::NodeId> nodes;
  for (std::uint32_t lane = 0; lane < count; ++lane) {
    Detail& detail = *in_order_[first + lane];
    step->lanes[lane] = detail.slot;
    detail.tap = {.hold = step->hold, .lane = lane};
    add_all(after, detail.after);
    const MergedNode& node = draft_.graph.nodes[detail.node];
    draft_.turn.meters().detail(node.key, hold, lane);
    if (nodes.empty() || nodes.back() != node.node->id) nodes.push_back(node.node->id);
  }
  draft_.steps.add(step, std::move(after), std::move(nodes));
}

void MeterWriter::finish() {
  for (auto& meter : details_)
    for (Detail& detail : meter) in_order_.push_back(&detail);
  // A pair of channels never comes to lie in two steps: their product would be lost.
  for (std::size_t first = 0; first < in_order_.size();) {
    std::size_t count = std::min(dsp::kLanes, in_order_.size() - first);
    const auto cuts = [&](std::size_t at) {
      return at < in_order_.size() && in_order_[at]->node == in_order_[at - 1]->node &&
             (at == 1 || in_order_[at - 2]->node != in_order_[at]->node);
    };
    if (cuts(first + count)) --count;
    write_details(first, count);
    first += count;
  }
  write_levels();
  write_faults();
}

void MeterWriter::write_levels() {
  graph::RenderPlan& plan = *draft_.plan;
  for (std::size_t m = 0; m < draft_.folded.meters.size(); ++m) {
    const Meter& meter = draft_.folded.meters[m];
    const MergedNode& node = draft_.graph.nodes[meter.node];
    const auto taps = std::span(draft_.peaks).subspan(meter.channels.first, meter.channels.count);
    draft_.turn.meters().levels(node.key, taps);
    plan.meters.push_back({.node = node.node->id,
                           .channels = static_cast<std::uint16_t>(meter.channels.count),
                           .first_peak = static_cast<std::uint32_t>(plan.meter_peaks.size()),
                           .full = meter.full});
    plan.meter_peaks.insert(plan.meter_peaks.end(), taps.begin(), taps.end());
    for (const Detail& detail : details_[m]) plan.details.push_back(detail.tap);
  }
}

void MeterWriter::write_faults() {
  graph::RenderPlan& plan = *draft_.plan;
  for (std::uint32_t i = 0; i < draft_.graph.nodes.size(); ++i) {
    const vocabulary::NodeId id = draft_.graph.nodes[i].node->id;
    if (const LanePlace* place = draft_.outputs[i].lanes) {
      const std::uint32_t lanes = ((1U << place->width) - 1U) << place->lane;
      if (auto* bits = draft_.faults.known_lanes(place->block->number))
        plan.faults.push_back({.node = id, .bits = bits, .mask = lanes});
    } else if (const auto found = draft_.faults.planar().find(i); found != draft_.faults.planar().end()) {
      plan.faults.push_back({.node = id, .bits = found->second, .mask = 1U});
    }
  }
}

}  // namespace corelogic::building
