// halfband-inl.h: to twice the rate and back, in lanes; what oversampling is made of.
// It keeps no past: its callers keep it in front of their blocks.  Side: audio.
//
// A half-band filter of 4K - 1 taps has every second tap 0 but the middle, so of two frames at the double
// rate one is a delay and one a sum over 2K frames, symmetric: K additions, K multiply-adds. The taps are
// minimax (Parks-McClellan for the 2K-tap filter at the lower rate, P. P. Vaidyanathan and T. Q. Nguyen, "A
// 'Trick' for the Design of FIR Half-Band Filters", IEEE Trans. CAS 34, 1987). Linear phase: one up and one
// down are 2K - 1 frames late.
#include "engine/effects/kernel-inl.h"

#if defined(CORELOGIC_EFFECTS_HALFBAND_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_EFFECTS_HALFBAND_INL
#undef CORELOGIC_EFFECTS_HALFBAND_INL
#else
#define CORELOGIC_EFFECTS_HALFBAND_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {

/// 1x <-> 2x: flat to 20 of 24 kHz, -93.9 dB from 28 kHz on. At 44.1 kHz that is 18.4 kHz; -0.7 dB at 20 kHz.
struct FirstOctave {
  static constexpr std::size_t kTaps = 17;
  static constexpr float kTap[kTaps] = {
      4.25934893e-05F, -0.000119001689F, 0.000275162608F, -0.000552970645F, 0.00101072722F, -0.00172246475F,
      0.00278014284F,  -0.00429748444F,  0.00641779954F,  -0.00933060846F,  0.0133074963F,  -0.0187822438F,
      0.0265438968F,   -0.0382672358F,   0.0583218425F,   -0.102818994F,    0.317201449F};
};
/// 2x <-> 4x: flat to 22 kHz, -96.9 dB from 74 kHz on; what lies between is left to the first.
struct SecondOctave {
  static constexpr std::size_t kTaps = 5;
  static constexpr float kTap[kTaps] = {0.000886346188F, -0.00623492452F, 0.0245696663F, -0.0762190501F,
                                        0.307005026F};
};
/// 4x <-> 8x: flat to 24 kHz, -94.2 dB from 168 kHz on.
struct ThirdOctave {
  static constexpr std::size_t kTaps = 3;
  static constexpr float kTap[kTaps] = {0.00711717824F, -0.0523111018F, 0.295203588F};
};

/// The sum over 2K frames of `stride` apart, the newest at `newest`.
template <class Octave>
HWY_INLINE FloatVec symmetric_sum(const float* newest, std::size_t stride, const FloatVec* taps) {
  const Floats d;
  FloatVec sums[2] = {hn::Zero(d), hn::Zero(d)};
  const float* oldest = newest - (2 * Octave::kTaps - 1) * stride;
#pragma GCC unroll 17
  for (std::size_t q = 0; q < Octave::kTaps; ++q)
    sums[q % 2] = hn::MulAdd(
        taps[q], hn::Add(hn::Load(d, newest - q * stride), hn::Load(d, oldest + q * stride)), sums[q % 2]);
  return hn::Add(sums[0], sums[1]);
}

/// `low` -> twice as many frames. Before `low` lie the 2K - 1 frames that came before.
template <class Octave>
void to_double_rate(const LaneFrame* low, LaneFrame* high, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    FloatVec taps[Octave::kTaps];
    for (std::size_t q = 0; q < Octave::kTaps; ++q) taps[q] = hn::Set(d, 2.0F * Octave::kTap[q]);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const float* newest = low[f] + lane;
      hn::Store(symmetric_sum<Octave>(newest, kLanes, taps), d, high[std::size_t{2} * f] + lane);
      hn::Store(hn::Load(d, newest - (Octave::kTaps - 1) * kLanes), d, high[std::size_t{2} * f + 1] + lane);
    }
  }
}

/// Twice as many frames -> `low`, `kPad` frames later than need be. Before `high` lie the 2 (2K - 1 + kPad)
/// frames that came before.
template <class Octave, std::size_t kPad>
void to_half_rate(const LaneFrame* high, LaneFrame* low, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    FloatVec taps[Octave::kTaps];
    for (std::size_t q = 0; q < Octave::kTaps; ++q) taps[q] = hn::Set(d, Octave::kTap[q]);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const float* newest = high[0] + lane + (2 * std::size_t{f}) * kLanes - 2 * kPad * kLanes;
      const FloatVec middle = hn::Load(d, newest - (2 * Octave::kTaps - 1) * kLanes);
      hn::Store(hn::MulAdd(middle, hn::Set(d, 0.5F), symmetric_sum<Octave>(newest, 2 * kLanes, taps)), d,
                low[f] + lane);
    }
  }
}

}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
