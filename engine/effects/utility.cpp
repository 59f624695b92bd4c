// utility.cpp: the utility's kernel, and the matrix that its values mean.  Side: audio.
#include <algorithm>
#include <cmath>
#include <numbers>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/utility.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/blend.h"
#include "engine/effects/kernel-inl.h"
#include "engine/effects/lane_ramps.h"
#include "engine/effects/utility.h"
#include "schema/vocabulary/units.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

/// factor * x; a factor of 0 is silence, whatever x is (it may be a stranger's NaN).
template <class V>
HWY_INLINE V weigh(V factor, V x) {
  return hn::IfThenZeroElse(hn::Eq(factor, hn::Zero(hn::DFromV<V>())), hn::Mul(factor, x));
}

template <bool kSettled>
void filter(Utility::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  const FloatVec pole = hn::Set(d, s.pole), gain = hn::Set(d, s.gain);
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec left = hn::Load(d, s.filtered.left + lane);
    FloatVec share = hn::Load(d, s.filtered.target + lane);
    FloatVec before = hn::Load(d, s.before + lane), high = hn::Load(d, s.high + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec x = hn::Load(d, in[f] + lane);
      const FloatVec heard = sane(x);
      high = hn::Add(hn::Mul(pole, high), hn::Sub(heard, before));
      before = heard;
      if (!kSettled) {
        const FloatVec done = hn::Set(d, static_cast<float>(f) + 1.0F);
        share = ramp_at(s.filtered, lane, hn::Max(hn::Sub(left, done), hn::Zero(d)));
      }
      const FloatVec lost = hn::Sub(x, hn::Mul(gain, high));
      hn::Store(hn::Sub(x, weigh(share, lost)), d, out[f] + lane);
    }
    hn::Store(before, d, s.before + lane);
    hn::Store(high, d, s.high + lane);
  }
}

#if HWY_TARGET == HWY_SCALAR
template <bool kSettled>
void mix(Utility::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t pair = 0; pair < kLanes; pair += 2) {
      const float x[2] = {in[f][pair], in[f][pair + 1]};
      for (std::size_t side = 0; side < 2; ++side) {
        const std::size_t lane = pair + side;
        const FloatVec done = hn::Set(d, static_cast<float>(f) + 1.0F);
        const auto now = [&](const LaneRamp& ramp) {
          return ramp_at(ramp, lane, hn::Max(hn::Sub(hn::Load(d, ramp.left + lane), done), hn::Zero(d)));
        };
        const FloatVec mine = weigh(now(s.own), hn::Set(d, x[side]));
        hn::Store(hn::Add(mine, weigh(now(s.other), hn::Set(d, x[1 - side]))), d, out[f] + lane);
      }
    }
}
#else
template <bool kSettled>
void mix(Utility::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec left = hn::Load(d, s.own.left + lane);
    FloatVec own = hn::Load(d, s.own.target + lane), other = hn::Load(d, s.other.target + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      if (!kSettled) {
        const FloatVec done = hn::Set(d, static_cast<float>(f) + 1.0F);
        const FloatVec remain = hn::Max(hn::Sub(left, done), hn::Zero(d));
        own = ramp_at(s.own, lane, remain);
        other = ramp_at(s.other, lane, remain);  // both move together
      }
      const FloatVec x = hn::Load(d, in[f] + lane);
      hn::Store(hn::Add(weigh(own, x), weigh(other, hn::Shuffle2301(x))), d, out[f] + lane);
    }
  }
}
#endif

