// convolution.h: the catalogue's "convolution": a reverb that plays a recorded or computed response, without
// added delay. It reads no files and converts no rates: the response comes at the engine's rate, with a word
// about its own.
// Sources: convolver.h.  Side: audio; all memory is given by the constructor.
#pragma once

#include <memory>

#include "engine/effects/planar_effect.h"

namespace corelogic::effects {

/// A response of one channel is played by every channel; of two, by left and right; of four: left to left,
/// left to right, right to left, right to right ("true stereo"). Of three, the first two count, of more, the
/// first four. On a strip of one channel the middle of what two would play is heard. At most ten seconds are
/// played, the last 50 ms of them faded; samples of the response that are not finite are silence.
///
/// A response of another rate has the gain it has at its own. Normalised, noise up to 24 kHz (less where the
/// response or the engine ends below) comes out of the louder output as loud as it went in.
/// Without a response the wet part is silence and the dry part keeps its share of the mix: a return whose
/// file is missing is silent and does not send the dry sound a second time.
///
/// Gains and cuts are approached over 20 ms, pre-delay by a cross-fade of 50 ms. Bypassed it goes on
/// listening: the tail is there when it comes back. A sample that is not finite or above +120 dB is taken as
/// silence. AVX2 and AVX-512 give the same bits; SSE4 agrees within 1e-6 of the loudest sample.
class Convolution final : public PlanarEffect {
 public:
  explicit Convolution(const PlanarSetup&);
  ~Convolution() override;
  void set(std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void process(const float* const* in, const float* const* key, float* const* out,
               const BlockInfo&) noexcept CL_REALTIME override;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace corelogic::effects
