// deesser.cpp: the de-esser's kernels, first bands and levels, then reduction and sound; and what turns
// settings into their values.  Side: audio.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <type_traits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/deesser.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/deesser.h"
#include "engine/effects/dynamics-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

constexpr float kRootOfTwo = 1.41421356F;
/// Mean square of the softest whole, -70 dBFS.
constexpr float kSoftest = 1e-7F;

/// Simper: v3 = x - s2, v1 = a1 s1 + a2 v3 is the band, v2 = s2 + a2 s1 + a3 v3 the low.
struct Splitter {
  FloatVec a1, a2, a3, first, second;

  HWY_INLINE void tune(FloatVec warped) {
    const Floats d;
    const FloatVec one = hn::Set(d, 1.0F);
    a1 = hn::Div(one, hn::MulAdd(warped, hn::Add(warped, hn::Set(d, kRootOfTwo)), one));
    a2 = hn::Mul(warped, a1);
    a3 = hn::Mul(warped, a2);
  }
  /// `band` comes as sqrt(2) band.
  HWY_INLINE void step(FloatVec x, FloatVec& high, FloatVec& band) {
    const FloatVec v3 = hn::Sub(x, second);
    const FloatVec v1 = hn::MulAdd(a2, v3, hn::Mul(a1, first));
    const FloatVec v2 = hn::MulAdd(a3, v3, hn::MulAdd(a2, first, second));
    first = hn::Sub(hn::Add(v1, v1), first);
    second = hn::Sub(hn::Add(v2, v2), second);
    band = hn::Mul(v1, hn::Set(Floats(), kRootOfTwo));
    high = hn::Sub(hn::Sub(x, band), v2);
  }
};

HWY_INLINE FloatVec remain_at(FloatVec left, std::uint32_t frame) {
  const Floats d;
  return hn::Max(hn::Sub(left, hn::Set(d, static_cast<float>(frame) + 1.0F)), hn::Zero(d));
}

/// Of the sound to be worked on beside a key: its bands alone.
template <bool kSettled>
HWY_INLINE void part_bands(DeEsser::State& s, const LaneFrame* in, const DeEsser::Bands& bands,
                           std::uint32_t first, std::uint32_t frames, std::size_t lane) {
  const Floats d;
  const FloatVec left = hn::Load(d, s.left + lane);
  Splitter splitter{};
  splitter.first = hn::Load(d, s.first + lane);
  splitter.second = hn::Load(d, s.second + lane);
  splitter.tune(value_at(s.warped, lane, hn::Zero(d)));
  for (std::uint32_t f = 0; f < frames; ++f) {
    if (!kSettled) splitter.tune(value_at(s.warped, lane, remain_at(left, first + f)));
    FloatVec high, band;
    splitter.step(sane(hn::Load(d, in[f] + lane)), high, band);
    hn::Store(high, d, bands.high[f] + lane);
    hn::Store(band, d, bands.band[f] + lane);
  }
  hn::Store(splitter.first, d, s.first + lane);
  hn::Store(splitter.second, d, s.second + lane);
}

/// Bands and levels of what the detector hears; `past`: its filter's integrators.
template <bool kSettled>
HWY_INLINE void split_part(DeEsser::State& s, float* const (&past)[2], const LaneFrame* in, LaneFrame* highs,
                           LaneFrame* bands, LaneFrame* levels, std::uint32_t first, std::uint32_t frames,
                           std::size_t lane) {
  const Floats d;
  const FloatVec left = hn::Load(d, s.left + lane), window = hn::Set(d, s.window);
  const FloatVec softest = hn::Set(d, kSoftest);
  FloatVec high_square = hn::Load(d, s.high_square + lane), whole_square = hn::Load(d, s.whole_square + lane);
  Splitter splitter{};
  splitter.first = hn::Load(d, past[0] + lane);
  splitter.second = hn::Load(d, past[1] + lane);
  splitter.tune(value_at(s.warped, lane, hn::Zero(d)));
  for (std::uint32_t f = 0; f < frames; ++f) {
    if (!kSettled) splitter.tune(value_at(s.warped, lane, remain_at(left, first + f)));
    const FloatVec x = sane(hn::Load(d, in[f] + lane));
    FloatVec high, band;
    splitter.step(x, high, band);
    high_square = hn::MulAdd(window, hn::MulSub(high, high, high_square), high_square);
    whole_square = hn::MulAdd(window, hn::MulSub(x, x, whole_square), whole_square);
    const FloatVec ratio = hn::Div(high_square, hn::Add(whole_square, softest));
    hn::Store(hn::Sqrt(hn::Max(ratio, hn::Zero(d))), d, levels[f] + lane);
    hn::Store(high, d, highs[f] + lane);
    hn::Store(band, d, bands[f] + lane);
  }
  hn::Store(splitter.first, d, past[0] + lane);
  hn::Store(splitter.second, d, past[1] + lane);
  hn::Store(high_square, d, s.high_square + lane);
  hn::Store(whole_square, d, s.whole_square + lane);
}

