// mix_lanes.cpp: the mix of lane blocks, path after path into an accumulator that stays in the nearest cache.
// It moves nothing but the ramps and peaks it is given.  Side: audio.
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/mix_lanes.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/mix-inl.h"
#include "engine/dsp/mix.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

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

/// What the meters learn of one register of lanes.
struct Level {
  FloatVec loudest, squares;
};

/// Adds one path's lanes to the sum at `lane`; returns how loud they were. Without trust a broken lane adds
/// nothing and comes back as infinity.
template <bool kSteady, Trust kTrust>
HWY_INLINE Level add_part(const LanePath& path, bool first_path, LaneFrame* sum, std::size_t lane,
                          Stretch stretch) {
  const Floats d;
  const LanePart part(*path.ramp, lane);
  auto fine = hn::Lt(hn::Zero(d), infinity());
  if (kTrust == Trust::kNone) fine = hn::Lt(loudest_of<kSteady>(path, part, lane, stretch), infinity());
  Level level{hn::Zero(d), hn::Zero(d)};
  for (std::uint32_t f = stretch.first; f < stretch.first + stretch.frames; ++f) {
    FloatVec product = hn::Mul(hn::Load(d, path.source[f] + lane), part.gain<kSteady>(f));
    if (kTrust == Trust::kNone) product = hn::IfThenElseZero(fine, product);
    level.loudest = hn::Max(level.loudest, hn::Abs(product));
    if (kTrust == Trust::kFull) level.squares = hn::MulAdd(product, product, level.squares);
    const FloatVec before = first_path ? hn::Zero(d) : hn::Load(d, sum[f] + lane);
    hn::Store(hn::Add(before, product), d, sum[f] + lane);
  }
  if (kTrust == Trust::kNone) level.loudest = hn::IfThenElse(fine, level.loudest, infinity());
  return level;
}

/// Rare: some sample of these lanes was at or above full scale.
template <bool kSteady>
HWY_NOINLINE void count_clips(const LanePath& path, std::size_t lane, Stretch stretch) {
  const Floats d;
  const LanePart part(*path.ramp, lane);
  FloatVec count = hn::Zero(d);
  for (std::uint32_t f = stretch.first; f < stretch.first + stretch.frames; ++f) {
    const FloatVec loud = hn::Abs(hn::Mul(hn::Load(d, path.source[f] + lane), part.gain<kSteady>(f)));
    count = hn::Add(count, hn::IfThenElseZero(hn::Ge(loud, hn::Set(d, 1.0F)), hn::Set(d, 1.0F)));
  }
  alignas(kAlignment) float counted[kLanes];
  hn::Store(count, d, counted);
  for (std::size_t l = 0; l < kWidth; ++l)
    path.peak->clips[lane + l] += static_cast<std::uint32_t>(counted[l]);
}

/// In trust. Level and clips of a register of lanes go into the hold.
template <bool kSteady>
HWY_INLINE void hold_level(const LanePath& path, const Level& level, std::size_t lane, Stretch stretch) {
  const Floats d;
  float* held = path.peak->partial + lane;
  hn::Store(hn::Max(hn::Load(d, held), level.loudest), d, held);
  float* sum = path.peak->squares + lane;
  hn::Store(hn::Add(hn::Load(d, sum), level.squares), d, sum);
  if (HWY_UNLIKELY(!hn::AllFalse(d, hn::Ge(level.loudest, hn::Set(d, 1.0F)))))
    count_clips<kSteady>(path, lane, stretch);
}

/// Without trust. Squares and clips were held in trust before; those of broken lanes are dropped.
HWY_INLINE void mark_broken(const LanePath& path, FloatVec loudest, std::size_t lane) {
  const Floats d;
  const auto fine = hn::Lt(loudest, infinity());
  if (path.faults != nullptr) {
    alignas(kAlignment) float levels[kLanes];
    hn::Store(loudest, d, levels);
    std::uint32_t bits = 0;
    for (std::size_t l = 0; l < kWidth; ++l)
      if (!(levels[l] < std::numeric_limits<float>::infinity())) bits |= 1U << (lane + l);
    path.faults->fetch_or(bits, std::memory_order_relaxed);
  }
  if (path.peak == nullptr) return;
  float* held = path.peak->partial + lane;
  hn::Store(hn::IfThenElse(fine, hn::Max(hn::Load(d, held), loudest), infinity()), d, held);
  float* sum = path.peak->squares + lane;
  hn::Store(hn::IfThenElseZero(fine, hn::Load(d, sum)), d, sum);
}

template <bool kSteady, Trust kTrust>
HWY_INLINE void mix_part(const LanePath& path, bool first_path, LaneFrame* sum, std::size_t lane,
                         Stretch stretch) {
  const Level level = add_part<kSteady, kTrust>(path, first_path, sum, lane, stretch);
  if (kTrust == Trust::kNone) return mark_broken(path, level.loudest, lane);
  if (path.peak != nullptr) hold_level<kSteady>(path, level, lane, stretch);
}

template <Trust kTrust>
HWY_INLINE void mix_lane_paths(const LanePath* paths, std::size_t count, LaneFrame* sum, Stretch stretch) {
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
      LanePart(*paths[i].ramp, lane).steady() ? mix_part<true, kTrust>(paths[i], i == 0, sum, lane, stretch)
                                              : mix_part<false, kTrust>(paths[i], i == 0, sum, lane, stretch);
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

HWY_EXPORT(mix_lanes);

void mix_lanes(const LanePath* paths, std::size_t count, LaneFrame* accumulator,
               std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(mix_lanes)(paths, count, accumulator, frames);
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
