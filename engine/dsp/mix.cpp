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
struct Count {
  alignas(kAlignment) float at[kTile];
  constexpr Count() : at() {
    for (std::uint32_t i = 0; i < kTile; ++i) at[i] = static_cast<float>(i);
  }
};
constexpr Count kCount;

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

  /// Tells whether the ramp is under way.
  HWY_INLINE bool take(const float* HWY_RESTRICT source, const GainRamp& ramp, std::uint32_t first) {
    const Floats d;
    const FloatVec target = hn::Set(d, ramp.target);
    if (ramp.left == 0.0F) {
#pragma GCC unroll 16
      for (std::size_t v = 0; v < kVectors; ++v)
        sound[v] = hn::Mul(hn::LoadU(d, source + v * kWidth), target);
    } else {
      const FloatVec step = hn::Set(d, ramp.step);
      const FloatVec left = hn::Set(d, ramp.left - 1.0F - static_cast<float>(first));
#pragma GCC unroll 16
      for (std::size_t v = 0; v < kVectors; ++v) {
        const FloatVec remain = hn::Max(hn::Sub(left, hn::Load(d, kCount.at + v * kWidth)), hn::Zero(d));
        const FloatVec gain = hn::Sub(target, hn::Mul(step, remain));
        sound[v] = hn::Mul(hn::LoadU(d, source + v * kWidth), gain);
      }
    }
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) {
      const FloatVec loud = hn::Abs(sound[v]);
      loudest[v % kParts] = v < kParts ? loud : louder<kTrust>(loudest[v % kParts], loud);
    }
    return ramp.left != 0.0F;
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

struct TileReport {
  bool finite = true;   ///< the sum
  bool moving = false;  ///< some ramp is under way
};

/// Adds kVectors registers of frames of each path to `sum`. `kPadded`: the sources end within them; they are
/// copied first.
template <std::size_t kVectors, Trust kTrust, bool kPadded>
TileReport mix_tile(const PlanarPath* HWY_RESTRICT paths, std::size_t count, float* HWY_RESTRICT sum,
                    Stretch stretch) {
  const Floats d;
  TileReport report;
  alignas(kAlignment) float padded[kVectors * kWidth] = {};
  FloatVec total[kVectors];
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) total[v] = hn::Load(d, sum + v * kWidth);
  for (const PlanarPath* path = paths; path != paths + count; ++path) {
    const float* source = *path->source + stretch.first;
    if constexpr (kPadded) {
      std::copy_n(source, stretch.frames, padded);
      source = padded;
    }
    Product<kVectors, kTrust> product;
    report.moving |= product.take(source, *path->ramp, stretch.first);
    if (kTrust == Trust::kNone && !product.all_finite()) {
      mark_broken(path->peak);
      continue;
    }
    if (path->peak != nullptr) product.hold_peak(*path->peak);
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) total[v] = hn::Add(total[v], product.sound[v]);
  }
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) {
    report.finite = report.finite && finite(total[v]);
    hn::Store(total[v], d, sum + v * kWidth);
  }
  return report;
}

