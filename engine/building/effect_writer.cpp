// effect_writer.cpp: who shares a block, what it reads, and where a transpose is needed.  Side: control.
#include "engine/building/effect_writer.h"

#include <algorithm>

#include "engine/effects/registry.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

/// The effect whose lanes these are, all of them in order and on time.
const LanePlace* continued(const std::vector<Feed>& inputs) {
  for (std::size_t c = 0; c < inputs.size(); ++c)
    if (inputs[c].lanes == nullptr || inputs[c].lanes != inputs[0].lanes ||
        inputs[c].lane != inputs[0].lanes->lane + c)
      return nullptr;
  return inputs[0].lanes;
}

bool in_use(const LaneBlock& block, std::size_t lane) {
  return ((block.wanted >> lane) & 1U) != 0;
}

/// A block that reads another's lanes in their places reads them as they are; a lane in use whose input is
/// silence must not hear what the other block has there.
const dsp::LaneFrame* whole_block(const Feed* lanes, const LaneBlock& block) {
  const dsp::LaneFrame* frames = nullptr;
  for (std::size_t l = 0; l < dsp::kLanes; ++l) {
    if (!in_use(block, l)) continue;
    const Feed& feed = lanes[l];
    if (feed.lanes == nullptr || feed.lane != l) return nullptr;
    if (frames != nullptr && feed.frames != frames) return nullptr;
    frames = feed.frames;
  }
  return frames;
}

}  // namespace

EffectWriter::Inputs EffectWriter::find(std::uint32_t i) {
  Inputs inputs;
  inputs.main = inputs_.find(i);
  const std::uint16_t width = channel_count(node(i).outputs);
  const bool has_key = std::ranges::any_of(draft_.graph.nodes[i].edges,
                                           [&](const MergedEdge& edge) { return edge.first_to >= width; });
  if (has_key) inputs.key.assign(inputs.main.begin() + width, inputs.main.end());
  inputs.main.resize(width);
  return inputs;
}

void EffectWriter::enlist(std::uint32_t i, const Key& key, graph::Effect& effect, bool keyed) {
  draft_.effects[i] = &effect;
  const auto& fx = std::get<messages::FxNode>(node(i).kind);
  const auto* described = vocabulary::find_effect(fx.effect);
  if (!draft_.turn.survives(key)) {
    draft_.hold_frames =
        std::max(draft_.hold_frames, described->latency_frames(fx.parameters, draft_.settings.sample_rate));
  } else if (!draft_.graph.nodes[i].ghost()) {
    for (std::uint16_t p = 0; p < fx.parameters.size(); ++p)
      if (described->parameters[p].changes_latency)
        draft_.plan->latency_values.push_back(
            {.effect = &effect, .parameter = p, .value = static_cast<float>(fx.parameters[p])});
  }
  if (described->keyed && !draft_.graph.nodes[i].ghost())
    draft_.plan->reductions.push_back({.node = node(i).id, .effect = &effect, .keyed = keyed});
}

// --- in lanes
// ----------------------------------------------------------------------------------------------------

void EffectWriter::write_lanes(const std::vector<std::uint32_t>& nodes) {
  std::map<std::uint64_t, BlockInput> blocks;
  for (std::uint32_t i : nodes) enter(i, blocks);
  for (auto& [number, block] : blocks) write_block(block);
}

void EffectWriter::enter(std::uint32_t i, std::map<std::uint64_t, BlockInput>& blocks) {
  const Inputs inputs = find(i);
  const auto& fx = std::get<messages::FxNode>(node(i).kind);
  const auto channels = static_cast<std::uint16_t>(inputs.main.size());
  const LanePlace& place = draft_.turn.place(draft_.graph.nodes[i].key, draft_.folded.depth[i], channels,
                                             effect_seed(fx), continued(inputs.main));
  draft_.outputs[i].lanes = &place;
  draft_.plan->owned.push_back(place.strip);
  enlist(i, draft_.graph.nodes[i].key, *place.strip, !inputs.key.empty());
  BlockInput& block = blocks[place.block->number];
  block.block = place.block;
  block.members.push_back(i);
  block.keyed = block.keyed || !inputs.key.empty();
  for (std::uint16_t c = 0; c < channels; ++c) {
    block.lanes[place.lane + c] = inputs.main[c];
    block.keys[place.lane + c] = inputs.key.empty() ? inputs.main[c] : inputs.key[c];
  }
}

