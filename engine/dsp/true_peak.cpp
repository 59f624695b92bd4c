// true_peak.cpp: polyphase interpolators, two mirrored phases at the price of one.
// For mirrored phases a, b of taps c and the same taps backward: with s = x[i] + x[11-i], d = x[i] - x[11-i],
// E = sum (c[i] + c[11-i]) / 2 s, O = sum (c[i] - c[11-i]) / 2 d the two points are E + O and E - O, and the
// greater magnitude of them is |E| + |O|: 12 products for 24 taps.  Side: audio.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/true_peak.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/kernel-inl.h"
#include "engine/dsp/true_peak.h"

#ifndef CORELOGIC_DSP_TRUE_PEAK_TABLES
#define CORELOGIC_DSP_TRUE_PEAK_TABLES
namespace corelogic::dsp {
namespace {

constexpr std::size_t kHalf = kTruePeakTaps / 2;
using Phase = std::array<float, kTruePeakTaps>;

/// A phase and its mirror: even and odd halves of its taps, newest sample first.
struct MirroredPair {
  std::array<float, kHalf> even = {}, odd = {};

  constexpr MirroredPair() = default;
  constexpr MirroredPair(const Phase& taps, float gain) {
    for (std::size_t i = 0; i < kHalf; ++i) {
      even[i] = gain * 0.5F * (taps[i] + taps[kTruePeakTaps - 1 - i]);
      odd[i] = gain * 0.5F * (taps[i] - taps[kTruePeakTaps - 1 - i]);
    }
  }
};

/// BS.1770-4, Annex 2, the table's phases 0 and 1; 3 and 2 are their mirrors.
constexpr MirroredPair kAnnex[] = {
    {{0.0017089843750F, 0.0109863281250F, -0.0196533203125F, 0.0332031250000F, -0.0594482421875F,
      0.1373291015625F, 0.9721679687500F, -0.1022949218750F, 0.0476074218750F, -0.0266113281250F,
      0.0148925781250F, -0.0083007812500F},
     1.0F},
    {{-0.0291748046875F, 0.0292968750000F, -0.0517578125000F, 0.0891113281250F, -0.1665039062500F,
      0.4650878906250F, 0.7797851562500F, -0.2003173828125F, 0.1015625000000F, -0.0582275390625F,
      0.0330810546875F, -0.0189208984375F},
     1.0F}};

/// Delays of 5 + 1/8, 5 + 2/8, 5 + 3/8 frames and, a mirror of itself, 5 + 4/8.
constexpr float kLouder = 1.005F;
constexpr MirroredPair kEighths[] = {
    {{-0.007106823F, 0.014093510F, -0.025534622F, 0.046608179F, -0.100861528F, 0.970794482F, 0.139049528F,
      -0.060995587F, 0.034922401F, -0.021009233F, 0.012265902F, -0.006450456F},
     kLouder},
    {{-0.012866583F, 0.025319153F, -0.045382742F, 0.081276021F, -0.167444659F, 0.894578043F, 0.298714816F,
      -0.120232863F, 0.067105400F, -0.039860379F, 0.023083096F, -0.012062407F},
     kLouder},
    {{-0.016500067F, 0.032229570F, -0.057187341F, 0.100649921F, -0.198788873F, 0.778142726F, 0.467294089F,
      -0.168647933F, 0.091478648F, -0.053599910F, 0.030774732F, -0.015976414F},
     kLouder}};
constexpr MirroredPair kMiddle{
    {-0.017559086F, 0.034055211F, -0.059852090F, 0.103668353F, -0.197376638F, 0.631586009F, 0.631586009F,
     -0.197376638F, 0.103668353F, -0.059852090F, 0.034055211F, -0.017559086F},
    kLouder};

/// Frames worked on at once; with their past they stay in the nearest cache.
constexpr std::uint32_t kStretch = 64;
constexpr std::uint32_t kPast = kTruePeakTaps - 1;

}  // namespace
}  // namespace corelogic::dsp
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {
namespace {

/// The greater; a NaN in `level` counts as nothing.
HWY_INLINE FloatVec louder_level(FloatVec level, FloatVec most) {
#if HWY_ARCH_X86
  return hn::Max(level, most);  // of a NaN and another x86 takes the second
#else
  return hn::IfThenElse(hn::Gt(level, most), level, most);
#endif
}

/// Sums and differences of the samples that mirrored taps meet, around one frame. The loops are unrolled:
/// else their vectors would live in memory, at half the speed.
struct Folded {
  FloatVec sum[kHalf], difference[kHalf];

  /// `newest`: the frame; the eleven before it stand before it.
  HWY_INLINE Folded(const LaneFrame* newest, std::size_t lane) {
    const Floats d;
#pragma GCC unroll 6
    for (std::size_t i = 0; i < kHalf; ++i) {
      const FloatVec young = hn::Load(d, *(newest - i) + lane);
      const FloatVec old = hn::Load(d, *(newest - (kPast - i)) + lane);
      sum[i] = hn::Add(young, old);
      difference[i] = hn::Sub(young, old);
    }
  }
  [[nodiscard]] HWY_INLINE FloatVec even(const MirroredPair& pair) const {
    const Floats d;
    FloatVec e = hn::Mul(sum[0], hn::Set(d, pair.even[0]));
#pragma GCC unroll 6
    for (std::size_t i = 1; i < kHalf; ++i) e = hn::MulAdd(sum[i], hn::Set(d, pair.even[i]), e);
    return hn::Abs(e);
  }
  [[nodiscard]] HWY_INLINE FloatVec loudest(const MirroredPair& pair) const {
    const Floats d;
    FloatVec o = hn::Mul(difference[0], hn::Set(d, pair.odd[0]));
#pragma GCC unroll 6
    for (std::size_t i = 1; i < kHalf; ++i) o = hn::MulAdd(difference[i], hn::Set(d, pair.odd[i]), o);
    return hn::Add(even(pair), hn::Abs(o));
  }
};

void meter_points(const LaneFrame* first, float* most, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    FloatVec loudest = hn::Load(d, most + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const Folded folded(first + f, lane);
#pragma GCC unroll 2
      for (const MirroredPair& pair : kAnnex) loudest = louder_level(folded.loudest(pair), loudest);
    }
    hn::Store(loudest, d, most + lane);
  }
}

void level_points(const LaneFrame* first, LaneFrame* levels, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
    for (std::uint32_t f = 0; f < frames; ++f) {
      const LaneFrame* newest = first + f;
      const Folded folded(newest, lane);
      const FloatVec sample = hn::Abs(hn::Load(d, *(newest - kTruePeakDelay) + lane));
      FloatVec level = louder_level(folded.even(kMiddle), sample);
#pragma GCC unroll 3
      for (const MirroredPair& pair : kEighths) level = louder_level(folded.loudest(pair), level);
      hn::Store(level, d, levels[f] + lane);
    }
}

}  // namespace
}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::dsp {

HWY_EXPORT(meter_points);
HWY_EXPORT(level_points);

namespace {

/// Gives `work` each stretch with its past before it, and remembers the end.
template <class Work>
void with_past(const LaneFrame* in, TruePeakPast& past, std::uint32_t frames, Work work) {
  alignas(kAlignment) LaneFrame heard[kPast + kStretch];
  for (std::uint32_t done = 0; done < frames; done += kStretch) {
    const std::uint32_t now = std::min(frames - done, kStretch);
    std::memcpy(heard, past.frames, sizeof past.frames);
    std::memcpy(heard + kPast, in + done, sizeof(LaneFrame) * now);
    work(static_cast<const LaneFrame*>(heard + kPast), done, now);
    std::memcpy(past.frames, heard + now, sizeof past.frames);
  }
}

}  // namespace

void true_peak_lanes(const LaneFrame* in, TruePeakPast& past, LaneFrame& most,
                     std::uint32_t frames) noexcept CL_REALTIME {
  alignas(kAlignment) LaneFrame aligned;
  std::memcpy(aligned, most, sizeof aligned);
  with_past(in, past, frames, [&](const LaneFrame* heard, std::uint32_t, std::uint32_t now) {
    HWY_DYNAMIC_DISPATCH(meter_points)(heard, aligned, now);
  });
  std::memcpy(most, aligned, sizeof aligned);
}

void inter_sample_levels(const LaneFrame* in, TruePeakPast& past, LaneFrame* levels,
                         std::uint32_t frames) noexcept CL_REALTIME {
  with_past(in, past, frames, [&](const LaneFrame* heard, std::uint32_t done, std::uint32_t now) {
    HWY_DYNAMIC_DISPATCH(level_points)(heard, levels + done, now);
  });
}

void sample_levels(const LaneFrame* in, TruePeakPast& past, LaneFrame* levels,
                   std::uint32_t frames) noexcept CL_REALTIME {
  with_past(in, past, frames, [&](const LaneFrame* heard, std::uint32_t done, std::uint32_t now) {
    for (std::uint32_t f = 0; f < now; ++f)
      for (std::size_t l = 0; l < kLanes; ++l)
        levels[done + f][l] = std::abs(heard[static_cast<std::ptrdiff_t>(f) - kTruePeakDelay][l]);
  });
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
