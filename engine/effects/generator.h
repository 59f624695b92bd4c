// generator.h: test signals in place of the input: sine, white and pink noise, logarithmic sweep.
// It listens to nothing and measures nothing.  Side: audio.
// Sources. White: D. Blackman, S. Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021),
// xoshiro128++, seeded by splitmix64 of the channel's place in its strip, uniform. Pink: real poles and zeros
// at equal ratios, J. O. Smith, H. F. Smith, "Closed Form Fractional Integration and Differentiation via Real
// Exponentially Spaced Pole-Zero Pairs" (2016); ratio and a last section that mends the top octave fitted to
// 1/f: within 0.1 dB of -3.01 dB an octave from 20 Hz to 20 kHz at 44.1 … 192 kHz. Sweep: A. Farina,
// "Simultaneous measurement of impulse response and distortion with a swept-sine technique" (2000), with a
// whole number of turns as in A. Novak, P. Lotton, L. Simon, "Synchronized Swept-Sine", JAES 63(10), 2015, so
// that one sweep follows another without a step.
#pragma once

#include "engine/effects/lane_effect.h"
#include "schema/vocabulary/effects/generator.h"

namespace corelogic::effects {

/// Level: RMS, where a full-scale sine is 0 dB (AES17); so white noise at 0 dB has peaks of +1.76 dB. From
/// input to signal, from signal to signal and from level to level in 10 ms. A signal begins anew whenever it
/// was silent: sines and sweeps at phase 0, noise with its seed: it is the same each time, and channels of a
/// strip differ. A moved frequency keeps the phase.
class alignas(kAlignment) Generator final : public LaneEffect {
 public:
  static constexpr std::size_t kSignals = 4;
  static constexpr std::size_t kSections = 7;  ///< of the pink filter

  explicit Generator(double sample_rate) noexcept;
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;

  /// What the kernel works on.
  struct State {
    LaneRamp input;
    LaneRamp signals[kSignals];  ///< gains of sine, white, pink, sweep
    alignas(kAlignment) std::uint32_t phase_high[kLanes], phase_low[kLanes];  ///< of the sine: a turn is 2^64
    alignas(kAlignment) std::uint32_t step_high[kLanes], step_low[kLanes];
    alignas(kAlignment) std::uint32_t random[4][kLanes];
    alignas(kAlignment) float pink[kSections][kLanes];
    /// Section y = x + rise * v, v' = x + pole * v: (1 - (pole - rise) z^-1) / (1 - pole z^-1).
    float pole[kSections], rise[kSections];
  };

 private:
  static constexpr std::size_t kValues = vocabulary::generator::kParameters.size();

  /// Where a lane's sweep is: phase in turns, and how much faster it is than at its begin.
  struct Sweep {
    double phase = 0.0, growth = 1.0;
    double turns = 1.0;  ///< of one e-fold: K in sin(2 pi K (e^(t/L) - 1))
    double ratio = 1.0;  ///< growth in a frame
  };

  void design_pink() noexcept;
  void apply(LaneStrip, float frames) noexcept CL_REALTIME;
  void start(std::size_t lane, std::size_t signal, std::size_t channel) noexcept CL_REALTIME;
  void tune(LaneStrip) noexcept CL_REALTIME;
  void write_sweep(std::uint32_t (*phases)[kLanes], std::uint32_t frames) noexcept CL_REALTIME;

  State state_ = {};
  Sweep sweeps_[kLanes] = {};
  double sample_rate_;
  double sweep_top_;   ///< end over begin, a whole number
  double pink_level_;  ///< gain that makes the RMS that of a full-scale sine
  float approach_;
  float values_[kLanes][kValues] = {};
  bool bypass_[kLanes] = {};
};

}  // namespace corelogic::effects
