// registry.h: from an effect's name in the catalogue to the class that plays it.  Side: control.
#pragma once

#include <memory>
#include <string_view>

#include "engine/effects/lane_effect.h"
#include "engine/effects/planar_effect.h"

namespace corelogic::effects {

/// One of the two makers is set. They allocate and touch all memory.
struct EffectMaker {
  std::string_view name;
  std::unique_ptr<LaneEffect> (*lanes)(double sample_rate) = nullptr;
  std::unique_ptr<PlanarEffect> (*planar)(const PlanarSetup&) = nullptr;
};

/// Null: no effect of that name, or one that is only gains (fader, pan, output).
[[nodiscard]] const EffectMaker* find_maker(std::string_view effect);

}  // namespace corelogic::effects
