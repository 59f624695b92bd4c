// mix.cpp: the mixing kernels. Sums stay in registers for a tile of up to 64 frames while the paths go by.
// It moves nothing but the ramps and peaks it is given; who is mixed where is the plan's business.  Side:
// audio.
#include <algorithm>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/mix.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/kernel-inl.h"
#include "engine/dsp/mix.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

constexpr std::uint32_t kTile = 64;
constexpr std::size_t kPathsAhead =
    4;  // prefetched: the sources lie anywhere, no hardware prefetcher sees the row

/// The part of a block the kernel works on: frames first ... first + frames - 1.
struct Stretch {
  std::uint32_t first;
  std::uint32_t frames;
};

/// 0, 1, 2, … (hn::Iota would count them anew each time).
alignas(kAlignment) constexpr float kCount[kLanes] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/// Gains of kWidth frames from frame `at` of the block on.
HWY_INLINE FloatVec ramped(const GainRamp& ramp, float at) {
  const Floats d;
  const FloatVec remain = hn::Sub(hn::Set(d, ramp.left - 1.0F - at), hn::Load(d, kCount));
  return hn::Sub(hn::Set(d, ramp.target), hn::Mul(hn::Set(d, ramp.step), hn::Max(remain, hn::Zero(d))));
}

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

[[nodiscard]] HWY_INLINE bool finite(FloatVec x) {
  return hn::AllTrue(Floats(), hn::Lt(hn::Abs(x), infinity()));
}

/// One path's frames of a tile after the gain, and how loud they are.
template <std::size_t kVectors, Trust kTrust>
struct Product {
  FloatVec sound[kVectors];
  FloatVec loudest[kParts];

  HWY_INLINE void take(const float* HWY_RESTRICT source, const GainRamp& ramp, std::uint32_t first) {
    const Floats d;
    const FloatVec target = hn::Set(d, ramp.target);
    if (ramp.left == 0.0F) {
#pragma GCC unroll 16
      for (std::size_t v = 0; v < kVectors; ++v)
        sound[v] = hn::Mul(hn::LoadU(d, source + v * kWidth), target);
    } else {
#pragma GCC unroll 16
      for (std::size_t v = 0; v < kVectors; ++v) {
        const float at = static_cast<float>(first + static_cast<std::uint32_t>(v * kWidth));
        sound[v] = hn::Mul(hn::LoadU(d, source + v * kWidth), ramped(ramp, at));
      }
    }
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) {
      const FloatVec loud = hn::Abs(sound[v]);
      loudest[v % kParts] = v < kParts ? loud : louder<kTrust>(loudest[v % kParts], loud);
    }
  }

  [[nodiscard]] HWY_INLINE bool all_finite() const {
    bool all = true;
    for (std::size_t p = 0; p < kParts; ++p) all = all && finite(loudest[p]);
    return all;
  }

  HWY_INLINE void hold_peak(PeakHold& peak) const {
    const Floats d;
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kParts; ++p) {
      float* held = peak.partial + p * kWidth;
      hn::Store(hn::Max(hn::Load(d, held), loudest[p]), d, held);
    }
  }
};

void mark_broken(PeakHold* peak) {
  if (peak != nullptr) std::fill_n(peak->partial, kLanes, std::numeric_limits<float>::infinity());
}

