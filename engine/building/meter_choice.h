// meter_choice.h: which node of each strip is metered, and on which cable its peak can be taken for nothing.
// Side: control.
#pragma once

#include "engine/building/path_folder.h"

namespace corelogic::building {

struct MeterChoice {
  std::vector<Meter> meters;
  std::uint32_t channels = 0;          ///< of all meters
  std::vector<std::uint32_t> of_node;  ///< by node: its meter, or kNone
  /// By node: a plain cable from it into a bus; it carries just what is to be metered. Null: no such cable.
  std::vector<const MergedEdge*> cable_of;
};

/// One meter a strip, at its last gain node: the output, else the pan, else the fader.
[[nodiscard]] MeterChoice choose_meters(const MergedGraph& graph, const std::vector<Shape>& shapes);

}  // namespace corelogic::building
