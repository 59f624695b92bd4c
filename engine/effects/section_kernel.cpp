// section_kernel.cpp: the sections at rest and in motion, and the step from one form to the other.
// Sections at rest run four at a time, so that one's latency is the others' time.  Side: audio.
#include <algorithm>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/section_kernel.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/kernel-inl.h"
#include "engine/effects/section_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

using Rest = RestingSections;
using Motion = MovingSections;
using State = SectionState;

constexpr std::size_t kGroup = 4;

/// One register of lanes of a section at rest. The same bits on all that have fused multiply-add; else within
/// rounding.
struct Resting {
  FloatVec b, c1, p, a, c, u1, u2;

  HWY_INLINE void load(const Rest& rest, std::size_t lane) {
    const Floats d;
    b = hn::Load(d, rest.b + lane);
    c1 = hn::Load(d, rest.c1 + lane);
    p = hn::Load(d, rest.p + lane);
    a = hn::Load(d, rest.a + lane);
    c = hn::Load(d, rest.c + lane);
    u1 = hn::Load(d, rest.u1 + lane);
    u2 = hn::Load(d, rest.u2 + lane);
  }
  HWY_INLINE void store(Rest& rest, std::size_t lane) const {
    hn::Store(u1, Floats(), rest.u1 + lane);
    hn::Store(u2, Floats(), rest.u2 + lane);
  }
  HWY_INLINE FloatVec step(FloatVec x) {
    const FloatVec y = hn::MulAdd(b, x, hn::MulAdd(c1, u1, u2));
    const FloatVec slow = hn::MulAdd(c, u1, u2);
    u1 = hn::MulAdd(p, u1, hn::NegMulAdd(a, u2, x));
    u2 = slow;
    return y;
  }
};

/// `kEnter`: the input is checked and the gain, at rest, applied.
template <std::size_t kCount, bool kEnter>
HWY_INLINE void run_group(Rest* const* sections, const float* gains, const LaneFrame* in, LaneFrame* out,
                          std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    Resting r[kCount];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kCount; ++i) r[i].load(*sections[i], lane);
    const FloatVec gain = hn::Load(d, gains + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      FloatVec x = hn::Load(d, in[f] + lane);
      if constexpr (kEnter) x = hn::Mul(sane(x), gain);
#pragma GCC unroll 4
      for (std::size_t i = 0; i < kCount; ++i) x = r[i].step(x);
      hn::Store(x, d, out[f] + lane);
    }
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kCount; ++i) r[i].store(*sections[i], lane);
  }
}

template <bool kEnter>
void run_resting(Rest* const* sections, std::size_t count, const float* gains, const LaneFrame* in,
                 LaneFrame* out, std::uint32_t frames) {
  switch (count) {
    case 1:
      return run_group<1, kEnter>(sections, gains, in, out, frames);
    case 2:
      return run_group<2, kEnter>(sections, gains, in, out, frames);
    case 3:
      return run_group<3, kEnter>(sections, gains, in, out, frames);
    default:
      return run_group<kGroup, kEnter>(sections, gains, in, out, frames);
  }
}

/// Both forms side by side; lanes in motion take the one, the others the other. No lane arrives before the
/// end.
HWY_INLINE void run_mixed(Rest& rest, Motion& motion, LaneFrame* sound, std::uint32_t frames) {
  const Floats d;
  const FloatVec two = hn::Set(d, 2.0F);
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    Resting resting;
    resting.load(rest, lane);
    const FloatVec left = hn::Load(d, motion.left + lane);
    const auto moves = hn::Gt(left, hn::Zero(d));
    FloatVec s1 = hn::Load(d, motion.s1 + lane), s2 = hn::Load(d, motion.s2 + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec remain = hn::Sub(left, hn::Set(d, static_cast<float>(f) + 1.0F));
      FloatVec now[Motion::kCoefficients];
      for (std::size_t i = 0; i < Motion::kCoefficients; ++i)
        now[i] =
            hn::NegMulAdd(hn::Load(d, motion.step[i] + lane), remain, hn::Load(d, motion.goal[i] + lane));
      const FloatVec x = hn::Load(d, sound[f] + lane);
      const FloatVec still = resting.step(x);
      const FloatVec error = hn::Sub(x, s2);
      const FloatVec v1 = hn::MulAdd(now[Motion::kA1], s1, hn::Mul(now[Motion::kA2], error));
      const FloatVec v2 = hn::MulAdd(now[Motion::kA3], error, hn::MulAdd(now[Motion::kA2], s1, s2));
      s1 = hn::MulSub(two, v1, s1);
      s2 = hn::MulSub(two, v2, s2);
      const FloatVec y =
          hn::MulAdd(now[Motion::kM0], x, hn::MulAdd(now[Motion::kM1], v1, hn::Mul(now[Motion::kM2], v2)));
      hn::Store(hn::IfThenElse(moves, y, still), d, sound[f] + lane);
    }
    resting.store(rest, lane);
    hn::Store(hn::IfThenElseZero(moves, s1), d, motion.s1 + lane);
    hn::Store(hn::IfThenElseZero(moves, s2), d, motion.s2 + lane);
  }
}

