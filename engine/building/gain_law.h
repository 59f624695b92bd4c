// gain_law.h: what faders, pans, outputs and edges do to each channel, as numbers: the laws stated at
// messages::Edge and in DESIGN §9. It knows no plan.  Side: control.
#pragma once

#include <cstdint>
#include <optional>

#include "schema/messages/graph.h"

namespace corelogic::building {

/// All channels of a node's ports, one after the other.
[[nodiscard]] std::uint16_t channel_count(const std::vector<messages::Port>& ports);

/// Where the channels of edges arriving at or leaving a port begin among the node's channels.
[[nodiscard]] std::uint16_t first_channel(const std::vector<messages::Port>& ports, std::uint16_t port);

/// How many different gains a thing of so many channels has: two for stereo (pan, balance), else one for all.
[[nodiscard]] constexpr std::uint16_t cell_count(std::uint16_t channels) {
  return channels == 2 ? 2 : 1;
}

/// Fader, pan or output node: gain of cell `cell`.  Requires: the node is one of them and was checked.
[[nodiscard]] float node_gain(const messages::Node& node, std::uint16_t cell);
/// What an output's ways to the main and to the monitor channels have beside the node's own gain: dim, and
/// level and cut of the monitor.
[[nodiscard]] float main_gain(const messages::OutputNode& output);
[[nodiscard]] float monitor_gain(const messages::OutputNode& output);
/// Which input channel of a gain node makes output channel `channel`.
[[nodiscard]] constexpr std::uint16_t input_of_output(std::uint16_t inputs, std::uint16_t channel) {
  return channel < inputs ? channel : static_cast<std::uint16_t>(inputs - 1);
}

/// The widths an edge joins.
struct EdgeShape {
  std::uint16_t from = 0;
  std::uint16_t to = 0;
};
[[nodiscard]] EdgeShape edge_shape(const messages::Edge& edge, const messages::Node& source,
                                   const messages::Node& destination);
[[nodiscard]] inline std::uint16_t edge_cells(const messages::Edge& edge, EdgeShape shape) {
  return edge.map.empty() && shape.to == 2 && shape.from <= 2 ? 2 : 1;
}
[[nodiscard]] float edge_gain(const messages::Edge& edge, EdgeShape shape, std::uint16_t cell);
/// A cable inside a strip, or from a strip to its output, that changes nothing: it needs no gain of its own.
/// Setting its level later makes a new plan.
[[nodiscard]] bool is_plain(const messages::Edge& edge, EdgeShape shape);

}  // namespace corelogic::building