/// The values of one frame that the second kernel needs.
struct Wishes {
  FloatVec threshold, range, attack, release, wide, wet, listen;

  HWY_INLINE Wishes(const DeEsser::State& s, std::size_t lane, FloatVec remain)
      : threshold(value_at(s.threshold, lane, remain)),
        range(value_at(s.range, lane, remain)),
        attack(value_at(s.attack, lane, remain)),
        release(value_at(s.release, lane, remain)),
        wide(value_at(s.wide, lane, remain)),
        wet(value_at(s.wet, lane, remain)),
        listen(value_at(s.listen, lane, remain)) {}
};

/// x + wet (g - 1) (high or x) + wet (sqrt(g) - 1) band, or what is listened to.
HWY_INLINE FloatVec reduced(FloatVec x, FloatVec high, FloatVec band, FloatVec heard, FloatVec reduction,
                            const Wishes& v) {
  const Floats d;
  const FloatVec one = hn::Set(d, 1.0F);
  const FloatVec gain = exp2_of(hn::Neg(reduction));
  const FloatVec from = hn::MulAdd(v.wide, hn::Sub(x, high), high);
  const FloatVec bend = hn::Mul(hn::Sub(one, v.wide), hn::Sub(hn::Sqrt(gain), one));
  const FloatVec change = hn::MulAdd(bend, band, hn::Mul(hn::Sub(gain, one), from));
  const FloatVec out = hn::MulAdd(v.wet, change, x);
  const FloatVec listening = hn::MulAdd(v.listen, hn::Sub(heard, out), out);
  return hn::IfThenElse(hn::Eq(v.listen, hn::Zero(d)), out, listening);
}

template <bool kSettled>
HWY_INLINE void reduce_part(DeEsser::State& s, const LaneFrame* in, const DeEsser::Bands& bands,
                            const LaneFrame* levels, LaneFrame* out, std::uint32_t first,
                            std::uint32_t frames, std::size_t lane) {
  const Floats d;
  const FloatVec left = hn::Load(d, s.left + lane), zero = hn::Zero(d);
  FloatVec held = hn::Load(d, s.held + lane), smoothed = hn::Load(d, s.smoothed + lane);
  FloatVec most = hn::Load(d, s.most + lane), loudest = hn::Load(d, s.loudest + lane);
  Wishes v(s, lane, zero);
  for (std::uint32_t f = 0; f < frames; ++f) {
    if (!kSettled) v = Wishes(s, lane, remain_at(left, first + f));
    const FloatVec level = hn::Load(d, levels[f] + lane);
    loudest = hn::Max(loudest, level);
    const FloatVec excess = hn::Sub(log2_of(level), v.threshold);
    const FloatVec wanted = hn::Min(hn::Max(excess, zero), v.range);
    held = hn::Max(wanted, hn::MulAdd(v.release, hn::Sub(wanted, held), held));
    smoothed = hn::MulAdd(v.attack, hn::Sub(held, smoothed), smoothed);
    most = hn::Max(most, hn::Mul(smoothed, v.wet));
    const FloatVec high = hn::Load(d, bands.high[f] + lane), band = hn::Load(d, bands.band[f] + lane);
    const FloatVec heard = hn::Load(d, bands.heard[f] + lane);
    hn::Store(reduced(hn::Load(d, in[f] + lane), high, band, heard, smoothed, v), d, out[f] + lane);
  }
  hn::Store(held, d, s.held + lane);
  hn::Store(smoothed, d, s.smoothed + lane);
  hn::Store(most, d, s.most + lane);
  hn::Store(loudest, d, s.loudest + lane);
}

