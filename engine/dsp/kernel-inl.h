// kernel-inl.h: what every kernel of this room shares, compiled once per instruction set.
// Included after foreach_target.h by the .cpp files of this room only; no other room sees Highway.  Side:
// audio.
//
// Mix and reverb use no fused multiply-add: SSE4 has none, and without it every instruction set gives the
// same bits at no cost. The compressor does: there it is worth a third of the time.
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

HWY_INLINE FloatVec infinity() {
  return hn::Inf(Floats());
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
