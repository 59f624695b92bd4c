// reverb_kernel.cpp: losses in lanes, since they are serial in time; the matrix planar, since it is not.
// It keeps no state of its own.  Side: audio.
#include <algorithm>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/reverb_kernel.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/delay_rings.h"
#include "engine/effects/kernel-inl.h"
#include "engine/effects/reverb_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

using reverb_kernel::Fade;
using reverb_kernel::kStretch;
using reverb_kernel::Losses;
using reverb_kernel::OutputGains;

/// Signs that keep the first echoes of one side from adding up.
constexpr float kInputSigns[kLanes] = {1, 1, -1, 1, 1, -1, -1, -1, 1, 1, 1, -1, -1, 1, -1, -1};

HWY_INLINE FloatVec ramp_at(FloatVec target, FloatVec step, FloatVec left, std::uint32_t frame) {
  const Floats d;
  const FloatVec remain = hn::Sub(left, hn::Set(d, static_cast<float>(frame) + 1.0F));
  return hn::Sub(target, hn::Mul(step, hn::Max(remain, hn::Zero(d))));
}

struct LaneValue {
  FloatVec target, step, left;
  HWY_INLINE LaneValue(const LaneRamp& ramp, std::size_t lane)
      : target(hn::Load(Floats(), ramp.target + lane)),
        step(hn::Load(Floats(), ramp.step + lane)),
        left(hn::Load(Floats(), ramp.left + lane)) {}
  [[nodiscard]] HWY_INLINE FloatVec at(std::uint32_t frame) const {
    return ramp_at(target, step, left, frame);
  }
};

HWY_INLINE FloatVec faded(FloatVec now, FloatVec before, const Fade& fade, std::uint32_t frame) {
  const Floats d;
  const float remain = std::max(fade.left - static_cast<float>(frame) - 1.0F, 0.0F);
  const FloatVec share = hn::Set(d, remain / fade.length);
  return hn::Add(hn::Mul(now, hn::Sub(hn::Set(d, 1.0F), share)), hn::Mul(before, share));
}

void lose(LaneFrame* taps, const LaneFrame* former, Losses& losses, const Fade& fade, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const LaneValue gain(losses.gain, lane), absorb(losses.absorb, lane);
    const FloatVec former_gain = hn::Load(d, losses.former_gain + lane);
    FloatVec y = hn::Load(d, losses.memory + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      FloatVec x = hn::Mul(hn::Load(d, taps[f] + lane), gain.at(f));
      if (former != nullptr) x = faded(x, hn::Mul(hn::Load(d, former[f] + lane), former_gain), fade, f);
      y = hn::Add(y, hn::Mul(absorb.at(f), hn::Sub(x, y)));
      hn::Store(y, d, taps[f] + lane);
    }
    hn::Store(y, d, losses.memory + lane);
  }
}

/// One of the four steps of the fast Hadamard transform.
template <std::size_t kApart>
HWY_INLINE void butterflies(FloatVec (&x)[kLanes]) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kLanes; ++i) {
    if ((i & kApart) != 0) continue;
    const FloatVec sum = hn::Add(x[i], x[i + kApart]);
    x[i + kApart] = hn::Sub(x[i], x[i + kApart]);
    x[i] = sum;
  }
}

void feed_back(float (*lines)[kStretch], const float* left, const float* right) {
  const Floats d;
  for (std::size_t f = 0; f < kStretch; f += kWidth) {
    FloatVec x[kLanes];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kLanes; ++i) x[i] = hn::Load(d, lines[i] + f);
    butterflies<1>(x);
    butterflies<2>(x);
    butterflies<4>(x);
    butterflies<8>(x);
    const FloatVec quarter = hn::Set(d, 0.25F);  // 1 / sqrt(16)
    const FloatVec in[2] = {hn::Load(d, left + f), hn::Load(d, right + f)};
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kLanes; ++i) {
      const FloatVec added = hn::Mul(in[i % 2], hn::Set(d, kInputSigns[i]));
      hn::Store(hn::Add(hn::Mul(x[i], quarter), added), d, lines[i] + f);
    }
  }
}