/// `first`: of these frames in their block.
void reduce_stretch(DeEsser::State& s, const LaneFrame* in, const LaneFrame* key, LaneFrame* out,
                    std::uint32_t first, std::uint32_t frames, LaneLink link) {
  const Floats d;
  alignas(kAlignment) LaneFrame high[kTile], band[kTile], levels[kTile], key_high[kTile], key_band[kTile];
  const DeEsser::Bands bands{high, band, key == nullptr ? high : key_high};
  float* const own[] = {s.first, s.second};
  float* const keys[] = {s.key_first, s.key_second};
  const auto settled = [&](std::size_t lane) {
    return hn::AllTrue(d, hn::Eq(hn::Load(d, s.left + lane), hn::Zero(d)));
  };
  const auto split = [&](std::size_t lane, auto is_settled) {
    constexpr bool kRests = decltype(is_settled)::value;
    if (key == nullptr) return split_part<kRests>(s, own, in, high, band, levels, first, frames, lane);
    part_bands<kRests>(s, in, bands, first, frames, lane);
    split_part<kRests>(s, keys, key, key_high, key_band, levels, first, frames, lane);
  };
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
    if (settled(lane))
      split(lane, std::true_type());
    else
      split(lane, std::false_type());
  find_levels(levels, levels, frames, link);
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
    if (settled(lane))
      reduce_part<true>(s, in, bands, levels, out, first, frames, lane);
    else
      reduce_part<false>(s, in, bands, levels, out, first, frames, lane);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(reduce_stretch);

namespace {

namespace parameter = vocabulary::deesser;
constexpr double kWindowMs = 5.0;

}  // namespace

DeEsser::DeEsser(double sample_rate) noexcept : sample_rate_(sample_rate) {
  state_.window = static_cast<float>(one_pole(kWindowMs, sample_rate));
}

void DeEsser::apply(LaneStrip strip, bool at_once) noexcept CL_REALTIME {
  const float* v = values_[strip.first];
  const bool bypass = bypass_[strip.first];
  const double corner = std::min<double>(v[parameter::kFrequency], 0.45 * sample_rate_);
  const double goals[] = {std::tan(std::numbers::pi * corner / sample_rate_),
                          v[parameter::kThreshold] * kLog2PerDb,
                          v[parameter::kRange] * kLog2PerDb,
                          one_pole(v[parameter::kAttack], sample_rate_),
                          one_pole(v[parameter::kRelease], sample_rate_),
                          v[parameter::kMode] != 0.0F ? 1.0 : 0.0,
                          bypass ? 0.0 : v[parameter::kMix] / 100.0,
                          v[parameter::kListen] != 0.0F && !bypass ? 1.0 : 0.0};
  MovingValue* const moving[] = {&state_.warped,  &state_.threshold, &state_.range, &state_.attack,
                                 &state_.release, &state_.wide,      &state_.wet,   &state_.listen};
  const float frames = approach_frames(sample_rate_, at_once);
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    for (std::size_t i = 0; i < std::size(moving); ++i)
      moving[i]->move_to(l, goals[i], state_.left[l], frames);
    state_.left[l] = frames;
  }
  moves_ = true;
}

void DeEsser::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    std::copy_n(values, kValues, values_[l]);
    bypass_[l] = bypass;
    for (float* past :
         {state_.first, state_.second, state_.high_square, state_.whole_square, state_.held, state_.smoothed,
          state_.most, state_.key_first, state_.key_second, state_.key_peak, state_.loudest})
      past[l] = 0.0F;
  }
  apply(strip, true);
}

void DeEsser::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  note_value(strip, parameter, value, values_, bypass_);
  apply(strip, false);
}

void DeEsser::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const DeEsser&>(other);
  const State& o = source.state_;
  State& s = state_;
  const MovingValue* const theirs[] = {&o.warped,  &o.threshold, &o.range, &o.attack,
                                       &o.release, &o.wide,      &o.wet,   &o.listen};
  MovingValue* const ours[] = {&s.warped,  &s.threshold, &s.range, &s.attack,
                               &s.release, &s.wide,      &s.wet,   &s.listen};
  const float* const pasts[] = {o.left,     o.first, o.second,    o.high_square, o.whole_square, o.held,
                                o.smoothed, o.most,  o.key_first, o.key_second,  o.key_peak,     o.loudest};
  float* const mine[] = {s.left,     s.first, s.second,    s.high_square, s.whole_square, s.held,
                         s.smoothed, s.most,  s.key_first, s.key_second,  s.key_peak,     s.loudest};
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    for (std::size_t v = 0; v < std::size(theirs); ++v) ours[v]->copy_from(*theirs[v], a, b);
    for (std::size_t p = 0; p < std::size(pasts); ++p) mine[p][b] = pasts[p][a];
    std::copy_n(source.values_[a], kValues, values_[b]);
    bypass_[b] = source.bypass_[a];
  }
  moves_ = true;
}

void DeEsser::note_key() noexcept CL_REALTIME {
  for (std::size_t l = 0; l < kLanes; ++l)
    state_.key_peak[l] = std::max(state_.key_peak[l], std::sqrt(std::max(0.0F, state_.high_square[l])));
}

void DeEsser::process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo& block,
                      LaneLink link) noexcept CL_REALTIME {
  for (std::uint32_t first = 0; first < block.frames; first += kTile) {
    const std::uint32_t now = std::min(block.frames - first, kTile);
    HWY_DYNAMIC_DISPATCH(reduce_stretch)
    (state_, in + first, key == nullptr ? nullptr : key + first, out + first, first, now, link);
  }
  // A lane without a key in a block where another has one hears itself there: its filters shall agree.
  if (key == nullptr) {
    std::copy_n(state_.first, kLanes, state_.key_first);
    std::copy_n(state_.second, kLanes, state_.key_second);
  } else {
    note_key();
  }
  if (moves_)
    moves_ = advance_values({&state_.warped, &state_.threshold, &state_.range, &state_.attack,
                             &state_.release, &state_.wide, &state_.wet, &state_.listen},
                            state_.left, block.frames);
}

float DeEsser::take_gain_reduction(LaneStrip strip) noexcept CL_REALTIME {
  return mixed_reduction(take_loudest(state_.most, strip), values_[strip.first][parameter::kMix] / 100.0F);
}

float DeEsser::take_key_peak(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(state_.key_peak, strip);
}

float DeEsser::take_detector_level(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(state_.loudest, strip);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
