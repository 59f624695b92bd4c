// units.h: decibels, gains, frames and pan positions as distinct types, and the laws that join them.
// It holds no state and allocates nothing; every process may use it, the audio thread too.
#pragma once

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <numbers>

namespace corelogic::vocabulary {

/// A count of sample frames (one sample per channel) at the project's rate.
struct Frames {
  std::int64_t value = 0;
  constexpr auto operator<=>(const Frames&) const = default;
};

struct LinearGain {
  float value = 1.0F;
  constexpr auto operator<=>(const LinearGain&) const = default;
};

/// A level in dB; -inf is silence. Range at the border: -inf ... +12 (kMaxLevel).
struct Decibels {
  double value = 0.0;
  constexpr auto operator<=>(const Decibels&) const = default;
};

inline constexpr Decibels kSilence{-std::numeric_limits<double>::infinity()};
inline constexpr Decibels kMaxLevel{12.0};

/// 20·log10 and its inverse; -inf dB is gain 0.
[[nodiscard]] inline LinearGain to_gain(Decibels level) {
  return {std::isinf(level.value) && level.value < 0 ? 0.0F
                                                     : static_cast<float>(std::pow(10.0, level.value / 20.0))};
}
[[nodiscard]] inline Decibels to_decibels(LinearGain gain) {
  return gain.value <= 0.0F ? kSilence : Decibels{20.0 * std::log10(static_cast<double>(gain.value))};
}

/// Left and right gains of a pan position.
struct PanGains {
  float left = 1.0F;
  float right = 1.0F;
};

/// Constant power: L = cos θ, R = sin θ, θ = (pan + 1)·π/4. `pan` in -1 (left) ... +1 (right).
[[nodiscard]] inline PanGains mono_pan(double pan) {
  const double theta = (std::clamp(pan, -1.0, 1.0) + 1.0) * std::numbers::pi / 4.0;
  return {static_cast<float>(std::cos(theta)), static_cast<float>(std::sin(theta))};
}
/// Stereo balance: L = min(1, √2·cos θ), R = min(1, √2·sin θ); the centre passes both unchanged.
[[nodiscard]] inline PanGains stereo_balance(double pan) {
  if (pan == 0.0) return {1.0F, 1.0F};
  const double theta = (std::clamp(pan, -1.0, 1.0) + 1.0) * std::numbers::pi / 4.0;
  return {static_cast<float>(std::min(1.0, std::numbers::sqrt2 * std::cos(theta))),
          static_cast<float>(std::min(1.0, std::numbers::sqrt2 * std::sin(theta)))};
}

}  // namespace corelogic::vocabulary