HWY_INLINE FloatVec gain_at(const GainRamp& ramp, std::size_t frame) {
  const Floats d;
  alignas(kAlignment) float remain[kWidth];
  for (std::size_t i = 0; i < kWidth; ++i)
    remain[i] = std::max(ramp.left - 1.0F - static_cast<float>(frame + i), 0.0F);
  return hn::Sub(hn::Set(d, ramp.target), hn::Mul(hn::Set(d, ramp.step), hn::Load(d, remain)));
}

HWY_INLINE FloatVec gain_of(const GainRamp& ramp, std::size_t frame) {
  return ramp.left == 0.0F ? hn::Set(Floats(), ramp.target) : gain_at(ramp, frame);
}

void scale(float* sound, const GainRamp& gain) {
  const Floats d;
  for (std::size_t f = 0; f < kStretch; f += kWidth)
    hn::Store(hn::Mul(hn::Load(d, sound + f), gain_of(gain, f)), d, sound + f);
}

void blend(const float* dry, const float* own, const float* other, const OutputGains& gains, float* out) {
  const Floats d;
  for (std::size_t f = 0; f < kStretch; f += kWidth) {
    const FloatVec wet = hn::Add(hn::Mul(hn::Load(d, own + f), gain_of(gains.own, f)),
                                 hn::Mul(hn::Load(d, other + f), gain_of(gains.other, f)));
    hn::Store(hn::Add(hn::Mul(hn::Load(d, dry + f), gain_of(gains.dry, f)), wet), d, out + f);
  }
}

using reverb_kernel::Modulation;

HWY_INLINE FloatVec product3(FloatVec a, FloatVec b, FloatVec c, float scale) {
  return hn::Mul(hn::Mul(a, b), hn::Mul(c, hn::Set(Floats(), scale)));
}

/// Lagrange's cubic through x[0 … 3] at -1, 0, 1, 2, read at t = 0 … 1.
HWY_INLINE FloatVec between(const FloatVec (&x)[4], FloatVec t) {
  const FloatVec one = hn::Set(Floats(), 1.0F);
  const FloatVec before = hn::Add(t, one), after = hn::Sub(t, one), last = hn::Sub(after, one);
  const FloatVec outer = hn::Add(hn::Mul(x[0], product3(t, after, last, -1.0F / 6.0F)),
                                 hn::Mul(x[3], product3(before, t, after, 1.0F / 6.0F)));
  const FloatVec inner = hn::Add(hn::Mul(x[1], product3(before, after, last, 0.5F)),
                                 hn::Mul(x[2], product3(before, t, last, -0.5F)));
  return hn::Add(outer, inner);
}

/// A sine within 0.1 %: the parabola s = 4 x (1 - |x|) through its zeros and tops, then s (0.775 + 0.225
/// |s|).
HWY_INLINE FloatVec sine_of(IntVec phase) {
  const Floats d;
  const FloatVec x = hn::Mul(hn::ConvertTo(d, phase), hn::Set(d, 1.0F / 2147483648.0F));
  const FloatVec s = hn::Mul(hn::Mul(hn::Set(d, 4.0F), x), hn::Sub(hn::Set(d, 1.0F), hn::Abs(x)));
  return hn::Mul(s, hn::Add(hn::Set(d, 0.775F), hn::Mul(hn::Set(d, 0.225F), hn::Abs(s))));
}

