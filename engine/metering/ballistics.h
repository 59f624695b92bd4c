// ballistics.h: how meters move between two readings: a VU needle, and a correlation that does not flutter.
// They know no decibels and no nodes.  Side: control.
#pragma once

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

/// Phase correlation over about the last 300 ms: xy / sqrt(xx·yy) of sums that fade.
class CorrelationNeedle {
 public:
  /// Returns: -1 … +1; 0 of silence.
  double move(double xy, double xx, double yy, double seconds) {
    const double keep = std::exp(-seconds / 0.3);
    xy_ = keep * xy_ + xy;
    xx_ = keep * xx_ + xx;
    yy_ = keep * yy_ + yy;
    constexpr double kSilence = 1e-12;  // of a sum of squares: below -120 dB of one sample
    if (xx_ < kSilence || yy_ < kSilence) return 0.0;
    const double r = xy_ / std::sqrt(xx_ * yy_);
    return r > 1.0 ? 1.0 : (r < -1.0 ? -1.0 : r);
  }

 private:
  double xy_ = 0.0, xx_ = 0.0, yy_ = 0.0;
};

}  // namespace corelogic::metering
