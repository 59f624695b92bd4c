// kernel-inl.h: what every kernel of this room shares, compiled once per instruction set.
// Included after foreach_target.h by the .cpp files of this room only; no other room sees Highway.  Side:
// audio.
//
// No kernel uses fused multiply-add: SSE4 has none, and without it every instruction set gives the same bits.
#include "engine/dsp/lanes.h"
#include "hwy/highway.h"

#if defined(CORELOGIC_DSP_KERNEL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_DSP_KERNEL_INL
#undef CORELOGIC_DSP_KERNEL_INL
#else
#define CORELOGIC_DSP_KERNEL_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// As much of a lane frame as fits into one register: 16 lanes with AVX-512, 8 with AVX2, 4 with SSE4 and
/// NEON.
using Floats = hn::CappedTag<float, kLanes>;
using Ints = hn::RebindToSigned<Floats>;
using FloatVec = hn::Vec<Floats>;
using IntVec = hn::Vec<Ints>;
inline constexpr std::size_t kWidth = hn::MaxLanes(Floats());
/// Registers to a lane frame.
inline constexpr std::size_t kParts = kLanes / kWidth;

/// Magnitude as an integer that orders like the magnitude; infinity and, above it, NaN come out greatest, so
/// that an integer maximum never loses one (a float maximum does).
HWY_INLINE IntVec magnitude_bits(FloatVec x) {
  return hn::BitCast(Ints(), hn::Abs(x));
}

HWY_INLINE FloatVec infinity() {
  return hn::Inf(Floats());
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
