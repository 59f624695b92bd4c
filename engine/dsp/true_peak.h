// true_peak.h: how high the wave goes between the samples, sixteen lanes side by side: for meters by the
// standard, for limiters finer. It finds levels; it changes no sound.  Side: audio.
// Source: ITU-R BS.1770-4, Annex 2 (four times the rate, 48 taps in four phases, no attenuation as in
// floats).
#pragma once

#include <limits>

#include "engine/dsp/lanes.h"

namespace corelogic::dsp {

/// Taps of each phase; a level found at frame f lies between the samples f - 6 and f - 5.
inline constexpr std::uint32_t kTruePeakTaps = 12;
inline constexpr std::uint32_t kTruePeakDelay = 6;

/// The last eleven frames that were heard, oldest first. All zero: silence. Frames that nobody heard are no
/// numbers, so that no point is found that they would have a part in.
struct alignas(kAlignment) TruePeakPast {
  LaneFrame frames[kTruePeakTaps - 1] = {};

  /// A newborn lane has heard silence.
  void begin(std::size_t lane) noexcept CL_REALTIME {
    for (LaneFrame& frame : frames) frame[lane] = 0.0F;
  }
  /// The past of a meter that comes to a sound under way: it must not see a step where there is none.
  [[nodiscard]] static constexpr TruePeakPast unheard() noexcept {
    TruePeakPast past;
    for (LaneFrame& frame : past.frames)
      for (float& sample : frame) sample = std::numeric_limits<float>::quiet_NaN();
    return past;
  }
  void move_from(const TruePeakPast& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
    for (std::size_t i = 0; i < kTruePeakTaps - 1; ++i) frames[i][to] = other.frames[i][from];
  }
};

/// For meters: most[l] becomes the greatest magnitude among itself and the four points the Annex's filter
/// gives for each frame of lane l. The samples themselves are not among the points: whoever shows a true peak
/// takes the greater of it and the sample peak. Points that are not a number count as nothing; a NaN or
/// infinity at the input is forgotten after twelve frames. The same however a block is cut.
/// The filter's own ripple is 0.25 dB up to 20 kHz at 48 kHz; between its points up to 0.7 dB go unseen of a
/// wave at half the rate, 0.2 dB of one at a quarter of it.
void true_peak_lanes(const LaneFrame* in, TruePeakPast& past, LaneFrame& most,
                     std::uint32_t frames) noexcept CL_REALTIME;

/// For limiters: levels[f][l] is the greatest magnitude of the wave from sample f - 6 up to f - 5, by the
/// sample f - 6 and seven points after it. Filters of twelve taps, least squares on 0 ... 0.86 of half the
/// rate, made 0.5 % louder: within -0.06 / +0.19 dB there. Closer than the Annex's, which lets a limiter pass
/// 0.3 dB too much on noise up to 20 kHz. `levels` may be `in`.
void inter_sample_levels(const LaneFrame* in, TruePeakPast& past, LaneFrame* levels,
                         std::uint32_t frames) noexcept CL_REALTIME;
/// levels[f] = |sample f - 6|: the same time, the samples only. `levels` may be `in`.
void sample_levels(const LaneFrame* in, TruePeakPast& past, LaneFrame* levels,
                   std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::dsp
