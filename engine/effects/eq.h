// eq.h: sixteen equalisers side by side, eight bands each.
// It turns people's values into sections of a bank; the design stands in eq_design.h, the sound in
// section_bank.h.  Side: audio.
#pragma once

#include "engine/effects/lane_effect.h"
#include "engine/effects/section_bank.h"

namespace corelogic::effects {

/// A band that is off, or a bell or shelf of 0 dB, changes nothing and costs nothing; with all of them so the
/// sound passes to the bit. Values, also type and slope, are approached over 10 ms. Lanes hear no other lane.
class Eq final : public LaneEffect {
 public:
  explicit Eq(double sample_rate);

  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;

 private:
  [[nodiscard]] float share_of(std::size_t lane) const noexcept CL_REALTIME;
  void set_band(LaneStrip strip, std::size_t band, bool at_once) noexcept CL_REALTIME;

  double sample_rate_;
  float approach_;  ///< frames
  float values_[kLanes][vocabulary::eq::kParameters.size()] = {};
  SectionBank bank_;
  bool bypass_[kLanes] = {};
  LaneRamp share_;  ///< of the filtered sound; 0: bypassed
};

}  // namespace corelogic::effects
