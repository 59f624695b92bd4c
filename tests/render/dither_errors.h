// dither_errors.h: what dither added to a signal, as the statistics that its theory knows.  Side: test.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace corelogic::render_tests {

inline double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}
inline double covariance(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean_of(a), mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size());
}
inline double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  return covariance(a, b) / std::sqrt(covariance(a, a) * covariance(b, b) + 1e-300);
}
inline std::vector<double> squares(const std::vector<double>& values) {
  std::vector<double> all;
  for (const double value : values) all.push_back(value * value);
  return all;
}

/// In steps of the format.
struct Errors {
  double mean = 0;
  double variance = 0;
  double with_signal = 0;  ///< correlation of the error and the signal
  double of_power = 0;     ///< correlation of the error's and the signal's squares: noise that breathes
  double with_past = 0;  ///< the greatest correlation of an error with one of the eight before: 0 when white
  double of_sides = 0;   ///< the same with the other channel's error, now or up to eight before
};

/// The greatest correlation of `a` with `b` `first` to eight samples earlier.
inline double with_earlier(const std::vector<double>& a, const std::vector<double>& b, std::ptrdiff_t first) {
  double most = 0;
  for (std::ptrdiff_t lag = first; lag <= 8; ++lag)
    most = std::max(most, std::abs(correlation({a.begin() + lag, a.end()}, {b.begin(), b.end() - lag})));
  return most;
}

/// `signal`: of the channel whose errors are `one`.
inline Errors errors_between(const std::vector<double>& one, const std::vector<double>& other,
                             const std::vector<double>& signal) {
  return {mean_of(one),
          covariance(one, one),
          correlation(one, signal),
          correlation(squares(one), squares(signal)),
          with_earlier(one, one, 1),
          std::max(with_earlier(one, other, 0), with_earlier(other, one, 0))};
}

/// Lipshitz, Wannamaker, Vanderkooy 1992: rounding gives 1/12, triangular noise 1/6 of a step squared, a
/// quarter together, whatever the signal is.  Requires: 250 000 frames; the bounds are five times what such
/// an estimate scatters.
inline void expect_independent(const Errors& errors) {
  EXPECT_NEAR(errors.mean, 0.0, 0.005);
  EXPECT_NEAR(errors.variance, 0.25, 0.005);
  EXPECT_NEAR(errors.with_signal, 0.0, 0.01);
  EXPECT_NEAR(errors.of_power, 0.0, 0.01);
  EXPECT_NEAR(errors.with_past, 0.0, 0.01);
  EXPECT_NEAR(errors.of_sides, 0.0, 0.01);
}

}  // namespace corelogic::render_tests
