// saturation_kernel.h: the state of sixteen saturations and what runs it: up to eight times the rate, the
// curve, back. Who sets it is saturation.h.  Side: audio.
//
// All lanes go up and down together as far as the deepest of them needs; each takes its curve at its own
// rate, the others' rates pass it by. So lanes of every factor live in one block and no lane hears another's.
#pragma once

#include "engine/effects/shapes.h"
#include "schema/vocabulary/effects/saturation.h"

namespace corelogic::effects {

inline constexpr std::uint32_t kSaturationTile =
    32;  ///< frames at a time: all of it stays in the nearest caches
inline constexpr std::size_t kDepths = vocabulary::saturation::kFactors.size();

struct alignas(kAlignment) SaturationState {
  /// Frames the filters look back on, in front of each line's new ones.
  static constexpr std::uint32_t kPast[] = {33, 9, 5};             ///< on the way up, at 1x, 2x, 4x
  static constexpr std::uint32_t kShapedPast[] = {0, 66, 20, 16};  ///< on the way down, from 2x, 4x, 8x

  LaneFrame base[kPast[0] + kSaturationTile];
  LaneFrame twice[kPast[1] + 2 * kSaturationTile];
  LaneFrame fourfold[kPast[2] + 4 * kSaturationTile];
  LaneFrame shaped_twice[kShapedPast[1] + 2 * kSaturationTile];
  LaneFrame shaped_fourfold[kShapedPast[2] + 4 * kSaturationTile];
  LaneFrame shaped_eightfold[kShapedPast[3] + 8 * kSaturationTile];

  LaneRamp drive, output;
  alignas(kAlignment) float mean[kLanes];  ///< of the tube's sound; taken away
  alignas(kAlignment) float tube[kLanes];  ///< 1: has its mean taken away
  alignas(kAlignment) float duck[kLanes];  ///< frames until all is as it was; 0: at rest
  /// Which lanes, a bit each, take which curve at which rate (2^depth); a lane without a strip none.
  std::uint16_t lanes_of[kDepths][vocabulary::saturation::kCurves.size()];
  float settling;   ///< of `mean`, a frame
  float fade;       ///< frames from full to silent, and back
  float duck_half;  ///< at so many frames to go the switch is made
};

/// The wet sound, one tile: in -> out, at most kSaturationTile frames. `out` may be `in`.
void saturate(SaturationState&, const LaneFrame* in, LaneFrame* out,
              std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::effects
