// phaser.cpp: the phaser's kernel and what its values mean.  Side: audio.
#include <algorithm>
#include <cmath>
#include <numbers>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/phaser.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/phaser.h"
#include "engine/effects/wave-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {
using dsp::HWY_NAMESPACE::exp2_of;

/// log2(0.45 pi): the highest frequency.
constexpr float kHighest = 0.49946F;
constexpr float kQuarterPi = 0.785398163F;

/// a = (t - 1) / (t + 1) = tan(angle - pi/4), by the Padé approximant [5/4]: error below 1e-8 where it is
/// used
/// (-pi/4 … 0.63). It must be that small: at low frequencies a is nearly -1.
HWY_INLINE FloatVec all_pass_of(FloatVec position) {
  const Floats d;
  const FloatVec angle = exp2_of(hn::Min(position, hn::Set(d, kHighest)));
  const FloatVec x = hn::Sub(angle, hn::Set(d, kQuarterPi));
  const FloatVec x2 = hn::Mul(x, x);
  const FloatVec above = hn::MulAdd(x2, hn::Sub(x2, hn::Set(d, 105.0F)), hn::Set(d, 945.0F));
  const FloatVec inner = hn::MulAdd(x2, hn::Set(d, 15.0F), hn::Set(d, -420.0F));
  return hn::Div(hn::Mul(x, above), hn::MulAdd(x2, inner, hn::Set(d, 945.0F)));
}

/// The values of one frame, for one register of lanes.
template <std::size_t kPairs>
struct Values {
  FloatVec position, octaves, feedback, share, taps[kPairs];

  HWY_INLINE void take(const Phaser::State& s, std::size_t lane, FloatVec remain) {
    position = ramp_at(s.position, lane, remain);
    octaves = ramp_at(s.octaves, lane, remain);
    feedback = ramp_at(s.feedback, lane, remain);
    share = ramp_at(s.share, lane, remain);
    for (std::size_t i = 0; i < kPairs; ++i) taps[i] = ramp_at(s.taps[i], lane, remain);
  }
};

/// One frame through 2 * kPairs stages y = a u + s, s' = u - a y. Stage k gives power[k] u + state[k]; both
/// are found for all stages before u is known, in steps of two: the chain of dependences is a third as long
/// as stage after stage. With feedback k around a tap, u = (x + k rest) / (1 - k through).
template <std::size_t kPairs>
HWY_INLINE FloatVec turn(FloatVec x, FloatVec a, const Values<kPairs>& v, FloatVec (&past)[2 * kPairs]) {
  const Floats d;
  const FloatVec squared = hn::Mul(a, a);
  FloatVec power[2 * kPairs] = {a, squared}, state[2 * kPairs] = {past[0], hn::MulAdd(a, past[0], past[1])};
  FloatVec through = hn::Mul(v.taps[0], squared), rest = hn::Mul(v.taps[0], state[1]);
#pragma GCC unroll 12
  for (std::size_t i = 1; i < kPairs; ++i) {
    const FloatVec own = hn::MulAdd(a, past[2 * i], past[2 * i + 1]);
    state[2 * i] = hn::MulAdd(a, state[2 * i - 1], past[2 * i]);
    state[2 * i + 1] = hn::MulAdd(squared, state[2 * i - 1], own);
    power[2 * i] = hn::Mul(power[2 * i - 1], a);
    power[2 * i + 1] = hn::Mul(power[2 * i - 1], squared);
    through = hn::MulAdd(v.taps[i], power[2 * i + 1], through);
    rest = hn::MulAdd(v.taps[i], state[2 * i + 1], rest);
  }
  const FloatVec open = hn::NegMulAdd(v.feedback, through, hn::Set(d, 1.0F));
  const FloatVec u = hn::Div(hn::MulAdd(v.feedback, rest, x), open);
  FloatVec before = u;
#pragma GCC unroll 12
  for (std::size_t i = 0; i < 2 * kPairs; ++i) {
    const FloatVec y = hn::MulAdd(power[i], u, state[i]);
    past[i] = hn::NegMulAdd(a, y, before);
    before = y;
  }
  return hn::MulAdd(through, u, rest);
}

template <std::size_t kPairs, bool kSettled>
void run(Phaser::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    FloatVec past[2 * kPairs];
    for (std::size_t i = 0; i < 2 * kPairs; ++i) past[i] = hn::Load(d, s.past[i] + lane);
    FloatVec remain = hn::Zero(d);
    Values<kPairs> v;
    v.take(s, lane, remain);
    for (std::uint32_t f = 0; f < frames; ++f) {
      if (!kSettled) {
        remain = remain_after(s.share, lane, f);
        v.take(s, lane, remain);
      }
      const FloatVec wave = sine_of_triangle(triangle_of(phase_at(s.lfo, lane, f, remain)));
      const FloatVec a = all_pass_of(hn::MulAdd(v.octaves, wave, v.position));
      const FloatVec x = hn::Load(d, in[f] + lane);
      const FloatVec wet = turn<kPairs>(sane(x), a, v, past);
      const FloatVec mixed = hn::MulAdd(v.share, hn::Sub(wet, x), x);
      hn::Store(hn::IfThenElse(hn::Eq(v.share, hn::Zero(d)), x, mixed), d, out[f] + lane);
    }
    for (std::size_t i = 0; i < 2 * kPairs; ++i) hn::Store(past[i], d, s.past[i] + lane);
  }
}

