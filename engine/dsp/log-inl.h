// log-inl.h: base-2 logarithm and exponential for kernels, by polynomials: no tables, no branches.
// Fused multiply-add where the instruction set has it (all but SSE4 and older).  Side: audio.
#include "engine/dsp/kernel-inl.h"

#if defined(CORELOGIC_DSP_LOG_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_DSP_LOG_INL
#undef CORELOGIC_DSP_LOG_INL
#else
#define CORELOGIC_DSP_LOG_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

HWY_INLINE FloatVec polynomial(FloatVec, float last) {
  return hn::Set(Floats(), last);
}

/// constant + x * (next + x * (...)).
template <class... More>
HWY_INLINE FloatVec polynomial(FloatVec x, float constant, More... more) {
  return hn::MulAdd(polynomial(x, more...), x, hn::Set(Floats(), constant));
}

/// log2(x), error below 5e-6, which is 3e-5 dB of level.
/// Requires: x >= 2^-126, not NaN; infinity gives 128.
HWY_INLINE FloatVec log2_of(FloatVec x) {
  // x = 2^e * m with m in [sqrt(1/2), sqrt(2)): subtracting the bits of sqrt(1/2) makes e a plain shift.
  const Floats d;
  const Ints di;
  const IntVec bits = hn::BitCast(di, x);
  const IntVec e = hn::ShiftRight<23>(hn::Sub(bits, hn::Set(di, 0x3F3504F3)));
  const FloatVec m = hn::BitCast(d, hn::Sub(bits, hn::ShiftLeft<23>(e)));
  const FloatVec t = hn::Sub(m, hn::Set(d, 1.0F));
  // log2(1 + t) / t, minimax on that interval (reweighted least squares in double).
  const FloatVec ratio =
      polynomial(t, 1.4427030F, -0.7212235F, 0.4796711F, -0.3658550F, 0.3198279F, -0.2115358F);
  return hn::MulAdd(t, ratio, hn::ConvertTo(d, e));
}

/// 2^x, relative error below 3e-7.
/// Requires: -126 <= x <= 127.
HWY_INLINE FloatVec exp2_of(FloatVec x) {
  // Adding 1.5 * 2^23 rounds to a whole number n, which then stands in the low bits of the float.
  const Floats d;
  const Ints di;
  const FloatVec magic = hn::Set(d, 12582912.0F);
  const FloatVec shifted = hn::Add(x, magic);
  const FloatVec fraction = hn::Sub(x, hn::Sub(shifted, magic));
  const FloatVec mantissa =
      polynomial(fraction, 1.0F, 0.69314694F, 0.24022120F, 0.055507131F, 0.0096755410F, 0.0013276472F);
  const IntVec power = hn::BitCast(di, mantissa);
  return hn::BitCast(d, hn::Add(power, hn::ShiftLeft<23>(hn::BitCast(di, shifted))));
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
