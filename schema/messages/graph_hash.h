// graph_hash.h: one number for "the same graph with the same levels", revision and epoch left out.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

#include "schema/messages/graph.h"

namespace corelogic::messages {

/// FNV-1a, 64 bit (Fowler, Noll, Vo), over the fields that make sound.
class Fnv1a {
 public:
  void add(std::uint64_t word) {
    for (int byte = 0; byte < 8; ++byte) mix(static_cast<unsigned char>(word >> (8 * byte)));
  }
  void add(double value) { add(std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value)); }
  void add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    for (char c : text) mix(static_cast<unsigned char>(c));
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void mix(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

namespace detail {
inline void add_channels(Fnv1a& hash, const std::vector<std::uint16_t>& channels) {
  hash.add(static_cast<std::uint64_t>(channels.size()));
  for (auto channel : channels) hash.add(static_cast<std::uint64_t>(channel));
}
inline void add_ports(Fnv1a& hash, const std::vector<Port>& ports) {
  hash.add(static_cast<std::uint64_t>(ports.size()));
  for (const auto& port : ports) hash.add(static_cast<std::uint64_t>(port.channels));
}
inline void add_kind(Fnv1a& hash, const AudioInputNode& input) {
  hash.add(static_cast<std::uint64_t>(input.source.index()));
  if (const auto* device = std::get_if<DeviceSource>(&input.source)) add_channels(hash, device->channels);
  if (const auto* file = std::get_if<FileSource>(&input.source)) {
    hash.add(std::string_view(file->path));
    hash.add(static_cast<std::uint64_t>(file->loop));
  }
}
inline void add_kind(Fnv1a& hash, const FxNode& fx) {
  hash.add(std::string_view(fx.effect));
  hash.add(std::string_view(fx.file));
  for (double value : fx.parameters) hash.add(value);
  hash.add(static_cast<std::uint64_t>(fx.bypass));
}
inline void add_kind(Fnv1a&, const MixerBusNode&) {}
inline void add_kind(Fnv1a& hash, const OutputNode& output) {
  for (double value : output.parameters) hash.add(value);
  add_channels(hash, output.main);
  add_channels(hash, output.monitor);
  hash.add(static_cast<std::uint64_t>(output.mono));
  hash.add(static_cast<std::uint64_t>(output.clip));
  hash.add(static_cast<std::uint64_t>(output.dither_bits));
}
}  // namespace detail

/// Names are left out (renaming makes no other sound); node order counts, and what is metered.
[[nodiscard]] inline std::uint64_t graph_hash(const GraphSnapshot& graph) {
  Fnv1a hash;
  hash.add(static_cast<std::uint64_t>(graph.sample_rate));
  hash.add(graph.tempo);
  for (const Node& node : graph.nodes) {
    hash.add(node.id.value);
    detail::add_ports(hash, node.inputs);
    detail::add_ports(hash, node.outputs);
    for (const Edge& edge : node.edges) {
      hash.add(edge.id.value);
      hash.add(graph.nodes[edge.source].id.value);
      hash.add(static_cast<std::uint64_t>(edge.source_port));
      hash.add(static_cast<std::uint64_t>(edge.destination_port));
      hash.add(edge.level.value);
      hash.add(edge.pan);
      detail::add_channels(hash, edge.map);
    }
    hash.add(static_cast<std::uint64_t>(node.meter));
    hash.add(static_cast<std::uint64_t>(node.kind.index()));
    std::visit([&](const auto& kind) { detail::add_kind(hash, kind); }, node.kind);
  }
  return hash.value();
}

}  // namespace corelogic::messages
