// meter_scales.h: how meters are shown: held peaks, Bob Katz's K-system, a VU scale, all from what a
// MeterFrame carries. One for all clients, so that a tablet and a terminal show the same. They draw nothing.
// Side: control; each belongs to one thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace corelogic::client {

/// Decibels of an amplitude; -inf for silence, +inf for what is not a number.
[[nodiscard]] inline double meter_decibels(double amplitude) {
  if (std::isnan(amplitude)) return std::numeric_limits<double>::infinity();
  return amplitude > 0.0 ? 20.0 * std::log10(amplitude) : -std::numeric_limits<double>::infinity();
}

/// A peak that stays for 1.5 s and then falls by 20 dB a second, as people expect from a peak meter.
class HeldPeak {
 public:
  static constexpr double kHoldSeconds = 1.5;
  static constexpr double kFallDecibels = 20.0;  ///< a second

  /// `peak`: dB, the greatest of the `seconds` since the last call.  Returns: dB to show.
  double move(double peak, double seconds) {
    const double falling = std::max(0.0, held_for_ + seconds - kHoldSeconds);
    held_for_ += seconds;
    if (falling > 0.0) shown_ -= kFallDecibels * std::min(falling, seconds);
    if (peak >= shown_) {
      shown_ = peak;
      held_for_ = 0.0;
    }
    return shown_;
  }

 private:
  double shown_ = -std::numeric_limits<double>::infinity();
  double held_for_ = 0.0;
};

/// The K-system (B. Katz, "Integrated Approach to Metering, Monitoring, and Leveling Practices", JAES 2000):
/// 0 stands 12, 14 or 20 dB below full scale; mean squares over 600 ms; a sine reads its peak (AES-17).
class KMeter {
 public:
  enum class Scale : int { k12 = 12, k14 = 14, k20 = 20 };
  explicit KMeter(Scale scale) : headroom_(static_cast<double>(scale)) {}

  /// `rms`: linear, of the `seconds` since the last call.  Returns: dB on the K scale.
  double move(double rms, double seconds) {
    // 99 % of a step after 600 ms.
    const double keep = std::exp(-seconds * std::log(100.0) / 0.6);
    const double square = std::isfinite(rms) ? rms * rms : 0.0;
    mean_square_ = keep * mean_square_ + (1.0 - keep) * square;
    return meter_decibels(std::sqrt(2.0 * mean_square_)) + headroom_;
  }

 private:
  double headroom_;
  double mean_square_ = 0.0;
};

/// Where a VU needle stands: 0 VU is a sine of -18 dBFS (EBU R 68). `vu`: of the frame; the engine has moved
/// the needle already.
[[nodiscard]] inline double vu_decibels(double vu) {
  constexpr double kReference = 18.0;
  return meter_decibels(vu * std::sqrt(2.0)) + kReference;
}

/// The needle's way on its plate, 0 at rest to 1 at +3 VU, 0 VU at 0.71: the plate is linear in amplitude.
[[nodiscard]] inline double vu_deflection(double vu) {
  const double deflection = std::pow(10.0, (vu_decibels(vu) - 3.0) / 20.0);
  return std::clamp(deflection, 0.0, 1.0);
}

}  // namespace corelogic::client
