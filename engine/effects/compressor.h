// compressor.h: sixteen feed-forward compressors side by side.
// It knows no strips: which lanes belong together is said by LaneLink.  Side: audio.
// Source: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design", JAES 60(6),
// 2012: log domain, soft knee (eq. 4), smooth decoupled peak detector on the gain reduction (eq. 17).
#pragma once

#include "engine/effects/lane_effect.h"

namespace corelogic::effects {

/// What people set. Ranges and defaults in vocabulary/effect_catalogue.h.
struct CompressorSettings {
  float threshold_db = -18.0F;
  float ratio = 3.0F;
  float knee_db = 6.0F;
  float attack_ms = 10.0F;
  float release_ms = 120.0F;
  float makeup_db = 0.0F;
  bool bypass = false;  ///< fades to the input over 10 ms; the detector runs on
};

/// The samples are the same to the bit however a block is cut, and with AVX2 and AVX-512; SSE4 agrees within
/// 1e-6.
class alignas(kAlignment) LaneCompressor {
 public:
  /// All lanes pass their input unchanged until they are set.  Side: control, before first use.
  void prepare(double sample_rate) noexcept;

  /// Sets the wanted values of one lane; they are approached over 10 ms, so a moved knob does not click.
  /// `at_once`: jump (a newborn lane).
  void set(std::size_t lane, const CompressorSettings&, bool at_once) noexcept CL_REALTIME;
  /// Forgets the past of one lane: no gain reduction.
  void reset(std::size_t lane) noexcept CL_REALTIME;
  /// Takes over state and settings of a lane of another block (its depth changed).
  void move_from(const LaneCompressor& other, std::size_t from, std::size_t to) noexcept CL_REALTIME;

  /// in -> out (may be the same block). A NaN passes through and is not heard by the detector.
  void process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames, LaneLink link) noexcept CL_REALTIME;

  /// Greatest gain reduction since last asked, dB <= 0; asking starts anew.
  [[nodiscard]] float take_gain_reduction(std::size_t lane) noexcept CL_REALTIME;

  /// A value on a straight line to its goal: goal - step * (frames left), as in LaneRamp.
  struct Value {
    alignas(kAlignment) float goal[kLanes];
    alignas(kAlignment) float step[kLanes];
  };
  /// What the kernel works on, a lane each; levels and gains as log2 of the amplitude (1 = 6.02 dB).
  struct State {
    Value threshold, slope, knee, attack, release, makeup, wet;
    alignas(kAlignment) float left[kLanes];      ///< frames until all values are at their goals
    alignas(kAlignment) float held[kLanes];      ///< gain reduction after release
    alignas(kAlignment) float smoothed[kLanes];  ///< and after attack
    alignas(kAlignment) float most[kLanes];      ///< for the meter
  };

 private:
  State state_ = {};
  double sample_rate_ = 48000.0;
};

/// The catalogue's "compressor" on a lane block.
class Compressor final : public LaneEffect {
 public:
  explicit Compressor(double sample_rate) noexcept { lanes_.prepare(sample_rate); }
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;
  float take_gain_reduction(LaneStrip) noexcept CL_REALTIME override;

 private:
  LaneCompressor lanes_;
  CompressorSettings settings_[kLanes] = {};
};

}  // namespace corelogic::effects
