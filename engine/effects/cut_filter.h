// cut_filter.h: takes lows or highs from the wet sound of a strip: 12 dB an octave, Butterworth, one or two
// channels. At its `off` frequency it is not there, to the bit.  Side: audio.
// Source: A. Simper, "Solving the continuous SVF equations using trapezoidal integration and equivalent
// currents" (2013): the trapezoidal state variable filter, quiet while its frequency moves.
#pragma once

#include <cstdint>

#include "engine/dsp/gain_ramp.h"

namespace corelogic::effects {

/// A new frequency is approached over 20 ms; coming and going is a cross-fade of 20 ms. The samples are the
/// same to the bit however a block is cut. Input is finite.
class CutFilter {
 public:
  enum class Takes : std::uint8_t { kLows, kHighs };

  CutFilter(Takes takes, double off_hz, double sample_rate) noexcept;
  void set(double hz, bool at_once) noexcept CL_REALTIME;
  /// In place. `right` null: one channel.
  void process(float* left, float* right, std::uint32_t frames) noexcept CL_REALTIME;

 private:
  struct State {
    double first = 0.0, second = 0.0;
  };
  [[nodiscard]] bool moves() const noexcept { return warped_.left > 0.0F || share_.left > 0.0F; }
  template <bool kMoving>
  void filter(float* const (&sound)[2], std::size_t channels, std::uint32_t frames) noexcept CL_REALTIME;

  Takes takes_;
  double off_hz_;
  double rate_;
  float approach_frames_;
  dsp::GainRamp warped_;  ///< tan(pi f / rate)
  dsp::GainRamp share_;   ///< of the filtered sound: 0 off, 1 on
  State state_[2];
};

}  // namespace corelogic::effects