/// Checks the input and applies a gain that may move.
void enter(LaneRamp& gain, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec left = hn::Load(d, gain.left + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec done = hn::Set(d, static_cast<float>(f) + 1.0F);
      const FloatVec now = ramp_at(gain, lane, hn::Max(hn::Sub(left, done), hn::Zero(d)));
      hn::Store(hn::Mul(sane(hn::Load(d, in[f] + lane)), now), d, out[f] + lane);
    }
  }
  for (std::size_t l = 0; l < kLanes; ++l) {
    gain.left[l] = std::max(0.0F, gain.left[l] - static_cast<float>(frames));
    if (gain.left[l] == 0.0F) gain.step[l] = 0.0F;
  }
}

[[nodiscard]] HWY_INLINE bool at_rest(const LaneRamp& gain) {
  return std::all_of(gain.left, gain.left + kLanes, [](float left) { return left == 0.0F; });
}

/// The lane has arrived: the rest takes over where the motion ended.
void arrive(State& state, std::size_t section, std::size_t lane) {
  Rest& rest = state.rest[section];
  Motion& motion = state.motion[section];
  const auto bit = static_cast<std::uint16_t>(1U << lane);
  const auto others = static_cast<std::uint16_t>(~bit);
  for (auto& step : motion.step) step[lane] = 0.0F;
  state.moving[section] &= others;
  if ((state.ends_off[section] & bit) != 0) {
    state.active[section] &= others;
    rest.u1[lane] = rest.u2[lane] = 0.0F;
  } else {
    const float a1 = motion.goal[Motion::kA1][lane], a2 = motion.goal[Motion::kA2][lane];
    rest.u1[lane] = motion.s1[lane] / (2.0F * a2);
    rest.u2[lane] = (motion.s2[lane] - a2 / a1 * motion.s1[lane]) / rest.a[lane];
  }
  motion.s1[lane] = motion.s2[lane] = 0.0F;
}

/// A section with lanes in motion, in place.
void run_moving(State& state, std::size_t section, LaneFrame* sound, std::uint32_t frames) {
  Motion& motion = state.motion[section];
  std::uint32_t done = 0;
  while (done < frames && state.moving[section] != 0) {
    auto stretch = static_cast<float>(frames - done);
    for (const float left : motion.left)
      if (left > 0.0F) stretch = std::min(stretch, left);
    run_mixed(state.rest[section], motion, sound + done, static_cast<std::uint32_t>(stretch));
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (motion.left[l] == 0.0F) continue;
      motion.left[l] -= stretch;
      if (motion.left[l] == 0.0F) arrive(state, section, l);
    }
    done += static_cast<std::uint32_t>(stretch);
  }
  Rest* const only = &state.rest[section];
  if (done < frames && state.active[section] != 0)
    run_resting<false>(&only, 1, state.gain.target, sound + done, sound + done, frames - done);
}

/// Sections at rest wait here for company.
struct Queue {
  const float* gains;
  const LaneFrame* source;  ///< `out` once something has been there
  LaneFrame* out;
  std::uint32_t frames;
  bool entered;
  Rest* waiting[kGroup] = {};
  std::size_t count = 0;

  void flush() {
    if (count == 0) return;
    if (entered)
      run_resting<false>(waiting, count, gains, source, out, frames);
    else
      run_resting<true>(waiting, count, gains, source, out, frames);
    entered = true;
    source = out;
    count = 0;
  }
  void add(Rest& rest) {
    waiting[count++] = &rest;
    if (count == kGroup) flush();
  }
};

void run_sections(State& state, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const auto* first =
      std::find_if(state.active, state.active + kSections, [](auto lanes) { return lanes != 0; });
  const auto first_place = static_cast<std::size_t>(first - state.active);
  const bool empty = first_place == kSections;
  const bool gain_rests = at_rest(state.gain);
  if (empty && gain_rests &&
      std::all_of(state.gain.target, state.gain.target + kLanes, [](float gain) { return gain == 1.0F; })) {
    if (in != out) std::memcpy(out, in, frames * sizeof(LaneFrame));
    return;
  }
  Queue queue{state.gain.target, in, out, frames, false};
  if (empty || !gain_rests || state.moving[first_place] != 0) {
    enter(state.gain, in, out, frames);
    queue.source = out;
    queue.entered = true;
  }
  for (std::size_t i = first_place; i < kSections; ++i) {
    if (state.moving[i] != 0) {
      queue.flush();
      run_moving(state, i, out, frames);
    } else if (state.active[i] != 0) {
      queue.add(state.rest[i]);
    }
  }
  queue.flush();
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(run_sections);

void run_sections(SectionState& state, const LaneFrame* in, LaneFrame* out,
                  std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(run_sections)(state, in, out, frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
