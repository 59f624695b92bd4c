// output_stage.h: the last step before the converter, on one playback channel: clipping, and dither to an
// integer format.  Side: audio; made by the control thread.
// Source of the dither: S. P. Lipshitz, R. A. Wannamaker, J. Vanderkooy, "Quantization and Dither: A
// Theoretical Survey", JAES 40(5), 1992: triangular noise of two steps' width makes mean and variance of the
// error independent of the signal.
#pragma once

#include <cstdint>

#include "engine/dsp/gain_ramp.h"
#include "engine/dsp/triangular_noise.h"

namespace corelogic::dsp {

enum class Clip : std::uint8_t {
  kNone,
  kHard,  ///< at full scale
  kSoft,  ///< as it is up to -3 dBFS, above it bent by tanh, never beyond full scale
};

/// The samples are the same to the bit however a block is cut.
class OutputStage {
 public:
  /// Neither clips nor dithers. `seed`: another one for each channel, so that their noise is independent.
  explicit OutputStage(std::uint64_t seed) noexcept : noise_(seed) {}

  /// From its first sample on.  Side: control, before anyone hears it.
  void begin(Clip clip) noexcept { now_ = former_ = clip; }
  /// Another curve is blended in over `ramp_frames`. `bits` 0: no dither, else 8 … 24.
  void set(Clip clip, std::uint32_t bits, float ramp_frames) noexcept CL_REALTIME;

  void process(float* samples, std::uint32_t frames) noexcept CL_REALTIME;

 private:
  void clip(float* samples, std::uint32_t frames) noexcept;
  void dither(float* samples, std::uint32_t frames) noexcept;

  Clip now_ = Clip::kNone;
  Clip former_ = Clip::kNone;
  GainRamp share_{.target = 1.0F, .step = 0.0F, .left = 0.0F};  ///< of `now_`
  std::uint32_t bits_ = 0;
  TriangularNoise noise_;
};

}  // namespace corelogic::dsp