/// Adds kVectors registers of frames of each path to `sum`. `kPadded`: the sources end within them; they are
/// copied first. Returns false if the sum is not finite.
template <std::size_t kVectors, Trust kTrust, bool kPadded>
bool mix_tile(const PlanarPath* HWY_RESTRICT paths, std::size_t count, float* HWY_RESTRICT sum,
              Stretch stretch) {
  const Floats d;
  alignas(kAlignment) float padded[kVectors * kWidth] = {};
  FloatVec total[kVectors];
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) total[v] = hn::Load(d, sum + v * kWidth);
  for (const PlanarPath* path = paths; path != paths + count; ++path) {
    const float* source = *path->source + stretch.first;
    if constexpr (kPadded) source = std::copy_n(source, stretch.frames, padded) - stretch.frames;
    Product<kVectors, kTrust> product;
    product.take(source, *path->ramp, stretch.first);
    if (kTrust == Trust::kNone && !product.all_finite()) {
      mark_broken(path->peak);
      continue;
    }
    if (path->peak != nullptr) product.hold_peak(*path->peak);
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) total[v] = hn::Add(total[v], product.sound[v]);
  }
  bool all = true;
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) {
    all = all && finite(total[v]);
    hn::Store(total[v], d, sum + v * kWidth);
  }
  return all;
}

template <Trust kTrust>
bool mix_tile(const PlanarPath* paths, std::size_t count, float* sum, Stretch stretch) {
  if (stretch.frames == kTile) return mix_tile<kTile / kWidth, kTrust, false>(paths, count, sum, stretch);
  if (stretch.frames == kTile / 2)
    return mix_tile<kTile / 2 / kWidth, kTrust, false>(paths, count, sum, stretch);
  if (stretch.frames == kLanes) return mix_tile<kParts, kTrust, false>(paths, count, sum, stretch);
  return mix_tile<kParts, kTrust, true>(paths, count, sum, stretch);
}

std::uint32_t stretch_for(std::uint32_t left) {
  if (left >= kTile) return kTile;
  if (left >= kTile / 2) return kTile / 2;
  return left >= kLanes ? static_cast<std::uint32_t>(kLanes) : left;
}

void mix_planar(const PlanarPath* paths, std::size_t count, float* out, bool accumulate,
                std::uint32_t frames) {
  for (std::uint32_t first = 0; first < frames;) {
    const Stretch stretch{first, stretch_for(frames - first)};
    alignas(kAlignment) float sum[kTile] = {};
    alignas(kAlignment) float careful_sum[kTile] = {};
    if (out != nullptr && accumulate) std::copy_n(out + first, stretch.frames, sum);
    if (out != nullptr && accumulate) std::copy_n(out + first, stretch.frames, careful_sum);
    const float* result = sum;
    if (!mix_tile<Trust::kFull>(paths, count, sum, stretch)) {
      mix_tile<Trust::kNone>(paths, count, careful_sum, stretch);
      result = careful_sum;
    }
    if (out != nullptr) std::copy_n(result, stretch.frames, out + first);
    first += stretch.frames;
  }
  for (std::size_t i = 0; i < count; ++i)
    if (paths[i].ramp->left != 0.0F) paths[i].ramp->advance(static_cast<float>(frames));
}

/// One register of lanes of one path over a stretch.
struct LanePart {
  const LaneFrame* source;
  float* sum;  ///< kLanes apart
  FloatVec target, step, left;
  bool steady;
  bool first_path;

  [[nodiscard]] HWY_INLINE FloatVec gain_at(std::uint32_t frame) const {
    const Floats d;
    const FloatVec remain = hn::Sub(left, hn::Set(d, static_cast<float>(frame) + 1.0F));
    return hn::Sub(target, hn::Mul(step, hn::Max(remain, hn::Zero(d))));
  }
};

/// Greatest magnitude of each lane after the gain; not below infinity if a NaN or infinity was among them.
HWY_INLINE FloatVec loudest_of(const LanePart& part, std::size_t lane, Stretch stretch) {
  const Floats d;
  IntVec most = hn::Zero(Ints());
  const std::uint32_t end = stretch.first + stretch.frames;
  if (part.steady) {
    for (std::uint32_t f = stretch.first; f < end; ++f)
      most = hn::Max(most, magnitude_bits(hn::Load(d, part.source[f] + lane)));
    return hn::Abs(hn::Mul(hn::BitCast(d, most), part.target));
  }
  for (std::uint32_t f = stretch.first; f < end; ++f)
    most = hn::Max(most, magnitude_bits(hn::Mul(hn::Load(d, part.source[f] + lane), part.gain_at(f))));
  return hn::BitCast(d, most);
}

