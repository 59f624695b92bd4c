// delay.h: echoes: one or two long delay lines, fed back through a low cut and a high cut, straight or
// crosswise. Side: audio; the constructor: control. Sources: U. Zölzer, "DAFX", 2nd ed., 2011, 2.6
// (delay-based effects); V. Zavalishin, "The Art of VA Filter Design", 2018, 3.10 (one-pole filters,
// trapezoidal, so exactly -3 dB at their frequencies).
#pragma once

#include "engine/effects/fractional_delay.h"
#include "engine/effects/planar_effect.h"
#include "engine/effects/planar_ramps.h"
#include "schema/vocabulary/effects/delay.h"

namespace corelogic::effects {

/// A one-pole filter: its coefficient on the way, how much of it is heard, and the state of both channels.
struct FeedbackFilter {
  GainRamp coefficient;  ///< g / (1 + g), g = tan(pi f / fs)
  GainRamp share;        ///< moves together with it
  float state[2] = {};
};

/// The first echo is the input, `time` late; each one after it went once through filters, feedback and
/// saturation (to the bit nothing up to full scale, at most twice full scale whatever comes). Times and the
/// depth of modulation change by a cross-fade of 30 ms, all else on straight lines over 20 ms. Delays are
/// whole frames unless modulated; then they are longer by up to modDepth, right a quarter of a turn ahead.
/// Bypassed it goes on inside. A NaN, infinity or level above +120 dB is not taken in.
class Delay final : public PlanarEffect {
 public:
  explicit Delay(const PlanarSetup&);
  void set(std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void process(const float* const* in, const float* const* key, float* const* out,
               const BlockInfo&) noexcept CL_REALTIME override;

 private:
  static constexpr std::size_t kValues = vocabulary::delay::kParameters.size();
  static constexpr std::uint32_t kStretch = DelayLine::kStretch;

  /// Where the lines are read.
  struct Head {
    std::uint32_t delay[2] = {1, 1};  ///< frames
    float depth = 0.0F;               ///< frames more at the top of the modulation
    bool operator==(const Head&) const = default;
  };
  struct alignas(kAlignment) Stretch {
    float of[2][kStretch];
  };

  [[nodiscard]] Head head() const noexcept CL_REALTIME;
  void apply(float frames) noexcept CL_REALTIME;
  [[nodiscard]] std::uint32_t next_stretch(std::uint32_t frames) const noexcept CL_REALTIME;
  void read(const Head&, Stretch& out, std::uint32_t frames) const noexcept CL_REALTIME;
  void listen(Stretch& out, std::uint32_t frames) const noexcept CL_REALTIME;
  void filter(Stretch& sound, std::uint32_t frames) noexcept CL_REALTIME;
  void feed_back(const float* const in[2], Stretch& back, std::uint32_t frames) noexcept CL_REALTIME;
  void advance(std::uint32_t frames) noexcept CL_REALTIME;

  double sample_rate_;
  std::size_t channels_;
  double tempo_ = 120.0;
  bool started_ = false;  ///< before the first block the tempo is not known
  float approach_;
  float values_[kValues] = {};
  bool bypass_;
  DelayLine lines_[2];
  HeadFade<Head> heads_;
  std::uint32_t phase_ = 0, step_ = 0;  ///< of the modulation
  GainRamp feedback_, crosswise_;
  FeedbackFilter low_cut_, high_cut_;
  GainRamp share_[2];  ///< mix, a channel each; 0 when bypassed
  alignas(kAlignment) float wet_[2][kMaxFrames] = {};
};

}  // namespace corelogic::effects
