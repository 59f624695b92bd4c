// monitor_section.h: whether the monitor is a part of the master's output node or a section of its own, and
// what that section hears. It plugs nothing (the graph compiler does).  Side: control; pure.
//
//   part of the output   master_bus ─> master_out ═> main, monitor
//   of its own           the master, a strip, or all that are listened to ─> monitor_bus ─> monitor_out
//   with the limiter     … ─> monitor_bus ─> monitor_fader ─> monitor_limiter ─> monitor_out
#pragma once

#include <cstdint>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/graph.h"

namespace corelogic::compiler {

/// The shape of the last nodes; the compiler and the value compiler share it.
struct MasterShape {
  bool own_monitor = false;  ///< the monitor has a bus and an output node of its own
  bool own_fader = false;    ///< level, mute and balance stand in a fader node, not in the output node
  /// The safety limiter stands behind the fader, and one of its own behind the monitor's level: it then has a
  /// section of its own, whatever it hears.
  bool limiter = false;
};
/// Cost: O(strips).
[[nodiscard]] MasterShape master_shape(const project::Project&);

/// A strip that the monitor hears, by position.
struct Heard {
  std::uint32_t position = 0;
  bool pre_fader = false;
};
/// The strips that are listened to, or else the monitor's source.
[[nodiscard]] std::vector<Heard> heard_strips(const project::Project&);

/// The safety limiter of the main output or of the monitor, as the master's stage says.
/// `lookahead`: ms.
[[nodiscard]] messages::FxNode safety_limiter(const messages::Track& master, double lookahead);

/// The section's nodes, the bus not yet fed.  Requires: it has a device output.  Returns: the bus's index.
std::uint32_t append_monitor(std::vector<messages::Node>& nodes, const project::Project&);

}  // namespace corelogic::compiler
