// limiter_kernel.cpp: the arithmetic of the limiter. Every rounding goes towards more reduction, so that the
// ceiling holds to the bit; sums are whole numbers, so that nothing drifts and no reduction is none.
// Side: audio.
#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/limiter_kernel.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/dynamics-inl.h"
#include "engine/effects/limiter_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

/// Below half a step a reduction is none.
constexpr float kHalfStep = 0.5F;

/// Steps of reduction that bring `level` to the ceiling: none up to it, else at least one step more than the
/// exact value, which is more than all roundings that follow can lose (they lose half a step).
HWY_INLINE FloatVec asked_steps(FloatVec level, FloatVec ceiling) {
  const Floats d;
  const FloatVec unit = hn::Set(d, kReductionUnit);
  const FloatVec exact = hn::Mul(hn::Sub(hn::Set(d, 1.0F), hn::Div(ceiling, level)), unit);
  const FloatVec steps = hn::Min(hn::Add(hn::Trunc(exact), hn::Set(d, 2.0F)), unit);
  return hn::IfThenElseZero(hn::Gt(level, ceiling), steps);
}

/// One running mean: its sum is exact.
struct Mean {
  IntVec sum;
  FloatVec share;  ///< 1 / length
  std::int32_t (*ring)[kLanes];
  std::uint32_t back;     ///< how old the value is that leaves
  std::uint32_t leaving;  ///< how many leave this frame: 0, 1 or 2

  HWY_INLINE Mean(LimiterState& s, const LimiterRows& rows, LimiterShape& shape, std::size_t which,
                  std::size_t lane)
      : sum(hn::Load(Ints(), s.sum[which] + lane)), ring(rows.ring[which]) {
    const std::uint32_t before = shape.length[which], goal = shape.goal[which];
    back = before;
    leaving = before < goal ? 0 : before > goal ? 2 : 1;
    const std::uint32_t length = before + 1 - leaving;
    share = hn::Set(Floats(), 1.0F / static_cast<float>(length));
  }
  HWY_INLINE void step(IntVec value, std::uint32_t clock, std::uint32_t mask, std::size_t lane) {
    const Ints di;
    sum = hn::Add(sum, value);
    if (leaving >= 1) sum = hn::Sub(sum, hn::Load(di, ring[(clock - back) & mask] + lane));
    if (leaving == 2) sum = hn::Sub(sum, hn::Load(di, ring[(clock - back + 1) & mask] + lane));
  }
  /// In steps, not rounded.
  [[nodiscard]] HWY_INLINE FloatVec mean() const { return hn::Mul(hn::ConvertTo(Floats(), sum), share); }
};

/// Stores where lanes are members.
template <bool kAll, class D, class V>
HWY_INLINE void put(V value, hn::Mask<D> members, D d, hn::TFromD<D>* to) {
  if (kAll)
    hn::Store(value, d, to);
  else
    hn::BlendedStore(value, members, d, to);
}