template <bool kSteady, bool kFirst>
HWY_INLINE void add_part(const LanePart& part, std::size_t lane, Stretch stretch, hn::Mask<Floats> fine) {
  const Floats d;
  const std::uint32_t end = stretch.first + stretch.frames;
  for (std::uint32_t f = stretch.first; f < end; ++f) {
    const FloatVec gain = kSteady ? part.target : part.gain_at(f);
    float* sum = part.sum + f * kLanes + lane;
    const FloatVec before = kFirst ? hn::Zero(d) : hn::Load(d, sum);
    const FloatVec product = hn::IfThenElseZero(fine, hn::Mul(hn::Load(d, part.source[f] + lane), gain));
    hn::Store(hn::Add(before, product), d, sum);
  }
}

HWY_INLINE void add_part(const LanePart& part, std::size_t lane, Stretch stretch, hn::Mask<Floats> fine) {
  if (part.steady) {
    part.first_path ? add_part<true, true>(part, lane, stretch, fine)
                    : add_part<true, false>(part, lane, stretch, fine);
  } else {
    part.first_path ? add_part<false, true>(part, lane, stretch, fine)
                    : add_part<false, false>(part, lane, stretch, fine);
  }
}

HWY_INLINE void mix_lane_path(const LanePath& path, bool first_path, LaneFrame* accumulator,
                              Stretch stretch) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    LanePart part{path.source,
                  accumulator[0],
                  hn::Load(d, path.ramp->target + lane),
                  hn::Load(d, path.ramp->step + lane),
                  hn::Load(d, path.ramp->left + lane),
                  false,
                  first_path};
    part.steady = hn::AllTrue(d, hn::Eq(part.left, hn::Zero(d)));
    const FloatVec loudest = loudest_of(part, lane, stretch);
    const auto fine = hn::Lt(loudest, infinity());
    if (path.peak != nullptr) {
      float* held = path.peak->partial + lane;
      hn::Store(hn::IfThenElse(fine, hn::Max(hn::Load(d, held), loudest), infinity()), d, held);
    }
    add_part(part, lane, stretch, fine);
  }
}

HWY_INLINE void advance_lanes(LaneRamp& ramp, float frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec left = hn::Max(hn::Sub(hn::Load(d, ramp.left + lane), hn::Set(d, frames)), hn::Zero(d));
    hn::Store(left, d, ramp.left + lane);
    const FloatVec step = hn::Load(d, ramp.step + lane);
    hn::Store(hn::IfThenElseZero(hn::Gt(left, hn::Zero(d)), step), d, ramp.step + lane);
  }
}

void mix_lanes(const LanePath* paths, std::size_t count, LaneFrame* accumulator, std::uint32_t frames) {
  const Floats d;
  if (count == 0) {
    for (std::size_t i = 0; i < frames * kLanes; i += kWidth) hn::Store(hn::Zero(d), d, accumulator[0] + i);
    return;
  }
  for (std::uint32_t first = 0; first < frames; first += kTile) {
    const Stretch stretch{first, frames - first < kTile ? frames - first : kTile};
    for (std::size_t i = 0; i < count; ++i) mix_lane_path(paths[i], i == 0, accumulator, stretch);
  }
  for (std::size_t i = 0; i < count; ++i) advance_lanes(*paths[i].ramp, static_cast<float>(frames));
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::dsp {

HWY_EXPORT(mix_planar);
HWY_EXPORT(mix_lanes);

void mix_planar(const PlanarPath* paths, std::size_t count, float* out, bool accumulate,
                std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(mix_planar)(paths, count, out, accumulate, frames);
}

void mix_lanes(const LanePath* paths, std::size_t count, LaneFrame* accumulator,
               std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(mix_lanes)(paths, count, accumulator, frames);
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
