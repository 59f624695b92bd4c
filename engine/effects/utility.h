// utility.h: what a channel strip wants before anything else: gain, polarity, alignment, stereo matrix, and a
// filter against direct current. It is linear and has no latency: its delay is wanted.  Side: audio.
// Source of the filter: J. O. Smith, "Introduction to Digital Filters" (2007), "DC Blocker":
// y = x - x1 + R y1, here with R = (1 - g) / (1 + g), g = tan(pi fc / fs), and (1 + R) / 2 before it: the
// bilinear transform of s / (s + wc), so exactly -3.01 dB at fc = 5 Hz and 0 dB at half the sample rate.
#pragma once

#include "engine/dsp/lane_delay.h"
#include "engine/effects/lane_effect.h"
#include "schema/vocabulary/effects/utility.h"

namespace corelogic::effects {

/// Order: delay, dc filter, polarity, mode, width, mono, gain. Polarity to gain are one 2 x 2 matrix over the
/// first two channels of a strip, and a gain with a sign for others; a mono strip has gain and polarity
/// ("left" means its one channel). Mono of more than two channels is the average of all of them, in each of
/// them. The matrix moves on a straight line over 10 ms, the delay by a cross-fade.
class alignas(kAlignment) Utility final : public LaneEffect {
 public:
  explicit Utility(double sample_rate);
  void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME override;
  void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME override;
  void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
               LaneLink) noexcept CL_REALTIME override;

  /// What the kernel works on: y[l] = own[l] x[l] + other[l] x[l ^ 1], x = filtered or not; and then what
  /// the lanes of a wide strip give to all of it.
  struct State {
    LaneRamp own, other;
    LaneRamp filtered;                         ///< share of the filtered sound
    alignas(kAlignment) float before[kLanes];  ///< x1 of the filter
    alignas(kAlignment) float high[kLanes];    ///< y1
    float pole, gain;
  };

 private:
  static constexpr std::size_t kValues = vocabulary::utility::kParameters.size();
  static constexpr std::size_t kMostWide = kLanes / 3;  ///< strips of three channels and more

  void occupy(LaneStrip) noexcept CL_REALTIME;
  void apply(LaneStrip, float frames) noexcept CL_REALTIME;
  void apply_share(LaneStrip, float frames) noexcept CL_REALTIME;
  void apply_filter(LaneStrip, float frames) noexcept CL_REALTIME;
  void apply_delay(LaneStrip, bool at_once) noexcept CL_REALTIME;
  std::size_t fold_strips(const LaneFrame* in, std::uint32_t frames) noexcept CL_REALTIME;

  State state_ = {};
  LaneRamp given_ = {};                     ///< what each lane gives to all of its strip; moves with `own`
  std::uint16_t width_[kLanes] = {};        ///< of the strip that begins at this lane; 0: none
  LaneStrip folded_[kMostWide];             ///< strips whose sums are in use in this block
  float sums_[kMostWide][kMaxFrames] = {};  ///< of the strips that fold
  LaneRamp share_;                          ///< of what is worked on; 0: bypassed
  bool bypass_[kLanes] = {};                ///< of the strip that begins at this lane
  dsp::LaneDelay delay_;
  bool delaying_ = false;  ///< some lane has or had a delay: only then the past is kept
  float approach_;
  float values_[kLanes][kValues] = {};  ///< of the strip that begins at this lane
  alignas(kAlignment) LaneFrame wet_[kMaxFrames];
};

}  // namespace corelogic::effects
