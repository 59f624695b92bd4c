// lane_strip.h: one strip's effect in lanes: some neighbouring lanes of a block, set as one.
// It does not process (LaneEffectStep does, for the whole block).  Side: audio; made by the control thread.
#pragma once

#include "engine/effects/lane_effect.h"
#include "engine/graph/effect.h"

namespace corelogic::graph {

/// Bound to its lanes for life: when the strip moves to other lanes it gets another one of these.
class LaneStrip final : public Effect {
 public:
  /// Requires: `block` outlives it.  Side: control.
  LaneStrip(effects::LaneEffect& block, effects::LaneStrip lanes) noexcept : block_(block), lanes_(lanes) {}

  void set_parameter(std::uint16_t parameter, float value) noexcept CL_REALTIME override {
    block_.set(lanes_, parameter, value);
  }
  float take_gain_reduction() noexcept CL_REALTIME override { return block_.take_gain_reduction(lanes_); }
  float take_key_peak() noexcept CL_REALTIME override { return block_.take_key_peak(lanes_); }
  float take_detector_level() noexcept CL_REALTIME override { return block_.take_detector_level(lanes_); }

 private:
  effects::LaneEffect& block_;
  effects::LaneStrip lanes_;
};

}  // namespace corelogic::graph
