// playback_ways.cpp: sets of capture channels go from node to node along the routes.  Side: control.
#include "engine/building/playback_ways.h"

#include "engine/building/latency_compensator.h"

namespace corelogic::building {
namespace {

using Inputs = std::uint64_t;  ///< as PlaybackWay::inputs

class Hearing {
 public:
  explicit Hearing(const PlanDraft& draft) : draft_(draft), heard_(draft.graph.nodes.size()) {
    for (std::uint32_t i = 0; i < heard_.size(); ++i) visit(i);
  }

  /// What arrives at a channel of a sink.
  [[nodiscard]] Inputs at(const Sink& sink, std::uint32_t channel) const {
    const Range range = draft_.folded.sink_channels[sink.channels.first + channel];
    Inputs inputs = 0;
    for (std::uint32_t r = range.first; r < range.first + range.count; ++r) {
      const Route& route = draft_.folded.routes[r];
      if (!route.leaves) inputs |= heard_[route.source][route.channel];
    }
    return inputs;
  }

 private:
  void visit(std::uint32_t i) {
    const messages::Node& node = *draft_.graph.nodes[i].node;
    const Shape shape = draft_.folded.shapes[i];
    const std::uint16_t width = channel_count(node.outputs);
    if (shape == Shape::kSource) return visit_source(i, width);
    if (draft_.folded.sink_of[i] == kNone) return;  // only gains: the routes go through it
    const Sink& sink = draft_.folded.sinks[draft_.folded.sink_of[i]];
    if (shape == Shape::kBus || shape == Shape::kGain) {
      for (std::uint32_t c = 0; c < sink.channels.count; ++c) heard_[i].push_back(at(sink, c));
      return;
    }
    Inputs all = 0;  // an effect may bring any channel to any other; those beyond its outputs are its key
    for (std::uint32_t c = 0; c < std::min<std::uint32_t>(width, sink.channels.count); ++c)
      all |= at(sink, c);
    heard_[i].assign(width, all);
  }

  void visit_source(std::uint32_t i, std::uint16_t width) {
    heard_[i].assign(width, 0);
    const auto& input = std::get<messages::AudioInputNode>(draft_.graph.nodes[i].node->kind);
    const auto* device = std::get_if<messages::DeviceSource>(&input.source);
    for (std::uint16_t c = 0; device != nullptr && c < width; ++c) {
      const std::uint32_t number = device->channels[c] - 1U;
      if (number < graph::PlaybackWay::kMostInputs) heard_[i][c] = Inputs{1} << number;
    }
  }

  const PlanDraft& draft_;
  std::vector<std::vector<Inputs>> heard_;  ///< by node and output channel
};

}  // namespace

std::vector<graph::PlaybackWay> playback_ways(const PlanDraft& draft) {
  const Hearing hearing(draft);
  std::vector<graph::PlaybackWay> ways;
  for (std::size_t s = 0; s < draft.folded.sinks.size(); ++s) {
    const Sink& sink = draft.folded.sinks[s];
    if (sink.kind != Sink::Kind::kDevice) continue;
    ways.resize(sink.node + 1);
    ways[sink.node] = {.frames = draft.latency->frames_to(s), .inputs = hearing.at(sink, 0)};
  }
  return ways;
}

}  // namespace corelogic::building
