// mix.h: gain, pan, sum and peak metering in one pass: what a mixer does most, in both shapes.
// Gains are memoryless, so planar sources are mixed planar and lanes in lanes: no transpose is paid for a
// fader. Side: audio.
#pragma once

#include <atomic>

#include "engine/dsp/gain_ramp.h"

namespace corelogic::dsp {

/// What a meter holds of one channel, kept as 16 parts so that the kernel never reduces (in lanes: one part a
/// lane); 64-byte aligned.
struct alignas(kAlignment) PeakHold {
  float partial[kLanes] = {};        ///< the greatest magnitude seen
  float squares[kLanes] = {};        ///< sum of squares, for the RMS
  std::uint32_t clips[kLanes] = {};  ///< samples at or above full scale; written only when there are any
};

/// Who was left out for a NaN or infinity: bit 0 a planar source, bit l lane l of a block. Several sums may
/// set it at once; whoever reads it takes the bits away.
using FaultBits = std::atomic<std::uint32_t>;

/// One planar channel on its way to one destination channel.
struct PlanarPath {
  const float* const*
      source;      ///< slot that holds the channel's pointer for this block; never null, no alignment needed
  GainRamp* ramp;  ///< advanced by the mix
  PeakHold* peak;  ///< of source * gain; null: not metered
  FaultBits* faults = nullptr;  ///< of the source; null: nobody asks
};

/// out[f] = sum over paths of source[f] * gain[f], in the order of the paths. With `out` null only meters and
/// ramps move. The sum is the same to the bit however a block is cut and on every instruction set. A path
/// with a NaN or infinity adds nothing in that stretch of (up to) 64 frames and its peak becomes +infinity
/// (its squares of that stretch are dropped, its fault bit is set), whatever its gain. `accumulate`: adds to
/// out instead of setting it.
void mix_planar(const PlanarPath* paths, std::size_t count, float* out, bool accumulate,
                std::uint32_t frames) noexcept CL_REALTIME;

/// One lane block on its way to a lane accumulator; lanes that do not go there have gain 0.
struct LanePath {
  const LaneFrame* source;
  LaneRamp* ramp;
  PeakHold* peak;               ///< per lane, of source * gain; null: not metered
  FaultBits* faults = nullptr;  ///< of the block; null: nobody asks
};

/// accumulator[f][l] = sum over paths of source[f][l] * gain[f][l], in the order of the paths.
/// A lane with a NaN or infinity adds nothing in that stretch of 64 frames, its peak becomes +infinity and
/// its fault bit is set, whether it goes there or not.
void mix_lanes(const LanePath* paths, std::size_t count, LaneFrame* accumulator,
               std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::dsp
