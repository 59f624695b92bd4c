// engine.h: engine.capnp as plain values: what controller and engine say to each other.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schema/messages/graph.h"
#include "schema/messages/wire.h"

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
  std::uint32_t fade_ms = 0;  ///< over which continuous values move; 0: the usual ramp
  bool operator==(const SetParameters&) const = default;
};
struct TransportPlay { bool operator==(const TransportPlay&) const = default; };
struct TransportStop { bool operator==(const TransportStop&) const = default; };
struct TransportLocate { std::int64_t frame = 0; bool operator==(const TransportLocate&) const = default; };
struct TransportTempo { double tempo = 120; bool operator==(const TransportTempo&) const = default; };
using TransportOrder = std::variant<TransportPlay, TransportStop, TransportLocate, TransportTempo>;
struct Ping { bool operator==(const Ping&) const = default; };
struct Quit { bool operator==(const Quit&) const = default; };
/// Made now, and whenever a port returns.
struct WantedWiring {
  std::vector<Wire> wires;
  bool custom = false;  ///< only these; else main and monitor also go to the playback ports by themselves
  bool operator==(const WantedWiring&) const = default;
};
struct SpectrumTap {
  NodeId node;
  std::uint16_t port = 0;  ///< of its outputs
  bool operator==(const SpectrumTap&) const = default;
};
/// All that is watched from now on; empty: nothing.
struct SpectrumTaps {
  std::vector<SpectrumTap> taps;
  bool operator==(const SpectrumTaps&) const = default;
};

struct ToEngine {
  std::variant<GraphSnapshot, SetParameters, TransportOrder, Ping, Quit, WantedWiring, SpectrumTaps> body;
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
struct EnginePort {
  std::string name;       ///< whole: "system:playback_1", "corelogic:in_1"
  bool input = false;     ///< sound goes into it
  bool physical = false;  ///< of a sound card
  bool own = false;       ///< of the engine itself
  std::string alias;      ///< what people call it; empty: nothing
  bool operator==(const EnginePort&) const = default;
};
/// What there is and how our ports are connected; empty without JACK.
struct EngineWiring {
  std::vector<EnginePort> ports;
  std::vector<Wire> actual;
  bool operator==(const EngineWiring&) const = default;
};
struct FromEngine {
  std::uint64_t instance = 0;
  std::variant<EngineHello, EngineStatus, PlanInstalled, SnapshotRefused, EngineWiring> body;
};

}  // namespace corelogic::messages
