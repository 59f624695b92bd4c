// node_writer.cpp: nodes in processing order; sources and buses become steps here, effects in effect_writer.
// Side: control.
#include "engine/building/node_writer.h"

#include <algorithm>

#include "engine/building/effect_writer.h"
#include "engine/building/sink_writer.h"

namespace corelogic::building {
namespace {

using messages::Node;

class NodeWriter {
 public:
  explicit NodeWriter(PlanDraft& draft)
      : draft_(draft), device_(draft.settings.device_inputs), effects_(draft) {}

  void write() {
    const FoldedGraph& folded = draft_.folded;
    std::vector<std::uint32_t> order(folded.shapes.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto rank = [&](std::uint32_t i) {
      return folded.depth[i] * 2 + (folded.shapes[i] == Shape::kLanes ? 0 : 1);
    };
    std::ranges::stable_sort(order, {}, rank);
    for (std::size_t i = 0; i < order.size();) {
      if (folded.shapes[order[i]] != Shape::kLanes) {
        write_node(order[i++]);
        continue;
      }
      const std::uint32_t depth = folded.depth[order[i]];
      std::vector<std::uint32_t> members;
      while (i < order.size() && folded.shapes[order[i]] == Shape::kLanes && folded.depth[order[i]] == depth)
        members.push_back(order[i++]);
      effects_.write_lanes(members);
    }
    write_device_inputs();
  }

 private:
  void write_node(std::uint32_t i) {
    switch (draft_.folded.shapes[i]) {
      case Shape::kSource:
        return write_source(i);
      case Shape::kBus:
        return write_sums(i);
      case Shape::kGain:
        if (draft_.folded.summed[i]) write_sums(i);
        return;
      case Shape::kPlanar:
        return effects_.write_planar(i);
      case Shape::kLanes:
        return;
    }
  }

  [[nodiscard]] const Node& node(std::uint32_t i) const { return *draft_.graph.nodes[i].node; }
  [[nodiscard]] const Sink& sink(std::uint32_t i) const {
    return draft_.folded.sinks[draft_.folded.sink_of[i]];
  }

  // --- sources
  // --------------------------------------------------------------------------------------------------

  void write_source(std::uint32_t i) {
    const auto& input = std::get<messages::AudioInputNode>(node(i).kind);
    const std::uint16_t channels = channel_count(node(i).outputs);
    draft_.outputs[i].slots.assign(channels, draft_.silence);
    if (const auto* device = std::get_if<messages::DeviceSource>(&input.source))
      for (std::uint16_t c = 0; c < channels; ++c)
        if (const auto* slot = device_slot(i, device->channels[c])) draft_.outputs[i].slots[c] = slot;
    if (const auto* file = std::get_if<messages::FileSource>(&input.source)) write_player(i, *file, channels);
  }

  const graph::ChannelSlot* device_slot(std::uint32_t reader, std::uint16_t channel) {
    if (channel > draft_.settings.device_inputs) {
      draft_.warnings.insert(node(reader).name + ": the device has no capture channel " +
                             std::to_string(channel) + " (it has " +
                             std::to_string(draft_.settings.device_inputs) + "): silence instead.");
      return nullptr;
    }
    DeviceChannel& from = device_[channel - 1U];
    if (from.slot == nullptr) {
      from.slot = draft_.memory->make<graph::ChannelSlot>();
      *from.slot = *draft_.silence;
    }
    from.readers.push_back(draft_.faults.planar(reader));
    return from.slot;
  }

  void write_device_inputs() {
    graph::RenderPlan& plan = *draft_.plan;
    for (std::size_t c = 0; c < device_.size(); ++c) {
      if (device_[c].slot == nullptr) continue;
      const std::vector<dsp::FaultBits*>& readers = device_[c].readers;
      plan.device_inputs.push_back({.slot = device_[c].slot,
                                    .channel = static_cast<std::uint16_t>(c),
                                    .first_reader = static_cast<std::uint32_t>(plan.input_readers.size()),
                                    .reader_count = static_cast<std::uint32_t>(readers.size())});
      plan.input_readers.insert(plan.input_readers.end(), readers.begin(), readers.end());
    }
  }

  void write_player(std::uint32_t i, const messages::FileSource& file, std::uint16_t channels) {
    const auto found = draft_.sounds.find(file.path);
    if (found == draft_.sounds.end()) return;
    const auto player = draft_.turn.player(draft_.graph.nodes[i].key, [&] {
      return std::make_shared<Player>(found->second, file.loop, channels, draft_.plan->ramp_frames);
    });
    for (std::uint16_t c = 0; c < channels; ++c) draft_.outputs[i].slots[c] = player->slot(c);
    draft_.outputs[i].after = {draft_.steps.add(&player->player(), {}, {node(i).id})};
    draft_.plan->owned.push_back(player);
  }

  // --- sums
  // -----------------------------------------------------------------------------------------------------

  void write_sums(std::uint32_t i) {
    const std::uint32_t channels = sink(i).channels.count;
    const PlanarBuffers buffers = assign_buffers(*draft_.memory, channels);
    auto** out = draft_.memory->make<float* const*>(channels);
    for (std::uint32_t c = 0; c < channels; ++c) {
      out[c] = &buffers.buffers[c];
      draft_.outputs[i].slots.push_back(&buffers.slots[c]);
    }
    draft_.outputs[i].after = write_sink(draft_, sink(i), out);
  }

  /// A capture channel that somebody brings in, and the faults of all who do.
  struct DeviceChannel {
    graph::ChannelSlot* slot = nullptr;
    std::vector<dsp::FaultBits*> readers;
  };

  PlanDraft& draft_;
  std::vector<DeviceChannel> device_;
  EffectWriter effects_;
};

}  // namespace

void write_nodes(PlanDraft& draft) {
  NodeWriter(draft).write();
}

}  // namespace corelogic::building
