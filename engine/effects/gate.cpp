// gate.cpp: the gate's kernel and what turns settings into its values.  Side: audio.
#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/gate.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/dynamics-inl.h"
#include "engine/effects/gate.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

/// The values of one frame, for one register of lanes.
struct GateValues {
  FloatVec opens, closes, slope, range, attack, release, wet;

  HWY_INLINE GateValues(const Gate::State& s, std::size_t lane, FloatVec remain)
      : opens(value_at(s.opens, lane, remain)),
        closes(value_at(s.closes, lane, remain)),
        slope(value_at(s.slope, lane, remain)),
        range(value_at(s.range, lane, remain)),
        attack(value_at(s.attack, lane, remain)),
        release(value_at(s.release, lane, remain)),
        wet(value_at(s.wet, lane, remain)) {}
};

/// One register of gates: `open` is 1 or 0.
struct GatePart {
  FloatVec reduction, open, hold, waits, most, loudest;

  HWY_INLINE GatePart(const Gate::State& s, std::size_t lane)
      : reduction(hn::Load(Floats(), s.reduction + lane)),
        open(hn::Load(Floats(), s.open + lane)),
        hold(hn::Load(Floats(), s.hold + lane)),
        waits(hn::Load(Floats(), s.waits + lane)),
        most(hn::Load(Floats(), s.most + lane)),
        loudest(hn::Load(Floats(), s.loudest + lane)) {}

  /// Loud: at the threshold, or while open not below the lower one. What is loud, or while closed asks for no
  /// more than is taken already, starts the hold anew; open it stays as long as that lasts.
  HWY_INLINE void step(FloatVec level, const GateValues& v) {
    const Floats d;
    const FloatVec zero = hn::Zero(d), one = hn::Set(d, 1.0F);
    loudest = hn::Max(loudest, level);
    const FloatVec loudness = log2_of(level);
    const auto was_open = hn::Gt(open, zero);
    const auto waiting = hn::Gt(waits, zero);
    const auto loud = hn::Ge(loudness, hn::IfThenElse(was_open, v.closes, v.opens));
    const auto is_open = hn::Or(loud, hn::And(was_open, waiting));
    const FloatVec below = hn::Max(hn::Sub(v.opens, loudness), zero);
    const FloatVec asked = hn::IfThenZeroElse(is_open, hn::Min(hn::Mul(v.slope, below), v.range));
    const auto opening = hn::Le(asked, reduction);
    const auto anew = hn::Or(loud, hn::AndNot(is_open, opening));
    const FloatVec speed = hn::IfThenElse(opening, v.attack, hn::IfThenZeroElse(waiting, v.release));
    reduction = hn::MulAdd(speed, hn::Sub(asked, reduction), reduction);
    waits = hn::IfThenElse(anew, hold, hn::Max(hn::Sub(waits, one), zero));
    open = hn::IfThenElseZero(is_open, one);
    most = hn::Max(most, hn::Mul(reduction, v.wet));
  }
  [[nodiscard]] HWY_INLINE FloatVec gain(const GateValues& v) const {
    const Floats d;
    const FloatVec taken = exp2_of(hn::Max(hn::Neg(reduction), hn::Set(d, kLeastGain)));
    return hn::MulAdd(v.wet, taken, hn::Sub(hn::Set(d, 1.0F), v.wet));
  }
  HWY_INLINE void store(Gate::State& s, std::size_t lane) const {
    const Floats d;
    hn::Store(reduction, d, s.reduction + lane);
    hn::Store(open, d, s.open + lane);
    hn::Store(waits, d, s.waits + lane);
    hn::Store(most, d, s.most + lane);
    hn::Store(loudest, d, s.loudest + lane);
  }
};

template <bool kSettled>
HWY_INLINE void gate_part(Gate::State& s, LaneFrame* sound, const LaneFrame* levels, std::uint32_t first,
                          std::uint32_t frames, std::size_t lane) {
  const Floats d;
  const FloatVec left = hn::Load(d, s.left + lane);
  GateValues v(s, lane, hn::Zero(d));
  GatePart part(s, lane);
  for (std::uint32_t f = 0; f < frames; ++f) {
    if (!kSettled) {
      const FloatVec done = hn::Set(d, static_cast<float>(first + f) + 1.0F);
      v = GateValues(s, lane, hn::Max(hn::Sub(left, done), hn::Zero(d)));
    }
    part.step(hn::Load(d, levels[f] + lane), v);
    hn::Store(hn::Mul(hn::Load(d, sound[f] + lane), part.gain(v)), d, sound[f] + lane);
  }
  part.store(s, lane);
}

/// `first`: of these frames in their block.
void gate_stretch(Gate::State& s, LaneFrame* sound, const LaneFrame* levels, std::uint32_t first,
                  std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    if (hn::AllTrue(d, hn::Eq(hn::Load(d, s.left + lane), hn::Zero(d))))
      gate_part<true>(s, sound, levels, first, frames, lane);
    else
      gate_part<false>(s, sound, levels, first, frames, lane);
  }
}

