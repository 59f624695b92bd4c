// compressor.h: sixteen feed-forward compressors side by side.
// It knows no strips: which lanes belong together is said by LaneLink.  Side: audio.
// Source: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design", JAES 60(6),
// 2012: log domain, soft knee (eq. 4), smooth decoupled peak detector on the gain reduction (eq. 17); level
// by the root of a one-pole mean square as there in section 1.3. Hold: the first stage of eq. 17 waits before
// it releases. Automatic make-up: half of what the static curve takes from 0 dBFS; the whole would bring full
// scale back to full scale and all below too far up.
#pragma once

#include "engine/effects/dynamics.h"
#include "engine/effects/side_chain.h"
#include "schema/vocabulary/effects/compressor.h"

namespace corelogic::effects {

/// The catalogue's "compressor" on a lane block. Moved values are approached over 10 ms. A NaN passes through
/// and is not heard by the detector. AVX2 and AVX-512 give the same bits; SSE4 agrees within 1e-6.
/// Cost: detector "peak" without key, key filter, look-ahead, hold and listening in a kernel of its own; one
/// lane that wants one of them takes its block to a second one of twice the cost, with the same bits.
class alignas(kAlignment) Compressor final : public LaneEffect {
 public:
  explicit Compressor(double sample_rate);
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;
  float take_gain_reduction(LaneStrip) noexcept CL_REALTIME override;
  /// Of blocks that had a key.
  float take_key_peak(LaneStrip) noexcept CL_REALTIME override;
  float take_detector_level(LaneStrip) noexcept CL_REALTIME override;

  /// What the kernels work on, a lane each; levels and gains as log2 of the amplitude (1 = 6.02 dB).
  struct State {
    MovingValue threshold, slope, knee, attack, release, makeup, wet;
    alignas(kAlignment) float left[kLanes];      ///< frames until all values are at their goals
    alignas(kAlignment) float held[kLanes];      ///< gain reduction after hold and release
    alignas(kAlignment) float smoothed[kLanes];  ///< and after attack
    alignas(kAlignment) float most[kLanes];      ///< for the meter
    alignas(kAlignment) float hold[kLanes];      ///< frames
    alignas(kAlignment) float waits[kLanes];     ///< frames until the release may begin
    alignas(kAlignment) float square[kLanes];    ///< mean of the key's squares
    alignas(kAlignment) float window[kLanes];    ///< its coefficient
    alignas(kAlignment) float key_peak[kLanes];
    alignas(kAlignment) float loudest[kLanes];  ///< level, for the meter
    LaneRamp by_mean;                           ///< level of the detector: 0 peak, 1 rms
  };

 private:
  static constexpr std::size_t kValues = vocabulary::compressor::kParameters.size();

  void apply(LaneStrip, bool at_once) noexcept CL_REALTIME;
  void look() noexcept CL_REALTIME;
  void process_plain(const LaneFrame* in, LaneFrame* out, std::uint32_t frames, LaneLink) noexcept;
  void process_fully(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, std::uint32_t frames,
                     LaneLink) noexcept;

  State state_ = {};
  SideChain side_;
  double sample_rate_;
  bool plain_ = true;   ///< no lane holds or finds means
  bool moves_ = false;  ///< some value may be on its way
  float values_[kLanes][kValues] = {};
  bool bypass_[kLanes] = {};
};

}  // namespace corelogic::effects
