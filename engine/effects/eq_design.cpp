// eq_design.cpp: the arithmetic of eq_design.h.  Side: audio.
#include "engine/effects/eq_design.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace corelogic::effects {
namespace {

namespace eq = vocabulary::eq;

constexpr double kPi = 3.14159265358979323846;

/// a x^2 + b x + c.
struct Quadratic {
  double a, b, c;
  [[nodiscard]] double at(double x) const { return (a * x + b) * x + c; }
};

/// An analogue prototype: numerator over denominator, in s.
struct Prototype {
  Quadratic above, below;
};

/// A filter's power: numerator over denominator, in W or in f.
struct Power {
  Quadratic above, below;
  [[nodiscard]] double at(double x) const { return above.at(x) / below.at(x); }
};

/// Where the digital filter is told to be as the analogue one, radians per sample.
struct Grid {
  double centre;  ///< w0
  double top;     ///< 20.5 kHz at 48 kHz
};

[[nodiscard]] Grid grid_of(double frequency, double sample_rate) {
  const double nyquist = sample_rate / 2.0;
  const double top = std::max(0.854 * nyquist, std::min(20500.0, 0.94 * nyquist));
  return {std::min(frequency, 0.98 * top) * kPi / nyquist, top * kPi / nyquist};
}

[[nodiscard]] double sine_square(double w) {
  const double sine = std::sin(w / 2.0);
  return sine * sine;
}

/// |p(jw)|^2 as a quadratic in W = w^2.
[[nodiscard]] Quadratic power_of(const Quadratic& p) {
  return {p.a * p.a, p.b * p.b - 2.0 * p.a * p.c, p.c * p.c};
}

[[nodiscard]] Prototype bell(double amplitude, double q) {
  return {{1.0, amplitude / q, 1.0}, {1.0, 1.0 / (amplitude * q), 1.0}};
}

[[nodiscard]] Prototype high_shelf(double amplitude, double q) {
  const double root = std::sqrt(amplitude);
  return {{amplitude * amplitude, amplitude * root / q, amplitude}, {1.0, root / q, amplitude}};
}

[[nodiscard]] Prototype low_shelf(double amplitude, double q) {
  const double root = std::sqrt(amplitude);
  return {{amplitude, amplitude * root / q, amplitude * amplitude}, {amplitude, root / q, 1.0}};
}

/// The quotient in f that W = c f / (1 - e f) makes, which is right at the two frequencies.
[[nodiscard]] Power squeezed(const Power& analogue, double centre, double w1, double w2) {
  const double f1 = sine_square(w1), f2 = sine_square(w2);
  const double big1 = w1 * w1 / (centre * centre), big2 = w2 * w2 / (centre * centre);
  // c f + e W f = W at both.
  const double determinant = f1 * f2 * (big2 - big1);
  const double c = big1 * big2 * (f2 - f1) / determinant;
  const double e = (f1 * big2 - f2 * big1) / determinant;
  const auto put = [c, e](const Quadratic& p) {
    return Quadratic{p.a * c * c - p.b * c * e + p.c * e * e, p.b * c - 2.0 * p.c * e, p.c};
  };
  return {put(analogue.above), put(analogue.below)};
}

/// Solves four equations in place; false if there is no answer.
[[nodiscard]] bool solve(std::array<std::array<double, 5>, 4>& rows) {
  for (std::size_t i = 0; i < 4; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i + 1; r < 4; ++r)
      if (std::abs(rows[r][i]) > std::abs(rows[pivot][i])) pivot = r;
    if (!(std::abs(rows[pivot][i]) > 1e-300)) return false;
    std::swap(rows[i], rows[pivot]);
    for (std::size_t r = 0; r < 4; ++r) {
      if (r == i) continue;
      const double factor = rows[r][i] / rows[i][i];
      for (std::size_t c = i; c < 5; ++c) rows[r][c] -= factor * rows[i][c];
    }
  }
  return true;
}

/// The quotient in f that is right at 0 (where it is 1) and at four frequencies.
[[nodiscard]] bool fitted(const Power& analogue, double centre, const std::array<double, 4>& w,
                          Power& found) {
  const double unit = sine_square(centre);
  std::array<std::array<double, 5>, 4> rows{};
  for (std::size_t i = 0; i < 4; ++i) {
    const double x = sine_square(w[i]) / unit;
    const double power = analogue.at(w[i] * w[i] / (centre * centre));
    const double scale = 1.0 / (1.0 + x);
    rows[i] = {scale, x * scale, -power * scale, -power * x * scale, (power - 1.0) / x * scale};
  }
  if (!solve(rows)) return false;
  const auto value = [&rows](std::size_t i) { return rows[i][4] / rows[i][i]; };
  found = {{value(1) / (unit * unit), value(0) / unit, 1.0},
           {value(3) / (unit * unit), value(2) / unit, 1.0}};
  return true;
}

/// The stable polynomial x s^2 + y s + z with this power; false if the power is negative somewhere.
[[nodiscard]] bool split(const Quadratic& power, Quadratic& root) {
  const double nyquist = power.a + power.b + power.c;
  if (!(nyquist >= 0.0) || !(power.c >= 0.0)) return false;
  root.a = std::sqrt(nyquist);
  root.c = std::sqrt(power.c);
  const double twice = 2.0 * root.a * root.c;
  const double middle = power.b + 2.0 * power.c + twice;
  // A notch's middle is 0, give or take the rounding.
  if (middle < -1e-9 * (std::abs(power.b) + 2.0 * power.c + twice)) return false;
  root.b = std::sqrt(std::max(0.0, middle));
  return true;
}

