// planar_unit.h: one strip's effect on planar channels.
// It does not process (PlanarEffectStep does).  Side: audio; made by the control thread.
#pragma once

#include <memory>
#include <utility>

#include "engine/effects/planar_effect.h"
#include "engine/graph/effect.h"

namespace corelogic::graph {

class PlanarUnit final : public Effect {
 public:
  /// `holds`: what the effect plays from and does not own: its sound.  Side: control.
  PlanarUnit(std::unique_ptr<effects::PlanarEffect> effect, std::shared_ptr<const void> holds) noexcept
      : holds_(std::move(holds)), effect_(std::move(effect)) {}

  void set_parameter(std::uint16_t parameter, float value) noexcept CL_REALTIME override {
    effect_->set(parameter, value);
  }
  float take_gain_reduction() noexcept CL_REALTIME override { return effect_->take_gain_reduction(); }
  float take_key_peak() noexcept CL_REALTIME override { return effect_->take_key_peak(); }
  float take_detector_level() noexcept CL_REALTIME override { return effect_->take_detector_level(); }
  [[nodiscard]] effects::PlanarEffect& effect() noexcept { return *effect_; }

 private:
  std::shared_ptr<const void> holds_;
  std::unique_ptr<effects::PlanarEffect> effect_;
};

}  // namespace corelogic::graph
