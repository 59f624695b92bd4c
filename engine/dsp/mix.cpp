// mix.cpp: the planar mix. Sums stay in registers for a tile of up to 64 frames while the paths go by.
// It moves nothing but the ramps and peaks it is given; who is mixed where is the plan's business.  Side:
// audio.
#include <algorithm>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/mix.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/mix-inl.h"
#include "engine/dsp/mix.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

/// 0, 1, 2, … (hn::Iota would count them anew each time).
struct Count {
  alignas(kAlignment) float at[kTile];
  constexpr Count() : at() {
    for (std::uint32_t i = 0; i < kTile; ++i) at[i] = static_cast<float>(i);
  }
};
constexpr Count kCount;

/// One path's frames of a tile after the gain, and how loud they are.
template <std::size_t kVectors, Trust kTrust>
struct Product {
  FloatVec sound[kVectors];
  FloatVec loudest[kParts];
  FloatVec squares[kParts];

  /// `left`: of the ramp before the first of these frames.
  HWY_INLINE void take(const float* HWY_RESTRICT source, const GainRamp& ramp, float left) {
    if (left == 0.0F) {
      const FloatVec target = hn::Set(Floats(), ramp.target);
#pragma GCC unroll 16
      for (std::size_t v = 0; v < kVectors; ++v)
        sound[v] = hn::Mul(hn::LoadU(Floats(), source + v * kWidth), target);
    } else if (left >= static_cast<float>(kVectors * kWidth)) {
      move<false>(source, ramp, left - 1.0F);
    } else {
      move<true>(source, ramp, left - 1.0F);
    }
    measure();
  }

  /// gain = target - step * max(last - i, 0); without kEnds the ramp does not arrive within these frames, and
  /// the maximum, a sixth of the work, is left out.
  template <bool kEnds>
  HWY_INLINE void move(const float* HWY_RESTRICT source, const GainRamp& ramp, float last) {
    const Floats d;
    const FloatVec target = hn::Set(d, ramp.target);
    const FloatVec step = hn::Set(d, ramp.step);
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) {
      FloatVec remain = hn::Sub(hn::Set(d, last), hn::Load(d, kCount.at + v * kWidth));
      if constexpr (kEnds) remain = hn::Max(remain, hn::Zero(d));
      sound[v] = hn::Mul(hn::LoadU(d, source + v * kWidth), hn::NegMulAdd(step, remain, target));
    }
  }

  HWY_INLINE void measure() {
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kParts; ++p) {
      if constexpr (kTrust == Trust::kFull && kVectors > kParts) {
        loudest[p] = louder_of(sound[p], sound[p + kParts]);
      } else {
        loudest[p] = hn::Abs(sound[p]);
        if constexpr (kVectors > kParts) loudest[p] = louder<kTrust>(loudest[p], hn::Abs(sound[p + kParts]));
      }
      if constexpr (kTrust == Trust::kFull) squares[p] = hn::Mul(sound[p], sound[p]);
    }
#pragma GCC unroll 16
    for (std::size_t v = 2 * kParts; v < kVectors; ++v) {
      if constexpr (kTrust == Trust::kFull)
        loudest[v % kParts] = louder_of(loudest[v % kParts], sound[v]);
      else
        loudest[v % kParts] = louder<kTrust>(loudest[v % kParts], hn::Abs(sound[v]));
    }
    if constexpr (kTrust == Trust::kFull) {
#pragma GCC unroll 16
      for (std::size_t v = kParts; v < kVectors; ++v)
        squares[v % kParts] = hn::MulAdd(sound[v], sound[v], squares[v % kParts]);
    }
  }

  [[nodiscard]] HWY_INLINE bool all_finite() const {
    bool all = true;
    for (std::size_t p = 0; p < kParts; ++p) all = all && finite(loudest[p]);
    return all;
  }

  /// Without trust only the peak is new: the squares of these frames were held in trust before.
  HWY_INLINE void hold(PeakHold& peak) const {
    const Floats d;
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kParts; ++p) {
      float* held = peak.partial + p * kWidth;
      hn::Store(hn::Max(hn::Load(d, held), loudest[p]), d, held);
      if constexpr (kTrust == Trust::kFull) {
        float* sum = peak.squares + p * kWidth;
        hn::Store(hn::Add(hn::Load(d, sum), squares[p]), d, sum);
      }
    }
  }

  [[nodiscard]] HWY_INLINE FloatVec most() const {
    FloatVec greatest = loudest[0];
    for (std::size_t p = 1; p < kParts; ++p) greatest = hn::Max(greatest, loudest[p]);
    return greatest;
  }
  [[nodiscard]] std::uint32_t clips() const {
    const Floats d;
    std::size_t count = 0;
    for (std::size_t v = 0; v < kVectors; ++v)
      count += hn::CountTrue(d, hn::Ge(hn::Abs(sound[v]), hn::Set(d, 1.0F)));
    return static_cast<std::uint32_t>(count);
  }
};

[[nodiscard]] HWY_INLINE bool reaches_full_scale(FloatVec loudest) {
  return !hn::AllFalse(Floats(), hn::Ge(loudest, hn::Set(Floats(), 1.0F)));
}

/// A path's source in a tile; `padded` takes it in if it ends within.
template <bool kPadded>
HWY_INLINE const float* source_of(const PlanarPath& path, Stretch stretch, float* padded) {
  const float* source = *path.source + stretch.first;
  if constexpr (!kPadded) return source;
  std::copy_n(source, stretch.frames, padded);
  return padded;
}

/// Paths that are mixed in one go; where each ramp was before is remembered for so many.
constexpr std::size_t kGroup = 64;

