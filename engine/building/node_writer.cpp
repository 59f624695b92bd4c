// node_writer.cpp: sources, buses, compressor blocks and reverbs become steps.  Side: control.
#include "engine/building/node_writer.h"

#include <map>
#include <ranges>

#include "engine/building/input_finder.h"
#include "engine/building/sink_writer.h"

namespace corelogic::building {
namespace {

using messages::Node;

class NodeWriter {
 public:
  explicit NodeWriter(PlanDraft& draft)
      : draft_(draft), device_slots_(draft.settings.device_inputs, nullptr), inputs_(draft) {}

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
      write_compressors(members);
    }
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
        return write_reverb(i);
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
        if (const auto* slot = device_slot(node(i), device->channels[c])) draft_.outputs[i].slots[c] = slot;
    if (const auto* file = std::get_if<messages::FileSource>(&input.source)) write_player(i, *file, channels);
  }

  const graph::ChannelSlot* device_slot(const Node& reader, std::uint16_t channel) {
    if (channel > draft_.settings.device_inputs) {
      draft_.warnings.insert(reader.name + ": the device has no capture channel " + std::to_string(channel) +
                             " (it has " + std::to_string(draft_.settings.device_inputs) +
                             "): silence instead.");
      return nullptr;
    }
    auto& slot = device_slots_[channel - 1U];
    if (slot == nullptr) {
      slot = draft_.memory->make<graph::ChannelSlot>();
      *slot = *draft_.silence;
      draft_.plan->device_inputs.push_back(
          {.slot = slot, .channel = static_cast<std::uint16_t>(channel - 1)});
    }
    return slot;
  }

  void write_player(std::uint32_t i, const messages::FileSource& file, std::uint16_t channels) {
    const auto found = draft_.sounds.find(file.path);
    if (found == draft_.sounds.end()) return;
    const auto player = draft_.turn.player(draft_.graph.nodes[i].key, [&] {
      return std::make_shared<Player>(found->second, file.loop, channels, draft_.plan->ramp_frames);
    });
    for (std::uint16_t c = 0; c < channels; ++c) draft_.outputs[i].slots[c] = player->slot(c);
    draft_.steps.add(graph::FilePlayer::run, &player->player(), 0);
    draft_.outputs[i].ready = 1;
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
    draft_.outputs[i].ready = write_sink(draft_, sink(i), out);
  }

  // --- compressors
  // ----------------------------------------------------------------------------------------------

  struct BlockInput {
    std::shared_ptr<LaneBlock> block;
    Feed lanes[dsp::kLanes];
    std::vector<std::uint32_t> members;
  };

  void write_compressors(const std::vector<std::uint32_t>& members) {
    std::map<std::uint64_t, BlockInput> blocks;
    for (std::uint32_t i : members) {
      const std::vector<Feed> inputs = inputs_.find(i);
      const auto& fx = std::get<messages::FxNode>(node(i).kind);
      const auto channels = static_cast<std::uint16_t>(inputs.size());
      const LanePlace& place = draft_.turn.place(draft_.graph.nodes[i].key, draft_.folded.depth[i], channels,
                                                 compressor_settings(fx), continued(inputs));
      draft_.outputs[i].lanes = &place;
      draft_.effects[i] = place.strip.get();
      draft_.plan->owned.push_back(place.strip);
      if (!draft_.graph.nodes[i].ghost())
        draft_.plan->reductions.push_back(
            {.node = node(i).id, .take = graph::CompressorStrip::take_reduction, .state = place.strip.get()});
      BlockInput& block = blocks[place.block->number];
      block.block = place.block;
      block.members.push_back(i);
      for (std::uint16_t c = 0; c < channels; ++c) block.lanes[place.lane + c] = inputs[c];
    }
    for (auto& [number, block] : blocks) write_block(block);
  }

