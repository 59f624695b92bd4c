// eq_design.h: from what people set on an equaliser's band to the sections of a digital filter.
// It sounds nothing; all is double and closed form, no tables, no iteration.  Side: audio.
//
// A band is an analogue prototype H(s), s = jw/w0 (bell and shelves: R. Bristow-Johnson's cookbook; low and
// high pass: Butterworth). The bilinear transform would squeeze all above 5 kHz into what is left below
// Nyquist. Here the digital filter is found from |H|^2 instead, as in M. Vicanek, "Matched Second Order
// Digital Filters" (2016): both are quotients of quadratics, the one in W = (w/w0)^2, the other in f =
// sin^2(w/2).
//  - All but the bell: W is replaced by c f / (1 - e f), with c and e such that it is right at two
//  frequencies:
//    at (shelves: somewhat below) w0, and at 20.5 kHz (passes: where they matter more). Quadratics stay
//    quadratics, and what is >= 0 stays so: the filter always exists and is stable.
//  - Bell: the quotient that is right at five frequencies: 0, half of the gain below, w0, above, and 20.5
//  kHz; if
//    there is none (never seen), or the gain is next to nothing, as the others.
// A quadratic in f is then split into its filter in t = tan^2(w/2) = f / (1 - f), where that is well
// conditioned also at 20 Hz: |x s^2 + y s + z|^2 = x^2 t^2 + (y^2 - 2xz) t + z^2.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/side.h"
#include "schema/vocabulary/effects/eq.h"

namespace corelogic::effects {

struct EqBand {
  vocabulary::eq::Type type = vocabulary::eq::kBell;
  double frequency = 1000.0;  ///< Hz
  double gain_db = 0.0;       ///< of bell and shelves
  double q = 0.7071;          ///< 0.7071: no overshoot of shelves and passes
  std::uint8_t order = 2;     ///< of low and high pass: 1, 2, 3, 4, 6, 8
};

/// H(s) = (n2 s^2 + n1 s + n0) / (s^2 + k s + 1) with s = (1/g) (z - 1) / (z + 1): any digital filter of
/// second order, in the values of a trapezoidal state variable filter.
struct EqSection {
  double g = 1.0;
  double k = 2.0;
  double n2 = 1.0;
  double n1 = 2.0;
  double n0 = 1.0;
};

inline constexpr std::size_t kMostSections = 4;  ///< of a band: 48 dB per octave

/// Writes the band's sections, the most resonant last, and returns how many; 0: the band changes nothing.
/// Cost: half a microsecond a section.
std::size_t design_band(const EqBand& band, double sample_rate, EqSection* sections) noexcept CL_REALTIME;

}  // namespace corelogic::effects
