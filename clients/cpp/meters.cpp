// meters.cpp: the last frame of the queue, and which node is the meter of which strip.  Side: control.
#include "clients/cpp/meters.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "schema/wire/codec.h"
#include "schema/wire/endpoints.h"
#include "schema/wire/limits.h"

namespace corelogic::client {
namespace {

using messages::MeterFrame;
using vocabulary::NodeId;
using vocabulary::NodeRole;

struct NodeMeter {
  std::span<const float> peaks;
  double gain = 0;
};

std::map<NodeId, NodeMeter> by_node(const MeterFrame& frame) {
  std::map<NodeId, NodeMeter> nodes;
  std::size_t at = 0;
  for (std::size_t i = 0; i < frame.nodes.size() && i < frame.channels.size(); ++i) {
    const std::size_t channels = frame.channels[i];
    if (at + channels > frame.peaks.size()) break;
    const double gain = i < frame.gains.size() ? static_cast<double>(frame.gains[i]) : 0.0;
    nodes[frame.nodes[i]] = {std::span(frame.peaks).subspan(at, channels), gain};
    at += channels;
  }
  return nodes;
}

}  // namespace

vocabulary::Result<Meters> Meters::open(wire::Context& context, const std::string& endpoint) {
  wire::SocketLimits limits;
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
    // The last metered node of a strip is the one people hear.
    for (const NodeRole role : {NodeRole::kOutput, NodeRole::kPan, NodeRole::kFader}) {
      const auto found = nodes.find(vocabulary::make_node_id(track.id.value, role));
      if (found == nodes.end() || found->second.peaks.empty()) continue;
      for (const float peak : found->second.peaks)
        strip.peaks.push_back(vocabulary::to_decibels({peak}).value);
      break;
    }
    for (const messages::Insert& insert : track.inserts) {
      const auto found = nodes.find(vocabulary::make_node_id(insert.id.value, NodeRole::kInsert));
      if (found == nodes.end() || insert.effect != "compressor") continue;
      strip.has_dynamics = true;
      strip.gain_reduction += std::min(0.0, found->second.gain);
    }
    strips.push_back(std::move(strip));
  }
  return strips;
}

}  // namespace corelogic::client