template <std::size_t kPairs>
void run_pairs(Phaser::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  all_rest(s.share) ? run<kPairs, true>(s, in, out, frames) : run<kPairs, false>(s, in, out, frames);
}

/// `pairs`: as far as any lane listens.
void process(Phaser::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames, std::size_t pairs) {
  using Run = void (*)(Phaser::State&, const LaneFrame*, LaneFrame*, std::uint32_t);
  static constexpr Run kRuns[] = {run_pairs<1>, run_pairs<2>, run_pairs<3>,
                                  run_pairs<4>, run_pairs<5>, run_pairs<6>};
  kRuns[pairs - 1](s, in, out, frames);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(process);

namespace {

namespace parameter = vocabulary::phaser;

constexpr double kApproachSeconds = 0.020;

}  // namespace

Phaser::Phaser(double sample_rate) noexcept
    : approach_(ramp_frames(kApproachSeconds, sample_rate)), sample_rate_(sample_rate) {
  state_.lfo.sample_rate = sample_rate;
}

/// Stages that nobody listened to may have been standing: they begin empty.
void Phaser::choose_stages(std::size_t lane, std::size_t tap, float frames) noexcept CL_REALTIME {
  std::size_t heard = kTaps;
  while (heard > 0 && rests_at(state_.taps[heard - 1], lane, 0.0F)) --heard;
  for (std::size_t i = 2 * heard; i < kMostStages; ++i) state_.past[i][lane] = 0.0F;
  for (std::size_t i = 0; i < kTaps; ++i) move_lane_to(state_.taps[i], lane, i == tap ? 1.0F : 0.0F, frames);
}

void Phaser::apply(LaneStrip strip, float frames) noexcept CL_REALTIME {
  const float* values = values_[strip.first];
  const auto note = static_cast<std::uint8_t>(values[parameter::kSync]);
  const double turn = std::numbers::pi * static_cast<double>(values[parameter::kFrequency]) / sample_rate_;
  const auto position = static_cast<float>(std::log2(turn));
  const auto octaves = static_cast<float>(parameter::kMostOctaves / 100.0) * values[parameter::kDepth];
  const float share = bypass_[strip.first] ? 0.0F : values[parameter::kMix] / 100.0F;
  for (std::size_t i = 0; i < strip.width; ++i) {
    const std::size_t l = strip.first + i;
    const float offset = i % 2 == 0 ? 0.0F : values[parameter::kStereoPhase] / 360.0F;
    state_.lfo.set_rate(l, values[parameter::kRate], note);
    move_lane_to(state_.lfo.offset, l, offset, frames);
    move_lane_to(state_.position, l, position, frames);
    move_lane_to(state_.octaves, l, octaves, frames);
    move_lane_to(state_.feedback, l, values[parameter::kFeedback] / 100.0F, frames);
    move_lane_to(state_.share, l, share, frames);
    choose_stages(l, static_cast<std::size_t>(values[parameter::kStages]), frames);
  }
}

void Phaser::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  std::copy_n(values, kValues, values_[strip.first]);
  bypass_[strip.first] = bypass;
  for (std::size_t l = strip.first; l < strip.first + std::size_t{strip.width}; ++l) {
    state_.lfo.phase[l] = 0;
    for (LaneRamp& tap : state_.taps) move_lane_to(tap, l, 0.0F, 0.0F);
  }
  apply(strip, 0.0F);
}

void Phaser::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  if (parameter == kBypass) {
    bypass_[strip.first] = value != 0.0F;
  } else {
    values_[strip.first][parameter] = value;
  }
  apply(strip, approach_);
}

void Phaser::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& o = static_cast<const Phaser&>(other);
  std::copy_n(o.values_[from.first], kValues, values_[to.first]);
  bypass_[to.first] = o.bypass_[from.first];
  state_.lfo.follow(o.state_.lfo.tempo);
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    state_.lfo.copy_lane(o.state_.lfo, a, b);
    copy_lane_of(o.state_.position, a, state_.position, b);
    copy_lane_of(o.state_.octaves, a, state_.octaves, b);
    copy_lane_of(o.state_.feedback, a, state_.feedback, b);
    copy_lane_of(o.state_.share, a, state_.share, b);
    for (std::size_t k = 0; k < kTaps; ++k) copy_lane_of(o.state_.taps[k], a, state_.taps[k], b);
    for (std::size_t k = 0; k < kMostStages; ++k) state_.past[k][b] = o.state_.past[k][a];
  }
}

void Phaser::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out, const BlockInfo& block,
                     LaneLink /*link*/) noexcept CL_REALTIME {
  for (std::uint32_t done = 0; done < block.frames;) {
    const std::uint32_t frames = state_.lfo.follow(rest_of(block, done));
    std::size_t pairs = kTaps;
    while (pairs > 1 && all_rest_at(state_.taps[pairs - 1], 0.0F)) --pairs;
    HWY_DYNAMIC_DISPATCH(process)(state_, in + done, out + done, frames, pairs);
    state_.lfo.advance(frames);
    for (LaneRamp* ramp : {&state_.position, &state_.octaves, &state_.feedback, &state_.share})
      advance_lanes_of(*ramp, frames);
    for (LaneRamp& tap : state_.taps) advance_lanes_of(tap, frames);
    done += frames;
  }
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
