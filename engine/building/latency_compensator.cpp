// latency_compensator.cpp: latencies in one pass over the sinks, lines where they are asked for.
// Side: control.
#include "engine/building/latency_compensator.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {

LatencyCompensator::LatencyCompensator(PlanDraft& draft)
    : draft_(draft), latency_(draft.graph.nodes.size(), 0), target_(draft.folded.sinks.size(), 0) {
  find_latencies();
  find_device_targets();
}

std::uint32_t LatencyCompensator::own_latency(const messages::Node& node) const {
  const auto* fx = std::get_if<messages::FxNode>(&node.kind);
  if (fx == nullptr) return 0;
  return vocabulary::find_effect(fx->effect)->latency_frames(fx->parameters, draft_.settings.sample_rate);
}

/// The latest of all that stays; of what leaves, if nothing stays.
std::uint32_t LatencyCompensator::latest(const Sink& sink) const {
  std::uint32_t staying = 0, leaving = 0;
  bool any = false;
  for (std::uint32_t c = 0; c < sink.channels.count; ++c) {
    const Range range = draft_.folded.sink_channels[sink.channels.first + c];
    for (std::uint32_t r = 0; r < range.count; ++r) {
      const Route& route = draft_.folded.routes[range.first + r];
      any = any || !route.leaves;
      std::uint32_t& most = route.leaves ? leaving : staying;
      most = std::max(most, latency_[route.source]);
    }
  }
  return any ? staying : leaving;
}

void LatencyCompensator::find_latencies() {
  for (std::uint32_t i = 0; i < draft_.graph.nodes.size(); ++i) {
    const std::uint32_t sink = draft_.folded.sink_of[i];
    if (sink == kNone) continue;
    target_[sink] = latest(draft_.folded.sinks[sink]);
    latency_[i] = target_[sink] + own_latency(*draft_.graph.nodes[i].node);
  }
  for (std::size_t s = 0; s < target_.size(); ++s)
    if (draft_.folded.sinks[s].kind == Sink::Kind::kMeter ||
        draft_.folded.sinks[s].kind == Sink::Kind::kSpectrum)
      target_[s] = latest(draft_.folded.sinks[s]);
}

/// Channels reached through one output node are brought together, and through them other output nodes.
void LatencyCompensator::find_device_targets() {
  const auto& folded = draft_.folded;
  std::vector<std::uint32_t> group(folded.sinks.size());
  std::iota(group.begin(), group.end(), 0U);
  const auto find = [&](std::uint32_t s) {
    while (group[s] != s) s = group[s] = group[group[s]];
    return s;
  };
  std::map<std::uint32_t, std::uint32_t> sink_of_output;
  for (std::uint32_t s = 0; s < folded.sinks.size(); ++s) {
    if (folded.sinks[s].kind != Sink::Kind::kDevice) continue;
    const Range range = folded.sink_channels[folded.sinks[s].channels.first];
    for (std::uint32_t r = range.first; r < range.first + range.count; ++r) {
      if (folded.routes[r].leaves) continue;
      const auto [known, fresh] = sink_of_output.try_emplace(folded.routes[r].output, s);
      if (!fresh) group[find(s)] = find(known->second);
    }
  }
  std::vector<std::uint32_t> most(folded.sinks.size(), 0);
  for (std::uint32_t s = 0; s < folded.sinks.size(); ++s)
    if (folded.sinks[s].kind == Sink::Kind::kDevice)
      most[find(s)] = std::max(most[find(s)], latest(folded.sinks[s]));
  for (std::uint32_t s = 0; s < folded.sinks.size(); ++s)
    if (folded.sinks[s].kind == Sink::Kind::kDevice) target_[s] = most[find(s)];
  for (const auto& [output, sink] : sink_of_output)
    outputs_.push_back({.node = draft_.graph.nodes[output].node->id, .frames = target_[sink]});
}

Key LatencyCompensator::line_key(const Sink& sink, const Route& route) const {
  return KeyMaker(sink.key).add(draft_.graph.nodes[route.source].key).add(std::uint64_t{route.channel}).key();
}

