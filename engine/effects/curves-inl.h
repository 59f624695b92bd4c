// curves-inl.h: the curves that saturate, one value to one value, all odd but the tube's, all of slope 1 at
// rest. They keep no past.  Side: audio.
#include "engine/effects/kernel-inl.h"

#if defined(CORELOGIC_EFFECTS_CURVES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_EFFECTS_CURVES_INL
#undef CORELOGIC_EFFECTS_CURVES_INL
#else
#define CORELOGIC_EFFECTS_CURVES_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {

/// tanh x, relative error below 1e-6: an odd quotient of polynomials (minimax; the coefficients are those of
/// Eigen, MathFunctionsImpl.h), and 1 from 7.9 on, where a float knows no difference.
HWY_INLINE FloatVec tanh_of(FloatVec x) {
  using dsp::HWY_NAMESPACE::polynomial;
  const Floats d;
  const FloatVec most = hn::Set(d, 7.90531110763549805F);
  const FloatVec u = hn::Max(hn::Min(x, most), hn::Neg(most));
  const FloatVec square = hn::Mul(u, u);
  const FloatVec above =
      hn::Mul(u, polynomial(square, 4.89352455891786e-03F, 6.37261928875436e-04F, 1.48572235717979e-05F,
                            5.12229709037114e-08F, -8.60467152213735e-11F, 2.00018790482477e-13F,
                            -2.76076847742355e-16F));
  const FloatVec below = polynomial(square, 4.89352518554385e-03F, 2.26843463243900e-03F,
                                    1.18534705686654e-04F, 1.19825839466702e-06F);
  return hn::Div(above, below);
}

struct Soft {
  HWY_INLINE FloatVec operator()(FloatVec x) const { return tanh_of(x); }
};

/// 1 / sqrt(x), relative error below 3e-7: a guess from the exponent (C. Lomont, "Fast Inverse Square Root",
/// 2003) and three of Newton's steps. At 8x a quarter faster than the machine's own root and quotient.
/// Requires: 1 <= x <= 1e30.
HWY_INLINE FloatVec inverse_root(FloatVec x) {
  const Floats d;
  const Ints di;
  const IntVec bits = hn::Sub(hn::Set(di, 0x5F375A86), hn::ShiftRight<1>(hn::BitCast(di, x)));
  FloatVec root = hn::BitCast(d, bits);
  const FloatVec half = hn::Mul(x, hn::Set(d, 0.5F));
  for (int i = 0; i < 3; ++i)
    root = hn::Mul(root, hn::NegMulAdd(hn::Mul(half, root), root, hn::Set(d, 1.5F)));
  return root;
}

/// x / sqrt(1 + x^2): a softer knee than tanh's, nearer to 1 only as 1 / (2 x^2).
struct Tape {
  HWY_INLINE FloatVec operator()(FloatVec x) const {
    const Floats d;
    const FloatVec most = hn::Set(d, 1e9F);  // its square is still a float
    const FloatVec u = hn::Max(hn::Min(x, most), hn::Neg(most));
    return hn::Mul(u, inverse_root(hn::MulAdd(u, u, hn::Set(d, 1.0F))));
  }
};

/// tanh around a working point of 0.3, back to 0 and to slope 1: one half wave is rounded before the other.
struct Tube {
  FloatVec there;

  HWY_INLINE Tube() : there(tanh_of(hn::Set(Floats(), kPoint))) {}

  HWY_INLINE FloatVec operator()(FloatVec x) const {
    const Floats d;
    return hn::Mul(hn::Sub(tanh_of(hn::Add(x, hn::Set(d, kPoint))), there), hn::Set(d, kSlope));
  }

 private:
  static constexpr float kPoint = 0.3F;
  static constexpr float kSlope = 1.09273261F;  // cosh(0.3)^2
};

struct Hard {
  HWY_INLINE FloatVec operator()(FloatVec x) const {
    const FloatVec one = hn::Set(Floats(), 1.0F);
    return hn::Max(hn::Min(x, one), hn::Neg(one));
  }
};

/// What is above 1 is folded back, and below -1 again: a triangle of period 4.
struct Fold {
  HWY_INLINE FloatVec operator()(FloatVec x) const {
    const Floats d;
    const FloatVec one = hn::Set(d, 1.0F);
    const FloatVec v = hn::Sub(x, one);
    const FloatVec periods = hn::Round(hn::Mul(v, hn::Set(d, 0.25F)));
    return hn::Sub(one, hn::Abs(hn::NegMulAdd(periods, hn::Set(d, 4.0F), v)));
  }
};

}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
