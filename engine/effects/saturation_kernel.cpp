// saturation_kernel.cpp: the way up, the curves, the way down, and what comes after.
// It switches nothing by itself.  Side: audio.
#include <algorithm>
#include <cstring>
#include <iterator>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/saturation_kernel.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/curves-inl.h"
#include "engine/effects/halfband-inl.h"
#include "engine/effects/saturation_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

using State = SaturationState;
namespace saturation = vocabulary::saturation;

/// x -> y where `chosen` is 1; elsewhere y stays. `x` may be `y`.
template <class Curve>
void shape_with(const Curve& curve, const float* chosen, const LaneFrame* x, LaneFrame* y,
                std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const auto here = hn::Gt(hn::Load(d, chosen + lane), hn::Zero(d));
    if (hn::AllFalse(d, here)) continue;
    if (hn::AllTrue(d, here)) {
      for (std::uint32_t f = 0; f < frames; ++f) hn::Store(curve(hn::Load(d, x[f] + lane)), d, y[f] + lane);
      continue;
    }
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec shaped = curve(hn::Load(d, x[f] + lane));
      hn::Store(hn::IfThenElse(here, shaped, hn::Load(d, y[f] + lane)), d, y[f] + lane);
    }
  }
}

/// The lanes whose curve is at this rate take it.
void shape(const State& state, std::size_t depth, const LaneFrame* x, LaneFrame* y, std::uint32_t frames) {
  for (std::size_t curve = 0; curve < saturation::kCurves.size(); ++curve) {
    const std::uint32_t lanes = state.lanes_of[depth][curve];
    if (lanes == 0) continue;
    alignas(kAlignment) float chosen[kLanes];
    for (std::size_t l = 0; l < kLanes; ++l) chosen[l] = static_cast<float>(lanes >> l & 1U);
    switch (curve) {
      case saturation::kSoft:
        shape_with(Soft(), chosen, x, y, frames);
        break;
      case saturation::kTape:
        shape_with(Tape(), chosen, x, y, frames);
        break;
      case saturation::kTube:
        shape_with(Tube(), chosen, x, y, frames);
        break;
      case saturation::kHard:
        shape_with(Hard(), chosen, x, y, frames);
        break;
      default:
        shape_with(Fold(), chosen, x, y, frames);
        break;
    }
  }
}

HWY_INLINE void advance(LaneRamp& ramp, std::uint32_t frames) {
  for (std::size_t l = 0; l < kLanes; ++l) {
    ramp.left[l] = std::max(0.0F, ramp.left[l] - static_cast<float>(frames));
    if (ramp.left[l] == 0.0F) ramp.step[l] = 0.0F;
  }
}

/// Checks the input (what is not sane counts as silence) and drives it.
void enter(State& state, const LaneFrame* in, LaneFrame* base, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec left = hn::Load(d, state.drive.left + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec done = hn::Set(d, static_cast<float>(f) + 1.0F);
      const FloatVec drive = ramp_at(state.drive, lane, hn::Max(hn::Sub(left, done), hn::Zero(d)));
      const FloatVec x = hn::Load(d, in[f] + lane);
      hn::Store(hn::Mul(sane(x), drive), d, base[f] + lane);
    }
  }
  advance(state.drive, frames);
}

/// Nothing moves and no tube is there: then only the output is left to apply, and often not even that.
[[nodiscard]] HWY_INLINE bool at_rest(const State& state) {
  const auto zero = [](float value) { return value == 0.0F; };
  return std::all_of(state.output.left, state.output.left + kLanes, zero) &&
         std::all_of(state.duck, state.duck + kLanes, zero) &&
         std::all_of(state.tube, state.tube + kLanes, zero);
}

void leave_at_rest(const LaneRamp& output, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  if (std::all_of(output.target, output.target + kLanes, [](float gain) { return gain == 1.0F; })) return;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec gain = hn::Load(d, output.target + lane);
    for (std::uint32_t f = 0; f < frames; ++f)
      hn::Store(hn::Mul(hn::Load(d, out[f] + lane), gain), d, out[f] + lane);
  }
}

