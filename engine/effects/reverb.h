// reverb.h: a stereo feedback delay network of 16 lines: pre-delay, decay time, damping, size, width.
// It does not modulate: the same input gives the same samples, always.
// Source: J.-M. Jot, A. Chaigne, "Digital delay networks for designing artificial reverberators", AES 90
// (1991): attenuation g_i = 10^(-3 M_i / (fs RT60)) a delay line, one-pole damping in each loop, orthogonal
// feedback. Side: audio; memory is given by prepare() on the control thread.
#pragma once

#include <memory>

#include "engine/effects/planar_effect.h"

namespace corelogic::effects {

/// What people set. Ranges and defaults in vocabulary/effect_catalogue.h.
struct ReverbSettings {
  float pre_delay_ms = 20.0F;
  float decay_s = 1.8F;        ///< RT60 at low and middle frequencies, kept within 10 %
  float damping_hz = 6000.0F;  ///< where the decay time is half of decay_s
  float size = 0.7F;           ///< of the delay lines: 31 … 97 ms at 1
  float width = 1.0F;          ///< 0: left and right wet are the same; power stays
  float mix = 1.0F;            ///< 0 dry ... 1 wet, on a straight line
  bool bypass = false;         ///< fades to the input over 20 ms; the tail rings on inside
};

/// Wet only and undamped, noise comes out about as loud as it went in (within 3 dB from 0.5 s decay on;
/// damping takes its share), whatever decay and size. The samples are the same to the bit however a block is
/// cut and on every instruction set. A NaN, infinity or level above +120 dB is not taken into the loops.
class StereoReverb {
 public:
  StereoReverb();
  ~StereoReverb();
  StereoReverb(const StereoReverb&) = delete;
  StereoReverb& operator=(const StereoReverb&) = delete;

  /// Allocates and touches all memory, for the greatest size and pre-delay.  Side: control, before first use.
  void prepare(double sample_rate);
  /// Wanted values, approached without a click: gains over 20 ms, delays by a cross-fade of 50 ms.
  void set(const ReverbSettings&, bool at_once) noexcept CL_REALTIME;
  /// Silence inside.
  void reset() noexcept CL_REALTIME;
  /// `in_right` null: mono in; `out_right` null: mono out (the middle). In and out may be the same buffers.
  void process(const float* in_left, const float* in_right, float* out_left, float* out_right,
               std::uint32_t frames) noexcept CL_REALTIME;

 private:
  struct Network;
  std::unique_ptr<Network> network_;
};

/// The catalogue's "reverb" on one or two channels.
class Reverb final : public PlanarEffect {
 public:
  explicit Reverb(const PlanarSetup&);
  void set(std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void process(const float* const* in, const float* const* key, float* const* out,
               const BlockInfo&) noexcept CL_REALTIME override;

 private:
  StereoReverb reverb_;
  ReverbSettings settings_;
  std::uint16_t channels_;
};

}  // namespace corelogic::effects
