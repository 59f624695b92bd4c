// compressor.cpp: the compressor's kernels and what turns settings into their values.
// A block whose lanes want nothing but the classic compressor takes the plain way; else levels are found
// first (key, filter, mean, links), the sound is delayed, and the same arithmetic follows.  Side: audio.
#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/compressor.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/compressor.h"
#include "engine/effects/dynamics-inl.h"
#include "engine/effects/lane_ramps.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

/// Narrowest knee, in log2: 6e-6 dB; keeps 1 / (2 * knee) finite.
constexpr float kNarrowest = 1e-6F;

/// Where the detector finds the level of linked lanes: in the register (links of 1, 2, 4) or worked out
/// before; with kFully there is a hold, too.
enum class Linked : std::uint8_t { kOne, kTwo, kFour, kBefore, kFully };

/// The values of one frame, for one register of lanes.
struct Values {
  FloatVec threshold, slope, knee, attack, release, makeup, wet;
  FloatVec knee_begins, knee_ends, knee_scale, dry;

  HWY_INLINE void derive() {
    const Floats d;
    const FloatVec half_knee = hn::Mul(knee, hn::Set(d, 0.5F));
    knee_begins = hn::Sub(threshold, half_knee);
    knee_ends = hn::Add(threshold, half_knee);
    knee_scale = hn::Div(hn::Set(d, 0.5F), hn::Max(knee, hn::Set(d, kNarrowest)));
    dry = hn::Sub(hn::Set(d, 1.0F), wet);
  }
};

HWY_INLINE Values values_at(const Compressor::State& state, std::size_t lane, FloatVec remain) {
  Values v;
  v.threshold = value_at(state.threshold, lane, remain);
  v.slope = value_at(state.slope, lane, remain);
  v.knee = value_at(state.knee, lane, remain);
  v.attack = value_at(state.attack, lane, remain);
  v.release = value_at(state.release, lane, remain);
  v.makeup = value_at(state.makeup, lane, remain);
  v.wet = value_at(state.wet, lane, remain);
  v.derive();
  return v;
}

/// Eq. 4 as the reduction it asks for: 0 below the knee, a parabola in it, slope * (level - threshold) above.
HWY_INLINE FloatVec wanted_reduction(FloatVec level, const Values& v) {
  const Floats d;
  const FloatVec loudness = log2_of(level);
  const FloatVec in_knee = hn::Min(hn::Max(hn::Sub(loudness, v.knee_begins), hn::Zero(d)), v.knee);
  const FloatVec above = hn::Max(hn::Sub(loudness, v.knee_ends), hn::Zero(d));
  return hn::Mul(v.slope, hn::MulAdd(hn::Mul(in_knee, in_knee), v.knee_scale, above));
}

/// Eq. 17: y1 = max(x, a_R y1 + (1 - a_R) x), y = a_A y + (1 - a_A) y1. The coefficients are kept as 1 - a:
/// near 1 a float is too coarse for them.
struct Ballistics {
  FloatVec held, smoothed, most, loudest;

  HWY_INLINE FloatVec hear(FloatVec level) {
    loudest = hn::Max(loudest, level);
    return level;
  }
  HWY_INLINE void release(FloatVec wanted, const Values& v) {
    held = hn::Max(wanted, hn::MulAdd(v.release, hn::Sub(wanted, held), held));
  }
  HWY_INLINE void attack(const Values& v) {
    smoothed = hn::MulAdd(v.attack, hn::Sub(held, smoothed), smoothed);
    most = hn::Max(most, hn::Mul(smoothed, v.wet));
  }
};

/// Keeps a release from beginning until `frames` frames after the last rise.
struct Hold {
  FloatVec frames, waits;

  HWY_INLINE void release(Ballistics& ballistics, FloatVec wanted, const Values& v) {
    const Floats d;
    const FloatVec before = ballistics.held;
    const auto rises = hn::Ge(wanted, before);
    const auto waiting = hn::Gt(waits, hn::Zero(d));
    ballistics.release(wanted, v);
    ballistics.held = hn::IfThenElse(waiting, hn::Max(wanted, before), ballistics.held);
    waits = hn::IfThenElse(rises, frames, hn::Max(hn::Sub(waits, hn::Set(d, 1.0F)), hn::Zero(d)));
  }
};

HWY_INLINE FloatVec gain_of(FloatVec reduction, const Values& v) {
  const FloatVec gain = exp2_of(hn::Max(hn::Sub(v.makeup, reduction), hn::Set(Floats(), kLeastGain)));
  return hn::MulAdd(v.wet, gain, v.dry);
}

