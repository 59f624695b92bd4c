// reverb_room.h: a reverb to be played and measured by its tests. It asserts nothing.  Side: tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "engine/effects/reverb.h"

namespace corelogic::effects::reverb_test {

inline constexpr double kRate = 48000;
inline constexpr float kOff = -std::numeric_limits<float>::infinity();
using Sound = std::vector<float>;

/// In the catalogue's order and units.
struct Settings {
  float pre_delay_ms = 20, decay_s = 1.8F, damping_hz = 6000, size = 0.7F, width = 1, mix = 100;
  float early_db = kOff, modulation = 0, modulation_hz = 0.5F, freeze = 0, low_cut_hz = 20;
  bool bypass = false;
  [[nodiscard]] std::vector<float> values() const {
    return {pre_delay_ms, decay_s,    damping_hz,    size,   width,     mix,
            early_db,     modulation, modulation_hz, freeze, low_cut_hz};
  }
};

struct Stereo {
  Sound left, right;
};

/// A reverb, and what it was set to last.
class Room {
 public:
  explicit Room(const Settings& s, double rate = kRate, std::uint16_t channels = 2)
      : values_(s.values()), bypass_(s.bypass), reverb_({rate, channels, values_.data(), s.bypass, {}}) {}

  void set(const Settings& s) {
    const auto values = s.values();
    for (std::uint16_t i = 0; i < values.size(); ++i)
      if (values[i] != values_[i]) reverb_.set(i, values[i]);
    if (s.bypass != bypass_) reverb_.set(kBypass, s.bypass ? 1.0F : 0.0F);
    values_ = values;
    bypass_ = s.bypass;
  }
  void process(const float* left, const float* right, float* out_left, float* out_right,
               std::uint32_t frames) {
    const float* const in[2] = {left, right};
    float* const out[2] = {out_left, out_right};
    reverb_.process(in, nullptr, out, {.frames = frames});
  }
  Stereo render(const Sound& left, const Sound& right, std::uint32_t block = kMaxFrames) {
    Stereo out{Sound(left.size()), Sound(left.size())};
    for (std::size_t at = 0; at < left.size(); at += block) {
      const auto frames = static_cast<std::uint32_t>(std::min<std::size_t>(block, left.size() - at));
      process(&left[at], &right[at], &out.left[at], &out.right[at], frames);
    }
    return out;
  }

 private:
  std::vector<float> values_;
  bool bypass_;
  Reverb reverb_;
};

inline Stereo impulse_response(const Settings& s, double seconds, double rate = kRate) {
  Sound left(static_cast<std::size_t>(seconds * rate), 0.0F);
  Sound right = left;
  left[0] = 1.0F;
  right[0] = 1.0F;
  return Room(s, rate).render(left, right);
}

inline double energy(const Sound& x, std::size_t from = 0,
                     std::size_t to = std::numeric_limits<std::size_t>::max()) {
  double sum = 0;
  for (std::size_t i = from; i < std::min(to, x.size()); ++i) sum += static_cast<double>(x[i]) * x[i];
  return sum;
}

/// 500 Hz … 1 kHz: two band-pass filters (RBJ cookbook, Q = sqrt 2) in a row, in double.
inline std::vector<double> middle_octave(const Sound& in, double rate = kRate) {
  std::vector<double> x(in.begin(), in.end());
  const double w = 2 * M_PI * 707 / rate, alpha = std::sin(w) / (2 * M_SQRT2);
  for (int pass = 0; pass < 2; ++pass) {
    double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (double& v : x) {
      const double y = (alpha * (v - x2) + 2 * std::cos(w) * y1 - (1 - alpha) * y2) / (1 + alpha);
      x2 = std::exchange(x1, v);
      y2 = std::exchange(y1, y);
      v = y;
    }
  }
  return x;
}

/// T30 of ISO 3382: the line through the backward integral from -5 to -35 dB, drawn out to 60 dB.
inline double decay_time(const std::vector<double>& x, double rate = kRate) {
  std::vector<double> left(x.size());
  double sum = 0;
  for (std::size_t i = x.size(); i-- > 0;) left[i] = sum += x[i] * x[i];
  const auto when = [&](double decibels) {
    const double level = left[0] * std::pow(10, decibels / 10);
    return static_cast<double>(std::find_if(left.begin(), left.end(), [&](double e) { return e < level; }) -
                               left.begin());
  };
  return 2 * (when(-35) - when(-5)) / rate;
}

}  // namespace corelogic::effects::reverb_test
