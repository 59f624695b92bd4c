// planar_delay.h: one channel's delay line in whole frames: what brings parallel paths together again.
// As LaneDelay, a changed delay is approached by a cross-fade, never by a glide.  Side: audio.
#pragma once

#include <memory>

#include "engine/dsp/lanes.h"

namespace corelogic::dsp {

/// A longer delay waits until that much of the past has been heard, then cross-fades over `fade_frames`;
/// while it fades, a still newer delay waits. The samples are the same to the bit however a block is cut.
class PlanarDelay {
 public:
  /// At delay 0, without a past; allocates and touches. `most`: greatest delay, frames; `fade_frames` >= 1.
  /// Side: control.
  PlanarDelay(std::uint32_t most, std::uint32_t fade_frames);

  [[nodiscard]] std::uint32_t most() const noexcept { return most_; }
  /// No past; from now on `delay` frames late at once (the past is silence).
  void begin(std::uint32_t delay) noexcept CL_REALTIME;
  /// Wanted delay; heard as the class says.  Requires: delay <= most.
  void set(std::uint32_t delay) noexcept CL_REALTIME { wanted_ = delay; }
  /// Goes on where a shorter line stood.  Requires: its most <= this most.  Cost: its past copied.
  void take_over(const PlanarDelay& shorter) noexcept CL_REALTIME;

  /// in -> out, never the same memory.  Requires: frames <= kMaxFrames.  Cost: two copies; while it fades
  /// some 0.5 ns a sample more.
  void process(const float* in, float* out, std::uint32_t frames) noexcept CL_REALTIME;

 private:
  void write(const float* in, std::uint32_t frames) noexcept;
  void read(float* out, std::uint32_t delay, std::uint32_t first, std::uint32_t frames) const noexcept;
  void cross_fade(float* out, std::uint32_t first, std::uint32_t frames) const noexcept;

  std::unique_ptr<float[]> past_;  ///< ring of `size_` frames, a power of two
  std::uint32_t size_;
  std::uint32_t most_;
  std::uint32_t fade_frames_;
  std::uint32_t write_ = 0;
  std::uint32_t now_ = 0;     ///< delay that is heard
  std::uint32_t next_ = 0;    ///< delay that is faded to
  std::uint32_t wanted_ = 0;  ///< asked for last
  std::uint32_t heard_ = 0;   ///< frames of past there are, at most `most_`
  std::uint32_t fade_ = 0;    ///< frames of the cross-fade still to go
};

}  // namespace corelogic::dsp