struct Block {
  const LaneFrame* in;
  const LaneFrame* levels;  ///< of Linked::kBefore and kFully, from frame 0 of the stretch
  LaneFrame* out;
  std::uint32_t first, frames;
};

template <Linked kLinked>
HWY_INLINE FloatVec level_at(const Block& block, FloatVec x, std::uint32_t frame, std::size_t lane) {
  if (kLinked == Linked::kBefore || kLinked == Linked::kFully)
    return hn::Load(Floats(), block.levels[frame] + lane);
  constexpr int kNeighbours = kLinked == Linked::kTwo ? 2 : kLinked == Linked::kFour ? 4 : 1;
  return loudest_neighbour<kNeighbours>(level_of(x));
}

template <Linked kLinked, bool kSettled>
HWY_INLINE void compress_part(Compressor::State& state, const Block& block, std::size_t lane) {
  const Floats d;
  const FloatVec left = hn::Load(d, state.left + lane);
  Values v = values_at(state, lane, hn::Zero(d));
  Ballistics ballistics{hn::Load(d, state.held + lane), hn::Load(d, state.smoothed + lane),
                        hn::Load(d, state.most + lane), hn::Load(d, state.loudest + lane)};
  Hold hold{hn::Load(d, state.hold + lane), hn::Load(d, state.waits + lane)};
  for (std::uint32_t f = 0; f < block.frames; ++f) {
    if (!kSettled) {
      const FloatVec done = hn::Set(d, static_cast<float>(block.first + f) + 1.0F);
      v = values_at(state, lane, hn::Max(hn::Sub(left, done), hn::Zero(d)));
    }
    const FloatVec x = hn::Load(d, block.in[f] + lane);
    const FloatVec wanted = wanted_reduction(ballistics.hear(level_at<kLinked>(block, x, f, lane)), v);
    if (kLinked == Linked::kFully)
      hold.release(ballistics, wanted, v);
    else
      ballistics.release(wanted, v);
    ballistics.attack(v);
    hn::Store(hn::Mul(x, gain_of(ballistics.smoothed, v)), d, block.out[f] + lane);
  }
  hn::Store(ballistics.held, d, state.held + lane);
  hn::Store(ballistics.smoothed, d, state.smoothed + lane);
  hn::Store(ballistics.most, d, state.most + lane);
  hn::Store(ballistics.loudest, d, state.loudest + lane);
  if (kLinked == Linked::kFully) hn::Store(hold.waits, d, state.waits + lane);
}

template <Linked kLinked>
void compress(Compressor::State& state, const Block& block) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    if (hn::AllTrue(d, hn::Eq(hn::Load(d, state.left + lane), hn::Zero(d))))
      compress_part<kLinked, true>(state, block, lane);
    else
      compress_part<kLinked, false>(state, block, lane);
  }
}

/// The plain way.
void compress_stretch(Compressor::State& state, const LaneFrame* in, LaneFrame* out, std::uint32_t first,
                      std::uint32_t frames, LaneLink link) {
  const Block block{in, nullptr, out, first, frames};
  if (link == LaneLink::kOne) return compress<Linked::kOne>(state, block);
#if HWY_TARGET != HWY_SCALAR
  if (link == LaneLink::kTwo) return compress<Linked::kTwo>(state, block);
  if (link == LaneLink::kFour) return compress<Linked::kFour>(state, block);
#endif
  alignas(kAlignment) LaneFrame levels[kTile];
  find_levels(in, levels, frames, link);
  compress<Linked::kBefore>(state, {in, levels, out, first, frames});
}

/// With levels found before, and hold.
void compress_by_levels(Compressor::State& state, LaneFrame* sound, const LaneFrame* levels,
                        std::uint32_t first, std::uint32_t frames) {
  compress<Linked::kFully>(state, {sound, levels, sound, first, frames});
}

/// Peak, root of the mean square or, while one becomes the other, something between; not yet linked.
void find_means(Compressor::State& state, const LaneFrame* heard, LaneFrame* levels, std::uint32_t first,
                std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec window = hn::Load(d, state.window + lane), left = hn::Load(d, state.by_mean.left + lane);
    FloatVec square = hn::Load(d, state.square + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec done = hn::Set(d, static_cast<float>(first + f) + 1.0F);
      const FloatVec share = ramp_at(state.by_mean, lane, hn::Max(hn::Sub(left, done), hn::Zero(d)));
      const FloatVec x = hn::Load(d, heard[f] + lane);
      const FloatVec clean = sane(x);
      square = hn::MulAdd(window, hn::MulSub(clean, clean, square), square);
      const FloatVec peak = level_of(x), mean = hn::Sqrt(square);
      const FloatVec between = hn::MulAdd(share, hn::Sub(mean, peak), peak);
      hn::Store(hn::IfThenElse(hn::Eq(share, hn::Zero(d)), peak, between), d, levels[f] + lane);
    }
    hn::Store(square, d, state.square + lane);
  }
}

