// tremolo.h: gain that swings between 1 and 1 - depth. It has no memory but its phase.  Side: audio.
// gain = 1 - depth (1 - wave) / 2; a sine of amplitude 1 becomes a carrier 1 - depth/2 and two side bands of
// depth/4 (amplitude modulation; U. Zölzer, "DAFX", 2nd ed., 2011, 3.3).
#pragma once

#include "engine/effects/lane_effect.h"
#include "engine/effects/lane_lfo.h"
#include "schema/vocabulary/effects/tremolo.h"

namespace corelogic::effects {

/// A new strip begins at the top of the wave. Depth, shape and stereo phase move on straight lines over
/// 20 ms, a new rate keeps the phase; bypass is depth 0, and depth 0 is the input to the bit. The one effect
/// without a mix: a share m of it beside the dry sound is 1 - m depth (1 - wave) / 2, just another depth.
class alignas(kAlignment) Tremolo final : public LaneEffect {
 public:
  explicit Tremolo(double sample_rate) noexcept;
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;

  /// What the kernel works on. All ramps of a lane move together.
  struct State {
    LaneLfo lfo;
    LaneRamp half_depth, sine, triangle, square;  ///< the last three: shares of the shapes
  };

 private:
  static constexpr std::size_t kValues = vocabulary::tremolo::kParameters.size();

  void apply(LaneStrip, float frames) noexcept CL_REALTIME;

  State state_;
  float approach_;
  float values_[kLanes][kValues] = {};
  bool bypass_[kLanes] = {};
};

}  // namespace corelogic::effects
