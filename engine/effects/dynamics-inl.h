// dynamics-inl.h: what the kernels of the dynamics effects share: the level of a lane, of linked lanes, and
// values on their way. Functions in a namespace without name: see kernel-inl.h.  Side: audio.
#include "engine/effects/dynamics.h"
#include "engine/effects/kernel-inl.h"
#include "engine/effects/lane_effect.h"

#if defined(CORELOGIC_EFFECTS_DYNAMICS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_EFFECTS_DYNAMICS_INL
#undef CORELOGIC_EFFECTS_DYNAMICS_INL
#else
#define CORELOGIC_EFFECTS_DYNAMICS_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {
using dsp::HWY_NAMESPACE::exp2_of;
using dsp::HWY_NAMESPACE::log2_of;

/// Quietest level a detector tells apart, -200 dB: far below any threshold, far above denormals.
constexpr float kQuietest = 1e-10F;
/// Loudest sample a filter or mean hears, +120 dB: louder ones, and NaN, are silence to it, so none stays in
/// its state.
constexpr float kLoudest = 1e6F;
/// Least gain, in log2: -722 dB; keeps exp2 in its range even after an infinity at the input.
constexpr float kLeastGain = -120.0F;

HWY_INLINE FloatVec value_at(const MovingValue& value, std::size_t lane, FloatVec remain) {
  const Floats d;
  return hn::Sub(hn::Load(d, value.goal + lane), hn::Mul(hn::Load(d, value.step + lane), remain));
}

/// Magnitude, at least kQuietest; a NaN counts as quiet.
template <class V>
HWY_INLINE V level_of(V x) {
  const V quietest = hn::Set(hn::DFromV<V>(), kQuietest);
  const V level = hn::Abs(x);
#if HWY_ARCH_X86
  return hn::Max(level, quietest);  // of a NaN and another x86 takes the second
#else
  return hn::IfThenElse(hn::Gt(level, quietest), level, quietest);
#endif
}

/// What a state may hear: NaN, infinities and what is too loud count as silence.
HWY_INLINE FloatVec sane(FloatVec x) {
  const Floats d;
  return hn::IfThenElseZero(hn::Lt(hn::Abs(x), hn::Set(d, kLoudest)), x);
}

/// In each pair (kNeighbours 2) or four (4) of lanes the greatest.
template <int kNeighbours, class V>
HWY_INLINE V loudest_neighbour(V level) {
#if HWY_TARGET != HWY_SCALAR
  if (kNeighbours >= 2) level = hn::Max(level, hn::Shuffle2301(level));
  if (kNeighbours >= 4) level = hn::Max(level, hn::Shuffle1032(level));
#endif
  return level;
}

/// The level of each group of `link` lanes, written to all its lanes. `levels` may be `in`.
#if HWY_TARGET == HWY_SCALAR
HWY_INLINE void find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames, LaneLink link) {
  const auto width = static_cast<std::size_t>(link);
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t group = 0; group < kLanes; group += width) {
      float level = kQuietest;
      for (std::size_t l = group; l < group + width; ++l) level = std::max(level, std::abs(in[f][l]));
      std::fill_n(levels[f] + group, width, level);
    }
}
#else
template <int kNeighbours>
HWY_INLINE void find_near_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
    for (std::uint32_t f = 0; f < frames; ++f)
      hn::Store(loudest_neighbour<kNeighbours>(level_of(hn::Load(d, in[f] + lane))), d, levels[f] + lane);
}

HWY_INLINE void find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames, LaneLink link) {
  if (link == LaneLink::kOne) return find_near_levels<1>(in, levels, frames);
  if (link == LaneLink::kTwo) return find_near_levels<2>(in, levels, frames);
  if (link == LaneLink::kFour) return find_near_levels<4>(in, levels, frames);
  const hn::CappedTag<float, 4> d;
  const auto width = static_cast<std::size_t>(link);
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t group = 0; group < kLanes; group += width) {
      auto level = level_of(hn::Load(d, in[f] + group));
      for (std::size_t l = group + 4; l < group + width; l += 4)
        level = hn::Max(level, level_of(hn::Load(d, in[f] + l)));
      level = loudest_neighbour<4>(level);
      for (std::size_t l = group; l < group + width; l += 4) hn::Store(level, d, levels[f] + l);
    }
}
#endif

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
