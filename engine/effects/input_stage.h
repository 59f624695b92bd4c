// input_stage.h: what a strip does to its signal before the inserts: delay, high-pass, polarity and trim.
// It puts together what others compute: LaneDelay, Eq, a gain. It has no latency: its delay is wanted.
// Side: audio.
#pragma once

#include "engine/dsp/lane_delay.h"
#include "engine/effects/eq.h"
#include "engine/effects/lane_effect.h"
#include "schema/vocabulary/effects/input_stage.h"

namespace corelogic::effects {

/// What is neutral changes no bit. The high-pass has 12 dB/octave (Butterworth).
class alignas(kAlignment) InputStage final : public LaneEffect {
 public:
  explicit InputStage(double sample_rate);
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;

 private:
  static constexpr std::size_t kValues = vocabulary::input_stage::kParameters.size();

  /// Trim with the sign of the polarity, of the channel `place` (from 0) of a strip.
  [[nodiscard]] static float gain(const float* values, std::size_t place) noexcept;
  [[nodiscard]] std::uint32_t delay_frames(const float* values) const noexcept;
  void set_gains(LaneStrip, float frames) noexcept CL_REALTIME;

  double sample_rate_;
  float approach_;  ///< frames
  float values_[kLanes][kValues] = {};
  dsp::LaneDelay delay_;
  Eq filter_;
  LaneRamp gain_;
  LaneRamp share_;  ///< 1: heard, 0: bypassed
  alignas(kAlignment) LaneFrame before_[kMaxFrames] = {};
  alignas(kAlignment) LaneFrame wet_[kMaxFrames] = {};
};

}  // namespace corelogic::effects
