// section_bank.h: thirty-two filter sections of second order, one behind the other, on sixteen lanes each
// with its own; what the equaliser is made of. It knows no bands and no decibels.  Side: audio.
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

#include "engine/effects/eq_design.h"
#include "engine/effects/shapes.h"

namespace corelogic::effects {

class SectionBank {
 public:
  static constexpr std::size_t kSections = 32;

  /// All sections off, gain 1. `approach`: frames in which values are approached.  Side: control.
  void prepare(float approach) noexcept;
  /// No past, all off.
  void begin(std::size_t lane, float gain) noexcept CL_REALTIME;
  /// What the section shall be; null: off, it changes nothing. At once only where nothing sounds yet.
  void set(std::size_t section, std::size_t lane, const EqSection* wanted, bool at_once) noexcept CL_REALTIME;
  /// Of the lane as a whole.
  void set_gain(std::size_t lane, float gain) noexcept CL_REALTIME;
  void move_from(const SectionBank& other, std::size_t from, std::size_t to) noexcept CL_REALTIME;

  /// `out` may be `in`. With all off and the gain at 1 a copy, to the bit; a NaN, an infinity or what is
  /// above 1e15 (only something broken is) else counts as silence: it would stay inside.
  void process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME;

  /// A section that is off: y = x.
  struct alignas(kAlignment) Rest {
    float b[kLanes], c1[kLanes], p[kLanes], a[kLanes], c[kLanes];
    float u1[kLanes], u2[kLanes];
  };
  enum Coefficient : std::uint8_t { kA1, kA2, kA3, kM0, kM1, kM2, kCoefficients };
  struct alignas(kAlignment) Motion {
    float goal[kCoefficients][kLanes];
    float step[kCoefficients][kLanes];
    float left[kLanes];  ///< frames until the goal; above 0: in motion
    float s1[kLanes], s2[kLanes];
  };
  struct State {
    Rest rest[kSections];
    Motion motion[kSections];
    std::uint16_t active[kSections];  ///< a bit a lane: not off, or in motion
    std::uint16_t moving[kSections];
    std::uint16_t ends_off[kSections];  ///< in motion to where it will be off
    LaneRamp gain;
  };

 private:
  void move_to(std::size_t section, std::size_t lane, const float* goal) noexcept CL_REALTIME;

  State state_{};
  float approach_ = 480.0F;
};

}  // namespace corelogic::effects