  /// The compressor whose lanes these are, all of them in order.
  static const LanePlace* continued(const std::vector<Feed>& inputs) {
    for (std::size_t c = 0; c < inputs.size(); ++c)
      if (inputs[c].lanes == nullptr || inputs[c].lanes != inputs[0].lanes ||
          inputs[c].lane != inputs[0].lanes->lane + c)
        return nullptr;
    return inputs[0].lanes;
  }

  void write_block(BlockInput& input) {
    LaneBlock& block = *input.block;
    auto* step = draft_.memory->make<graph::CompressorStep>();
    *step = {.effect = &block.effect,
             .in = block.out,
             .out = block.out,
             .link = static_cast<dsp::LaneLink>(block.width)};
    std::uint32_t level = 0;
    if (const Feed* source = whole_block(input)) {
      step->in = source->lanes->block->out;
      level = source->ready;
    } else {
      level = write_gather(input) + 1;
    }
    draft_.steps.add(step, level);
    for (std::uint32_t i : input.members) draft_.outputs[i].ready = level + 1;
    draft_.plan->owned.push_back(input.block);
  }

  /// A block that reads another block lane by lane reads it as it is.
  static const Feed* whole_block(const BlockInput& input) {
    const Feed* first = nullptr;
    for (std::uint16_t l = 0; l < dsp::kLanes; ++l) {
      const Feed& feed = input.lanes[l];
      if (feed.lanes == nullptr && feed.slot == nullptr) continue;
      if (feed.lanes == nullptr || feed.lane != l) return nullptr;
      if (first != nullptr && feed.lanes->block != first->lanes->block) return nullptr;
      first = &feed;
    }
    return first != nullptr && fully_fed(input) ? first : nullptr;
  }

  /// A lane in use whose input is silence must not hear what the other block has there.
  static bool fully_fed(const BlockInput& input) {
    return std::ranges::all_of(std::views::iota(std::size_t{0}, dsp::kLanes), [&](std::size_t l) {
      const bool used = ((input.block->wanted >> l) & 1U) != 0;
      return !used || input.lanes[l].lanes != nullptr;
    });
  }

  std::uint32_t write_gather(const BlockInput& input) {
    auto* gather = draft_.memory->make<graph::GatherStep>();
    gather->out = input.block->out;
    std::uint32_t level = 0;
    for (std::size_t l = 0; l < dsp::kLanes; ++l) {
      const Feed feed = inputs_.planar(input.lanes[l]);
      gather->lanes[l] = feed.slot;
      level = std::max(level, feed.ready);
    }
    draft_.steps.add(gather, level);
    return level;
  }

  // --- reverbs
  // --------------------------------------------------------------------------------------------------

  void write_reverb(std::uint32_t i) {
    const auto& fx = std::get<messages::FxNode>(node(i).kind);
    const auto unit = draft_.turn.reverb(draft_.graph.nodes[i].key, reverb_settings(fx));
    auto* step = draft_.memory->make<graph::ReverbStep>();
    step->effect = &unit->reverb();
    const std::vector<Feed> inputs = inputs_.find(i);
    std::uint32_t level = 0;
    for (std::size_t c = 0; c < inputs.size(); ++c) {
      const Feed feed = inputs_.planar(inputs[c]);
      step->in[c] = feed.slot == nullptr ? draft_.silence : feed.slot;
      level = std::max(level, feed.ready);
    }
    const std::uint16_t channels = channel_count(node(i).outputs);
    const PlanarBuffers buffers = assign_buffers(*draft_.memory, channels);
    for (std::uint16_t c = 0; c < channels; ++c) {
      step->out[c] = buffers.buffers[c];
      draft_.outputs[i].slots.push_back(&buffers.slots[c]);
    }
    draft_.steps.add(step, level);
    draft_.outputs[i].ready = level + 1;
    draft_.effects[i] = unit.get();
    draft_.plan->owned.push_back(unit);
  }

  PlanDraft& draft_;
  std::vector<graph::ChannelSlot*> device_slots_;
  InputFinder inputs_;
};

}  // namespace

void write_nodes(PlanDraft& draft) {
  NodeWriter(draft).write();
}

}  // namespace corelogic::building
