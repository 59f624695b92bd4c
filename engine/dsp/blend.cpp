// blend.cpp: the blend of two sounds, in lanes and planar, and the advance of the share it is given.
// It keeps nothing of its own.  Side: audio.
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/blend.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/blend.h"
#include "engine/dsp/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {
namespace {

/// dry + share * (wet - dry); at 0 and 1 just the one, so that a NaN of the other is not heard.
template <class V>
HWY_INLINE V blend(V dry, V wet, V share) {
  const hn::DFromV<V> d;
  const V between = hn::Add(dry, hn::Mul(share, hn::Sub(wet, dry)));
  const V not_wet = hn::IfThenElse(hn::Eq(share, hn::Zero(d)), dry, between);
  return hn::IfThenElse(hn::Eq(share, hn::Set(d, 1.0F)), wet, not_wet);
}

template <bool kSteady>
HWY_INLINE void blend_part(const LaneFrame* dry, const LaneFrame* wet, const LaneRamp& share, LaneFrame* out,
                           std::size_t lane, std::uint32_t frames) {
  const Floats d;
  const FloatVec target = hn::Load(d, share.target + lane);
  const FloatVec step = hn::Load(d, share.step + lane);
  const FloatVec left = hn::Load(d, share.left + lane);
  FloatVec now = target;
  for (std::uint32_t f = 0; f < frames; ++f) {
    if (!kSteady) {
      const FloatVec remain = hn::Sub(left, hn::Set(d, static_cast<float>(f) + 1.0F));
      now = hn::Sub(target, hn::Mul(step, hn::Max(remain, hn::Zero(d))));
    }
    hn::Store(blend(hn::Load(d, dry[f] + lane), hn::Load(d, wet[f] + lane), now), d, out[f] + lane);
  }
}

HWY_INLINE void advance(LaneRamp& share, std::size_t lane, std::uint32_t frames) {
  const Floats d;
  const FloatVec passed = hn::Set(d, static_cast<float>(frames));
  const FloatVec left = hn::Max(hn::Sub(hn::Load(d, share.left + lane), passed), hn::Zero(d));
  hn::Store(left, d, share.left + lane);
  hn::Store(hn::IfThenElseZero(hn::Gt(left, hn::Zero(d)), hn::Load(d, share.step + lane)), d,
            share.step + lane);
}

[[nodiscard]] HWY_INLINE bool all_rest_at(const LaneRamp& share, float value) {
  const Floats d;
  bool all = true;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const auto rests = hn::Eq(hn::Load(d, share.left + lane), hn::Zero(d));
    all = all && hn::AllTrue(d, hn::And(rests, hn::Eq(hn::Load(d, share.target + lane), hn::Set(d, value))));
  }
  return all;
}

void blend_lanes(const LaneFrame* dry, const LaneFrame* wet, LaneRamp& share, LaneFrame* out,
                 std::uint32_t frames) {
  const bool only_wet = all_rest_at(share, 1.0F);
  if (only_wet || all_rest_at(share, 0.0F)) {
    const LaneFrame* from = only_wet ? wet : dry;
    if (from != out) std::memcpy(out, from, frames * sizeof(LaneFrame));
    return;
  }
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    if (hn::AllTrue(d, hn::Eq(hn::Load(d, share.left + lane), hn::Zero(d)))) {
      blend_part<true>(dry, wet, share, out, lane, frames);
    } else {
      blend_part<false>(dry, wet, share, out, lane, frames);
      advance(share, lane, frames);
    }
  }
}

/// 0, 1, 2, … (hn::Iota would count them anew each time).
constexpr float kCount[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/// As many frames as fit a register of `d`, from `first` on.
template <class D>
HWY_INLINE void blend_some(D d, const float* dry, const float* wet, const GainRamp& share, float* out,
                           std::uint32_t first) {
  const auto last = hn::Set(d, share.left - 1.0F - static_cast<float>(first));
  const auto remain = hn::Max(hn::Sub(last, hn::LoadU(d, kCount)), hn::Zero(d));
  const auto now = hn::Sub(hn::Set(d, share.target), hn::Mul(hn::Set(d, share.step), remain));
  hn::StoreU(blend(hn::LoadU(d, dry + first), hn::LoadU(d, wet + first), now), d, out + first);
}

void blend_planar(const float* dry, const float* wet, GainRamp& share, float* out, std::uint32_t frames) {
  if (share.left == 0.0F && (share.target == 0.0F || share.target == 1.0F)) {
    const float* from = share.target == 1.0F ? wet : dry;
    if (from != out) std::memcpy(out, from, frames * sizeof(float));
    return;
  }
  constexpr auto kStride = static_cast<std::uint32_t>(kWidth);
  std::uint32_t f = 0;
  for (; f + kStride <= frames; f += kStride) blend_some(Floats(), dry, wet, share, out, f);
  for (; f < frames; ++f) blend_some(hn::CappedTag<float, 1>(), dry, wet, share, out, f);
  share.advance(static_cast<float>(frames));
}

}  // namespace
}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::dsp {

HWY_EXPORT(blend_lanes);
HWY_EXPORT(blend_planar);

void blend_lanes(const LaneFrame* dry, const LaneFrame* wet, LaneRamp& share, LaneFrame* out,
                 std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(blend_lanes)(dry, wet, share, out, frames);
}

void blend_planar(const float* dry, const float* wet, GainRamp& share, float* out,
                  std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(blend_planar)(dry, wet, share, out, frames);
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