/// Takes the tube's mean away, applies output and duck.
void leave(State& state, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  const FloatVec zero = hn::Zero(d), one = hn::Set(d, 1.0F), two = hn::Set(d, 2.0F), three = hn::Set(d, 3.0F);
  const FloatVec fade = hn::Set(d, state.fade), per_frame = hn::Set(d, 1.0F / state.fade);
  const FloatVec half = hn::Set(d, state.duck_half), settling = hn::Set(d, state.settling);
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec tube = hn::Load(d, state.tube + lane), ducks = hn::Load(d, state.duck + lane);
    const FloatVec left = hn::Load(d, state.output.left + lane);
    FloatVec mean = hn::Load(d, state.mean + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec done = hn::Set(d, static_cast<float>(f) + 1.0F);
      FloatVec y = hn::Load(d, out[f] + lane);
      mean = hn::MulAdd(settling, hn::Sub(hn::Mul(tube, y), mean), mean);
      y = hn::Sub(y, mean);
      const FloatVec output = ramp_at(state.output, lane, hn::Max(hn::Sub(left, done), zero));
      // Down until `half` frames are to go, then up again.
      const FloatVec to_go = hn::Max(hn::Sub(ducks, done), zero);
      const FloatVec full = hn::Max(hn::Max(hn::Sub(to_go, half), hn::Sub(fade, to_go)), zero);
      // x²·(3 - 2x): a straight way of 5 ms has corners, heard above 8 kHz at -79 dB of a tone.
      const FloatVec x = hn::Mul(full, per_frame);
      const FloatVec smooth = hn::Mul(hn::Mul(x, x), hn::NegMulAdd(x, two, three));
      const FloatVec level = hn::IfThenElse(hn::Gt(to_go, zero), smooth, one);
      hn::Store(hn::Mul(y, hn::Mul(output, level)), d, out[f] + lane);
    }
    hn::Store(mean, d, state.mean + lane);
  }
  advance(state.output, frames);
}

/// The newest frames become the past of the next tile.
template <std::size_t kFrames>
void remember(LaneFrame (&line)[kFrames], std::uint32_t past, std::uint32_t frames) {
  std::memmove(line, line + frames, past * sizeof(LaneFrame));
}

void go_up_and_down(State& s, std::size_t deepest, LaneFrame* wet, std::uint32_t n) {
  LaneFrame* const twice = s.twice + State::kPast[1];
  LaneFrame* const fourfold = s.fourfold + State::kPast[2];
  LaneFrame* const shaped_twice = s.shaped_twice + State::kShapedPast[1];
  LaneFrame* const shaped_fourfold = s.shaped_fourfold + State::kShapedPast[2];
  LaneFrame* const shaped_eightfold = s.shaped_eightfold + State::kShapedPast[3];
  to_double_rate<FirstOctave>(s.base + State::kPast[0], twice, n);
  if (deepest >= 2) to_double_rate<SecondOctave>(twice, fourfold, 2 * n);
  if (deepest >= 3) {
    to_double_rate<ThirdOctave>(fourfold, shaped_eightfold, 4 * n);
    shape(s, 3, shaped_eightfold, shaped_eightfold, 8 * n);
    to_half_rate<ThirdOctave, 3>(shaped_eightfold, shaped_fourfold, 4 * n);
    remember(s.shaped_eightfold, State::kShapedPast[3], 8 * n);
  }
  if (deepest >= 2) {
    shape(s, 2, fourfold, shaped_fourfold, 4 * n);
    to_half_rate<SecondOctave, 1>(shaped_fourfold, shaped_twice, 2 * n);
    remember(s.fourfold, State::kPast[2], 4 * n);
    remember(s.shaped_fourfold, State::kShapedPast[2], 4 * n);
  }
  shape(s, 1, twice, shaped_twice, 2 * n);
  to_half_rate<FirstOctave, 0>(shaped_twice, wet, n);
  remember(s.twice, State::kPast[1], 2 * n);
  remember(s.shaped_twice, State::kShapedPast[1], 2 * n);
}

void saturate(State& state, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  LaneFrame* const base = state.base + State::kPast[0];
  enter(state, in, base, frames);
  std::size_t deepest = kDepths - 1;
  const auto none = [](std::uint16_t lanes) { return lanes == 0; };
  while (deepest > 0 &&
         std::all_of(std::begin(state.lanes_of[deepest]), std::end(state.lanes_of[deepest]), none))
    --deepest;
  if (deepest > 0)
    go_up_and_down(state, deepest, out, frames);
  else
    std::memset(out, 0, frames * sizeof(LaneFrame));
  shape(state, 0, base, out, frames);
  if (deepest > 0) remember(state.base, State::kPast[0], frames);  // who goes up begins without a past
  if (at_rest(state))
    leave_at_rest(state.output, out, frames);
  else
    leave(state, out, frames);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(saturate);

void saturate(SaturationState& state, const LaneFrame* in, LaneFrame* out,
              std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(saturate)(state, in, out, frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
