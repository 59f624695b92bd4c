// lanes.cpp: the transposes between planar channels and lanes, and the choice of the instruction set.
// It copies and adds; it changes no sample on the way.  Side: audio; force_target on the control thread.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/lanes.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

constexpr std::uint32_t kAtOnce = 1;

void gather_some(const float* const* from, LaneFrame* out, std::uint32_t f) {
  for (std::size_t l = 0; l < kLanes; ++l) out[f][l] = from[l][f];
}

void scatter_some(const LaneFrame* in, float* const* to, std::uint32_t f) {
  for (std::size_t l = 0; l < kLanes; ++l) to[l][f] = in[f][l];
}

#else

constexpr std::uint32_t kAtOnce = 4;
using Four = hn::CappedTag<float, 4>;
using FourVec = hn::Vec<Four>;

/// Transposes the 4x4 squares of which each register holds one row in each of its 128-bit blocks.
HWY_INLINE void transpose_squares(FloatVec& a, FloatVec& b, FloatVec& c, FloatVec& e) {
  const Floats d;
  const hn::RebindToUnsigned<Floats> du;
  const hn::RepartitionToWide<decltype(du)> dw;
  const auto ab_low = hn::BitCast(dw, hn::InterleaveLower(d, a, b));
  const auto ab_high = hn::BitCast(dw, hn::InterleaveUpper(d, a, b));
  const auto ce_low = hn::BitCast(dw, hn::InterleaveLower(d, c, e));
  const auto ce_high = hn::BitCast(dw, hn::InterleaveUpper(d, c, e));
  a = hn::BitCast(d, hn::InterleaveLower(dw, ab_low, ce_low));
  b = hn::BitCast(d, hn::InterleaveUpper(dw, ab_low, ce_low));
  c = hn::BitCast(d, hn::InterleaveLower(dw, ab_high, ce_high));
  e = hn::BitCast(d, hn::InterleaveUpper(dw, ab_high, ce_high));
}

/// Four frames of channels lane, lane + 4, … side by side in one register.
template <class D>
HWY_INLINE hn::Vec<D> load_channels(D d, const float* const* from, std::size_t lane, std::uint32_t f) {
  if constexpr (hn::MaxLanes(D()) == 4) {
    return hn::LoadU(d, from[lane] + f);
  } else {
    const hn::Half<D> half;
    const auto low = load_channels(half, from, lane, f);
    return hn::Combine(d, load_channels(half, from, lane + hn::MaxLanes(half), f), low);
  }
}

template <class D>
HWY_INLINE void store_channels(D d, hn::Vec<D> v, float* const* to, std::size_t lane, std::uint32_t f) {
  if constexpr (hn::MaxLanes(D()) == 4) {
    hn::StoreU(v, d, to[lane] + f);
  } else {
    const hn::Half<D> half;
    store_channels(half, hn::LowerHalf(half, v), to, lane, f);
    store_channels(half, hn::UpperHalf(half, v), to, lane + hn::MaxLanes(half), f);
  }
}

HWY_INLINE void gather_some(const float* const* from, LaneFrame* out, std::uint32_t f) {
  const Floats d;
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    FloatVec a = load_channels(d, from, l, f);
    FloatVec b = load_channels(d, from, l + 1, f);
    FloatVec c = load_channels(d, from, l + 2, f);
    FloatVec e = load_channels(d, from, l + 3, f);
    transpose_squares(a, b, c, e);
    hn::Store(a, d, out[f] + l);
    hn::Store(b, d, out[f + 1] + l);
    hn::Store(c, d, out[f + 2] + l);
    hn::Store(e, d, out[f + 3] + l);
  }
}