/// How long the route must wait; -1: it needs no line.
std::int64_t LatencyCompensator::frames_of(const Sink& sink, const Route& route) const {
  const std::int64_t present = draft_.turn.delays().present_frames(line_key(sink, route));
  if (route.leaves) return present;
  const auto s = static_cast<std::size_t>(&sink - draft_.folded.sinks.data());
  const std::int64_t frames = std::int64_t{target_[s]} - latency_[route.source];
  const bool still_fading = present >= 0 && !draft_.graph.settled;
  return frames > 0 || still_fading ? frames : -1;
}

const LatencyCompensator::SinkNeeds& LatencyCompensator::needs_of(const Sink& sink) {
  const auto [known, fresh] = needs_.try_emplace(&sink);
  if (!fresh) return known->second;
  for (std::uint32_t c = 0; c < sink.channels.count; ++c) {
    const Range range = draft_.folded.sink_channels[sink.channels.first + c];
    for (std::uint32_t r = range.first; r < range.first + range.count; ++r) {
      const Route& route = draft_.folded.routes[r];
      const NodeOutput& from = draft_.outputs[route.source];
      const std::int64_t frames = frames_of(sink, route);
      if (from.lanes == nullptr || frames < 0) continue;
      auto& longest = known->second.longest[from.lanes->block->number];
      longest = std::max(longest, static_cast<std::uint32_t>(frames));
    }
  }
  return known->second;
}

LatencyCompensator::Reading LatencyCompensator::read(const Sink& sink, const Route& route) {
  const NodeOutput& from = draft_.outputs[route.source];
  if (from.lanes != nullptr) return read_lanes(sink, route, from);
  const std::int64_t frames = frames_of(sink, route);
  if (frames < 0) return {.slot = from.slots[route.channel], .frames = nullptr, .after = from.after};
  draft_.plan->transitional = draft_.plan->transitional || frames == 0;
  return read_planar(line_key(sink, route), from, route.channel, static_cast<std::uint32_t>(frames));
}

LatencyCompensator::Reading LatencyCompensator::read_planar(const Key& key, const NodeOutput& from,
                                                            std::uint16_t channel, std::uint32_t frames) {
  const auto [known, fresh] = planar_.try_emplace(key);
  if (!fresh) return known->second;
  const auto line = draft_.turn.delays().planar(key, frames);
  auto* step = draft_.memory->make<graph::PlanarDelayStep>();
  *step = {.delay = &line->delay, .in = from.slots[channel], .out = line->out};
  known->second = {.slot = &line->slot, .frames = nullptr, .after = {draft_.steps.add(step, from.after, {})}};
  return known->second;
}

LatencyCompensator::Reading LatencyCompensator::read_lanes(const Sink& sink, const Route& route,
                                                           const NodeOutput& from) {
  const LaneBlock& block = *from.lanes->block;
  const auto& longest = needs_of(sink).longest;
  const auto need = longest.find(block.number);
  if (need == longest.end()) return {.slot = nullptr, .frames = block.out, .after = from.after};
  const Key group = KeyMaker(sink.key).add(block.number).key();
  const auto [known, fresh] = lanes_.try_emplace(group);
  if (fresh) {
    known->second.lines = draft_.turn.delays().block(group, need->second);
    auto* step = draft_.memory->make<graph::LaneDelayStep>();
    *step = {.delay = &known->second.lines->delay, .in = block.out, .out = known->second.lines->out};
    known->second.written = draft_.steps.add(step, from.after, {});
  }
  const std::int64_t frames = std::max<std::int64_t>(0, frames_of(sink, route));
  draft_.plan->transitional = draft_.plan->transitional || need->second == 0;
  draft_.turn.delays().lane(line_key(sink, route), known->second.lines,
                            static_cast<std::uint16_t>(from.lanes->lane + route.channel),
                            static_cast<std::uint32_t>(frames));
  return {.slot = nullptr, .frames = known->second.lines->out, .after = {known->second.written}};
}

}  // namespace corelogic::building
