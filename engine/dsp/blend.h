// blend.h: from dry to wet and back: what every bypass and every mix knob is made of.  Side: audio.
#pragma once

#include "engine/dsp/gain_ramp.h"

namespace corelogic::dsp {

/// out[f][l] = dry[f][l] + share[f][l] * (wet[f][l] - dry[f][l]); `share` is advanced. At rest at 0 or 1 a lane
/// is dry or wet to the bit, and what the other has there (a NaN, say) is not heard. `out` may be `dry` or
/// `wet`. When all lanes rest at 1 and out == wet nothing is done.
void blend_lanes(const LaneFrame* dry, const LaneFrame* wet, LaneRamp& share, LaneFrame* out,
                 std::uint32_t frames) noexcept CL_REALTIME;

/// The same for one planar channel.
void blend_planar(const float* dry, const float* wet, GainRamp& share, float* out,
                  std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::dsp