[[nodiscard]] bool section_of(const Power& power, EqSection& section) {
  Quadratic above{}, below{};
  if (!split(power.above, above) || !split(power.below, below)) return false;
  if (!(below.a > 0.0) || !(below.b > 0.0) || !(below.c > 0.0)) return false;
  section.g = std::sqrt(below.c / below.a);
  section.k = below.b / std::sqrt(below.a * below.c);
  section.n2 = above.a / below.a;
  section.n1 = above.b / (below.a * section.g);
  section.n0 = above.c / below.c;
  return true;
}

[[nodiscard]] EqSection design(const Prototype& prototype, const Grid& grid, double low) {
  const Power analogue{power_of(prototype.above), power_of(prototype.below)};
  EqSection section;
  // Always found: the power of a prototype is nowhere negative, nor is it squeezed.
  (void)section_of(squeezed(analogue, grid.centre, low, grid.top), section);
  return section;
}

[[nodiscard]] EqSection design_bell(const EqBand& band, const Grid& grid) {
  const Prototype prototype = bell(std::pow(10.0, band.gain_db / 40.0), band.q);
  if (std::abs(band.gain_db) >= 0.05) {
    const double half = 0.5 / band.q, middle = std::sqrt(1.0 + half * half);
    const double above =
        std::min(grid.centre * (middle + half), grid.centre + 0.4 * (grid.top - grid.centre));
    const Power analogue{power_of(prototype.above), power_of(prototype.below)};
    Power digital{};
    EqSection section;
    if (fitted(analogue, grid.centre, {grid.centre * (middle - half), grid.centre, above, grid.top},
               digital) &&
        section_of(digital, section))
      return section;
  }
  return design(prototype, grid, grid.centre);
}

/// Near Nyquist a shelf's slope is met better by being right below its middle: from 10 kHz to 16 kHz at 48
/// kHz the first frequency goes down to 3/4 of it.
[[nodiscard]] double low_of_shelf(const Grid& grid) {
  const double share = (grid.centre / kPi - 0.4167) / 0.25;
  return grid.centre * (1.0 - 0.25 * std::clamp(share, 0.0, 1.0));
}

/// The second frequency of a pass lies where it matters more than 20.5 kHz: not below the -60 dB of a low
/// pass, and in the slope of a high pass.
[[nodiscard]] double second_of_pass(const EqBand& band, const Grid& grid) {
  if (band.type == eq::kLowPass) return std::min(grid.top, grid.centre * std::pow(10.0, 3.0 / band.order));
  if (band.order == 1) return grid.top;
  return grid.centre * std::pow(10.0, (band.order == 2 ? -1.0 : -2.0) / band.order);
}

std::size_t design_pass(const EqBand& band, Grid grid, EqSection* sections) {
  const bool low = band.type == eq::kLowPass;
  grid.top = second_of_pass(band, grid);
  std::size_t count = 0;
  if (band.order % 2 == 1) {
    // First order, with a pole and a zero more that cancel.
    const Quadratic above = low ? Quadratic{0.0, 1.0, 1.0} : Quadratic{1.0, 1.0, 0.0};
    sections[count++] = design({above, {1.0, 2.0, 1.0}}, grid, grid.centre);
  }
  const int pairs = band.order / 2;
  for (int i = 0; i < pairs; ++i) {
    // Butterworth's poles, the least resonant first: k = 1/Q = 2 cos(angle to the negative axis).
    const double angle = kPi * (2.0 * i + (band.order % 2 == 1 ? 2.0 : 1.0)) / (2.0 * band.order);
    double k = 2.0 * std::cos(angle);
    if (i == pairs - 1) k *= std::sqrt(0.5) / band.q;
    const Quadratic above = low ? Quadratic{0.0, 0.0, 1.0} : Quadratic{1.0, 0.0, 0.0};
    sections[count++] = design({above, {1.0, k, 1.0}}, grid, grid.centre);
  }
  return count;
}

}  // namespace

std::size_t design_band(const EqBand& band, double sample_rate, EqSection* sections) noexcept CL_REALTIME {
  const Grid grid = grid_of(band.frequency, sample_rate);
  const double amplitude = std::pow(10.0, band.gain_db / 40.0);
  const double k = 1.0 / band.q;
  const bool has_gain = band.type == eq::kBell || band.type == eq::kLowShelf || band.type == eq::kHighShelf;
  if (has_gain && band.gain_db == 0.0) return 0;
  switch (band.type) {
    case eq::kBell:
      sections[0] = design_bell(band, grid);
      return 1;
    case eq::kLowShelf:
      sections[0] = design(low_shelf(amplitude, band.q), grid, low_of_shelf(grid));
      return 1;
    case eq::kHighShelf:
      sections[0] = design(high_shelf(amplitude, band.q), grid, low_of_shelf(grid));
      return 1;
    case eq::kLowPass:
    case eq::kHighPass:
      return design_pass(band, grid, sections);
    case eq::kNotch:
      sections[0] = design({{1.0, 0.0, 1.0}, {1.0, k, 1.0}}, grid, grid.centre);
      return 1;
    case eq::kBandPass:
      sections[0] = design({{0.0, k, 0.0}, {1.0, k, 1.0}}, grid, grid.centre);
      return 1;
  }
  return 0;
}

}  // namespace corelogic::effects
