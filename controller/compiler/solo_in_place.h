// solo_in_place.h: which strips are silent, by their own mute or by another's solo.
// A pure function of switches and routing; fader_values gathers the switches.  Side: control.
#pragma once

#include <vector>

#include "controller/routing/routing_table.h"

namespace corelogic::compiler {

/// One flag a strip each, by position.
struct SoloSwitches {
  const std::vector<bool>& muted;
  const std::vector<bool>& soloed;
  const std::vector<bool>& spared;  ///< no other's solo silences them
};

/// One flag a strip, by position. Silent: muted, or something is soloed and the strip neither is spared, nor
/// soloed, nor feeds a soloed one, nor is fed by one (directly or through others).
/// Cost: O(strips + feeds).
[[nodiscard]] std::vector<bool> silent_strips(const routing::RoutingTable&, const SoloSwitches&);

}  // namespace corelogic::compiler
