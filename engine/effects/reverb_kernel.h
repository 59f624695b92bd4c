// reverb_kernel.h: the arithmetic inside the reverb, a stretch of at most 64 frames at a time. It knows no
// rings and no settings; reverb.cpp alone includes it.  Side: audio.
#pragma once

#include "engine/effects/shapes.h"

namespace corelogic::effects::reverb_kernel {

inline constexpr std::uint32_t kStretch = 64;

/// A loop's loss: gain after the delay, then y += absorb * (x - y).
struct Losses {
  LaneRamp gain;
  LaneRamp absorb;
  alignas(kAlignment) float former_gain[kLanes] = {};  ///< of the delays that are being faded out
  alignas(kAlignment) float memory[kLanes] = {};
};

/// A cross-fade of delays: weight of the new ones at frame i is 1 - (left - 1 - i) / length; left == 0: none.
struct Fade {
  float left = 0.0F;
  float length = 1.0F;
};

/// taps: what comes out of the delays, a lane each; becomes what comes out of the losses.
/// `former`: the same from the delays being faded out, or null.
void lose(LaneFrame* taps, const LaneFrame* former, Losses& losses, const Fade& fade,
          std::uint32_t frames) noexcept CL_REALTIME;

/// lines[i] := (H lines)[i] / 4 + input, H being Hadamard's matrix of 16, so that energy is kept. Even lines
/// take `left`, odd ones `right`, with the signs of kInputSigns. All arrays 64-byte aligned and kStretch
/// long.
void feed_back(float (*lines)[kStretch], const float* left, const float* right) noexcept CL_REALTIME;

/// What goes to one output channel: dry * input + own * wet + other * wet of the other side.
struct OutputGains {
  GainRamp dry, own, other;
};
/// out may not be an input. Arrays aligned and kStretch long.
void blend(const float* dry, const float* own, const float* other, const OutputGains&,
           float* out) noexcept CL_REALTIME;

/// Copies; what is not finite or above +120 dB becomes silence: in a loop it would stay for ever.
void take_sane(const float* in, float* out, std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::effects::reverb_kernel
