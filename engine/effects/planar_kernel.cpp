// planar_kernel.cpp: the loops of planar_kernel.h.  Side: audio.
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/planar_kernel.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/feedback_path.h"
#include "engine/effects/kernel-inl.h"
#include "engine/effects/planar_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

constexpr float kCount[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/// The gain of some frames from `f` on.
HWY_INLINE FloatVec gain_from(const GainRamp& ramp, std::uint32_t f) {
  const Floats d;
  const FloatVec last = hn::Set(d, ramp.left - 1.0F - static_cast<float>(f));
  const FloatVec remain = hn::Max(hn::Sub(last, hn::LoadU(d, kCount)), hn::Zero(d));
  return hn::Sub(hn::Set(d, ramp.target), hn::Mul(hn::Set(d, ramp.step), remain));
}

HWY_INLINE FloatVec saturated(FloatVec x) {
  const Floats d;
  const FloatVec one = hn::Set(d, 1.0F);
  const FloatVec size = hn::Abs(x);
  const FloatVec over = hn::Max(hn::Sub(size, one), hn::Zero(d));
  return hn::CopySignToAbs(hn::Add(hn::Min(size, one), hn::Div(over, hn::Add(one, over))), x);
}

void take_sane(const float* in, float* out, std::uint32_t frames) {
  const Floats d;
  std::memcpy(out, in, frames * sizeof(float));
  for (std::uint32_t f = 0; f < frames; f += kWidth) hn::Store(sane(hn::Load(d, out + f)), d, out + f);
}

void feed_back(const float* in, const GainRamp& gain, float* loop, std::uint32_t frames) {
  const Floats d;
  for (std::uint32_t f = 0; f < frames; f += kWidth) {
    const FloatVec back = saturated(hn::Mul(gain_from(gain, f), hn::Load(d, loop + f)));
    hn::Store(hn::Add(hn::Load(d, in + f), back), d, loop + f);
  }
}

void add_voice(const float* voice, const GainRamp& gain, float* out, std::uint32_t frames) {
  const Floats d;
  for (std::uint32_t f = 0; f < frames; f += kWidth) {
    const FloatVec more = hn::Mul(gain_from(gain, f), hn::Load(d, voice + f));
    hn::Store(hn::Add(hn::Load(d, out + f), more), d, out + f);
  }
}

void fade_over(const float* next, std::uint32_t left, std::uint32_t length, float* out,
               std::uint32_t frames) {
  const Floats d;
  const FloatVec whole = hn::Set(d, static_cast<float>(length));
  for (std::uint32_t f = 0; f < frames; f += kWidth) {
    const FloatVec last = hn::Set(d, static_cast<float>(left) - 1.0F - static_cast<float>(f));
    const FloatVec share = hn::Sub(hn::Set(d, 1.0F), hn::Div(hn::Sub(last, hn::LoadU(d, kCount)), whole));
    const FloatVec before = hn::Load(d, out + f);
    hn::Store(hn::Add(before, hn::Mul(share, hn::Sub(hn::Load(d, next + f), before))), d, out + f);
  }
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects::planar_kernel {

HWY_EXPORT(take_sane);
HWY_EXPORT(feed_back);
HWY_EXPORT(add_voice);
HWY_EXPORT(fade_over);

void take_sane(const float* in, float* out, std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(take_sane)(in, out, frames);
}
void feed_back(const float* in, const GainRamp& gain, float* loop,
               std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(feed_back)(in, gain, loop, frames);
}
void add_voice(const float* voice, const GainRamp& gain, float* out,
               std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(add_voice)(voice, gain, out, frames);
}
void fade_over(const float* next, std::uint32_t left, std::uint32_t length, float* out,
               std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(fade_over)(next, left, length, out, frames);
}

}  // namespace corelogic::effects::planar_kernel
#endif  // HWY_ONCE