void find_gate_levels(const LaneFrame* heard, LaneFrame* levels, std::uint32_t frames, LaneLink link) {
  find_levels(heard, levels, frames, link);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(gate_stretch);
HWY_EXPORT(find_gate_levels);

namespace {

namespace parameter = vocabulary::gate;

/// Steeper than any sound: 1e6 dB for each dB below the threshold.
constexpr double kGateSlope = 1e6;

}  // namespace

Gate::Gate(double sample_rate)
    : side_(sample_rate, vocabulary::frames_of_ms(parameter::kMostLookaheadMs, sample_rate)),
      sample_rate_(sample_rate) {}

void Gate::apply(LaneStrip strip, bool at_once) noexcept CL_REALTIME {
  const float* v = values_[strip.first];
  const bool listen = v[parameter::kListen] != 0.0F && !bypass_[strip.first];
  const double ratio = v[parameter::kRatio], opens = v[parameter::kThreshold];
  const double goals[] = {opens * kLog2PerDb,
                          (opens - v[parameter::kHysteresis]) * kLog2PerDb,
                          ratio >= parameter::kGateRatio ? kGateSlope : ratio - 1.0,
                          v[parameter::kRange] * kLog2PerDb,
                          one_pole(v[parameter::kAttack], sample_rate_),
                          one_pole(v[parameter::kRelease], sample_rate_),
                          bypass_[strip.first] || listen ? 0.0 : v[parameter::kMix] / 100.0};
  MovingValue* const moving[] = {&state_.opens,  &state_.closes,  &state_.slope, &state_.range,
                                 &state_.attack, &state_.release, &state_.wet};
  const auto hold = static_cast<float>(vocabulary::frames_of_ms(v[parameter::kHold], sample_rate_));
  const SideChainSettings side{v[parameter::kKeyHighPass], v[parameter::kKeyLowPass], listen,
                               vocabulary::frames_of_ms(v[parameter::kLookahead], sample_rate_)};
  const float frames = approach_frames(sample_rate_, at_once);
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    for (std::size_t i = 0; i < std::size(moving); ++i)
      moving[i]->move_to(l, goals[i], state_.left[l], frames);
    state_.left[l] = frames;
    state_.hold[l] = hold;
    state_.waits[l] = std::min(state_.waits[l], hold);
    if (at_once)
      side_.begin(l, side);
    else
      side_.set(l, side);
  }
  moves_ = true;
}

/// Born closed, but with nothing taken away yet: it fades what it does not let through.
void Gate::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    std::copy_n(values, kValues, values_[l]);
    bypass_[l] = bypass;
    for (float* past :
         {state_.reduction, state_.open, state_.waits, state_.most, state_.key_peak, state_.loudest})
      past[l] = 0.0F;
  }
  apply(strip, true);
}

void Gate::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  note_value(strip, parameter, value, values_, bypass_);
  apply(strip, false);
}

void Gate::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const Gate&>(other);
  const State& o = source.state_;
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    const MovingValue* const theirs[] = {&o.opens,  &o.closes,  &o.slope, &o.range,
                                         &o.attack, &o.release, &o.wet};
    MovingValue* const ours[] = {&state_.opens,  &state_.closes,  &state_.slope, &state_.range,
                                 &state_.attack, &state_.release, &state_.wet};
    for (std::size_t v = 0; v < std::size(theirs); ++v) ours[v]->copy_from(*theirs[v], a, b);
    const float* const pasts[] = {o.left,  o.reduction, o.open,     o.hold,
                                  o.waits, o.most,      o.key_peak, o.loudest};
    float* const mine[] = {state_.left,  state_.reduction, state_.open,     state_.hold,
                           state_.waits, state_.most,      state_.key_peak, state_.loudest};
    for (std::size_t p = 0; p < std::size(pasts); ++p) mine[p][b] = pasts[p][a];
    side_.move_from(source.side_, a, b);
    std::copy_n(source.values_[a], kValues, values_[b]);
    bypass_[b] = source.bypass_[a];
  }
  moves_ = true;
}

void Gate::process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo& block,
                   LaneLink link) noexcept CL_REALTIME {
  alignas(kAlignment) LaneFrame scratch[kTile], levels[kTile];
  for (std::uint32_t first = 0; first < block.frames; first += kTile) {
    const std::uint32_t now = std::min(block.frames - first, kTile);
    const LaneFrame* heard = side_.hear(in + first, key == nullptr ? nullptr : key + first, scratch, now);
    HWY_DYNAMIC_DISPATCH(find_gate_levels)(heard, levels, now, link);
    if (key != nullptr) note_loudest(levels, state_.key_peak, now);
    side_.carry(in + first, heard, out + first, now);
    HWY_DYNAMIC_DISPATCH(gate_stretch)(state_, out + first, levels, first, now);
  }
  if (moves_)
    moves_ = advance_values({&state_.opens, &state_.closes, &state_.slope, &state_.range, &state_.attack,
                             &state_.release, &state_.wet},
                            state_.left, block.frames);
}

float Gate::take_gain_reduction(LaneStrip strip) noexcept CL_REALTIME {
  return mixed_reduction(take_loudest(state_.most, strip), values_[strip.first][parameter::kMix] / 100.0F);
}

float Gate::take_key_peak(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(state_.key_peak, strip);
}

float Gate::take_detector_level(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(state_.loudest, strip);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
