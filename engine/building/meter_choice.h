// meter_choice.h: which nodes are metered, and on which cable a level can be taken for nothing.
// Side: control.
#pragma once

#include <set>

#include "engine/building/path_folder.h"

namespace corelogic::building {

struct MeterChoice {
  std::vector<Meter> meters;
  std::uint32_t channels = 0;          ///< of all meters
  std::vector<std::uint32_t> of_node;  ///< by node: its meter, or kNone
  /// By node: a plain cable from it into a bus; it carries just what is to be metered. Null: no such cable,
  /// or a full meter, which needs the sound itself.
  std::vector<const MergedEdge*> cable_of;
  std::set<std::pair<std::uint32_t, std::uint16_t>> on_device;  ///< channels read on their way to the device

  [[nodiscard]] bool metered(std::uint32_t node) const { return of_node[node] != kNone; }
  [[nodiscard]] bool full(std::uint32_t node) const { return metered(node) && meters[of_node[node]].full; }
  /// Requires: metered(node).
  [[nodiscard]] std::uint32_t channel(std::uint32_t node, std::uint16_t number) const {
    return meters[of_node[node]].channels.first + number;
  }
};

/// The nodes that say so (messages::Node::meter). Of a graph where none says anything: one a strip, at its
/// last gain node: the output, else the pan, else the fader.
[[nodiscard]] MeterChoice choose_meters(const MergedGraph& graph, const std::vector<Shape>& shapes);

}  // namespace corelogic::building
