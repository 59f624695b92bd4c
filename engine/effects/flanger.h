// flanger.h: the sound and itself a few milliseconds later, swaying, with feedback: a comb that moves.
// Side: audio; the constructor: control.
// Sources: J. O. Smith, "Physical Audio Signal Processing" (2010), "Flanging"; J. Dattorro, "Effect Design,
// Part 2", JAES 45(10), 1997. Wet: z^-D / (1 - k z^-D); with mix 50 % and k = 0 notches at (2n + 1) / 2D.
#pragma once

#include "engine/effects/fractional_delay.h"
#include "engine/effects/lfo.h"
#include "engine/effects/planar_effect.h"
#include "engine/effects/planar_ramps.h"
#include "schema/vocabulary/effects/flanger.h"

namespace corelogic::effects {

/// D = delay + depth (1 + sin) / 2. With throughZero the dry sound (and the bypassed one) is 5 ms late, which
/// is the effect's latency: the sweep goes through it where D = 5 ms. The feedback saturates above full
/// scale. Delay, depth and throughZero change by a cross-fade of 30 ms, all else on straight lines over 20
/// ms.
class Flanger final : public PlanarEffect {
 public:
  explicit Flanger(const PlanarSetup&);
  void set(std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void process(const float* const* in, const float* const* key, float* const* out,
               const BlockInfo&) noexcept CL_REALTIME override;

 private:
  static constexpr std::size_t kValues = vocabulary::flanger::kParameters.size();
  static constexpr std::uint32_t kStretch = DelayLine::kStretch;
  /// Delays shorter than this are read frame by frame: that is faster.
  static constexpr std::uint32_t kWorthARegister = 8;

  struct Head {
    std::uint32_t delay = 1;  ///< whole frames
    float part = 0.0F;        ///< and what is between
    float depth = 0.0F;       ///< frames
    std::uint32_t dry = 0;    ///< how late the dry sound is
    bool operator==(const Head&) const = default;
  };
  struct alignas(kAlignment) Stretch {
    float of[2][kStretch];
  };

  [[nodiscard]] Head head() const noexcept CL_REALTIME;
  void apply(float frames) noexcept CL_REALTIME;
  void retune() noexcept CL_REALTIME;
  void sway(const Head&, Stretch& offset, std::uint32_t frames) const noexcept CL_REALTIME;
  void loop_stretch(std::size_t channel, const Stretch& now, const Stretch& next, const float* in, float* wet,
                    std::uint32_t frames) noexcept CL_REALTIME;
  void loop_frames(std::size_t channel, const Stretch& now, const Stretch& next, const float* in, float* wet,
                   std::uint32_t frames) noexcept CL_REALTIME;
  void read_dry(const float* in, std::size_t channel, std::uint32_t at,
                std::uint32_t frames) noexcept CL_REALTIME;
  void run(const float* const in[2], std::uint32_t at, std::uint32_t frames,
           bool stretch) noexcept CL_REALTIME;
  void run_all(const float* const in[2], std::uint32_t at, std::uint32_t frames) noexcept CL_REALTIME;
  [[nodiscard]] std::uint32_t follow(BlockInfo) noexcept CL_REALTIME;

  double sample_rate_;
  std::size_t channels_;
  double tempo_ = 120.0;
  float approach_;
  float values_[kValues] = {};
  bool bypass_;
  DelayLine loops_[2];
  DelayLine inputs_[2];  ///< for the late dry sound
  HeadFade<Head> heads_;
  std::uint32_t phase_ = 0, step_ = 0;
  std::uint32_t pace_ = 0;  ///< the step of the rate itself
  double hz_ = 0;
  WaveLock lock_;
  GainRamp turn_;  ///< right before left, turns
  GainRamp feedback_;
  GainRamp share_[2];  ///< mix, a channel each; 0 when bypassed
  alignas(kAlignment) float dry_[2][kMaxFrames] = {};
  alignas(kAlignment) float wet_[2][kMaxFrames] = {};
};

}  // namespace corelogic::effects
