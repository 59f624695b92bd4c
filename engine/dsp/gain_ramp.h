// gain_ramp.h: a gain that moves to its target on a straight line, exactly to the sample, whatever the block
// size. Side: audio; a new one may be prepared by the control thread before it is seen.
#pragma once

#include <algorithm>

#include "engine/dsp/lanes.h"

namespace corelogic::dsp {

/// Gain of frame i of the block: target - step * max(left - 1 - i, 0). left == 0: at rest at target.
struct GainRamp {
  float target = 0.0F;
  float step = 0.0F;  ///< gain per frame while left > 0
  float left = 0.0F;  ///< frames until the target is reached; a whole number below 2^24, so exact

  [[nodiscard]] float current() const noexcept { return target - step * left; }

  /// From wherever it is now, to `goal` in `frames` (>= 1) frames.
  void move_to(float goal, float frames) noexcept CL_REALTIME {
    const float from = current();
    target = goal;
    left = frames;
    step = (goal - from) / frames;
  }
  void advance(float frames) noexcept CL_REALTIME { left = std::max(0.0F, left - frames); }
};

/// Sixteen of them, one a lane.
struct alignas(kAlignment) LaneRamp {
  float target[kLanes] = {};
  float step[kLanes] = {};
  float left[kLanes] = {};

  void move_to(std::size_t lane, float goal, float frames) noexcept CL_REALTIME {
    const float from = target[lane] - step[lane] * left[lane];
    target[lane] = goal;
    left[lane] = frames;
    step[lane] = (goal - from) / frames;
  }
};

}  // namespace corelogic::dsp