void link_levels(const LaneFrame* heard, LaneFrame* levels, std::uint32_t frames, LaneLink link) {
  find_levels(heard, levels, frames, link);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(compress_stretch);
HWY_EXPORT(compress_by_levels);
HWY_EXPORT(find_means);
HWY_EXPORT(link_levels);

namespace {

namespace parameter = vocabulary::compressor;

/// The static curve's reduction of `level`, all in dB (eq. 4).
double static_reduction(double level, double threshold, double slope, double knee) {
  const double over = level - threshold;
  if (2 * over <= -knee) return 0.0;
  if (2 * over < knee) return slope * (over + knee / 2) * (over + knee / 2) / (2 * knee);
  return slope * over;
}

/// What a strip's values mean to the kernels.
struct Goals {
  double threshold, slope, knee, attack, release, makeup, wet;
  float hold, window, by_mean;
  SideChainSettings side;

  Goals(const float* values, bool bypass, double rate) {
    slope = 1.0 - 1.0 / std::max(1.0, static_cast<double>(values[parameter::kRatio]));
    const double knee_db = std::max(0.0F, values[parameter::kKnee]);
    double makeup_db = values[parameter::kMakeup];
    if (values[parameter::kAutoMakeup] != 0.0F)
      makeup_db += static_reduction(0.0, values[parameter::kThreshold], slope, knee_db) / 2;
    threshold = values[parameter::kThreshold] * kLog2PerDb;
    knee = knee_db * kLog2PerDb;
    attack = one_pole(values[parameter::kAttack], rate);
    release = one_pole(values[parameter::kRelease], rate);
    makeup = makeup_db * kLog2PerDb;
    const bool listen = values[parameter::kListen] != 0.0F && !bypass;
    wet = bypass || listen ? 0.0 : values[parameter::kMix] / 100.0;
    hold = static_cast<float>(vocabulary::frames_of_ms(values[parameter::kHold], rate));
    window = static_cast<float>(one_pole(values[parameter::kRmsWindow], rate));
    by_mean = values[parameter::kDetector] != 0.0F ? 1.0F : 0.0F;
    side = {values[parameter::kKeyHighPass], values[parameter::kKeyLowPass], listen,
            vocabulary::frames_of_ms(values[parameter::kLookahead], rate)};
  }
};

void move_values(Compressor::State& s, std::size_t lane, const Goals& goals, float frames) {
  const float left = s.left[lane];
  s.threshold.move_to(lane, goals.threshold, left, frames);
  s.slope.move_to(lane, goals.slope, left, frames);
  s.knee.move_to(lane, goals.knee, left, frames);
  s.attack.move_to(lane, goals.attack, left, frames);
  s.release.move_to(lane, goals.release, left, frames);
  s.makeup.move_to(lane, goals.makeup, left, frames);
  s.wet.move_to(lane, goals.wet, left, frames);
  s.left[lane] = frames;
}

}  // namespace

Compressor::Compressor(double sample_rate)
    : side_(sample_rate, vocabulary::frames_of_ms(parameter::kMostLookaheadMs, sample_rate)),
      sample_rate_(sample_rate) {}

void Compressor::apply(LaneStrip strip, bool at_once) noexcept CL_REALTIME {
  const Goals goals(values_[strip.first], bypass_[strip.first], sample_rate_);
  const float frames = approach_frames(sample_rate_, at_once);
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    move_values(state_, l, goals, frames);
    if (rests_at(state_.by_mean, l, 0.0F)) state_.square[l] = 0.0F;  // it is heard from now on
    if (state_.by_mean.target[l] != goals.by_mean || at_once)
      move_lane_to(state_.by_mean, l, goals.by_mean, frames);
    state_.window[l] = goals.window;
    state_.hold[l] = goals.hold;
    state_.waits[l] = std::min(state_.waits[l], goals.hold);
    if (at_once)
      side_.begin(l, goals.side);
    else
      side_.set(l, goals.side);
  }
  look();
}