void mix_moving(Utility::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  mix<false>(s, in, out, frames);
}
void mix_settled(Utility::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  mix<true>(s, in, out, frames);
}
void filter_moving(Utility::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  filter<false>(s, in, out, frames);
}
void filter_settled(Utility::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  filter<true>(s, in, out, frames);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(mix_moving);
HWY_EXPORT(mix_settled);
HWY_EXPORT(filter_moving);
HWY_EXPORT(filter_settled);

namespace {

namespace parameter = vocabulary::utility;

constexpr double kApproachSeconds = 0.010;
constexpr double kFadeSeconds = 0.010;
constexpr double kCutHz = 5.0;

/// Rows of a 2 x 2 matrix: out left = ll L + lr R, out right = rl L + rr R.
struct Matrix {
  double ll, lr, rl, rr;
};

/// `next` after `first`.
Matrix after(const Matrix& first, const Matrix& next) {
  return {next.ll * first.ll + next.lr * first.rl, next.ll * first.lr + next.lr * first.rr,
          next.rl * first.ll + next.rr * first.rl, next.rl * first.lr + next.rr * first.rr};
}

Matrix matrix_of_mode(std::uint8_t mode) {
  switch (mode) {
    case parameter::kMidSideEncode:
      return {0.5, 0.5, 0.5, -0.5};
    case parameter::kMidSideDecode:
      return {1, 1, 1, -1};
    case parameter::kSwap:
      return {0, 1, 1, 0};
    case parameter::kLeftOnly:
      return {1, 0, 1, 0};
    case parameter::kRightOnly:
      return {0, 1, 0, 1};
    default:
      return {1, 0, 0, 1};
  }
}

/// Of the first two channels, with all but mono and gain.
Matrix matrix_of(const float* values) {
  const auto polarity = static_cast<std::uint8_t>(values[parameter::kPolarity]);
  const bool both = polarity == parameter::kBoth;
  Matrix m{both || polarity == parameter::kLeft ? -1.0 : 1.0, 0, 0,
           both || polarity == parameter::kRight ? -1.0 : 1.0};
  m = after(m, matrix_of_mode(static_cast<std::uint8_t>(values[parameter::kMode])));
  // The side scaled by w: L = M + w S, R = M - w S.
  const double w = static_cast<double>(values[parameter::kWidth]) / 100.0;
  return after(m, {(1 + w) / 2, (1 - w) / 2, (1 - w) / 2, (1 + w) / 2});
}

/// What a channel hears of itself and of the other of its pair, and what it gives to all of its strip.
struct Weights {
  double own, other, given;
};

/// Of channel `i` of a strip of `width`, all in one.
Weights weights_of(const float* values, std::size_t i, std::size_t width) {
  const double gain =
      static_cast<double>(vocabulary::to_gain({static_cast<double>(values[parameter::kGain])}).value);
  const auto polarity = static_cast<std::uint8_t>(values[parameter::kPolarity]);
  const bool mono = values[parameter::kMono] != 0.0F;
  if (width == 1 || i > 1) {
    const bool turned = polarity == parameter::kBoth || (width == 1 && polarity == parameter::kLeft);
    const double signed_gain = turned ? -gain : gain;
    if (mono && width > 2) return {0, 0, signed_gain / static_cast<double>(width)};
    return {signed_gain, 0, 0};
  }
  Matrix m = matrix_of(values);
  // The average of all is the sum of all rows: what a channel gives to both of its pair.
  if (mono && width > 2)
    return {0, 0, gain * (i == 0 ? m.ll + m.rl : m.lr + m.rr) / static_cast<double>(width)};
  if (mono) m = after(m, {0.5, 0.5, 0.5, 0.5});
  m = after(m, {gain, 0, 0, gain});
  return i == 0 ? Weights{m.ll, m.lr, 0} : Weights{m.rr, m.rl, 0};
}

/// sum[f] = what the strip's channels give, frame by frame and in their order.
void fold(const LaneRamp& given, LaneStrip strip, const LaneFrame* in, float* sum,
          std::uint32_t frames) noexcept CL_REALTIME {
  std::fill_n(sum, frames, 0.0F);
  for (std::size_t l = strip.first; l < strip.first + std::size_t{strip.width}; ++l) {
    if (rests_at(given, l, 0.0F)) continue;
    for (std::uint32_t f = 0; f < frames; ++f) {
      const float left = std::max(0.0F, given.left[l] - (static_cast<float>(f) + 1.0F));
      const float weight = given.target[l] - given.step[l] * left;
      sum[f] += weight == 0.0F ? 0.0F : weight * in[f][l];  // as weigh()
    }
  }
}

/// Gives the sum to all channels of the strip; where it is 0, not even the sign of theirs changes.
void unfold(const float* sum, LaneStrip strip, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < strip.first + std::size_t{strip.width}; ++l)
    for (std::uint32_t f = 0; f < frames; ++f) out[f][l] = sum[f] == 0.0F ? out[f][l] : out[f][l] + sum[f];
}

}  // namespace

