// ballistics.h: how meters move between two readings: a VU needle, and a correlation that does not flutter.
// They know no decibels and no nodes.  Side: control.
#pragma once

#include <algorithm>
#include <cmath>

namespace corelogic::metering {

/// A needle as IEC 60268-17 asks: 99 % of a step after 300 ms, 1 to 1.5 % too far, then back. A mass on a
/// spring with a damping of 0.81, solved exactly for an input that stands still between two readings.
class VuNeedle {
 public:
  /// `level` was the mean of the last `seconds`.  Returns where the needle is now.
  double move(double level, double seconds) {
    constexpr double kDamping = 0.81;
    constexpr double kStiffness = 13.41;  // rad/s: 99 % are reached after 300 ms
    const double swing = kStiffness * std::sqrt(1.0 - kDamping * kDamping);
    const double slide = kDamping * kStiffness;
    const double decay = std::exp(-slide * seconds);
    const double c = std::cos(swing * seconds), s = std::sin(swing * seconds);
    const double off = at_ - level;
    const double push = (speed_ + slide * off) / swing;
    at_ = level + decay * (off * c + push * s);
    speed_ = decay * ((push * swing - slide * off) * c - (off * swing + slide * push) * s);
    return at_ > 0.0 ? at_ : 0.0;
  }

 private:
  double at_ = 0.0;
  double speed_ = 0.0;
};

/// Phase correlation over about the last 300 ms of sound: xy / sqrt(xx·yy) of means that fade. A pause of
/// 300 ms leaves the needle where it is, so that it does not flutter between two beats; in the 300 ms after
/// it the needle falls to 0, and what it knew is forgotten.
class CorrelationNeedle {
 public:
  /// The mean products of the last `seconds`; what is no finite number counts as silence.
  /// Returns: -1 … +1; 0 of silence.
  double move(double xy, double xx, double yy, double seconds) {
    constexpr double kWindow = 0.3;
    constexpr double kSilence = 1e-8;  // mean square: -80 dBFS
    const bool sounds =
        std::isfinite(xy) && std::isfinite(xx) && std::isfinite(yy) && xx >= kSilence && yy >= kSilence;
    if (sounds) {
      const double keep = std::exp(-seconds / kWindow);
      xy_ = keep * xy_ + (1.0 - keep) * xy;
      xx_ = keep * xx_ + (1.0 - keep) * xx;
      yy_ = keep * yy_ + (1.0 - keep) * yy;
    }
    quiet_ = sounds ? 0.0 : quiet_ + seconds;
    if (quiet_ >= 2.0 * kWindow) xy_ = xx_ = yy_ = 0.0;
    if (xx_ <= 0.0 || yy_ <= 0.0) return 0.0;
    const double r = std::clamp(xy_ / std::sqrt(xx_ * yy_), -1.0, 1.0);
    return r * std::clamp(2.0 - quiet_ / kWindow, 0.0, 1.0);
  }

 private:
  double xy_ = 0.0, xx_ = 0.0, yy_ = 0.0;
  double quiet_ = 0.0;  ///< seconds since sound was last heard
};

}  // namespace corelogic::metering
