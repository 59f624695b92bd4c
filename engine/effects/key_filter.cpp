// key_filter.cpp: the two filters' kernel, and what turns frequencies into its values.  Side: audio.
#include <algorithm>
#include <cmath>
#include <numbers>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/key_filter.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/dynamics-inl.h"
#include "engine/effects/key_filter.h"
#include "engine/effects/lane_ramps.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

constexpr float kDamping = 1.41421356F;  // Butterworth: 1 / Q = sqrt(2)

/// One register of lanes of one filter. Simper: v3 = x - s2, v1 = a1 s1 + a2 v3, v2 = s2 + a2 s1 + a3 v3.
struct HalfPart {
  FloatVec warped, a1, a2, a3, share, first, second;

  HWY_INLINE void derive() {
    const Floats d;
    const FloatVec one = hn::Set(d, 1.0F);
    a1 = hn::Div(one, hn::MulAdd(warped, hn::Add(warped, hn::Set(d, kDamping)), one));
    a2 = hn::Mul(warped, a1);
    a3 = hn::Mul(warped, a2);
  }
  HWY_INLINE HalfPart(const KeyFilter::Half& half, std::size_t lane)
      : warped(hn::Load(Floats(), half.warped.target + lane)),
        share(hn::Load(Floats(), half.share.target + lane)),
        first(hn::Load(Floats(), half.first + lane)),
        second(hn::Load(Floats(), half.second + lane)) {
    derive();
  }
  HWY_INLINE void move(const KeyFilter::Half& half, std::size_t lane, std::uint32_t frame) {
    const Floats d;
    const FloatVec done = hn::Set(d, static_cast<float>(frame) + 1.0F);
    const auto remain = [&](const LaneRamp& ramp) {
      return hn::Max(hn::Sub(hn::Load(d, ramp.left + lane), done), hn::Zero(d));
    };
    warped = ramp_at(half.warped, lane, remain(half.warped));
    share = ramp_at(half.share, lane, remain(half.share));
    derive();
  }
  template <bool kTakesHighs>
  HWY_INLINE FloatVec step(FloatVec x) {
    const Floats d;
    const FloatVec heard = sane(x);
    const FloatVec v3 = hn::Sub(heard, second);
    const FloatVec v1 = hn::MulAdd(a2, v3, hn::Mul(a1, first));
    const FloatVec v2 = hn::MulAdd(a3, v3, hn::MulAdd(a2, first, second));
    first = hn::Sub(hn::Add(v1, v1), first);
    second = hn::Sub(hn::Add(v2, v2), second);
    const FloatVec y = kTakesHighs ? hn::Sub(hn::NegMulAdd(hn::Set(d, kDamping), v1, heard), v2) : v2;
    return hn::IfThenElse(hn::Eq(share, hn::Zero(d)), x, hn::MulAdd(share, hn::Sub(y, heard), heard));
  }
  HWY_INLINE void store(KeyFilter::Half& half, std::size_t lane) const {
    hn::Store(first, Floats(), half.first + lane);
    hn::Store(second, Floats(), half.second + lane);
  }
};

template <bool kSettled>
HWY_INLINE void filter_key(KeyFilter::Half& high, KeyFilter::Half& low, const LaneFrame* in, LaneFrame* out,
                           std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    HalfPart lows_out(high, lane), highs_out(low, lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      if (!kSettled) {
        lows_out.move(high, lane, f);
        highs_out.move(low, lane, f);
      }
      const FloatVec x = hn::Load(d, in[f] + lane);
      hn::Store(highs_out.step<false>(lows_out.step<true>(x)), d, out[f] + lane);
    }
    lows_out.store(high, lane);
    highs_out.store(low, lane);
  }
}

void filter_key_settled(KeyFilter::Half& high, KeyFilter::Half& low, const LaneFrame* in, LaneFrame* out,
                        std::uint32_t frames) {
  filter_key<true>(high, low, in, out, frames);
}
void filter_key_moving(KeyFilter::Half& high, KeyFilter::Half& low, const LaneFrame* in, LaneFrame* out,
                       std::uint32_t frames) {
  filter_key<false>(high, low, in, out, frames);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(filter_key_settled);
HWY_EXPORT(filter_key_moving);

KeyFilter::KeyFilter(double sample_rate) noexcept
    : sample_rate_(sample_rate), approach_(ramp_frames(kApproachSeconds, sample_rate)) {
  for (std::size_t l = 0; l < kLanes; ++l) begin(l, kKeyHighPassOff, kKeyLowPassOff);
}

void KeyFilter::put(Half& half, std::size_t lane, double hz, bool on, bool at_once) noexcept CL_REALTIME {
  const bool rests_off = rests_at(half.share, lane, 0.0F);
  if (!on && rests_off && !at_once) return;
  if (at_once || rests_off) half.first[lane] = half.second[lane] = 0.0F;
  // Off, it stays where it was until it is not heard any more.
  const double bound = std::min(hz, 0.45 * sample_rate_);
  if (on || at_once)
    move_lane_to(half.warped, lane, static_cast<float>(std::tan(std::numbers::pi * bound / sample_rate_)),
                 at_once || rests_off ? 0.0F : approach_);
  move_lane_to(half.share, lane, on ? 1.0F : 0.0F, at_once ? 0.0F : approach_);
}

void KeyFilter::begin(std::size_t lane, float high_pass_hz, float low_pass_hz) noexcept CL_REALTIME {
  put(high_, lane, high_pass_hz, high_pass_hz > kKeyHighPassOff, true);
  put(low_, lane, low_pass_hz, low_pass_hz < kKeyLowPassOff, true);
  look();
}

void KeyFilter::set(std::size_t lane, float high_pass_hz, float low_pass_hz) noexcept CL_REALTIME {
  put(high_, lane, high_pass_hz, high_pass_hz > kKeyHighPassOff, false);
  put(low_, lane, low_pass_hz, low_pass_hz < kKeyLowPassOff, false);
  look();
}

void KeyFilter::move_from(const KeyFilter& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
  const Half* const sources[] = {&other.high_, &other.low_};
  Half* const goals[] = {&high_, &low_};
  for (std::size_t i = 0; i < 2; ++i) {
    copy_lane_of(sources[i]->warped, from, goals[i]->warped, to);
    copy_lane_of(sources[i]->share, from, goals[i]->share, to);
    goals[i]->first[to] = sources[i]->first[from];
    goals[i]->second[to] = sources[i]->second[from];
  }
  look();
}

void KeyFilter::look() noexcept CL_REALTIME {
  idle_ = all_rest_at(high_.share, 0.0F) && all_rest_at(low_.share, 0.0F);
  settled_ = all_rest(high_.share) && all_rest(low_.share) && all_rest(high_.warped) && all_rest(low_.warped);
}

void KeyFilter::process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME {
  if (settled_) return HWY_DYNAMIC_DISPATCH(filter_key_settled)(high_, low_, in, out, frames);
  HWY_DYNAMIC_DISPATCH(filter_key_moving)(high_, low_, in, out, frames);
  for (Half* half : {&high_, &low_}) {
    advance_lanes_of(half->warped, frames);
    advance_lanes_of(half->share, frames);
  }
  look();
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