void EffectWriter::write_block(BlockInput& input) {
  LaneBlock& block = *input.block;
  auto* step = draft_.memory->make<graph::LaneEffectStep>();
  After after;
  step->effect = block.effect.get();
  // In place, unless it must wait for its key too: then gathering may be another thread's task.
  auto* gathered = input.keyed ? draft_.memory->make<dsp::LaneFrame>(dsp::kMaxFrames) : block.out;
  step->in = gather(input.lanes, gathered, input, after);
  step->out = block.out;
  step->link = static_cast<effects::LaneLink>(block.width);
  if (input.keyed)
    step->key = gather(input.keys, draft_.memory->make<dsp::LaneFrame>(dsp::kMaxFrames), input, after);
  std::vector<vocabulary::NodeId> nodes;
  for (std::uint32_t i : input.members) nodes.push_back(node(i).id);
  const StepId written = draft_.steps.add(step, std::move(after), std::move(nodes));
  for (std::uint32_t i : input.members) draft_.outputs[i].after = {written};
  draft_.plan->owned.push_back(input.block);
}

/// Where the lanes are found: in another block as they are, or gathered `into`; `after` grows by what must be
/// done before.
const dsp::LaneFrame* EffectWriter::gather(const Feed* lanes, dsp::LaneFrame* into, const BlockInput& input,
                                           After& after) {
  if (const dsp::LaneFrame* whole = whole_block(lanes, *input.block)) {
    for (std::size_t l = 0; l < dsp::kLanes; ++l) add_all(after, lanes[l].after);
    return whole;
  }
  auto* step = draft_.memory->make<graph::GatherStep>();
  step->out = into;
  After sources;
  for (std::size_t l = 0; l < dsp::kLanes; ++l) {
    const Feed feed = inputs_.planar(lanes[l]);
    step->lanes[l] = feed.slot;
    add_all(sources, feed.after);
  }
  std::vector<vocabulary::NodeId> nodes;
  for (std::uint32_t i : input.members) nodes.push_back(node(i).id);
  after.push_back(draft_.steps.add(step, std::move(sources), std::move(nodes)));
  return into;
}

// --- planar
// ------------------------------------------------------------------------------------------------------

std::shared_ptr<graph::PlanarUnit> EffectWriter::make_unit(
    const messages::FxNode& fx, std::uint16_t channels,
    const std::shared_ptr<const streaming::Sound>& sound) {
  const EffectSeed seed = effect_seed(fx);
  effects::PlanarSetup setup{.sample_rate = draft_.settings.sample_rate,
                             .channels = channels,
                             .values = seed.values.data(),
                             .bypass = seed.bypass,
                             .sound = {}};
  if (sound != nullptr) {
    const graph::SoundView view = sound->view();
    setup.sound = {.channels = view.channels,
                   .channel_count = view.channel_count,
                   .frames = view.frames,
                   .own_rate = static_cast<double>(sound->own_rate())};
  }
  return std::make_shared<graph::PlanarUnit>(seed.kind->planar(setup), sound);
}

void EffectWriter::write_planar(std::uint32_t i) {
  const auto& fx = std::get<messages::FxNode>(node(i).kind);
  const Inputs inputs = find(i);
  const auto channels = static_cast<std::uint16_t>(inputs.main.size());
  const auto found = draft_.sounds.find(fx.file);
  const auto sound = found == draft_.sounds.end() ? nullptr : found->second;
  // With its sound it is another one than without: a file that arrives late makes a new one.
  const Key key = KeyMaker(draft_.graph.nodes[i].key).add(std::uint64_t{sound != nullptr}).key();
  const auto unit = draft_.turn.unit(key, [&] { return make_unit(fx, channels, sound); });
  auto* step = draft_.memory->make<graph::PlanarEffectStep>();
  step->effect = &unit->effect();
  step->channels = channels;
  After after;
  const PlanarBuffers buffers = assign_buffers(*draft_.memory, channels);
  for (std::uint16_t c = 0; c < channels; ++c) {
    const auto slot_of = [&](const Feed& from) {
      const Feed feed = inputs_.planar(from);
      add_all(after, feed.after);
      return feed.slot == nullptr ? draft_.silence : feed.slot;
    };
    step->in[c] = slot_of(inputs.main[c]);
    if (!inputs.key.empty()) step->key[c] = slot_of(inputs.key[c]);
    step->out[c] = buffers.buffers[c];
    draft_.outputs[i].slots.push_back(&buffers.slots[c]);
  }
  draft_.outputs[i].after = {draft_.steps.add(step, std::move(after), {node(i).id})};
  enlist(i, key, *unit, !inputs.key.empty());
  draft_.plan->owned.push_back(unit);
}

}  // namespace corelogic::building
