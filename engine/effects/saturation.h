// saturation.h: sixteen saturations side by side: drive, a curve at up to eight times the rate, output, mix.
// Filters and curves stand in halfband-inl.h and curves-inl.h.  Side: audio.
#pragma once

#include "engine/dsp/lane_delay.h"
#include "engine/effects/lane_effect.h"
#include "engine/effects/saturation_kernel.h"

namespace corelogic::effects {

/// Drive, output and mix are approached over 10 ms. For another curve or factor the wet sound is faded out
/// over 5 ms, the switch made, and faded in again when the filters are full. Mix and bypass hear the input as
/// late as the wet sound.
class Saturation final : public LaneEffect {
 public:
  explicit Saturation(double sample_rate);

  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;

 private:
  void set_lane(std::size_t lane, std::uint16_t parameter, float value) noexcept CL_REALTIME;
  void begin_switch(std::size_t lane) noexcept CL_REALTIME;
  void make_switch(std::size_t lane) noexcept CL_REALTIME;
  void enlist(std::size_t lane, std::size_t depth, std::size_t curve) noexcept CL_REALTIME;
  [[nodiscard]] std::uint32_t next_stretch(std::uint32_t frames) const noexcept CL_REALTIME;
  void pass_time(std::uint32_t frames) noexcept CL_REALTIME;

  SaturationState state_{};
  float approach_;  ///< frames
  std::uint8_t wanted_depth_[kLanes]{};
  std::uint8_t wanted_curve_[kLanes]{};
  float mix_[kLanes];
  bool bypass_[kLanes]{};
  LaneRamp share_;
  dsp::LaneDelay dry_;
};

}  // namespace corelogic::effects