void Compressor::look() noexcept CL_REALTIME {
  moves_ = true;  // until process() has looked
  plain_ = all_rest_at(state_.by_mean, 0.0F);
  for (const float hold : state_.hold) plain_ = plain_ && hold == 0.0F;
}

void Compressor::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    std::copy_n(values, kValues, values_[l]);
    bypass_[l] = bypass;
    for (float* past : {state_.held, state_.smoothed, state_.most, state_.waits, state_.square,
                        state_.key_peak, state_.loudest})
      past[l] = 0.0F;
  }
  apply(strip, true);
}

void Compressor::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  note_value(strip, parameter, value, values_, bypass_);
  apply(strip, false);
}

void Compressor::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const Compressor&>(other);
  const State& o = source.state_;
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    const MovingValue* const values[] = {&o.threshold, &o.slope,  &o.knee, &o.attack,
                                         &o.release,   &o.makeup, &o.wet};
    MovingValue* const goals[] = {&state_.threshold, &state_.slope,  &state_.knee, &state_.attack,
                                  &state_.release,   &state_.makeup, &state_.wet};
    for (std::size_t v = 0; v < std::size(values); ++v) goals[v]->copy_from(*values[v], a, b);
    const float* const pasts[] = {o.left,  o.held,   o.smoothed, o.most,     o.hold,
                                  o.waits, o.square, o.window,   o.key_peak, o.loudest};
    float* const mine[] = {state_.left,  state_.held,   state_.smoothed, state_.most,     state_.hold,
                           state_.waits, state_.square, state_.window,   state_.key_peak, state_.loudest};
    for (std::size_t p = 0; p < std::size(pasts); ++p) mine[p][b] = pasts[p][a];
    copy_lane_of(o.by_mean, a, state_.by_mean, b);
    side_.move_from(source.side_, a, b);
    std::copy_n(source.values_[a], kValues, values_[b]);
    bypass_[b] = source.bypass_[a];
  }
  look();
}

void Compressor::process_plain(const LaneFrame* in, LaneFrame* out, std::uint32_t frames,
                               LaneLink link) noexcept {
  for (std::uint32_t first = 0; first < frames; first += kTile) HWY_DYNAMIC_DISPATCH(compress_stretch)
  (state_, in + first, out + first, first, std::min(frames - first, kTile), link);
}

void Compressor::process_fully(const LaneFrame* in, const LaneFrame* key, LaneFrame* out,
                               std::uint32_t frames, LaneLink link) noexcept {
  alignas(kAlignment) LaneFrame scratch[kTile], levels[kTile];
  for (std::uint32_t first = 0; first < frames; first += kTile) {
    const std::uint32_t now = std::min(frames - first, kTile);
    const LaneFrame* own_key = key == nullptr ? nullptr : key + first;
    const LaneFrame* heard = side_.hear(in + first, own_key, scratch, now);
    const LaneFrame* unlinked = heard;
    if (!all_rest_at(state_.by_mean, 0.0F)) {
      HWY_DYNAMIC_DISPATCH(find_means)(state_, heard, levels, first, now);
      unlinked = levels;
    }
    HWY_DYNAMIC_DISPATCH(link_levels)(unlinked, levels, now, link);
    if (key != nullptr) note_loudest(levels, state_.key_peak, now);
    side_.carry(in + first, heard, out + first, now);
    HWY_DYNAMIC_DISPATCH(compress_by_levels)(state_, out + first, levels, first, now);
  }
  advance_lanes_of(state_.by_mean, frames);
}

void Compressor::process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo& block,
                         LaneLink link) noexcept CL_REALTIME {
  if (plain_ && key == nullptr && side_.idle())
    process_plain(in, out, block.frames, link);
  else
    process_fully(in, key, out, block.frames, link);
  if (moves_)
    moves_ = advance_values({&state_.threshold, &state_.slope, &state_.knee, &state_.attack, &state_.release,
                             &state_.makeup, &state_.wet},
                            state_.left, block.frames);
}

/// The kernel keeps the greatest reduction times wet.
float Compressor::take_gain_reduction(LaneStrip strip) noexcept CL_REALTIME {
  float reduction = 0.0F;
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    reduction = std::min(reduction, mixed_reduction(state_.most[l], values_[l][parameter::kMix] / 100.0F));
    state_.most[l] = 0.0F;
  }
  return reduction;
}

float Compressor::take_key_peak(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(state_.key_peak, strip);
}

float Compressor::take_detector_level(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(state_.loudest, strip);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
