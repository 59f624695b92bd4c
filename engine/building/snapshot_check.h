// snapshot_check.h: the one place where a graph from outside is believed or refused; all passes after it rely
// on it. It changes nothing and builds nothing.  Side: control.
#pragma once

#include "schema/messages/graph.h"
#include "schema/vocabulary/result.h"

namespace corelogic::building {

inline constexpr std::uint16_t kMostPortChannels = 64;

/// Every edge's source index is smaller than its node's own, which proves bounds and absence of cycles in one
/// pass; ids are unique, ports and channels fit, effects are known and their values in range.
///
/// Errors: kInvalid, kUnknownId (effect), kDuplicate (id), kCycle (index); the sentence names the node.
/// Cost:   O(nodes + edges).
[[nodiscard]] vocabulary::Result<void> check(const messages::GraphSnapshot& snapshot);

/// Whether `value` lies in the catalogue's range of a node's parameter (or of its bypass switch).
[[nodiscard]] bool accepts(const messages::Node& node, std::uint16_t parameter, double value);
/// The same for the level and pan of an edge.
[[nodiscard]] bool accepts_edge(std::uint16_t parameter, double value);

}  // namespace corelogic::building
