// graph_strips.h: the strips of a signal graph, found again from its cables.
// A snapshot knows nodes only; a strip is what chain cables join.  Side: control; pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/messages/graph.h"

namespace corelogic::client {

struct GraphStrip {
  std::string name;                  ///< what its nodes' names begin with: "guitar"
  std::vector<std::uint32_t> nodes;  ///< indexes, in processing order
};

struct GraphStrips {
  std::vector<GraphStrip> strips;       ///< in processing order
  std::vector<std::uint32_t> strip_of;  ///< by node
};

/// Requires: every edge's source is smaller than its node (the compiler's and the engine's law).
[[nodiscard]] GraphStrips find_strips(const messages::GraphSnapshot&);

[[nodiscard]] inline messages::EdgeRole role_of(const messages::Edge& edge) {
  return static_cast<messages::EdgeRole>(edge.id.value & 0xff);
}
/// "-6 dB pan 0.3 pre" of a send, "key pre", "map 2,1"; "" of a plain cable at unity.
[[nodiscard]] std::string edge_text(const messages::GraphSnapshot&, const messages::Edge&);
/// "basic", "full", "-".
[[nodiscard]] std::string meter_text(const messages::Node&);
/// "AudioInput", "FXNode compressor", "MixerBus", "OutputNode".
[[nodiscard]] std::string kind_text(const messages::Node&);
/// "volume -3 dB", "1, 2; monitor 3, 4": values and device channels.
[[nodiscard]] std::string settings_text(const messages::Node&);

}  // namespace corelogic::client
