// graph.h: graph.capnp as plain values: an immutable signal graph in processing order.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schema/vocabulary/ids.h"
#include "schema/vocabulary/strip_words.h"
#include "schema/vocabulary/units.h"

namespace corelogic::messages {

using vocabulary::ClipMode;
using vocabulary::EdgeId;
using vocabulary::NodeId;
using vocabulary::NodeMeter;
using vocabulary::OutputPurpose;

/// What joins two nodes. Part of EdgeId: never renumber.
enum class EdgeRole : std::uint8_t { kChain = 1, kOutput = 2, kSend = 3, kConnection = 4, kKey = 5, kListen = 6, kDirectOut = 7 };

/// (owner << 8) | role. The owner is the track of a chain, an output or a direct out, the send, the connection, the insert of a key, or the strip
/// that the monitor hears. A chain edge is one of several of its track: an edge is the same one in two graphs if id, source, destination and ports agree.
[[nodiscard]] constexpr EdgeId make_edge_id(std::uint32_t owner, EdgeRole role) {
  return EdgeId{(static_cast<std::uint64_t>(owner) << 8) | static_cast<std::uint64_t>(role)};
}

struct Port {
  std::string name;
  std::uint16_t channels = 2;
  bool operator==(const Port&) const = default;
};

/// A mixing cable: level and pan are ramped. Between different widths: 1 -> 2 by vocabulary::mono_pan(pan);
/// 2 -> 2 by stereo_balance(pan); 2 -> 1 is (L + R)/2; n -> n straight; else channel i -> i as far as both go. A
/// map says for each channel of the source port which channel of the destination port it goes to.
struct Edge {
  EdgeId id;
  std::uint32_t source = 0;  ///< index into GraphSnapshot::nodes, smaller than the owning node's own
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  vocabulary::Decibels level{0.0};
  double pan = 0;
  std::vector<std::uint16_t> map = {};  ///< from 1, 0 nowhere; empty: by the law above
  bool operator==(const Edge&) const = default;
};

struct NoSource { bool operator==(const NoSource&) const = default; };
struct DeviceSource { std::vector<std::uint16_t> channels; bool operator==(const DeviceSource&) const = default; };
struct FileSource { std::string path; bool loop = false; bool operator==(const FileSource&) const = default; };

struct AudioInputNode {
  std::variant<NoSource, DeviceSource, FileSource> source;
  bool operator==(const AudioInputNode&) const = default;
};
struct FxNode {
  std::string effect;
  std::vector<double> parameters;  ///< in catalogue order, in the catalogue's units
  bool bypass = false;
  std::string file = {};  ///< absolute; empty: none
  bool operator==(const FxNode&) const = default;
};
struct MixerBusNode { bool operator==(const MixerBusNode&) const = default; };
struct OutputNode {
  std::vector<double> parameters;  ///< of the catalogue's "output"
  std::vector<std::uint16_t> main;
  std::vector<std::uint16_t> monitor;
  bool mono = false;
  ClipMode clip = ClipMode::kNone;
  std::uint8_t dither_bits = 0;
  OutputPurpose purpose = OutputPurpose::kMain;
  bool operator==(const OutputNode&) const = default;
};

struct Node {
  NodeId id;
  std::string name;
  std::vector<Port> inputs;
  std::vector<Port> outputs;
  std::vector<Edge> edges;
  std::variant<AudioInputNode, FxNode, MixerBusNode, OutputNode> kind;
  NodeMeter meter = NodeMeter::kNone;
  bool operator==(const Node&) const = default;
};

struct GraphSnapshot {
  vocabulary::Revision revision;
  std::uint32_t sample_rate = 48000;
  std::vector<Node> nodes;
  double tempo = 120;  ///< quarter notes a minute
  bool operator==(const GraphSnapshot&) const = default;
};

}  // namespace corelogic::messages
