// key_filter.h: a high-pass and a low-pass for what detectors hear, sixteen lanes side by side.
// Nobody but a detector, and who listens to it, hears this filter.  Side: audio.
// Source: A. Simper, "Solving the continuous SVF equations using trapezoidal integration and equivalent
// currents" (2013); Butterworth, 12 dB an octave, -3.01 dB at its frequency.
#pragma once

#include "engine/effects/shapes.h"

namespace corelogic::effects {

/// Frequencies at which the filters are off, to the bit: the ends of their ranges.
inline constexpr float kKeyHighPassOff = 20.0F;
inline constexpr float kKeyLowPassOff = 20000.0F;

/// A new frequency is approached over 10 ms; coming and going is a cross-fade of 10 ms. The samples are the
/// same to the bit however a block is cut, and whatever the other lanes do. A NaN or infinity is silence to a
/// lane that filters.
class alignas(kAlignment) KeyFilter {
 public:
  explicit KeyFilter(double sample_rate) noexcept;

  /// No past, at once.
  void begin(std::size_t lane, float high_pass_hz, float low_pass_hz) noexcept CL_REALTIME;
  void set(std::size_t lane, float high_pass_hz, float low_pass_hz) noexcept CL_REALTIME;
  void move_from(const KeyFilter& other, std::size_t from, std::size_t to) noexcept CL_REALTIME;

  /// No lane filters: process() would only copy.
  [[nodiscard]] bool idle() const noexcept CL_REALTIME { return idle_; }
  /// `out` may be `in`.
  void process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME;

  /// One filter of the two.
  struct Half {
    LaneRamp warped;                                          ///< tan(pi f / rate)
    LaneRamp share;                                           ///< of the filtered sound: 0 off, 1 on
    alignas(kAlignment) float first[kLanes], second[kLanes];  ///< its two integrators
  };

 private:
  void put(Half&, std::size_t lane, double hz, bool on, bool at_once) noexcept CL_REALTIME;
  void look() noexcept CL_REALTIME;

  Half high_ = {}, low_ = {};
  double sample_rate_;
  float approach_;
  bool idle_ = true;
  bool settled_ = true;
};

}  // namespace corelogic::effects
