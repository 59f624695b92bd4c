// input_finder.cpp: straight to the source, through a sum, or through a transpose.  Side: control.
#include "engine/building/input_finder.h"

#include "engine/building/latency_compensator.h"
#include "engine/building/sink_writer.h"

namespace corelogic::building {

// --- effects' inputs
// ------------------------------------------------------------------------------------------

std::vector<Feed> InputFinder::find(std::uint32_t node) {
  const Sink& into = draft_.folded.sinks[draft_.folded.sink_of[node]];
  std::vector<Feed> result(into.channels.count);
  std::vector<bool> mixed(into.channels.count, false);
  bool any = false;
  for (std::uint32_t c = 0; c < into.channels.count; ++c) {
    const Range range = draft_.folded.sink_channels[into.channels.first + c];
    if (range.count == 0) continue;
    const Route& route = draft_.folded.routes[range.first];
    const NodeOutput& from = draft_.outputs[route.source];
    const bool straight = range.count == 1 && route.direct();
    if (!straight || !draft_.turn.direct(route.key, draft_.graph.settled)) {
      mixed[c] = any = true;
      draft_.plan->transitional = draft_.plan->transitional || straight;
    } else if (from.lanes != nullptr) {
      const auto reading = draft_.latency->read(into, route);
      result[c] = {.slot = nullptr,
                   .lanes = from.lanes,
                   .frames = reading.frames,
                   .lane = static_cast<std::uint16_t>(from.lanes->lane + route.channel),
                   .after = reading.after};
    } else {
      const auto reading = draft_.latency->read(into, route);
      result[c] = {
          .slot = reading.slot, .lanes = nullptr, .frames = nullptr, .lane = 0, .after = reading.after};
    }
  }
  if (any) mix(into, mixed, result);
  return result;
}

void InputFinder::mix(const Sink& into, const std::vector<bool>& mixed, std::vector<Feed>& result) {
  const PlanarBuffers buffers = assign_buffers(*draft_.memory, result.size());
  auto** out = draft_.memory->make<float* const*>(result.size());
  for (std::size_t c = 0; c < result.size(); ++c)
    if (mixed[c]) out[c] = &buffers.buffers[c];
  const After after = write_sink(draft_, into, out, mixed);
  for (std::size_t c = 0; c < result.size(); ++c)
    if (mixed[c])
      result[c] = {.slot = &buffers.slots[c], .lanes = nullptr, .frames = nullptr, .lane = 0, .after = after};
}

Feed InputFinder::planar(const Feed& feed) {
  if (feed.lanes == nullptr) return feed;
  auto& scatter = scatters_[feed.frames];
  if (scatter.step == nullptr) {
    scatter.step = draft_.memory->make<graph::ScatterStep>();
    scatter.step->in = feed.frames;
    scatter.slots = draft_.memory->make<graph::ChannelSlot>(dsp::kLanes);
    scatter.written = draft_.steps.add(scatter.step, feed.after, {});
  }
  if (scatter.step->lanes[feed.lane] == nullptr) {
    scatter.step->lanes[feed.lane] = draft_.memory->make<float>(dsp::kMaxFrames);
    scatter.slots[feed.lane] = scatter.step->lanes[feed.lane];
  }
  return {.slot = &scatter.slots[feed.lane],
          .lanes = nullptr,
          .frames = nullptr,
          .lane = 0,
          .after = {scatter.written}};
}

}  // namespace corelogic::building
