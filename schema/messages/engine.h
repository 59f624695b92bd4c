// engine.h: engine.capnp as plain values: what controller and engine say to each other.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schema/messages/graph.h"

namespace corelogic::messages {

inline constexpr std::uint16_t kBypassParameter = 0xffff;
inline constexpr std::uint16_t kEdgeLevel = 0;
inline constexpr std::uint16_t kEdgePan = 1;

/// One value of a node, or of an edge into it if `edge` is valid.
struct ParameterValue {
  NodeId node;
  EdgeId edge;
  std::uint16_t parameter = 0;
  double value = 0;
  bool operator==(const ParameterValue&) const = default;
};
/// All applied at one block edge.
struct SetParameters {
  vocabulary::Revision revision;
  std::vector<ParameterValue> values;
  bool operator==(const SetParameters&) const = default;
};
struct TransportPlay { bool operator==(const TransportPlay&) const = default; };
struct TransportStop { bool operator==(const TransportStop&) const = default; };
struct TransportLocate { std::int64_t frame = 0; bool operator==(const TransportLocate&) const = default; };
struct TransportTempo { double tempo = 120; bool operator==(const TransportTempo&) const = default; };
using TransportOrder = std::variant<TransportPlay, TransportStop, TransportLocate, TransportTempo>;
struct Ping { bool operator==(const Ping&) const = default; };
struct Quit { bool operator==(const Quit&) const = default; };

struct ToEngine {
  std::variant<GraphSnapshot, SetParameters, TransportOrder, Ping, Quit> body;
};

/// Frames from the inputs to an output node, beyond the device's own.
struct OutputLatency {
  NodeId node;
  std::uint32_t frames = 0;
  bool operator==(const OutputLatency&) const = default;
};
struct EngineStatus {
  std::uint32_t pid = 0;
  std::string device;
  std::uint32_t sample_rate = 0;
  std::uint32_t block_frames = 0;
  vocabulary::Revision installed;  ///< number 0: nothing installed yet
  std::uint64_t hash = 0;          ///< graph_hash of what plays, live values included
  bool rolling = false;
  std::int64_t position = 0;
  std::uint64_t xruns = 0;
  float load = 0;  ///< share of the period, 0 ... 1
  std::vector<std::string> warnings;
  std::uint32_t added_latency_frames = 0;
  std::vector<OutputLatency> output_latencies = {};
  std::uint64_t late_branches = 0;
  NodeId guilty_node = {};                ///< the dearest of the last overrun; not valid: none
  std::vector<NodeId> muted_nodes = {};   ///< something non-finite at their output since the last status
  bool operator==(const EngineStatus&) const = default;
};
struct EngineHello { EngineStatus status; bool operator==(const EngineHello&) const = default; };
struct PlanInstalled {
  vocabulary::Revision revision;
  std::uint32_t build_micros = 0;
  std::uint32_t install_nanos = 0;
  bool operator==(const PlanInstalled&) const = default;
};
struct SnapshotRefused {
  vocabulary::Revision revision;
  std::string reason;
  bool operator==(const SnapshotRefused&) const = default;
};
struct FromEngine {
  std::uint64_t instance = 0;
  std::variant<EngineHello, EngineStatus, PlanInstalled, SnapshotRefused> body;
};

}  // namespace corelogic::messages
