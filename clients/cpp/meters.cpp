// meters.cpp: the last frame of the queue, and which node is the meter of which strip.  Side: control.
#include "clients/cpp/meters.h"

#include <algorithm>
#include <limits>
#include <map>
#include <span>
#include <utility>

#include "schema/vocabulary/effect_catalogue.h"
#include "schema/wire/codec.h"
#include "schema/wire/endpoints.h"
#include "schema/wire/limits.h"

namespace corelogic::client {
namespace {

using messages::MeterFrame;
using vocabulary::NodeId;
using vocabulary::NodeRole;

struct NodeMeter {
  std::span<const float> peaks, rms;
  std::span<const std::uint32_t> clips;
  double gain = 0;
  std::size_t index = 0;      ///< into MeterFrame::nodes: of its levels
  std::size_t reduction = 0;  ///< and of what it takes away, if it is a dynamics insert
};

bool is_dynamics(std::string_view effect) {
  const auto* described = vocabulary::find_effect(effect);
  return described != nullptr && described->keyed;
}

/// The part of a list that belongs to some channels; empty if the list is too short.
template <class T>
std::span<const T> part(const std::vector<T>& list, std::size_t first, std::size_t count) {
  return first + count <= list.size() ? std::span(list).subspan(first, count) : std::span<const T>();
}

std::map<NodeId, NodeMeter> by_node(const MeterFrame& frame) {
  std::map<NodeId, NodeMeter> nodes;
  std::size_t at = 0;
  for (std::size_t i = 0; i < frame.nodes.size() && i < frame.channels.size(); ++i) {
    const std::size_t channels = frame.channels[i];
    if (at + channels > frame.peaks.size()) break;
    NodeMeter& node = nodes[frame.nodes[i]];
    const double gain = i < frame.gains.size() ? static_cast<double>(frame.gains[i]) : 0.0;
    if (channels > 0)
      node = {part(frame.peaks, at, channels),
              part(frame.rms, at, channels),
              part(frame.clips, at, channels),
              node.gain,
              i,
              i};
    // A dynamics insert that is metered, too, is there twice: its gain reduction comes last.
    node.gain = gain;
    node.reduction = i;
    at += channels;
  }
  return nodes;
}

/// The metered node of a strip: the last gain node that is, or whatever else of the strip is.
const NodeMeter* metered(const messages::Track& track, const std::map<NodeId, NodeMeter>& nodes) {
  const auto find = [&](NodeId id) -> const NodeMeter* {
    const auto found = nodes.find(id);
    return found == nodes.end() || found->second.peaks.empty() ? nullptr : &found->second;
  };
  for (const NodeRole role : {NodeRole::kOutput, NodeRole::kPan, NodeRole::kFader})
    if (const NodeMeter* node = find(vocabulary::make_node_id(track.id.value, role))) return node;
  for (auto insert = track.inserts.rbegin(); insert != track.inserts.rend(); ++insert)
    if (const NodeMeter* node = find(vocabulary::make_node_id(insert->id.value, NodeRole::kInsert)))
      return node;
  for (const NodeRole role : {NodeRole::kInputStage, NodeRole::kSum, NodeRole::kInput})
    if (const NodeMeter* node = find(vocabulary::make_node_id(track.id.value, role))) return node;
  return nullptr;
}

std::optional<StripDetail> detail_of(const NodeMeter& meter, const MeterFrame& frame) {
  std::size_t at = 0;
  for (std::size_t d = 0; d < frame.detailed.size(); ++d) {
    if (frame.detailed[d] >= frame.channels.size()) return std::nullopt;
    const std::size_t channels = frame.channels[frame.detailed[d]];
    if (frame.detailed[d] != meter.index) {
      at += channels;
      continue;
    }
    const auto value = [d](const std::vector<float>& list) {
      return d < list.size() ? static_cast<double>(list[d]) : -std::numeric_limits<double>::infinity();
    };
    StripDetail detail{.true_peaks = {},
                       .vus = {},
                       .correlation = d < frame.correlations.size() ? value(frame.correlations) : 0.0,
                       .momentary = value(frame.momentary),
                       .short_term = value(frame.short_term),
                       .integrated = value(frame.integrated),
                       .range = value(frame.ranges)};
    for (const float peak : part(frame.true_peaks, at, channels))
      detail.true_peaks.push_back(meter_decibels(static_cast<double>(peak)));
    for (const float vu : part(frame.vus, at, channels))
      detail.vus.push_back(vu_decibels(static_cast<double>(vu)));
    return detail;
  }
  return std::nullopt;
}

std::optional<double> detector_level(std::size_t node, const MeterFrame& frame) {
  const auto found = std::ranges::find(frame.detectors, node);
  const auto at = static_cast<std::size_t>(found - frame.detectors.begin());
  if (at >= frame.detector_levels.size()) return std::nullopt;
  return meter_decibels(static_cast<double>(frame.detector_levels[at]));
}

void fill(StripMeter& strip, const NodeMeter& meter, const MeterFrame& frame) {
  for (const float peak : meter.peaks) strip.peaks.push_back(vocabulary::to_decibels({peak}).value);
  for (const float rms : meter.rms) strip.rms.push_back(meter_decibels(static_cast<double>(rms)));
  strip.clips.assign(meter.clips.begin(), meter.clips.end());
  strip.detail = detail_of(meter, frame);
}

}  // namespace

vocabulary::Result<Meters> Meters::open(wire::Context& context, const std::string& endpoint,
                                        const wire::Curve& curve) {
  wire::SocketLimits limits;
  limits.curve = curve;
  limits.max_message_bytes = static_cast<std::int64_t>(wire::kMostFrameBytes);
  limits.queue = 8;  // old meters are worth nothing
  auto socket = wire::Socket::connect(context, wire::SocketKind::kSubscriber,
                                      endpoint.empty() ? wire::telemetry_endpoint() : endpoint, limits);
  if (!socket) return socket.refusal();
  return Meters(*std::move(socket));
}

std::optional<MeterFrame> Meters::next(std::chrono::milliseconds timeout) {
  wire::Socket* const sockets[] = {&socket_};
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    std::optional<MeterFrame> newest;
    while (auto message = socket_.receive())
      if (auto frame = wire::decode_meter_frame(message->payload)) newest = *std::move(frame);
    if (newest) return newest;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0 || !wire::wait(sockets, nullptr, left)) return std::nullopt;
  }
}

std::vector<StripMeter> strip_meters(const messages::Project& project, const MeterFrame& frame) {
  const auto nodes = by_node(frame);
  std::vector<StripMeter> strips;
  for (const messages::Track& track : project.tracks) {
    StripMeter strip;
    strip.track = track.id;
    if (const NodeMeter* meter = metered(track, nodes)) fill(strip, *meter, frame);
    for (const messages::Insert& insert : track.inserts) {
      const auto found = nodes.find(vocabulary::make_node_id(insert.id.value, NodeRole::kInsert));
      if (found == nodes.end() || !is_dynamics(insert.effect)) continue;
      const double reduction = std::min(0.0, found->second.gain);
      strip.has_dynamics = true;
      strip.gain_reduction += reduction;
      if (const auto level = detector_level(found->second.reduction, frame))
        strip.dynamics.push_back({insert.id, *level, reduction});
    }
    strips.push_back(std::move(strip));
  }
  return strips;
}

}  // namespace corelogic::client