HWY_INLINE void scatter_some(const LaneFrame* in, float* const* to, std::uint32_t f) {
  const Floats d;
  for (std::size_t l = 0; l < kLanes; l += kWidth) {
    FloatVec a = hn::Load(d, in[f] + l);
    FloatVec b = hn::Load(d, in[f + 1] + l);
    FloatVec c = hn::Load(d, in[f + 2] + l);
    FloatVec e = hn::Load(d, in[f + 3] + l);
    transpose_squares(a, b, c, e);
    store_channels(d, a, to, l, f);
    store_channels(d, b, to, l + 1, f);
    store_channels(d, c, to, l + 2, f);
    store_channels(d, e, to, l + 3, f);
  }
}

#endif

void gather_lanes(const float* const planar[kLanes], LaneFrame* out, std::uint32_t frames) {
  alignas(kAlignment) static constexpr float kSilence[kMaxFrames] = {};
  const float* from[kLanes];
  for (std::size_t l = 0; l < kLanes; ++l) from[l] = planar[l] != nullptr ? planar[l] : kSilence;
  std::uint32_t f = 0;
  for (; f + kAtOnce <= frames; f += kAtOnce) gather_some(from, out, f);
  for (; f < frames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l) out[f][l] = from[l][f];
}

void scatter_lanes(const LaneFrame* in, float* const planar[kLanes], std::uint32_t frames) {
  alignas(kAlignment) float unwanted[kMaxFrames];
  float* to[kLanes];
  for (std::size_t l = 0; l < kLanes; ++l) to[l] = planar[l] != nullptr ? planar[l] : unwanted;
  std::uint32_t f = 0;
  for (; f + kAtOnce <= frames; f += kAtOnce) scatter_some(in, to, f);
  for (; f < frames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l) to[l][f] = in[f][l];
}

/// The order of the sum, for every instruction set: lane l with l + 8, then with l + 4, then with l + 2.
HWY_INLINE void reduce_frame(const float* in, float* even_odd) {
  float four[4];
#if HWY_TARGET == HWY_SCALAR
  for (std::size_t l = 0; l < 4; ++l) four[l] = (in[l] + in[l + 8]) + (in[l + 4] + in[l + 12]);
#else
  const Four d;
  const FourVec low = hn::Add(hn::Load(d, in), hn::Load(d, in + 8));
  const FourVec high = hn::Add(hn::Load(d, in + 4), hn::Load(d, in + 12));
  hn::StoreU(hn::Add(low, high), d, four);
#endif
  even_odd[0] = four[0] + four[2];
  even_odd[1] = four[1] + four[3];
}

void reduce_lanes(const LaneFrame* in, float* even, float* odd, std::uint32_t frames) {
  for (std::uint32_t f = 0; f < frames; ++f) {
    float sums[2];
    reduce_frame(in[f], sums);
    if (odd != nullptr) {
      even[f] += sums[0];
      odd[f] += sums[1];
    } else {
      even[f] += sums[0] + sums[1];
    }
  }
}

const char* target_name() {
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <string_view>

namespace corelogic::dsp {

HWY_EXPORT(gather_lanes);
HWY_EXPORT(scatter_lanes);
HWY_EXPORT(reduce_lanes);
HWY_EXPORT(target_name);

void gather_lanes(const float* const planar[kLanes], LaneFrame* out,
                  std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(gather_lanes)(planar, out, frames);
}

void scatter_lanes(const LaneFrame* in, float* const planar[kLanes],
                   std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(scatter_lanes)(in, planar, frames);
}

void reduce_lanes(const LaneFrame* in, float* even, float* odd, std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(reduce_lanes)(in, even, odd, frames);
}

const char* active_target() noexcept {
  return HWY_DYNAMIC_DISPATCH(target_name)();
}

bool force_target(const char* name) {
  const std::string_view wanted(name);
  hwy::SetSupportedTargetsForTest(0);
  std::int64_t chosen = 0;
  for (std::int64_t left = hwy::SupportedTargets() & HWY_TARGETS; left != 0; left &= left - 1) {
    const std::int64_t target = left & -left;
    if (wanted == hwy::TargetName(target)) chosen = target;
  }
  if (chosen == 0 && !wanted.empty()) return false;
  hwy::SetSupportedTargetsForTest(chosen);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  return true;
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
