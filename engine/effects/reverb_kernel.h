// reverb_kernel.h: the arithmetic inside the reverb, a stretch of at most 64 frames at a time. It knows no
// settings; the reverb alone includes it.  Side: audio.
#pragma once

#include "engine/effects/shapes.h"

namespace corelogic::effects {
class DelayRings;
}

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

/// Delays that move up and down by `depth` frames, each line at its own pace.
struct Modulation {
  GainRamp depth;
  std::uint32_t phase[kLanes] = {};  ///< of 2^32
  std::uint32_t step[kLanes] = {};   ///< a frame
  [[nodiscard]] bool moves() const noexcept { return depth.target != 0.0F || depth.left > 0.0F; }
};

/// What comes out of rings whose delays are modulated, read between the frames by Lagrange's cubic, which
/// nowhere amplifies.  Requires: delays - depth - 2 >= frames.
void read_moving(const DelayRings&, const std::uint32_t* delays, const Modulation&, float (*out)[kStretch],
                 std::uint32_t frames) noexcept CL_REALTIME;

/// out = sum of gains[i] * from[i]; kStretch frames, whatever they are. `out` aligned.
void add_up(const float* const* from, const float* gains, std::size_t count, float* out) noexcept CL_REALTIME;

/// sound *= gain. Aligned, kStretch long.
void scale(float* sound, const GainRamp& gain) noexcept CL_REALTIME;

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
