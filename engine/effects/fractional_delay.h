// fractional_delay.h: one channel's past, read a whole number of frames ago, or between frames while the
// distance moves. It feeds nothing back and fades nothing.  Side: audio; prepare on the control thread.
// Source: T. I. Laakso, V. Välimäki, M. Karjalainen, U. K. Laine, "Splitting the Unit Delay", IEEE Signal
// Processing Magazine 13(1), 1996: Lagrange interpolation of order 5 in its middle interval, where its gain
// is nowhere above 1; -0.2 dB at 10 kHz, half way between frames at 48 kHz.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/effects/shapes.h"

namespace corelogic::effects {

/// Weights of the frames k - 2 … k + 3 ago, for a delay of k + part.
struct LagrangeWeights {
  float of[6];
};
[[nodiscard]] inline LagrangeWeights lagrange(float part) noexcept CL_REALTIME {
  const float a = part + 2.0F, b = part + 1.0F, d = part - 1.0F, e = part - 2.0F, g = part - 3.0F;
  const float ab = a * b, cd = part * d, eg = e * g;
  return {{b * cd * eg * (-1.0F / 120.0F), a * cd * eg * (1.0F / 24.0F), ab * d * eg * (-1.0F / 12.0F),
           ab * part * eg * (1.0F / 12.0F), ab * cd * g * (-1.0F / 24.0F), ab * cd * e * (1.0F / 120.0F)}};
}

/// Frames are counted from the next one to be written: frame f from now, `delay` frames ago, is there if
/// delay > f. Reading between frames looks two frames ahead of that.
class DelayLine {
 public:
  /// Most frames of one reading between frames.
  static constexpr std::uint32_t kStretch = 64;
  static constexpr std::uint32_t kAhead = 2;

  /// Allocates and clears, for delays up to `longest` frames.  Side: control.
  void prepare(std::uint32_t longest);

  void write(const float* in, std::uint32_t frames) noexcept CL_REALTIME;
  void write_one(float x) noexcept CL_REALTIME {
    ring_[at_ & mask_] = x;
    ++at_;
  }

  /// out[f] = what was `delay` frames before frame f from now.
  /// Requires: delay >= frames.
  void read(std::uint32_t delay, float* out, std::uint32_t frames) const noexcept CL_REALTIME;

  /// The same, offset[f] (>= 0) frames longer ago.
  /// Requires: delay >= frames + kAhead; frames <= kStretch; offset and out are 64-byte aligned, of kStretch.
  void read_moving(std::uint32_t delay, const float* offset, float* out,
                   std::uint32_t frames) const noexcept CL_REALTIME;

  /// What was `delay` + `offset` frames before the next frame.
  /// Requires: delay > kAhead.
  [[nodiscard]] float read_one(std::uint32_t delay, float offset) const noexcept CL_REALTIME {
    const auto whole = static_cast<std::uint32_t>(offset);
    const LagrangeWeights weights = lagrange(offset - static_cast<float>(whole));
    const std::uint32_t first = at_ - delay - whole + kAhead;
    float sum = weights.of[0] * ring_[first & mask_];
    for (std::uint32_t i = 1; i < 6; ++i) sum += weights.of[i] * ring_[(first - i) & mask_];
    return sum;
  }

 private:
  std::vector<float> ring_;  ///< a power of two
  std::uint32_t mask_ = 0;
  std::uint32_t at_ = 0;  ///< of the next frame; wraps by itself
};

}  // namespace corelogic::effects
