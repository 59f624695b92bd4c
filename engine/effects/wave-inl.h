// wave-inl.h: triangle and sine of a phase, for kernels. A turn is 2^32, so phases wrap by themselves and
// stay exact for ever. No fused multiply-add: the same bits on every instruction set.  Side: audio.
#include "engine/effects/kernel-inl.h"
#include "engine/effects/lane_lfo.h"

#if defined(CORELOGIC_EFFECTS_WAVE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_EFFECTS_WAVE_INL
#undef CORELOGIC_EFFECTS_WAVE_INL
#else
#define CORELOGIC_EFFECTS_WAVE_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {

using Words = hn::RebindToUnsigned<Floats>;
using WordVec = hn::Vec<Words>;

/// 0 at phase 0, 1 a quarter of a turn later, 0 at half a turn, -1 at three quarters.
HWY_INLINE FloatVec triangle_of(WordVec phase) {
  const Words du;
  const Ints di;
  const IntVec quarter = hn::Set(di, 1 << 30);
  // A quarter minus the distance from the top; the distance as a magnitude that may be 2^31.
  const IntVec from_top = hn::BitCast(di, hn::Sub(phase, hn::BitCast(du, quarter)));
  const IntVec sign = hn::ShiftRight<31>(from_top);
  const WordVec distance = hn::Sub(hn::BitCast(du, hn::Xor(from_top, sign)), hn::BitCast(du, sign));
  const IntVec height = hn::BitCast(di, hn::Sub(hn::BitCast(du, quarter), distance));
  return hn::Mul(hn::ConvertTo(Floats(), height), hn::Set(Floats(), 1.0F / 1073741824.0F));
}

/// sin(pi/2 x), to the bit what lfo.h says.  Requires: |x| <= 1.
HWY_INLINE FloatVec sine_of_triangle(FloatVec x) {
  const Floats d;
  const FloatVec t = hn::Mul(x, x);
  FloatVec p = hn::Set(d, kSineSeries[4]);
  for (int i = 3; i >= 0; --i) p = hn::Add(hn::Mul(p, t), hn::Set(d, kSineSeries[i]));
  return hn::Mul(p, x);
}

/// The phase of some lanes in frame `frame` of the block, `remain` frames before the offset arrives.
HWY_INLINE WordVec phase_at(const LaneLfo& lfo, std::size_t lane, std::uint32_t frame, FloatVec remain) {
  const Words dw;
  // Half a turn is 2^31, which no int holds: convert half of it.
  const FloatVec halves = hn::Mul(ramp_at(lfo.offset, lane, remain), hn::Set(Floats(), 2147483648.0F));
  const WordVec offset = hn::BitCast(dw, hn::ShiftLeft<1>(hn::ConvertTo(Ints(), halves)));
  const WordVec passed = hn::Mul(hn::Load(dw, lfo.step + lane), hn::Set(dw, frame));
  return hn::Add(hn::Add(hn::Load(dw, lfo.phase + lane), passed), offset);
}

/// Frames a ramp of these lanes still has after frame `frame` of the block.
HWY_INLINE FloatVec remain_after(const LaneRamp& ramp, std::size_t lane, std::uint32_t frame) {
  const Floats d;
  const FloatVec done = hn::Set(d, static_cast<float>(frame) + 1.0F);
  return hn::Max(hn::Sub(hn::Load(d, ramp.left + lane), done), hn::Zero(d));
}

}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