template <bool kAll, bool kSettled>
HWY_INLINE void find_part(LimiterState& s, const LimiterRows& rows, LimiterShape& shape,
                          const LimiterStretch& stretch, const std::int32_t* members, const LaneFrame* levels,
                          LaneFrame* gains, std::size_t lane) {
  const Floats d;
  const Ints di;
  const auto ours = hn::MaskFromVec(hn::Load(di, members + lane));
  const auto ours_float = hn::MaskFromVec(hn::BitCast(d, hn::Load(di, members + lane)));
  const FloatVec zero = hn::Zero(d), one = hn::Set(d, 1.0F), unit = hn::Set(d, kReductionUnit);
  const FloatVec left = hn::Load(d, s.left + lane), release = hn::Load(d, s.release + lane);
  const FloatVec charge = hn::Load(d, s.charge + lane), automatic = hn::Load(d, s.automatic + lane);
  FloatVec ceiling = value_at(s.ceiling, lane, zero), prefix = hn::Load(d, s.prefix + lane);
  FloatVec released = hn::Load(d, s.released + lane), slow = hn::Load(d, s.slow + lane);
  Mean first(s, rows, shape, 0, lane), second(s, rows, shape, 1, lane);
  for (std::uint32_t f = 0; f < stretch.frames; ++f) {
    if (!kSettled) {
      const FloatVec done = hn::Set(d, static_cast<float>(stretch.first + f) + 1.0F);
      ceiling = value_at(s.ceiling, lane, hn::Max(hn::Sub(left, done), zero));
    }
    const std::uint32_t row = shape.place + f, clock = stretch.clock + f;
    const FloatVec asked = asked_steps(hn::Load(d, levels[f] + lane), ceiling);
    prefix = hn::Max(prefix, asked);
    const FloatVec held = hn::Max(prefix, hn::Load(d, rows.window[row + 1] + lane));
    put<kAll>(asked, ours_float, d, rows.window[row] + lane);
    const FloatVec rest = hn::Mul(slow, automatic);
    const FloatVec falls = hn::Sub(released, hn::Mul(release, hn::Sub(released, rest)));
    released = hn::Max(held, hn::IfThenElseZero(hn::Gt(falls, hn::Set(d, kHalfStep)), falls));
    slow = hn::Add(slow, hn::Mul(charge, hn::Sub(held, slow)));
    slow = hn::IfThenElseZero(hn::Gt(hn::Max(slow, held), hn::Set(d, kHalfStep)), slow);
    const IntVec steps = hn::ConvertTo(di, released);
    first.step(steps, clock, rows.mask, lane);
    put<kAll>(steps, ours, di, rows.ring[0][clock & rows.mask] + lane);
    const FloatVec rounded_up = hn::Min(hn::Add(hn::Trunc(first.mean()), one), unit);
    const IntVec again = hn::ConvertTo(di, hn::IfThenElseZero(hn::Gt(first.mean(), zero), rounded_up));
    second.step(again, clock, rows.mask, lane);
    put<kAll>(again, ours, di, rows.ring[1][clock & rows.mask] + lane);
    const FloatVec taken = hn::Mul(second.mean(), hn::Set(d, 1.0F / kReductionUnit));
    put<kAll>(hn::Max(hn::Sub(one, taken), zero), ours_float, d, gains[f] + lane);
  }
  put<kAll>(prefix, ours_float, d, s.prefix + lane);
  put<kAll>(released, ours_float, d, s.released + lane);
  put<kAll>(slow, ours_float, d, s.slow + lane);
  put<kAll>(first.sum, ours, di, s.sum[0] + lane);
  put<kAll>(second.sum, ours, di, s.sum[1] + lane);
}

/// The window's last row is written: from each row on the greatest up to the end.
template <bool kAll>
HWY_INLINE void turn_window(LimiterState& s, const LimiterRows& rows, std::uint32_t window,
                            const std::int32_t* members, std::size_t lane) {
  const Floats d;
  const auto ours = hn::MaskFromVec(hn::BitCast(d, hn::Load(Ints(), members + lane)));
  FloatVec greatest = hn::Zero(d);
  for (std::uint32_t row = window; row-- > 0;) {
    greatest = hn::Max(greatest, hn::Load(d, rows.window[row] + lane));
    put<kAll>(greatest, ours, d, rows.window[row] + lane);
  }
  put<kAll>(hn::Zero(d), ours, d, rows.window[window] + lane);  // the row after the last one is read, too
  put<kAll>(hn::Zero(d), ours, d, s.prefix + lane);
}

template <bool kAll>
HWY_INLINE void find_gains_of(LimiterState& s, const LimiterRows& rows, LimiterShape& shape,
                              const LimiterStretch& stretch, const std::int32_t* members,
                              const LaneFrame* levels, LaneFrame* gains) {
  const Floats d;
  const bool turns = shape.place + stretch.frames == shape.window;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    if (hn::AllTrue(d, hn::Eq(hn::Load(d, s.left + lane), hn::Zero(d))))
      find_part<kAll, true>(s, rows, shape, stretch, members, levels, gains, lane);
    else
      find_part<kAll, false>(s, rows, shape, stretch, members, levels, gains, lane);
    if (turns) turn_window<kAll>(s, rows, shape.window, members, lane);
  }
  shape.place = turns ? 0 : shape.place + stretch.frames;
  for (std::size_t i = 0; i < 2; ++i)
    if (shape.length[i] != shape.goal[i]) shape.length[i] += shape.length[i] < shape.goal[i] ? 1U : ~0U;
}

