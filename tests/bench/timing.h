// timing.h: how long something takes on a noisy machine: many short rounds, medians, and pairs in turn, so
// that a machine that slows down slows both.  Side: benchmark.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace corelogic::bench {

using Clock = std::chrono::steady_clock;

[[nodiscard]] inline double micros_since(Clock::time_point begun) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begun).count();
}

/// The value below which `share` of them lie. Sorts.
[[nodiscard]] inline double quantile(std::vector<double>& values, double share) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Microseconds a call, median over rounds of `calls`.
template <class Work>
[[nodiscard]] double microseconds(Work&& work, int calls, int rounds = 25) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const auto begun = Clock::now();
    for (int i = 0; i < calls; ++i) work();
    times.push_back(micros_since(begun) / calls);
  }
  return quantile(times, 0.5);
}

struct Paired {
  double ours = 0;   ///< µs a call, median
  double limit = 0;  ///< µs a call, median
  double ratio = 0;  ///< median of the ratios, round by round
};

/// `warm`: calls before each round that do not count (caches, workers that have to wake).
template <class Ours, class Limit>
[[nodiscard]] Paired in_turn(Ours&& ours, Limit&& limit, int calls, int rounds = 41, int warm = 0) {
  std::vector<double> a, b, ratios;
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < warm; ++i) ours();
    a.push_back(microseconds(ours, calls, 1));
    for (int i = 0; i < warm; ++i) limit();
    b.push_back(microseconds(limit, calls, 1));
    if (round == 0)
      a.clear(), b.clear();  // the first round warms up
    else
      ratios.push_back(a.back() / b.back());
  }
  return {quantile(a, 0.5), quantile(b, 0.5), quantile(ratios, 0.5)};
}

}  // namespace corelogic::bench
