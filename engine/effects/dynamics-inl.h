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
/// Least gain, in log2: -722 dB; keeps exp2 in its range whatever is asked for.
constexpr float kLeastGain = -120.0F;

HWY_INLINE FloatVec value_at(const MovingValue& value, std::size_t lane, FloatVec remain) {
  const Floats d;
  return hn::Sub(hn::Load(d, value.goal + lane), hn::Mul(hn::Load(d, value.step + lane), remain));
}

/// What levels are found of: of sound, in which something may be broken, or of levels found before.
enum class Given : std::uint8_t { kSound, kLevels };

/// Magnitude, at least kQuietest. In a sound all that is not sane counts as quiet: else one infinity would be
/// released from all the range of an exponent, for seconds.
template <Given kGiven = Given::kSound, class V>
HWY_INLINE V level_of(V x) {
  const hn::DFromV<V> d;
  const V level = hn::Abs(x), quietest = hn::Set(d, kQuietest);
  if (kGiven == Given::kLevels) return hn::Max(level, quietest);
  const auto is_sane = hn::Lt(level, hn::Set(d, kLoudestSane));
  return hn::IfThenElse(is_sane, hn::Max(level, quietest), quietest);
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
template <Given kGiven = Given::kSound>
HWY_INLINE void find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames, LaneLink link) {
  const Floats d;
  const auto width = static_cast<std::size_t>(link);
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t group = 0; group < kLanes; group += width) {
      FloatVec level = hn::Set(d, kQuietest);
      for (std::size_t l = group; l < group + width; ++l)
        level = hn::Max(level, level_of<kGiven>(hn::Load(d, in[f] + l)));
      std::fill_n(levels[f] + group, width, hn::GetLane(level));
    }
}
#else
template <Given kGiven, int kNeighbours>
HWY_INLINE void find_near_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
    for (std::uint32_t f = 0; f < frames; ++f)
      hn::Store(loudest_neighbour<kNeighbours>(level_of<kGiven>(hn::Load(d, in[f] + lane))), d,
                levels[f] + lane);
}

template <Given kGiven = Given::kSound>
HWY_INLINE void find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames, LaneLink link) {
  if (link == LaneLink::kOne) return find_near_levels<kGiven, 1>(in, levels, frames);
  if (link == LaneLink::kTwo) return find_near_levels<kGiven, 2>(in, levels, frames);
  if (link == LaneLink::kFour) return find_near_levels<kGiven, 4>(in, levels, frames);
  const hn::CappedTag<float, 4> d;
  const auto width = static_cast<std::size_t>(link);
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t group = 0; group < kLanes; group += width) {
      auto level = level_of<kGiven>(hn::Load(d, in[f] + group));
      for (std::size_t l = group + 4; l < group + width; l += 4)
        level = hn::Max(level, level_of<kGiven>(hn::Load(d, in[f] + l)));
      level = loudest_neighbour<4>(level);
      for (std::size_t l = group; l < group + width; l += 4) hn::Store(level, d, levels[f] + l);
    }
}
#endif

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
