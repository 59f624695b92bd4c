// section_kernel.h: the state of many filter sections on sixteen lanes, and what runs it.
// Who sets it is section_bank.h.  Side: audio.
//
// A section at rest is five multiply-adds, as many as a biquad in direct form, but of integrators, so that 20
// Hz is as good as 2 kHz:   y = b x + c1 u1 + u2,   u2 += c u1,   u1 = p u1 - a u2 + x   (old values on the
// right). The step of the slow state, c u1, is kept apart from its sum; a direct form would hold it as the
// difference of two numbers near 2, lost in a float's rounding.
//
// A section in motion is the trapezoidal state variable filter (A. Simper, "Linear Trapezoidal Integrated
// SVF", 2011): v1 = a1 s1 + a2 (x - s2), v2 = s2 + a2 s1 + a3 (x - s2), s' = 2 v - s, y = m0 x + m1 v1 + m2
// v2. Its state matrix is Cayley's transform of one that only loses energy, so it makes no state longer
// (Euclid's norm). The matrices that do so are a convex set; what moves on a straight line in a1, a2, a3
// between two of them stays inside: no sweep, however fast, can ring up. Silence stays silent.
//
// From one to the other the state is carried over exactly: s1 = 2 a2 u1, s2 = (a2 / a1) s1 + a u2. Each lane
// changes form at its own frame, so no lane hears another's motion, and none the cut of a block.
#pragma once

#include "engine/effects/shapes.h"

namespace corelogic::effects {

inline constexpr std::size_t kSections = 32;

/// A section at rest; off: b = 1, the others 0.
struct alignas(kAlignment) RestingSections {
  float b[kLanes], c1[kLanes], p[kLanes], a[kLanes], c[kLanes];
  float u1[kLanes], u2[kLanes];
};

/// The same section in motion, and where it goes; of a lane at rest the goal is where it is.
struct alignas(kAlignment) MovingSections {
  enum Coefficient : std::uint8_t { kA1, kA2, kA3, kM0, kM1, kM2, kCoefficients };
  float goal[kCoefficients][kLanes];
  float step[kCoefficients][kLanes];
  float left[kLanes];  ///< frames until the goal; above 0: in motion
  float s1[kLanes], s2[kLanes];
};

struct SectionState {
  RestingSections rest[kSections];
  MovingSections motion[kSections];
  std::uint16_t active[kSections];  ///< a bit a lane: not off, or in motion
  std::uint16_t moving[kSections];
  std::uint16_t ends_off[kSections];  ///< will be off when the motion ends
  LaneRamp gain;
};

/// All sections, the first first. See SectionBank::process.
void run_sections(SectionState&, const LaneFrame* in, LaneFrame* out,
                  std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::effects
