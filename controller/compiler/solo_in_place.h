// solo_in_place.h: which strips are silent, by their own mute or by another's solo.
// A pure function of switches and routing; the compiler and the value compiler share it.  Side: control.
#pragma once

#include <vector>

#include "controller/routing/routing_table.h"
#include "controller/tracks/track_list.h"

namespace corelogic::compiler {

/// One flag a strip, by position.
[[nodiscard]] std::vector<bool> soloed_strips(const tracks::TrackList&);

/// One flag a strip, by position. Silent: muted, or something is soloed and the strip neither is, nor feeds a
/// soloed one, nor is fed by one (directly or through others). The master is silent by its own mute only.
/// Cost: O(strips + feeds).
[[nodiscard]] std::vector<bool> silent_strips(const tracks::TrackList&, const routing::RoutingTable&,
                                              const std::vector<bool>& soloed);

}  // namespace corelogic::compiler
