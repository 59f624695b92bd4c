// deesser.h: sixteen de-essers side by side: less of what is above a frequency, when that is too much of the
// whole. It knows no strips: which lanes belong together is said by LaneLink.  Side: audio.
// Source: U. Zölzer (ed.), "DAFX: Digital Audio Effects", 2nd ed. (2011), chapter 4, de-esser: the level of a
// high-passed copy is compared with that of the whole, so that it works alike on soft and loud words.
// Ballistics: D. Giannoulis et al., JAES 60(6), 2012, eq. 17. Filter: A. Simper's trapezoidal state variable
// filter (2013), Butterworth; its outputs are x = high + sqrt(2) band + low.
#pragma once

#include "engine/effects/dynamics.h"
#include "schema/vocabulary/effects/deesser.h"

namespace corelogic::effects {

/// Levels are roots of mean squares over 5 ms; the reduction is what brings their ratio down to the
/// threshold, at most the range. A whole softer than -70 dBFS counts as that loud: hiss in pauses is left
/// alone. "split": out = low + sqrt(g) sqrt(2) band + g high, a shelf without overshoot, to the bit the input
/// at g = 1; "wide": out = g x. With a key both levels, and what is listened to, are the key's. Moved values
/// are approached over 10 ms. AVX2 and AVX-512 give the same bits; SSE4 agrees within 1e-5.
class alignas(kAlignment) DeEsser final : public LaneEffect {
 public:
  explicit DeEsser(double sample_rate) noexcept;
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;
  float take_gain_reduction(LaneStrip) noexcept CL_REALTIME override;
  /// Of blocks that had a key: the root of its mean square above the frequency.
  float take_key_peak(LaneStrip) noexcept CL_REALTIME override;
  /// What is above the frequency as a share of the whole: 1 is all of it.
  float take_detector_level(LaneStrip) noexcept CL_REALTIME override;

  /// What the kernels work on, a lane each; reductions as log2 of the amplitude (1 = 6.02 dB).
  struct State {
    MovingValue warped, threshold, range, attack, release, wide, wet, listen;
    alignas(kAlignment) float left[kLanes];   ///< frames until all values are at their goals
    alignas(kAlignment) float first[kLanes];  ///< the filter's integrators
    alignas(kAlignment) float second[kLanes];
    alignas(kAlignment) float key_first[kLanes];  ///< those of the key; without one a copy of the sound's
    alignas(kAlignment) float key_second[kLanes];
    alignas(kAlignment) float high_square[kLanes];  ///< mean squares
    alignas(kAlignment) float whole_square[kLanes];
    alignas(kAlignment) float held[kLanes];      ///< reduction after release
    alignas(kAlignment) float smoothed[kLanes];  ///< and after attack
    alignas(kAlignment) float most[kLanes];      ///< for the meters
    alignas(kAlignment) float key_peak[kLanes];
    alignas(kAlignment) float loudest[kLanes];  ///< share, for the meters
    float window;                               ///< coefficient of the mean squares
  };
  /// Two bands of a stretch of sound, and what is listened to.
  struct Bands {
    LaneFrame *high, *band, *heard;
  };

 private:
  static constexpr std::size_t kValues = vocabulary::deesser::kParameters.size();

  void apply(LaneStrip, bool at_once) noexcept CL_REALTIME;
  void note_key() noexcept CL_REALTIME;

  State state_ = {};
  double sample_rate_;
  bool moves_ = false;  ///< some value may be on its way
  float values_[kLanes][kValues] = {};
  bool bypass_[kLanes] = {};
};

}  // namespace corelogic::effects
