// mix-inl.h: what the planar and the lane mix share: the tile, and how a broken source is found.  Side:
// audio.
#include "engine/dsp/kernel-inl.h"

#if defined(CORELOGIC_DSP_MIX_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_DSP_MIX_INL
#undef CORELOGIC_DSP_MIX_INL
#else
#define CORELOGIC_DSP_MIX_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

constexpr std::uint32_t kTile = 64;

/// The part of a block the kernel works on: frames first ... first + frames - 1.
struct Stretch {
  std::uint32_t first;
  std::uint32_t frames;
};

/// A tile is first mixed in trust. A NaN or infinity anywhere shows in the sum, since neither is ever lost by
/// adding; only then it is mixed again and each path is asked before it is added.
enum class Trust : bool { kNone, kFull };

/// The greater of two magnitudes. Without trust as integers: they order alike, and infinity and, above it,
/// NaN come out greatest, while the maximum of floats may lose a NaN.
template <Trust kTrust>
HWY_INLINE FloatVec louder(FloatVec a, FloatVec b) {
  if constexpr (kTrust == Trust::kFull) return hn::Max(a, b);
  return hn::BitCast(Floats(), hn::Max(hn::BitCast(Ints(), a), hn::BitCast(Ints(), b)));
}

/// The greater of the magnitudes of two finite numbers of any sign.
HWY_INLINE FloatVec louder_of(FloatVec a, FloatVec b) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
  // One instruction in place of three: the greater by magnitude (3), its sign cleared (2 << 2).
  return FloatVec{_mm512_range_ps(a.raw, b.raw, 3 | (2 << 2))};
#else
  return hn::Max(hn::Abs(a), hn::Abs(b));
#endif
}

[[nodiscard]] HWY_INLINE bool finite(FloatVec x) {
  return hn::AllTrue(Floats(), hn::Lt(hn::Abs(x), infinity()));
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
