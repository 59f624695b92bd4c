// wave-inl.h: triangle and sine of a phase, for kernels. A turn is 2^32, so phases wrap by themselves and
// stay exact for ever. No fused multiply-add: the same bits on every instruction set.  Side: audio.
#include "engine/effects/kernel-inl.h"
#include "engine/effects/lfo.h"

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

}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
