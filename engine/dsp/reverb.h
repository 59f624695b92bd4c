// reverb.h: a stereo feedback delay network: pre-delay, decay time, damping, size, width.
// Source: J.-M. Jot, A. Chaigne, "Digital delay networks for designing artificial reverberators", AES 90
// (1991): attenuation g_i = 10^(-3 M_i / (fs RT60)) a delay line, one-pole damping in each loop, orthogonal
// feedback matrix. Side: audio; memory is given by prepare() on the control thread.
#pragma once

#include <memory>

#include "engine/dsp/lanes.h"

namespace corelogic::dsp {

/// What people set. Ranges and defaults in vocabulary/effect_catalogue.h.
struct ReverbSettings {
  float pre_delay_ms = 20.0F;
  float decay_s = 1.8F;  ///< RT60 at low and middle frequencies, kept within 10 %
  float damping_hz = 6000.0F;
  float size = 0.7F;
  float width = 1.0F;
  float mix = 1.0F;     ///< 0 dry ... 1 wet
  bool bypass = false;  ///< fades to the input over 10 ms; the tail rings on inside
};

class Reverb {
 public:
  Reverb();
  ~Reverb();
  Reverb(const Reverb&) = delete;
  Reverb& operator=(const Reverb&) = delete;

  /// Allocates and touches all memory, for the greatest size and pre-delay.  Side: control, before first use.
  void prepare(double sample_rate);
  /// Wanted values, approached without a click (delay lengths cross-fade).
  void set(const ReverbSettings&, bool at_once) noexcept CL_REALTIME;
  /// Silence inside.
  void reset() noexcept CL_REALTIME;
  /// `in_right` null: mono in; `out_right` null: mono out. In and out may be the same buffers.
  void process(const float* in_left, const float* in_right, float* out_left, float* out_right,
               std::uint32_t frames) noexcept CL_REALTIME;

 private:
  struct Network;
  std::unique_ptr<Network> network_;
};

}  // namespace corelogic::dsp
