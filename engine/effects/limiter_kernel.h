// limiter_kernel.h: from levels to gains, sixteen lanes side by side: greatest reduction over the look-ahead,
// release, two running means. It delays no sound.  Side: audio.
#pragma once

#include "engine/effects/dynamics.h"

namespace corelogic::effects {

/// A reduction of 1 (silence), in steps that running sums add without error: 2^20 steps of 1e-6.
inline constexpr float kReductionUnit = 1048576.0F;

/// What the lanes of one group have in common: how far they look, and where they are in it.
struct LimiterShape {
  std::uint32_t window = 1;          ///< frames whose greatest reduction is held
  std::uint32_t place = 0;           ///< in the window's rows, below `window`
  std::uint32_t length[2] = {1, 1};  ///< of the two means, frames
  std::uint32_t goal[2] = {1, 1};    ///< lengths glide there, a frame each frame
  bool operator==(const LimiterShape&) const = default;
  [[nodiscard]] bool glides() const noexcept { return length[0] != goal[0] || length[1] != goal[1]; }
};

/// Reductions in steps of 1 / kReductionUnit, as whole numbers.
struct LimiterState {
  MovingValue ceiling, wet;
  alignas(kAlignment) float left[kLanes];       ///< frames until ceiling and wet are at their goals
  alignas(kAlignment) float prefix[kLanes];     ///< greatest of the rows written since place 0
  alignas(kAlignment) float released[kLanes];   ///< falls back slowly
  alignas(kAlignment) float slow[kLanes];       ///< mean of what was held, over ten releases
  alignas(kAlignment) float release[kLanes];    ///< coefficient
  alignas(kAlignment) float charge[kLanes];     ///< coefficient of `slow`
  alignas(kAlignment) float automatic[kLanes];  ///< 1: falls back to `slow`, 0: to nothing
  alignas(kAlignment) float least[kLanes];      ///< gain since last asked
  alignas(kAlignment) float loudest[kLanes];    ///< level since last asked
  alignas(kAlignment) std::int32_t sum[2][kLanes];
};

/// Rows of sixteen lanes; all lanes write the rings at the same place.
struct LimiterRows {
  LaneFrame* window =
      nullptr;  ///< asked reductions; before `place`: of this turn; after: greatest up to the end
  std::int32_t (*ring[2])[kLanes] = {nullptr, nullptr};
  std::uint32_t mask = 0;  ///< size of a ring - 1
};

struct LimiterStretch {
  std::uint32_t first = 0;   ///< frame of the block
  std::uint32_t frames = 0;  ///< at most window - place; 1 while lengths glide
  std::uint32_t clock = 0;   ///< place in the rings before masking
};

/// levels -> gains for the lanes of which `members` is -1 (others: 0); advances `shape`.
/// Source: P. Hämäläinen, "Smoothing of the control signal without clipped output in digital peak limiters",
/// DAFx-02: a maximum over the look-ahead, then a filter of no greater length whose taps sum to 1. The
/// maximum by M. van Herk, Pattern Recognition Letters 13 (1992): three comparisons a frame whatever the
/// window.
void find_gains(LimiterState&, const LimiterRows&, LimiterShape&, LimiterStretch, const std::int32_t* members,
                const LaneFrame* levels, LaneFrame* gains) noexcept CL_REALTIME;
/// `in` while all of it is sane; else a copy, in `scratch`, with silence in place of what is not.
[[nodiscard]] const LaneFrame* sane_sound(const LaneFrame* in, LaneFrame* scratch,
                                          std::uint32_t frames) noexcept CL_REALTIME;
/// Some lane's level is above its ceiling, or its ceiling is on its way. Notes the loudest.
[[nodiscard]] bool any_above(LimiterState&, const LaneFrame* levels,
                             std::uint32_t frames) noexcept CL_REALTIME;
/// levels: each group of linked lanes hears its loudest.
void link_limiter_levels(LaneFrame* levels, std::uint32_t frames, LaneLink) noexcept CL_REALTIME;
/// sound *= gain, or itself where wet is 0. `first`: frame of the block.
void apply_gains(LimiterState&, LaneFrame* sound, const LaneFrame* gains, std::uint32_t first,
                 std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::effects
