// eq_reference.h: the equaliser's analogue prototypes, its digital design and the cookbook's, as formulas in
// double. It asserts nothing.  Side: tests.
#pragma once

#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <vector>

#include "engine/effects/eq_design.h"

namespace corelogic::effects::test {

using Complex = std::complex<double>;
namespace eq = vocabulary::eq;

inline double decibels(double x) {
  return 20.0 * std::log10(x);
}

/// The prototype's response at s, where s = j is the band's frequency.
inline Complex prototype(const EqBand& band, Complex s) {
  const double a = std::pow(10.0, band.gain_db / 40.0), root = std::sqrt(a), q = band.q;
  switch (band.type) {
    case eq::kBell:
      return (s * s + s * a / q + 1.0) / (s * s + s / (a * q) + 1.0);
    case eq::kLowShelf:
      return a * (s * s + s * root / q + a) / (a * s * s + s * root / q + 1.0);
    case eq::kHighShelf:
      return a * (a * s * s + s * root / q + 1.0) / (s * s + s * root / q + a);
    case eq::kNotch:
      return (s * s + 1.0) / (s * s + s / q + 1.0);
    case eq::kBandPass:
      return (s / q) / (s * s + s / q + 1.0);
    default:
      break;
  }
  // Butterworth: poles on the unit circle; the pair nearest the imaginary axis has the band's Q on top.
  Complex h = 1.0;
  const int n = band.order;
  for (int i = 0; i < n; ++i) {
    const double angle = std::numbers::pi * (2 * i + 1) / (2.0 * n);
    const Complex pole(-std::sin(angle), std::cos(angle));
    const Complex top = band.type == eq::kLowPass ? Complex(1.0) : s;
    if (n > 1 && (i == 0 || i == n - 1)) {
      const double k = -2.0 * pole.real() * std::sqrt(0.5) / q;
      if (i == 0) h *= top * top / (s * s + k * s + 1.0);
    } else {
      h *= top / (s - pole);
    }
  }
  return h;
}

inline Complex analogue(const EqBand& band, double hz) {
  return prototype(band, Complex(0.0, hz / band.frequency));
}

/// What the cookbook makes of the prototype: the bilinear transform, right at the band's frequency.
inline Complex cookbook(const EqBand& band, double hz, double rate) {
  const double pi = std::numbers::pi;
  return prototype(band, Complex(0.0, std::tan(pi * hz / rate) / std::tan(pi * band.frequency / rate)));
}

/// The response of designed sections, from their formula.
inline Complex designed(const EqBand& band, double hz, double rate) {
  EqSection sections[kMostSections];
  const std::size_t count = design_band(band, rate, sections);
  Complex h = 1.0;
  for (std::size_t i = 0; i < count; ++i) {
    const EqSection& f = sections[i];
    const Complex s(0.0, std::tan(std::numbers::pi * hz / rate) / f.g);
    h *= (f.n2 * s * s + f.n1 * s + f.n0) / (s * s + f.k * s + 1.0);
  }
  return h;
}

/// A section in double: the trapezoidal state variable filter.
struct ReferenceSection {
  EqSection f;
  double s1 = 0, s2 = 0;
  double step(double x) {
    const double a1 = 1.0 / (1.0 + f.g * (f.g + f.k)), a2 = f.g * a1, a3 = f.g * a2;
    const double v1 = a1 * s1 + a2 * (x - s2), v2 = s2 + a2 * s1 + a3 * (x - s2);
    s1 = 2.0 * v1 - s1;
    s2 = 2.0 * v2 - s2;
    return f.n2 * (x - f.k * v1 - v2) + f.n1 * v1 + f.n0 * v2;
  }
};

/// The same as others do it: a biquad in transposed direct form, all in float.
struct DirectForm {
  float b0, b1, b2, a1, a2, s1 = 0, s2 = 0;
  explicit DirectForm(const EqSection& f) {
    const double gg = f.g * f.g, whole = 1.0 + f.k * f.g + gg;
    b0 = static_cast<float>((f.n2 + f.n1 * f.g + f.n0 * gg) / whole);
    b1 = static_cast<float>(2.0 * (f.n0 * gg - f.n2) / whole);
    b2 = static_cast<float>((f.n2 - f.n1 * f.g + f.n0 * gg) / whole);
    a1 = static_cast<float>(2.0 * (gg - 1.0) / whole);
    a2 = static_cast<float>((1.0 - f.k * f.g + gg) / whole);
  }
  double step(float x) {
    const float y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    return static_cast<double>(y);
  }
};

/// From 20 Hz to 20 kHz, `count` frequencies at equal ratios.
inline std::vector<double> audible(int count) {
  std::vector<double> hz;
  for (int i = 0; i < count; ++i) hz.push_back(20.0 * std::pow(1000.0, i / (count - 1.0)));
  return hz;
}

}  // namespace corelogic::effects::test