Utility::Utility(double sample_rate)
    : delay_(parameter::kMostDelay, static_cast<std::uint32_t>(ramp_frames(kFadeSeconds, sample_rate))),
      approach_(ramp_frames(kApproachSeconds, sample_rate)) {
  const double g = std::tan(std::numbers::pi * kCutHz / sample_rate);
  state_.pole = static_cast<float>((1.0 - g) / (1.0 + g));
  state_.gain = static_cast<float>(1.0 / (1.0 + g));
  std::fill_n(state_.own.target, kLanes, 1.0F);
  std::fill_n(share_.target, kLanes, 1.0F);
  std::fill_n(wet_[0], kMaxFrames * kLanes, 0.0F);
}

void Utility::apply(LaneStrip strip, float frames) noexcept CL_REALTIME {
  for (std::size_t i = 0; i < strip.width; ++i) {
    const Weights weights = weights_of(values_[strip.first], i, strip.width);
    move_lane_to(state_.own, strip.first + i, static_cast<float>(weights.own), frames);
    move_lane_to(state_.other, strip.first + i, static_cast<float>(weights.other), frames);
    move_lane_to(given_, strip.first + i, static_cast<float>(weights.given), frames);
  }
}

/// From now on these lanes are one strip, and no former one's.
void Utility::occupy(LaneStrip strip) noexcept CL_REALTIME {
  const std::size_t end = strip.first + std::size_t{strip.width};
  for (std::size_t l = 0; l < end; ++l)
    if (l + width_[l] > strip.first) width_[l] = 0;
  width_[strip.first] = strip.width;
}

void Utility::apply_share(LaneStrip strip, float frames) noexcept CL_REALTIME {
  const float share = bypass_[strip.first] ? 0.0F : values_[strip.first][parameter::kMix] / 100.0F;
  for (std::size_t l = strip.first; l < strip.first + std::size_t{strip.width}; ++l)
    move_lane_to(share_, l, share, frames);
}

void Utility::apply_filter(LaneStrip strip, float frames) noexcept CL_REALTIME {
  const float share = values_[strip.first][parameter::kDcFilter];
  for (std::size_t l = strip.first; l < strip.first + std::size_t{strip.width}; ++l) {
    // Of a lane that does not use it the filter knows nothing: it begins anew, first passing all.
    if (rests_at(state_.filtered, l, 0.0F)) state_.before[l] = state_.high[l] = 0.0F;
    move_lane_to(state_.filtered, l, share, frames);
  }
}

void Utility::apply_delay(LaneStrip strip, bool at_once) noexcept CL_REALTIME {
  const auto delay = static_cast<std::uint32_t>(std::lround(values_[strip.first][parameter::kDelay]));
  if (!delaying_ && delay > 0)
    for (std::size_t l = 0; l < kLanes; ++l) delay_.begin(l, 0);
  delaying_ = delaying_ || delay > 0;
  if (!delaying_) return;
  for (std::size_t l = strip.first; l < strip.first + std::size_t{strip.width}; ++l)
    at_once ? delay_.begin(l, delay) : delay_.set(l, delay);
}

