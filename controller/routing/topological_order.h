// topological_order.h: an order in which every strip stands behind what feeds it, or the cycle that forbids
// one. Kahn (1962); ties go to the strip people see first, so the order is the same on every machine.  Side:
// control; pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "controller/routing/routing_table.h"

namespace corelogic::routing {

using messages::TrackId;

struct TopologicalOrder {
  std::vector<std::uint32_t> positions;  ///< all strips; empty when there is a cycle
  std::vector<std::uint32_t> cycle;      ///< positions, first = last; empty when there is none
};

/// Cost: O((strips + feeds)·log strips).
[[nodiscard]] TopologicalOrder sort_strips(const RoutingTable&);

/// The cycle that a new feed source -> destination would close: source, destination, ..., source; empty if
/// none. Requires: both exist.
[[nodiscard]] std::vector<TrackId> cycle_closed_by(const TrackList&, const ConnectionList&, TrackId source,
                                                   TrackId destination);

/// "Reverb -> Delay -> Reverb".
[[nodiscard]] std::string cycle_text(const TrackList&, const std::vector<TrackId>& cycle);

}  // namespace corelogic::routing
