// phaser.h: notches that wander: a chain of equal first-order all-passes beside the dry sound, with feedback.
// Side: audio.
// Sources: J. O. Smith, "Physical Audio Signal Processing" (2010), "Phasing with First-Order Allpass
// Filters"; U. Zölzer, "DAFX", 2nd ed., 2011, 2.5 and 12: A(z) = (a + z^-1) / (1 + a z^-1), a = (t - 1) / (t
// + 1), t = tan(pi f / fs). The feedback has no unit delay: the loop is solved each frame (V. Zavalishin,
// "The Art of VA Filter Design", 2018, 3.2), so the chain is A^N / (1 - k A^N) to the letter.
#pragma once

#include "engine/effects/lane_effect.h"
#include "engine/effects/lane_lfo.h"
#include "schema/vocabulary/effects/phaser.h"

namespace corelogic::effects {

/// f = frequency * 2^(2 depth sin), at most 0.45 of the sample rate. With mix 50 %, depth and feedback 0 the
/// notches are where N stages turn by an odd number of half turns: tan(pi f_k / fs) = t tan((2k + 1) pi /
/// 2N). All values move on straight lines over 20 ms (the frequency in octaves), a new rate keeps the phase,
/// another number of stages cross-fades between two taps of the one chain.
class alignas(kAlignment) Phaser final : public LaneEffect {
 public:
  static constexpr std::size_t kMostStages = 12;
  static constexpr std::size_t kTaps = kMostStages / 2;

  explicit Phaser(double sample_rate) noexcept;
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;

  /// What the kernel works on. All ramps of a lane move together.
  struct State {
    LaneLfo lfo;
    LaneRamp position;  ///< log2 of pi f / fs
    LaneRamp octaves;   ///< to either side
    LaneRamp feedback;
    LaneRamp share;        ///< mix; 0 when bypassed
    LaneRamp taps[kTaps];  ///< weight of the output of 2, 4, … stages
    alignas(kAlignment) float past[kMostStages][kLanes];
  };

 private:
  static constexpr std::size_t kValues = vocabulary::phaser::kParameters.size();

  void apply(LaneStrip, float frames) noexcept CL_REALTIME;
  void choose_stages(std::size_t lane, std::size_t tap, float frames) noexcept CL_REALTIME;

  State state_ = {};
  float approach_;
  double sample_rate_;
  float values_[kLanes][kValues] = {};
  bool bypass_[kLanes] = {};
};

}  // namespace corelogic::effects