/// Frames f … f + kWidth - 1 of ring `i`, `delay + offset` late.
HWY_INLINE FloatVec read_between(const DelayRings& rings, std::size_t i, std::uint32_t delay, FloatVec offset,
                                 std::uint32_t f) {
  const Floats d;
  const Ints di;
  const FloatVec floor = hn::Floor(offset);
  const IntVec whole = hn::ConvertTo(di, floor);
  alignas(kAlignment) std::int32_t at[kWidth];
  hn::Store(whole, di, at);
  FloatVec x[4];
  if (hn::AllTrue(di, hn::Eq(whole, hn::Set(di, at[0])))) {
    const float* from = rings.read(i, delay + static_cast<std::uint32_t>(at[0] + 2)) + f;
    for (std::size_t k = 0; k < 4; ++k) x[3 - k] = hn::LoadU(d, from + k);
  } else {
    alignas(kAlignment) float single[4][kWidth];
    for (std::size_t l = 0; l < kWidth; ++l) {
      const float* from = rings.read(i, delay + static_cast<std::uint32_t>(at[l] + 2)) + f + l;
      for (std::size_t k = 0; k < 4; ++k) single[3 - k][l] = from[k];
    }
    for (std::size_t k = 0; k < 4; ++k) x[k] = hn::Load(d, single[k]);
  }
  return between(x, hn::Sub(offset, floor));
}

void read_moving(const DelayRings& rings, const std::uint32_t* delays, const Modulation& modulation,
                 float (*out)[kStretch], std::uint32_t frames) {
  const Floats d;
  const Ints di;
  for (std::uint32_t f = 0; f < frames; f += kWidth) {
    const FloatVec depth = gain_of(modulation.depth, f);
    const IntVec frame = hn::Iota(di, static_cast<std::int32_t>(f));
    for (std::size_t i = 0; i < kLanes; ++i) {
      const IntVec passed = hn::Mul(frame, hn::Set(di, static_cast<std::int32_t>(modulation.step[i])));
      const IntVec phase = hn::Add(passed, hn::Set(di, static_cast<std::int32_t>(modulation.phase[i])));
      const FloatVec offset = hn::Mul(depth, sine_of(phase));
      hn::Store(read_between(rings, i, delays[i], offset, f), d, out[i] + f);
    }
  }
}

void add_up(const float* const* from, const float* gains, std::size_t count, float* out) {
  const Floats d;
  for (std::size_t f = 0; f < kStretch; f += kWidth) {
    FloatVec sum = hn::Zero(d);
    for (std::size_t i = 0; i < count; ++i)
      sum = hn::Add(sum, hn::Mul(hn::LoadU(d, from[i] + f), hn::Set(d, gains[i])));
    hn::Store(sum, d, out + f);
  }
}

void take_sane(const float* in, float* out, std::uint32_t frames) {
  for (std::uint32_t f = 0; f < frames; ++f)
    out[f] = in[f] < kLoudestSane && in[f] > -kLoudestSane ? in[f] : 0.0F;
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {
HWY_EXPORT(read_moving);
HWY_EXPORT(add_up);
HWY_EXPORT(scale);
HWY_EXPORT(lose);
HWY_EXPORT(feed_back);
HWY_EXPORT(blend);
HWY_EXPORT(take_sane);
}  // namespace corelogic::effects

namespace corelogic::effects::reverb_kernel {

void read_moving(const DelayRings& rings, const std::uint32_t* delays, const Modulation& modulation,
                 float (*out)[kStretch], std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(read_moving)(rings, delays, modulation, out, frames);
}

void add_up(const float* const* from, const float* gains, std::size_t count,
            float* out) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(add_up)(from, gains, count, out);
}

void scale(float* sound, const GainRamp& gain) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(scale)(sound, gain);
}

void lose(LaneFrame* taps, const LaneFrame* former, Losses& losses, const Fade& fade,
          std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(lose)(taps, former, losses, fade, frames);
}

void feed_back(float (*lines)[kStretch], const float* left, const float* right) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(feed_back)(lines, left, right);
}

void blend(const float* dry, const float* own, const float* other, const OutputGains& gains,
           float* out) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(blend)(dry, own, other, gains, out);
}

void take_sane(const float* in, float* out, std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(take_sane)(in, out, frames);
}

}  // namespace corelogic::effects::reverb_kernel
#endif  // HWY_ONCE
