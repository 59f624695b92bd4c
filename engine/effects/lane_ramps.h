// lane_ramps.h: the few words said to a LaneRamp again and again: put, approach, advance, take over.
// It makes no sound.  Side: audio; control while nobody renders.
#pragma once

#include <algorithm>
#include <cmath>

#include "engine/effects/shapes.h"

namespace corelogic::effects {

/// `frames` 0: at once.
inline void move_lane_to(LaneRamp& ramp, std::size_t lane, float goal, float frames) noexcept CL_REALTIME {
  if (frames > 0.0F) return ramp.move_to(lane, goal, frames);
  ramp.target[lane] = goal;
  ramp.step[lane] = ramp.left[lane] = 0.0F;
}

inline void advance_lanes_of(LaneRamp& ramp, std::uint32_t frames) noexcept CL_REALTIME {
  for (std::size_t l = 0; l < kLanes; ++l) {
    ramp.left[l] = std::max(0.0F, ramp.left[l] - static_cast<float>(frames));
    if (ramp.left[l] == 0.0F) ramp.step[l] = 0.0F;
  }
}

inline void copy_lane_of(const LaneRamp& from, std::size_t a, LaneRamp& to,
                         std::size_t b) noexcept CL_REALTIME {
  to.target[b] = from.target[a];
  to.step[b] = from.step[a];
  to.left[b] = from.left[a];
}

/// No lane moves.
[[nodiscard]] inline bool all_rest(const LaneRamp& ramp) noexcept CL_REALTIME {
  float left = 0.0F;
  for (const float frames : ramp.left) left += frames;
  return left == 0.0F;
}

/// All lanes are at `value` and stay there.
[[nodiscard]] inline bool all_rest_at(const LaneRamp& ramp, float value) noexcept CL_REALTIME {
  bool at = true;
  for (const float target : ramp.target) at = at && target == value;
  return at && all_rest(ramp);
}

[[nodiscard]] inline bool rests_at(const LaneRamp& ramp, std::size_t lane, float value) noexcept CL_REALTIME {
  return ramp.left[lane] == 0.0F && ramp.target[lane] == value;
}

/// Whole frames of a time in seconds, at least one: how long a ramp lasts.
[[nodiscard]] inline float ramp_frames(double seconds, double sample_rate) noexcept CL_REALTIME {
  return static_cast<float>(std::max(1.0, std::ceil(seconds * sample_rate)));
}

}  // namespace corelogic::effects
