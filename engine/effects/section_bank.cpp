// section_bank.cpp: the kernels of the sections, at rest and in motion, and the step from one to the other.
// Sections at rest run four at a time, so that one's latency is the others' time.  Side: audio.
#include <algorithm>
#include <cmath>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/section_bank.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/kernel-inl.h"
#include "engine/effects/section_bank.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

using Rest = SectionBank::Rest;
using Motion = SectionBank::Motion;

constexpr std::size_t kGroup = 4;

/// The same bits on all that have fused multiply-add; else within rounding.
HWY_INLINE FloatVec trusted(FloatVec x) {
  const Floats d;
  return hn::IfThenElseZero(hn::Lt(hn::Abs(x), hn::Set(d, 1e15F)), x);
}

/// One register of lanes of a section at rest.
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
      if constexpr (kEnter) x = hn::Mul(trusted(x), gain);
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
      FloatVec now[SectionBank::kCoefficients];
      for (std::size_t i = 0; i < SectionBank::kCoefficients; ++i)
        now[i] =
            hn::NegMulAdd(hn::Load(d, motion.step[i] + lane), remain, hn::Load(d, motion.goal[i] + lane));
      const FloatVec x = hn::Load(d, sound[f] + lane);
      const FloatVec still = resting.step(x);
      const FloatVec error = hn::Sub(x, s2);
      const FloatVec v1 = hn::MulAdd(now[SectionBank::kA1], s1, hn::Mul(now[SectionBank::kA2], error));
      const FloatVec v2 = hn::MulAdd(now[SectionBank::kA3], error, hn::MulAdd(now[SectionBank::kA2], s1, s2));
      s1 = hn::MulSub(two, v1, s1);
      s2 = hn::MulSub(two, v2, s2);
      const FloatVec y =
          hn::MulAdd(now[SectionBank::kM0], x,
                     hn::MulAdd(now[SectionBank::kM1], v1, hn::Mul(now[SectionBank::kM2], v2)));
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
      hn::Store(hn::Mul(trusted(hn::Load(d, in[f] + lane)), now), d, out[f] + lane);
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
void arrive(SectionBank::State& state, std::size_t section, std::size_t lane) {
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
    const float a1 = motion.goal[SectionBank::kA1][lane], a2 = motion.goal[SectionBank::kA2][lane];
    rest.u1[lane] = motion.s1[lane] / (2.0F * a2);
    rest.u2[lane] = (motion.s2[lane] - a2 / a1 * motion.s1[lane]) / rest.a[lane];
  }
  motion.s1[lane] = motion.s2[lane] = 0.0F;
}

