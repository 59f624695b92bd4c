// tremolo.cpp: the tremolo's kernel and what its values mean.  Side: audio.
#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/tremolo.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/tremolo.h"
#include "engine/effects/wave-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

/// A triangle this much steeper, cut off at 1: edges of a sixteenth of the wave, rounded by the sine.
constexpr float kSteepness = 8.0F;

template <bool kSettled, bool kSquare>
void swing(const Tremolo::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  const FloatVec one = hn::Set(d, 1.0F), steep = hn::Set(d, kSteepness);
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    FloatVec remain = hn::Zero(d), half_depth = hn::Load(d, s.half_depth.target + lane);
    FloatVec sine = hn::Load(d, s.sine.target + lane), straight = hn::Load(d, s.triangle.target + lane);
    FloatVec square = hn::Load(d, s.square.target + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      if (!kSettled) {
        remain = remain_after(s.half_depth, lane, f);
        half_depth = ramp_at(s.half_depth, lane, remain);
        sine = ramp_at(s.sine, lane, remain);
        straight = ramp_at(s.triangle, lane, remain);
        square = ramp_at(s.square, lane, remain);
      }
      const FloatVec triangle = triangle_of(phase_at(s.lfo, lane, f, remain));
      FloatVec wave = hn::Add(hn::Mul(sine, sine_of_triangle(triangle)), hn::Mul(straight, triangle));
      if (kSquare) {
        const FloatVec cut = hn::Min(hn::Max(hn::Mul(triangle, steep), hn::Neg(one)), one);
        wave = hn::Add(wave, hn::Mul(square, sine_of_triangle(cut)));
      }
      const FloatVec gain = hn::Sub(one, hn::Mul(half_depth, hn::Sub(one, wave)));
      hn::Store(hn::Mul(gain, hn::Load(d, in[f] + lane)), d, out[f] + lane);
    }
  }
}

void process(const Tremolo::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const bool square = !all_rest_at(s.square, 0.0F);
  if (!all_rest(s.half_depth)) return swing<false, true>(s, in, out, frames);
  square ? swing<true, true>(s, in, out, frames) : swing<true, false>(s, in, out, frames);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(process);

namespace {

namespace parameter = vocabulary::tremolo;

constexpr double kApproachSeconds = 0.020;

}  // namespace

Tremolo::Tremolo(double sample_rate) noexcept : approach_(ramp_frames(kApproachSeconds, sample_rate)) {
  state_.lfo.sample_rate = sample_rate;
  state_.lfo.origin = kQuarterTurn;
}

void Tremolo::apply(LaneStrip strip, float frames) noexcept CL_REALTIME {
  const float* values = values_[strip.first];
  const auto note = static_cast<std::uint8_t>(values[parameter::kSync]);
  const auto shape = static_cast<std::uint8_t>(values[parameter::kShape]);
  const float half_depth = bypass_[strip.first] ? 0.0F : values[parameter::kDepth] / 200.0F;
  for (std::size_t i = 0; i < strip.width; ++i) {
    const std::size_t l = strip.first + i;
    const float offset = i % 2 == 0 ? 0.0F : values[parameter::kStereoPhase] / 360.0F;
    state_.lfo.set_rate(l, values[parameter::kRate], note);
    move_lane_to(state_.lfo.offset, l, offset, frames);
    move_lane_to(state_.half_depth, l, half_depth, frames);
    move_lane_to(state_.sine, l, shape == parameter::kSine ? 1.0F : 0.0F, frames);
    move_lane_to(state_.triangle, l, shape == parameter::kTriangle ? 1.0F : 0.0F, frames);
    move_lane_to(state_.square, l, shape == parameter::kSquare ? 1.0F : 0.0F, frames);
  }
}

void Tremolo::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  std::copy_n(values, kValues, values_[strip.first]);
  bypass_[strip.first] = bypass;
  std::fill_n(state_.lfo.phase + strip.first, strip.width, kQuarterTurn);
  apply(strip, 0.0F);
}

void Tremolo::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  if (parameter == kBypass) {
    bypass_[strip.first] = value != 0.0F;
  } else {
    values_[strip.first][parameter] = value;
  }
  apply(strip, approach_);
}

void Tremolo::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& o = static_cast<const Tremolo&>(other);
  std::copy_n(o.values_[from.first], kValues, values_[to.first]);
  bypass_[to.first] = o.bypass_[from.first];
  state_.lfo.follow(o.state_.lfo.tempo);
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    state_.lfo.copy_lane(o.state_.lfo, a, b);
    copy_lane_of(o.state_.half_depth, a, state_.half_depth, b);
    copy_lane_of(o.state_.sine, a, state_.sine, b);
    copy_lane_of(o.state_.triangle, a, state_.triangle, b);
    copy_lane_of(o.state_.square, a, state_.square, b);
  }
}

void Tremolo::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out, const BlockInfo& block,
                      LaneLink /*link*/) noexcept CL_REALTIME {
  for (std::uint32_t done = 0; done < block.frames;) {
    const std::uint32_t frames = state_.lfo.follow(rest_of(block, done));
    HWY_DYNAMIC_DISPATCH(process)(state_, in + done, out + done, frames);
    state_.lfo.advance(frames);
    for (LaneRamp* ramp : {&state_.half_depth, &state_.sine, &state_.triangle, &state_.square})
      advance_lanes_of(*ramp, frames);
    done += frames;
  }
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
