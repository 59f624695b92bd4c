// reverb.h: the catalogue's "reverb": a stereo feedback delay network of 16 lines with early reflections,
// slow modulation and a freeze switch, on one or two channels. Without modulation the same input gives the
// same samples, always; with it, from the same moment on. Source: J.-M. Jot, A. Chaigne, "Digital delay
// networks for designing artificial reverberators", AES 90 (1991): attenuation g_i = 10^(-3 M_i / (fs RT60))
// a delay line, one-pole damping in each loop, orthogonal feedback. Modulated lines: J. Dattorro, "Effect
// Design, Part 1", JAES 45(9), 1997; interpolation: T. I. Laakso et al., "Splitting the unit delay", IEEE SP
// Magazine 13(1), 1996 (Lagrange, third order). Early reflections: early_reflections.h. Side: audio; all
// memory is given by the constructor.
#pragma once

#include <memory>

#include "engine/effects/planar_effect.h"

namespace corelogic::effects {

/// Gains are approached over 20 ms, delays by a cross-fade of 50 ms, modulation over 100 ms. Wet only and
/// undamped, noise comes out about as loud as it went in (within 3 dB from 0.5 s decay on; damping takes its
/// share), whatever decay and size. Frozen, the loops lose nothing and take nothing; room values set
/// meanwhile (pre-delay, decay, damping, size) are heard when it thaws. On one channel the middle is heard.
/// The samples are the same to the bit on every instruction set, too. A NaN, infinity or level above +120 dB
/// is not taken into the loops.
class Reverb final : public PlanarEffect {
 public:
  explicit Reverb(const PlanarSetup&);
  ~Reverb() override;
  void set(std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void process(const float* const* in, const float* const* key, float* const* out,
               const BlockInfo&) noexcept CL_REALTIME override;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace corelogic::effects
