// section_bank.cpp: from a section's design to the values of its two forms, and who is in which.  Side:
// audio.
#include "engine/effects/section_bank.h"

#include <array>
#include <cmath>

namespace corelogic::effects {
namespace {

/// Below this the slow state would need a scale beyond floats; an error of -120 dB in the response.
constexpr double kLeastSlow = 1e-6;

/// The five multiply-adds of a section, from its transfer function in d = z - 1:
/// (b d^2 + e1 d + e2) / (d^2 + f1 d + f2), where c1 = e1 - b f1, and the slow state holds (e2 - b f2) times
/// the twice summed input.
void rest_at(RestingSections& rest, std::size_t lane, const EqSection& s) {
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

void rest_off(RestingSections& rest, std::size_t lane) {
  rest.b[lane] = 1.0F;
  rest.c1[lane] = rest.p[lane] = rest.a[lane] = rest.c[lane] = 0.0F;
}

/// The coefficients of a section in motion.
using Mix = std::array<float, MovingSections::kCoefficients>;

[[nodiscard]] Mix mix_of(const EqSection& s) {
  const double whole = 1.0 + s.g * (s.k + s.g);
  return {static_cast<float>(1.0 / whole),       static_cast<float>(s.g / whole),
          static_cast<float>(s.g * s.g / whole), static_cast<float>(s.n2),
          static_cast<float>(s.n1 - s.k * s.n2), static_cast<float>(s.n0 - s.n2)};
}

/// The same poles, and the sound passes.
[[nodiscard]] Mix passing(Mix mix) {
  mix[MovingSections::kM0] = 1.0F;
  mix[MovingSections::kM1] = mix[MovingSections::kM2] = 0.0F;
  return mix;
}

[[nodiscard]] Mix mix_now(const MovingSections& motion, std::size_t lane) {
  Mix now{};
  for (std::size_t i = 0; i < now.size(); ++i)
    now[i] = motion.goal[i][lane] - motion.step[i][lane] * motion.left[lane];
  return now;
}

/// From now on towards `goal`; 0 frames: there at once.
void aim(MovingSections& motion, std::size_t lane, const Mix& goal, float frames) {
  const Mix from = mix_now(motion, lane);
  for (std::size_t i = 0; i < goal.size(); ++i) {
    motion.goal[i][lane] = goal[i];
    motion.step[i][lane] = frames == 0.0F ? 0.0F : (goal[i] - from[i]) / frames;
  }
  motion.left[lane] = frames;
}

/// No past, at `mix`.
void wake(MovingSections& motion, std::size_t lane, const Mix& mix) {
  aim(motion, lane, mix, 0.0F);
  motion.s1[lane] = motion.s2[lane] = 0.0F;
}

/// The past of the section at rest becomes that of the section in motion.
void take_over(const RestingSections& rest, MovingSections& motion, std::size_t lane) {
  const float a1 = motion.goal[MovingSections::kA1][lane], a2 = motion.goal[MovingSections::kA2][lane];
  motion.s1[lane] = 2.0F * a2 * rest.u1[lane];
  motion.s2[lane] = a2 / a1 * motion.s1[lane] + rest.a[lane] * rest.u2[lane];
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
    for (RestingSections& rest : state_.rest) rest_off(rest, l);
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
  RestingSections& rest = state_.rest[section];
  MovingSections& motion = state_.motion[section];
  const Mix goal = wanted != nullptr ? mix_of(*wanted) : passing(mix_now(motion, lane));
  if (!active)
    wake(motion, lane, passing(goal));  // the poles at once, for nothing of them is heard yet
  else if (!has(state_.moving[section], lane))
    take_over(rest, motion, lane);
  if (at_once) motion.s1[lane] = motion.s2[lane] = 0.0F;
  aim(motion, lane, goal, at_once ? 0.0F : approach_);
  rest.u1[lane] = rest.u2[lane] = 0.0F;
  if (wanted != nullptr)
    rest_at(rest, lane, *wanted);
  else
    rest_off(rest, lane);
  put(state_.active[section], lane, wanted != nullptr || !at_once);
  put(state_.moving[section], lane, !at_once);
  put(state_.ends_off[section], lane, wanted == nullptr);
}

void SectionBank::move_from(const SectionBank& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
  const SectionState& o = other.state_;
  for (std::size_t i = 0; i < kSections; ++i) {
    const RestingSections& theirs = o.rest[i];
    RestingSections& ours = state_.rest[i];
    using Rest = RestingSections;
    using Row = float(Rest::*)[kLanes];
    for (const Row row : {&Rest::b, &Rest::c1, &Rest::p, &Rest::a, &Rest::c, &Rest::u1, &Rest::u2})
      (ours.*row)[to] = (theirs.*row)[from];
    for (std::size_t c = 0; c < MovingSections::kCoefficients; ++c) {
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
  run_sections(state_, in, out, frames);
}

}  // namespace corelogic::effects