void find_gains(LimiterState& s, const LimiterRows& rows, LimiterShape& shape, const LimiterStretch& stretch,
                const std::int32_t* members, const LaneFrame* levels, LaneFrame* gains) {
  bool all = true;
  for (std::size_t l = 0; l < kLanes; ++l) all = all && members[l] != 0;
  if (all)
    find_gains_of<true>(s, rows, shape, stretch, members, levels, gains);
  else
    find_gains_of<false>(s, rows, shape, stretch, members, levels, gains);
}

/// As whole numbers magnitudes order alike, and infinity and, above it, NaN come out greatest.
const LaneFrame* take_sane(const LaneFrame* in, LaneFrame* scratch, std::uint32_t frames) {
  const Floats d;
  const Ints di;
  IntVec most = hn::Zero(di);
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
      most = hn::Max(most, hn::BitCast(di, hn::Abs(hn::Load(d, in[f] + lane))));
  if (HWY_LIKELY(hn::AllTrue(di, hn::Lt(most, hn::BitCast(di, hn::Set(d, kLoudestSane)))))) return in;
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
      hn::Store(sane(hn::Load(d, in[f] + lane)), d, scratch[f] + lane);
  return scratch;
}

bool find_above(LimiterState& s, const LaneFrame* levels, std::uint32_t frames) {
  const Floats d;
  bool above = false;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    FloatVec most = hn::Zero(d);
    for (std::uint32_t f = 0; f < frames; ++f) most = hn::Max(most, hn::Load(d, levels[f] + lane));
    hn::Store(hn::Max(hn::Load(d, s.loudest + lane), most), d, s.loudest + lane);
    const auto over = hn::Gt(most, hn::Load(d, s.ceiling.goal + lane));
    above = above || !hn::AllFalse(d, hn::Or(over, hn::Gt(hn::Load(d, s.left + lane), hn::Zero(d))));
  }
  return above;
}

void link_levels(LaneFrame* levels, std::uint32_t frames, LaneLink link) {
  find_levels<Given::kLevels>(levels, levels, frames, link);
}

void apply(LimiterState& s, LaneFrame* sound, const LaneFrame* gains, std::uint32_t first,
           std::uint32_t frames) {
  const Floats d;
  const FloatVec one = hn::Set(d, 1.0F), zero = hn::Zero(d);
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    const FloatVec left = hn::Load(d, s.left + lane);
    FloatVec least = hn::Load(d, s.least + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec done = hn::Set(d, static_cast<float>(first + f) + 1.0F);
      const FloatVec wet = value_at(s.wet, lane, hn::Max(hn::Sub(left, done), zero));
      const FloatVec gain = hn::Load(d, gains[f] + lane);
      const FloatVec between = hn::Add(one, hn::Mul(wet, hn::Sub(gain, one)));
      const FloatVec factor = hn::IfThenElse(hn::Eq(wet, one), gain, between);  // 1 + (gain - 1) would round
      least = hn::Min(least, factor);
      hn::Store(hn::Mul(hn::Load(d, sound[f] + lane), factor), d, sound[f] + lane);
    }
    hn::Store(least, d, s.least + lane);
  }
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

namespace {
HWY_EXPORT(find_gains);
HWY_EXPORT(take_sane);
HWY_EXPORT(find_above);
HWY_EXPORT(link_levels);
HWY_EXPORT(apply);
}  // namespace

void find_gains(LimiterState& s, const LimiterRows& rows, LimiterShape& shape, LimiterStretch stretch,
                const std::int32_t* members, const LaneFrame* levels, LaneFrame* gains) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(find_gains)(s, rows, shape, stretch, members, levels, gains);
}

const LaneFrame* sane_sound(const LaneFrame* in, LaneFrame* scratch,
                            std::uint32_t frames) noexcept CL_REALTIME {
  return HWY_DYNAMIC_DISPATCH(take_sane)(in, scratch, frames);
}

bool any_above(LimiterState& s, const LaneFrame* levels, std::uint32_t frames) noexcept CL_REALTIME {
  return HWY_DYNAMIC_DISPATCH(find_above)(s, levels, frames);
}

void link_limiter_levels(LaneFrame* levels, std::uint32_t frames, LaneLink link) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(link_levels)(levels, frames, link);
}

void apply_gains(LimiterState& s, LaneFrame* sound, const LaneFrame* gains, std::uint32_t first,
                 std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(apply)(s, sound, gains, first, frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
