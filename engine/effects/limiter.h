// limiter.h: sixteen brick-wall limiters side by side: never above the ceiling, without a step in the gain.
// It knows no strips: which lanes belong together is said by LaneLink.  Side: audio; made by the control
// thread. Source: P. Hämäläinen, "Smoothing of the control signal without clipped output in digital peak
// limiters", DAFx-02: the greatest reduction asked for within the look-ahead is held, released exponentially
// and smoothed by two running means (a triangle) that together are no longer than the look-ahead; so the gain
// has arrived when the sound that asked for it does. Levels between the samples: dsp/true_peak.h.
#pragma once

#include <vector>

#include "engine/dsp/lane_delay.h"
#include "engine/dsp/true_peak.h"
#include "engine/effects/limiter_kernel.h"
#include "schema/vocabulary/effects/limiter.h"

namespace corelogic::effects {

/// Without truePeak no sample is above the ceiling; with it the wave is not, within 0.1 dB up to 20 kHz. What
/// stays below comes out delayed, to the bit. Release is the time constant of the reduction as a factor
/// (1 - gain); automatic, the reduction falls back to the mean of what was asked over ten releases: a single
/// peak is let go in one release, a long limiting in ten. A new look-ahead is approached in steps that keep
/// the ceiling: first whatever makes the gain more careful, then the delay, then the rest, some 50 ms in all.
/// With a key it is the key that is held below the ceiling, and the sound is turned down as much. What is not
/// sane (sane.h), in the sound as in the key, is silence to it and comes out as silence, bypassed too: no
/// gain could hold it below a ceiling.
class alignas(kAlignment) Limiter final : public LaneEffect {
 public:
  explicit Limiter(double sample_rate);
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;
  float take_gain_reduction(LaneStrip) noexcept CL_REALTIME override;
  /// Of blocks that had a key.
  float take_key_peak(LaneStrip) noexcept CL_REALTIME override;
  float take_detector_level(LaneStrip) noexcept CL_REALTIME override;

 private:
  static constexpr std::size_t kValues = vocabulary::limiter::kParameters.size();

  /// A new look-ahead on its way. Longer: window, then delay, then means; shorter: means, delay, window.
  enum class Stage : std::uint8_t { kRests, kLengthens, kShortensMeans, kShortensDelay };
  struct Life {
    std::uint32_t now = 0;     ///< look-ahead that has arrived, or is on its way
    std::uint32_t wanted = 0;  ///< asked for last
    std::uint32_t timer = 0;   ///< frames until the stage is over
    Stage stage = Stage::kRests;
    LimiterShape shape;  ///< while the lane is in no group
  };
  /// Lanes of one shape, computed side by side.
  struct Group {
    alignas(kAlignment) std::int32_t members[kLanes] = {};
    LimiterShape shape;
  };
  struct alignas(kAlignment) Row {
    float lanes[kLanes] = {};
  };
  struct alignas(kAlignment) WholeRow {
    std::int32_t lanes[kLanes] = {};
  };

  [[nodiscard]] LimiterRows rows() noexcept;
  void apply(LaneStrip, bool at_once) noexcept CL_REALTIME;
  void forget(std::size_t lane, std::uint32_t look_ahead) noexcept CL_REALTIME;
  void take_apart() noexcept CL_REALTIME;
  void group() noexcept CL_REALTIME;
  void advance_lives(std::uint32_t frames) noexcept CL_REALTIME;
  void start_change(std::size_t lane) noexcept CL_REALTIME;
  void next_stage(std::size_t lane) noexcept CL_REALTIME;
  void widen(std::size_t lane, std::uint32_t window) noexcept CL_REALTIME;
  void find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames,
                   LaneLink) noexcept CL_REALTIME;
  [[nodiscard]] bool nothing_left() const noexcept CL_REALTIME;
  void find_all_gains(const LaneFrame* levels, LaneFrame* gains, std::uint32_t first,
                      std::uint32_t frames) noexcept CL_REALTIME;

  LimiterState state_ = {};
  dsp::TruePeakPast heard_;
  dsp::LaneDelay delay_;
  std::vector<Row> window_;
  std::vector<WholeRow> rings_[2];
  std::uint32_t fade_frames_;
  std::uint32_t clock_ = 0;
  std::uint32_t quiet_ = 0;  ///< frames since some lane was above its ceiling
  bool still_ = false;       ///< nothing is left of any reduction: gains are 1 until a lane is too loud
  double sample_rate_;
  Life lives_[kLanes];
  Group groups_[kLanes];
  std::size_t group_count_ = 0;  ///< 0: lanes are in no group
  std::uint32_t begun_ = 0;      ///< bit l: lane l has been begun
  std::uint32_t true_peak_ = 0;  ///< bit l: lane l hears between the samples
  bool moves_ = false;           ///< ceiling or wet may be on its way
  float values_[kLanes][kValues] = {};
  bool bypass_[kLanes] = {};
  float key_peak_[kLanes] = {};
};

}  // namespace corelogic::effects
