// mix.h: gain, pan, sum and peak metering in one pass: what a mixer does most, in both shapes.
// Gains are memoryless, so planar sources are mixed planar and lanes in lanes: no transpose is paid for a
// fader. Side: audio.
#pragma once

#include "engine/dsp/gain_ramp.h"

namespace corelogic::dsp {

/// The greatest magnitude seen, kept as 16 partial maxima so that the kernel never reduces; 64-byte aligned.
struct alignas(kAlignment) PeakHold {
  float partial[kLanes] = {};
};

/// One planar channel on its way to one destination channel.
struct PlanarPath {
  const float* const*
      source;      ///< slot that holds the channel's pointer for this block; never null, no alignment needed
  GainRamp* ramp;  ///< advanced by the mix
  PeakHold* peak;  ///< of source * gain; null: not metered
};

/// out[f] = sum over paths of source[f] * gain[f], in the order of the paths. With `out` null only meters and
/// ramps move. The sum is the same to the bit however a block is cut and on every instruction set. A path
/// with a NaN or infinity adds nothing in that stretch of (up to) 64 frames and its peak becomes +infinity
/// (the caller reports it), whatever its gain. `accumulate`: adds to out instead of setting it.
void mix_planar(const PlanarPath* paths, std::size_t count, float* out, bool accumulate,
                std::uint32_t frames) noexcept CL_REALTIME;

/// One lane block on its way to a lane accumulator; lanes that do not go there have gain 0.
struct LanePath {
  const LaneFrame* source;
  LaneRamp* ramp;
  PeakHold* peak;  ///< per lane, of source * gain; null: not metered
};

/// accumulator[f][l] = sum over paths of source[f][l] * gain[f][l], in the order of the paths.
/// A lane with a NaN or infinity adds nothing in that stretch of 64 frames and its peak becomes +infinity.
void mix_lanes(const LanePath* paths, std::size_t count, LaneFrame* accumulator,
               std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::dsp
