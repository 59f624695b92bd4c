// chorus.h: two to four voices of the sound, each a little late and swaying. It feeds nothing back.
// Side: audio; the constructor: control.
// Source: J. Dattorro, "Effect Design, Part 2: Delay-Line Modulation and Chorus", JAES 45(10), 1997, without
// its feedback, with several voices.
#pragma once

#include "engine/effects/fractional_delay.h"
#include "engine/effects/planar_effect.h"
#include "engine/effects/planar_ramps.h"
#include "schema/vocabulary/effects/chorus.h"

namespace corelogic::effects {

/// Voice v is late by delay + depth (1 + sin(turn_v + 2 pi rate t)) / 2, turn_v = 0, 180, 90, 270 degrees: a
/// voice more moves no other. At full spread the voices lie left, right, and between (constant power); each
/// side has its own past, so a sound stays on the side where it is. The wet part has gain 1 / sqrt(voices)
/// each. Delay and depth change by a cross-fade of 30 ms, all else on straight lines over 20 ms.
class Chorus final : public PlanarEffect {
 public:
  explicit Chorus(const PlanarSetup&);
  void set(std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void process(const float* const* in, const float* const* key, float* const* out,
               const BlockInfo&) noexcept CL_REALTIME override;

 private:
  static constexpr std::size_t kValues = vocabulary::chorus::kParameters.size();
  static constexpr std::size_t kVoices = 4;
  static constexpr std::uint32_t kStretch = DelayLine::kStretch;

  struct Head {
    std::uint32_t delay = 1;  ///< whole frames
    float part = 0.0F;        ///< and what is between
    float depth = 0.0F;       ///< frames
    bool operator==(const Head&) const = default;
  };
  struct alignas(kAlignment) Stretch {
    float of[2][kStretch];
  };

  [[nodiscard]] Head head() const noexcept CL_REALTIME;
  void apply(float frames) noexcept CL_REALTIME;
  void place_voices(float frames) noexcept CL_REALTIME;
  void sing(const Head&, Stretch& out, std::uint32_t frames) const noexcept CL_REALTIME;
  void run(const float* const in[2], std::uint32_t at, std::uint32_t frames) noexcept CL_REALTIME;

  double sample_rate_;
  std::size_t channels_;
  float approach_;
  float values_[kValues] = {};
  bool bypass_;
  DelayLine lines_[2];
  HeadFade<Head> heads_;
  std::uint32_t phase_ = 0, step_ = 0;
  GainRamp gains_[kVoices][2];  ///< of each voice in each channel
  GainRamp share_[2];           ///< mix, a channel each; 0 when bypassed
  alignas(kAlignment) float wet_[2][kMaxFrames] = {};
};

}  // namespace corelogic::effects