template <Trust kTrust>
TileReport mix_tile(const PlanarPath* paths, std::size_t count, float* sum, Stretch stretch) {
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

/// Mixes a stretch into `out`; tells whether a ramp is under way.
bool mix_stretch(const PlanarPath* paths, std::size_t count, float* out, bool accumulate, Stretch stretch) {
  alignas(kAlignment) float sum[kTile] = {};
  if (accumulate) std::copy_n(out + stretch.first, stretch.frames, sum);
  const TileReport report = mix_tile<Trust::kFull>(paths, count, sum, stretch);
  if (HWY_UNLIKELY(!report.finite)) {
    std::fill_n(sum, kTile, 0.0F);
    if (accumulate) std::copy_n(out + stretch.first, stretch.frames, sum);
    mix_tile<Trust::kNone>(paths, count, sum, stretch);
  }
  if (out != nullptr) std::copy_n(sum, stretch.frames, out + stretch.first);
  return report.moving;
}

void mix_planar(const PlanarPath* paths, std::size_t count, float* out, bool accumulate,
                std::uint32_t frames) {
  bool moving = false;
  for (std::uint32_t first = 0; first < frames;) {
    const Stretch stretch{first, stretch_for(frames - first)};
    moving |= mix_stretch(paths, count, out, accumulate && out != nullptr, stretch);
    first += stretch.frames;
  }
  if (!moving) return;
  for (std::size_t i = 0; i < count; ++i) paths[i].ramp->advance(static_cast<float>(frames));
}

/// One register of lanes of one path.
struct LanePart {
  FloatVec target, step, left;

  HWY_INLINE LanePart(const LaneRamp& ramp, std::size_t lane)
      : target(hn::Load(Floats(), ramp.target + lane)),
        step(hn::Load(Floats(), ramp.step + lane)),
        left(hn::Load(Floats(), ramp.left + lane)) {}

  [[nodiscard]] HWY_INLINE bool steady() const {
    return hn::AllTrue(Floats(), hn::Eq(left, hn::Zero(Floats())));
  }
  template <bool kSteady>
  [[nodiscard]] HWY_INLINE FloatVec gain(std::uint32_t frame) const {
    const Floats d;
    if (kSteady) return target;
    const FloatVec remain = hn::Sub(left, hn::Set(d, static_cast<float>(frame) + 1.0F));
    return hn::Sub(target, hn::Mul(step, hn::Max(remain, hn::Zero(d))));
  }
};

/// Greatest magnitude of each lane after the gain; not below infinity if a NaN or infinity was among them.
template <bool kSteady>
HWY_INLINE FloatVec loudest_of(const LanePath& path, const LanePart& part, std::size_t lane,
                               Stretch stretch) {
  const Floats d;
  FloatVec most = hn::Zero(d);
  for (std::uint32_t f = stretch.first; f < stretch.first + stretch.frames; ++f)
    most = louder<Trust::kNone>(most,
                                hn::Abs(hn::Mul(hn::Load(d, path.source[f] + lane), part.gain<kSteady>(f))));
  return most;
}

/// Adds one path's lanes to the sum at `lane`; returns how loud they were. Without trust a broken lane adds
/// nothing and comes back as infinity.
template <bool kSteady, Trust kTrust>
HWY_INLINE FloatVec add_part(const LanePath& path, bool first_path, LaneFrame* sum, std::size_t lane,
                             Stretch stretch) {
  const Floats d;
  const LanePart part(*path.ramp, lane);
  auto fine = hn::Lt(hn::Zero(d), infinity());
  if (kTrust == Trust::kNone) fine = hn::Lt(loudest_of<kSteady>(path, part, lane, stretch), infinity());
  FloatVec loudest = hn::Zero(d);
  for (std::uint32_t f = stretch.first; f < stretch.first + stretch.frames; ++f) {
    FloatVec product = hn::Mul(hn::Load(d, path.source[f] + lane), part.gain<kSteady>(f));
    if (kTrust == Trust::kNone) product = hn::IfThenElseZero(fine, product);
    loudest = hn::Max(loudest, hn::Abs(product));
    const FloatVec before = first_path ? hn::Zero(d) : hn::Load(d, sum[f] + lane);
    hn::Store(hn::Add(before, product), d, sum[f] + lane);
  }
  return kTrust == Trust::kNone ? hn::IfThenElse(fine, loudest, infinity()) : loudest;
}

template <Trust kTrust>
HWY_INLINE void mix_lane_paths(const LanePath* paths, std::size_t count, LaneFrame* sum, Stretch stretch) {
  const Floats d;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
      const FloatVec loudest = LanePart(*paths[i].ramp, lane).steady()
                                   ? add_part<true, kTrust>(paths[i], i == 0, sum, lane, stretch)
                                   : add_part<false, kTrust>(paths[i], i == 0, sum, lane, stretch);
      if (paths[i].peak == nullptr) continue;
      float* held = paths[i].peak->partial + lane;
      const FloatVec louder_now = hn::Max(hn::Load(d, held), loudest);
      hn::Store(hn::IfThenElse(hn::Lt(loudest, infinity()), louder_now, infinity()), d, held);
    }
}

[[nodiscard]] HWY_INLINE bool finite(const LaneFrame* sum, Stretch stretch) {
  const Floats d;
  FloatVec most = hn::Zero(d);
  for (std::uint32_t f = stretch.first; f < stretch.first + stretch.frames; ++f)
    for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
      most = louder<Trust::kNone>(most, hn::Abs(hn::Load(d, sum[f] + lane)));
  return finite(most);
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
    mix_lane_paths<Trust::kFull>(paths, count, accumulator, stretch);
    if (HWY_UNLIKELY(!finite(accumulator, stretch)))
      mix_lane_paths<Trust::kNone>(paths, count, accumulator, stretch);
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
