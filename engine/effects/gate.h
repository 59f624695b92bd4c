// gate.h: sixteen gates, or downward expanders, side by side.
// It knows no strips: which lanes belong together is said by LaneLink.  Side: audio.
// Source: U. Zölzer (ed.), "DAFX: Digital Audio Effects", 2nd ed. (2011), section 4.2: static curve of the
// expander, hysteresis and hold of the noise gate; smoothing of the reduction in the log domain as D.
// Giannoulis et al., JAES 60(6), 2012, eq. 16 (branching).
#pragma once

#include "engine/effects/dynamics.h"
#include "engine/effects/side_chain.h"
#include "schema/vocabulary/effects/gate.h"

namespace corelogic::effects {

/// Opens with the first sample at the threshold; stays open until `hold` after the last sample that was not
/// below threshold - hysteresis; closed, it takes (ratio - 1) dB for each dB below the threshold, at most the
/// range. The level is that of single samples: a hold shorter than half a period of the lowest tone lets the
/// gate chatter, a longer one makes the curve exact. Attack and release are time constants of the reduction
/// in dB; closed, too, the reduction grows only after `hold`. AVX2 and AVX-512 give the same bits; SSE4
/// agrees within 1e-6 unless a sample meets the threshold to the bit.
class alignas(kAlignment) Gate final : public LaneEffect {
 public:
  explicit Gate(double sample_rate);
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;
  float take_gain_reduction(LaneStrip) noexcept CL_REALTIME override;
  /// Of blocks that had a key.
  float take_key_peak(LaneStrip) noexcept CL_REALTIME override;
  float take_detector_level(LaneStrip) noexcept CL_REALTIME override;

  /// What the kernel works on, a lane each; levels and reductions as log2 of the amplitude (1 = 6.02 dB).
  struct State {
    MovingValue opens, closes, slope, range, attack, release, wet;
    alignas(kAlignment) float left[kLanes];       ///< frames until all values are at their goals
    alignas(kAlignment) float reduction[kLanes];  ///< smoothed
    alignas(kAlignment) float open[kLanes];       ///< 1 or 0
    alignas(kAlignment) float hold[kLanes];       ///< frames
    alignas(kAlignment) float waits[kLanes];      ///< frames until it may close
    alignas(kAlignment) float most[kLanes];       ///< for the meters
    alignas(kAlignment) float key_peak[kLanes];
    alignas(kAlignment) float loudest[kLanes];  ///< level, for the meters
  };

 private:
  static constexpr std::size_t kValues = vocabulary::gate::kParameters.size();

  void apply(LaneStrip, bool at_once) noexcept CL_REALTIME;

  State state_ = {};
  SideChain side_;
  double sample_rate_;
  bool moves_ = false;  ///< some value may be on its way
  float values_[kLanes][kValues] = {};
  bool bypass_[kLanes] = {};
};

}  // namespace corelogic::effects