/// Rare: some path of this tile reached full scale. Who and how often is found by working it out once more.
template <std::size_t kVectors, bool kPadded>
HWY_NOINLINE void count_clips(const PlanarPath* paths, std::size_t count, const float* lefts,
                              Stretch stretch) {
  alignas(kAlignment) float padded[kVectors * kWidth] = {};
  for (std::size_t i = 0; i < count; ++i) {
    const PlanarPath& path = paths[i];
    if (path.peak == nullptr) continue;
    Product<kVectors, Trust::kFull> product;
    product.take(source_of<kPadded>(path, stretch, padded), *path.ramp, lefts[i]);
    if (reaches_full_scale(product.most())) path.peak->clips[0] += product.clips();
  }
}

void mark_broken(const PlanarPath& path) {
  if (path.faults != nullptr) path.faults->fetch_or(1U, std::memory_order_relaxed);
  if (path.peak == nullptr) return;
  std::fill_n(path.peak->partial, kLanes, std::numeric_limits<float>::infinity());
  std::fill_n(path.peak->squares, kLanes, 0.0F);
}

/// Adds kVectors registers of frames of each path to `sum`, and tells whether it is still finite. `kPadded`:
/// the sources end within them; they are copied first. In trust the ramps advance, while they are at hand,
/// and `lefts` keeps where they were; without trust they are found there.
template <std::size_t kVectors, Trust kTrust, bool kPadded>
bool mix_tile(const PlanarPath* HWY_RESTRICT paths, std::size_t count, float* HWY_RESTRICT lefts,
              float* HWY_RESTRICT sum, Stretch stretch) {
  const Floats d;
  const auto frames = static_cast<float>(stretch.frames);
  alignas(kAlignment) float padded[kVectors * kWidth] = {};
  FloatVec total[kVectors];
  FloatVec most = hn::Zero(d);
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) total[v] = hn::Load(d, sum + v * kWidth);
  for (std::size_t i = 0; i < count; ++i) {
    const PlanarPath& path = paths[i];
    if (kTrust == Trust::kFull) lefts[i] = path.ramp->left;
    Product<kVectors, kTrust> product;
    product.take(source_of<kPadded>(path, stretch, padded), *path.ramp, lefts[i]);
    if (kTrust == Trust::kFull && lefts[i] != 0.0F) path.ramp->advance(frames);
    if (kTrust == Trust::kNone && !product.all_finite()) {
      mark_broken(path);
      continue;
    }
    if (path.peak != nullptr) product.hold(*path.peak);
    if constexpr (kTrust == Trust::kFull) most = hn::Max(most, product.most());
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) total[v] = hn::Add(total[v], product.sound[v]);
  }
  bool all_finite = true;
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) {
    all_finite = all_finite && finite(total[v]);
    hn::Store(total[v], d, sum + v * kWidth);
  }
  if (HWY_UNLIKELY(kTrust == Trust::kFull && reaches_full_scale(most)))
    count_clips<kVectors, kPadded>(paths, count, lefts, stretch);
  return all_finite;
}

template <Trust kTrust>
bool mix_tile(const PlanarPath* paths, std::size_t count, float* lefts, float* sum, Stretch stretch) {
  if (stretch.frames == kTile)
    return mix_tile<kTile / kWidth, kTrust, false>(paths, count, lefts, sum, stretch);
  if (stretch.frames == kTile / 2)
    return mix_tile<kTile / 2 / kWidth, kTrust, false>(paths, count, lefts, sum, stretch);
  if (stretch.frames == kLanes) return mix_tile<kParts, kTrust, false>(paths, count, lefts, sum, stretch);
  return mix_tile<kParts, kTrust, true>(paths, count, lefts, sum, stretch);
}

std::uint32_t stretch_for(std::uint32_t left) {
  if (left >= kTile) return kTile;
  if (left >= kTile / 2) return kTile / 2;
  return left >= kLanes ? static_cast<std::uint32_t>(kLanes) : left;
}

/// Adds a group of paths to the sum of a stretch. What is not finite is found only when the sum is not.
HWY_INLINE void mix_group(const PlanarPath* paths, std::size_t count, float* sum, Stretch stretch) {
  float lefts[kGroup];
  alignas(kAlignment) float before[kTile];
  std::copy_n(sum, kTile, before);
  if (HWY_LIKELY(mix_tile<Trust::kFull>(paths, count, lefts, sum, stretch))) return;
  std::copy_n(before, kTile, sum);
  mix_tile<Trust::kNone>(paths, count, lefts, sum, stretch);
}

void mix_stretch(const PlanarPath* paths, std::size_t count, float* out, bool accumulate, Stretch stretch) {
  alignas(kAlignment) float sum[kTile] = {};
  if (accumulate) std::copy_n(out + stretch.first, stretch.frames, sum);
  for (std::size_t first = 0; first < count; first += kGroup)
    mix_group(paths + first, std::min(kGroup, count - first), sum, stretch);
  if (out != nullptr) std::copy_n(sum, stretch.frames, out + stretch.first);
}

void mix_planar(const PlanarPath* paths, std::size_t count, float* out, bool accumulate,
                std::uint32_t frames) {
  for (std::uint32_t first = 0; first < frames;) {
    const Stretch stretch{first, stretch_for(frames - first)};
    mix_stretch(paths, count, out, accumulate && out != nullptr, stretch);
    first += stretch.frames;
  }
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::dsp {

HWY_EXPORT(mix_planar);

void mix_planar(const PlanarPath* paths, std::size_t count, float* out, bool accumulate,
                std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(mix_planar)(paths, count, out, accumulate, frames);
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