void Utility::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  std::copy_n(values, kValues, values_[strip.first]);
  occupy(strip);
  for (std::size_t l = strip.first; l < strip.first + std::size_t{strip.width}; ++l)
    move_lane_to(state_.filtered, l, 0.0F, 0.0F);
  bypass_[strip.first] = bypass;
  apply_share(strip, 0.0F);
  apply(strip, 0.0F);
  apply_filter(strip, 0.0F);
  apply_delay(strip, true);
}

void Utility::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  if (parameter == kBypass) {
    bypass_[strip.first] = value != 0.0F;
    return apply_share(strip, approach_);
  }
  values_[strip.first][parameter] = value;
  if (parameter == parameter::kMix) return apply_share(strip, approach_);
  if (parameter == parameter::kDelay) return apply_delay(strip, false);
  if (parameter == parameter::kDcFilter) return apply_filter(strip, approach_);
  apply(strip, approach_);
}

void Utility::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& o = static_cast<const Utility&>(other);
  std::copy_n(o.values_[from.first], kValues, values_[to.first]);
  bypass_[to.first] = o.bypass_[from.first];
  occupy(to);
  if (o.delaying_ && !delaying_)
    for (std::size_t l = 0; l < kLanes; ++l) delay_.begin(l, 0);
  delaying_ = delaying_ || o.delaying_;
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    copy_lane_of(o.state_.own, a, state_.own, b);
    copy_lane_of(o.state_.other, a, state_.other, b);
    copy_lane_of(o.given_, a, given_, b);
    copy_lane_of(o.state_.filtered, a, state_.filtered, b);
    copy_lane_of(o.share_, a, share_, b);
    state_.before[b] = o.state_.before[a];
    state_.high[b] = o.state_.high[a];
    if (o.delaying_) {
      delay_.move_from(o.delay_, a, b);
    } else if (delaying_) {
      delay_.begin(b, 0);
    }
  }
}

/// The sums of those strips in which channels are given to all; how many there are.
std::size_t Utility::fold_strips(const LaneFrame* in, std::uint32_t frames) noexcept CL_REALTIME {
  if (all_rest_at(given_, 0.0F)) return 0;
  std::size_t count = 0;
  for (std::uint16_t first = 0; first < kLanes; ++first) {
    const LaneStrip strip{first, width_[first]};
    bool gives = false;
    for (std::size_t l = first; strip.width > 2 && l < first + std::size_t{strip.width}; ++l)
      gives = gives || !rests_at(given_, l, 0.0F);
    if (!gives) continue;
    fold(given_, strip, in, sums_[count], frames);
    folded_[count++] = strip;
  }
  return count;
}

void Utility::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out, const BlockInfo& block,
                      LaneLink /*link*/) noexcept CL_REALTIME {
  const bool all_wet = all_rest_at(share_, 1.0F);
  LaneFrame* const wet = all_wet ? out : wet_;
  const LaneFrame* now = in;
  if (delaying_) {
    delay_.process(now, wet, block.frames);
    now = wet;
  }
  if (!all_rest_at(state_.filtered, 0.0F)) {
    const bool settled = all_rest(state_.filtered);
    (settled ? HWY_DYNAMIC_DISPATCH(filter_settled) : HWY_DYNAMIC_DISPATCH(filter_moving))(state_, now, wet,
                                                                                           block.frames);
    if (!settled) advance_lanes_of(state_.filtered, block.frames);
    now = wet;
  }
  const std::size_t folded = fold_strips(now, block.frames);  // before the matrix, which may write over them
  const bool settled = all_rest(state_.own);
  (settled ? HWY_DYNAMIC_DISPATCH(mix_settled) : HWY_DYNAMIC_DISPATCH(mix_moving))(state_, now, wet,
                                                                                   block.frames);
  if (!settled) {
    advance_lanes_of(state_.own, block.frames);
    advance_lanes_of(state_.other, block.frames);
    advance_lanes_of(given_, block.frames);
  }
  for (std::size_t k = 0; k < folded; ++k) unfold(sums_[k], folded_[k], wet, block.frames);
  if (!all_wet) dsp::blend_lanes(in, wet, share_, out, block.frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