/// A section with lanes in motion, in place.
void run_moving(SectionBank::State& state, std::size_t section, LaneFrame* sound, std::uint32_t frames) {
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

void process(SectionBank::State& state, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const auto* first = std::find_if(state.active, state.active + SectionBank::kSections,
                                   [](auto lanes) { return lanes != 0; });
  const auto first_place = static_cast<std::size_t>(first - state.active);
  const bool empty = first_place == SectionBank::kSections;
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
  for (std::size_t i = first_place; i < SectionBank::kSections; ++i) {
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

HWY_EXPORT(process);

namespace {

/// Below this the slow state would need a scale beyond floats; an error of -120 dB in the response.
constexpr double kLeastSlow = 1e-6;

/// The five multiply-adds of a section, from its transfer function in d = z - 1:
/// (b d^2 + e1 d + e2) / (d^2 + f1 d + f2), where c1 = e1 - b f1, and the slow state holds (e2 - b f2) times
/// the twice summed input.
void rest_at(SectionBank::Rest& rest, std::size_t lane, const EqSection& s) {
  const double whole = 1.0 + s.g * (s.k + s.g);
  const double f1 = (2.0 * s.k * s.g + 4.0 * s.g * s.g) / whole, f2 = 4.0 * s.g * s.g / whole;
  const double b = (s.n2 + s.n1 * s.g + s.n0 * s.g * s.g) / whole;
  const double e1 = (2.0 * s.n1 * s.g + 4.0 * s.n0 * s.g * s.g) / whole;
  double slow = s.n0 - b;
  if (std::abs(slow) < kLeastSlow) slow = std::copysign(kLeastSlow, slow);
  const auto p = static_cast<float>(1.0 - f1);
  rest.b[lane] = static_cast<float>(b);
  rest.p[lane] = p;
  rest.c1[lane] = static_cast<float>(e1 - b * (1.0 - static_cast<double>(p)));
  rest.a[lane] = static_cast<float>(1.0 / slow);
  rest.c[lane] = static_cast<float>(f2 * slow);
}

void rest_off(SectionBank::Rest& rest, std::size_t lane) {
  rest.b[lane] = 1.0F;
  rest.c1[lane] = rest.p[lane] = rest.a[lane] = rest.c[lane] = 0.0F;
}

void goal_of(const EqSection& s, float* goal) {
  const double whole = 1.0 + s.g * (s.k + s.g);
  goal[SectionBank::kA1] = static_cast<float>(1.0 / whole);
  goal[SectionBank::kA2] = static_cast<float>(s.g / whole);
  goal[SectionBank::kA3] = static_cast<float>(s.g * s.g / whole);
  goal[SectionBank::kM0] = static_cast<float>(s.n2);
  goal[SectionBank::kM1] = static_cast<float>(s.n1 - s.k * s.n2);
  goal[SectionBank::kM2] = static_cast<float>(s.n0 - s.n2);
}

/// The mix that lets the sound pass.
void pass(float* goal) {
  goal[SectionBank::kM0] = 1.0F;
  goal[SectionBank::kM1] = goal[SectionBank::kM2] = 0.0F;
}

void put(std::uint16_t& lanes, std::size_t lane, bool on) {
  const auto bit = static_cast<std::uint16_t>(1U << lane);
  lanes = static_cast<std::uint16_t>(on ? lanes | bit : lanes & ~bit);
}

[[nodiscard]] bool has(std::uint16_t lanes, std::size_t lane) {
  return (lanes >> lane & 1U) != 0;
}

}  // namespace

void SectionBank::prepare(float approach) noexcept {
  approach_ = approach;
  state_ = {};
  for (std::size_t l = 0; l < kLanes; ++l) {
    begin(l, 1.0F);
    for (Rest& rest : state_.rest) rest_off(rest, l);
  }
}

void SectionBank::begin(std::size_t lane, float gain) noexcept CL_REALTIME {
  for (std::size_t i = 0; i < kSections; ++i) set(i, lane, nullptr, true);
  state_.gain.target[lane] = gain;
  state_.gain.step[lane] = state_.gain.left[lane] = 0.0F;
}

void SectionBank::set_gain(std::size_t lane, float gain) noexcept CL_REALTIME {
  state_.gain.move_to(lane, gain, approach_);
}

void SectionBank::set(std::size_t section, std::size_t lane, const EqSection* wanted,
                      bool at_once) noexcept CL_REALTIME {
  const bool active = has(state_.active[section], lane);
  if (wanted == nullptr && !active) return;
  Rest& rest = state_.rest[section];
  Motion& motion = state_.motion[section];
  float goal[kCoefficients];
  if (wanted != nullptr) {
    goal_of(*wanted, goal);
  } else {
    for (std::size_t i = 0; i < kCoefficients; ++i)
      goal[i] = motion.goal[i][lane] - motion.step[i][lane] * motion.left[lane];
    pass(goal);
  }
  if (!active) {  // the poles at once, for nothing of them is heard yet
    float from[kCoefficients];
    std::copy_n(goal, kCoefficients, from);
    pass(from);
    for (std::size_t i = 0; i < kCoefficients; ++i) {
      motion.goal[i][lane] = from[i];
      motion.step[i][lane] = 0.0F;
    }
    motion.s1[lane] = motion.s2[lane] = motion.left[lane] = 0.0F;
  } else if (!has(state_.moving[section], lane)) {
    motion.s1[lane] = 2.0F * motion.goal[kA2][lane] * rest.u1[lane];
    motion.s2[lane] =
        motion.goal[kA2][lane] / motion.goal[kA1][lane] * motion.s1[lane] + rest.a[lane] * rest.u2[lane];
  }
  rest.u1[lane] = rest.u2[lane] = 0.0F;
  if (wanted != nullptr)
    rest_at(rest, lane, *wanted);
  else
    rest_off(rest, lane);
  if (at_once) motion.s1[lane] = motion.s2[lane] = 0.0F;
  for (std::size_t i = 0; i < kCoefficients; ++i) {
    const float from = motion.goal[i][lane] - motion.step[i][lane] * motion.left[lane];
    motion.goal[i][lane] = goal[i];
    motion.step[i][lane] = at_once ? 0.0F : (goal[i] - from) / approach_;
  }
  motion.left[lane] = at_once ? 0.0F : approach_;
  put(state_.active[section], lane, wanted != nullptr || !at_once);
  put(state_.moving[section], lane, !at_once);
  put(state_.ends_off[section], lane, wanted == nullptr);
}

void SectionBank::move_from(const SectionBank& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
  const State& o = other.state_;
  for (std::size_t i = 0; i < kSections; ++i) {
    const Rest& theirs = o.rest[i];
    Rest& ours = state_.rest[i];
    using Row = float(Rest::*)[kLanes];
    for (const Row row : {&Rest::b, &Rest::c1, &Rest::p, &Rest::a, &Rest::c, &Rest::u1, &Rest::u2})
      (ours.*row)[to] = (theirs.*row)[from];
    for (std::size_t c = 0; c < kCoefficients; ++c) {
      state_.motion[i].goal[c][to] = o.motion[i].goal[c][from];
      state_.motion[i].step[c][to] = o.motion[i].step[c][from];
    }
    state_.motion[i].left[to] = o.motion[i].left[from];
    state_.motion[i].s1[to] = o.motion[i].s1[from];
    state_.motion[i].s2[to] = o.motion[i].s2[from];
    put(state_.active[i], to, has(o.active[i], from));
    put(state_.moving[i], to, has(o.moving[i], from));
    put(state_.ends_off[i], to, has(o.ends_off[i], from));
  }
  state_.gain.target[to] = o.gain.target[from];
  state_.gain.step[to] = o.gain.step[from];
  state_.gain.left[to] = o.gain.left[from];
}

void SectionBank::process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(process)(state_, in, out, frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
