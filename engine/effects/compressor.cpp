// compressor.cpp: the compressor's kernel and what turns settings into its values.
// It allocates nothing and looks only backward: no look-ahead, no latency.  Side: audio.
#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/compressor.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/compressor.h"
#include "schema/vocabulary/effects/compressor.h"
#include "engine/effects/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {
using dsp::HWY_NAMESPACE::exp2_of;
using dsp::HWY_NAMESPACE::log2_of;

constexpr std::uint32_t kTile = 64;
/// Quietest level the detector tells apart, -200 dB: far below any threshold, far above denormals.
constexpr float kQuietest = 1e-10F;
/// Narrowest knee, in log2: 6e-6 dB; keeps 1 / (2 * knee) finite.
constexpr float kNarrowest = 1e-6F;
/// Least gain, in log2: -722 dB; keeps exp2 in its range even after an infinity at the input.
constexpr float kLeastGain = -120.0F;

/// Where the detector finds the level of linked lanes: in the register (links of 1, 2, 4) or worked out
/// before.
enum class Linked : std::uint8_t { kOne, kTwo, kFour, kBefore };

/// The values of one frame, for one register of lanes.
struct Values {
  FloatVec threshold, slope, knee, attack, release, makeup, wet;
  FloatVec knee_begins, knee_ends, knee_scale, dry;

  HWY_INLINE void derive() {
    const Floats d;
    const FloatVec half_knee = hn::Mul(knee, hn::Set(d, 0.5F));
    knee_begins = hn::Sub(threshold, half_knee);
    knee_ends = hn::Add(threshold, half_knee);
    knee_scale = hn::Div(hn::Set(d, 0.5F), hn::Max(knee, hn::Set(d, kNarrowest)));
    dry = hn::Sub(hn::Set(d, 1.0F), wet);
  }
};

HWY_INLINE FloatVec value_at(const LaneCompressor::Value& value, std::size_t lane, FloatVec remain) {
  const Floats d;
  return hn::Sub(hn::Load(d, value.goal + lane), hn::Mul(hn::Load(d, value.step + lane), remain));
}

HWY_INLINE Values values_at(const LaneCompressor::State& state, std::size_t lane, FloatVec remain) {
  Values v;
  v.threshold = value_at(state.threshold, lane, remain);
  v.slope = value_at(state.slope, lane, remain);
  v.knee = value_at(state.knee, lane, remain);
  v.attack = value_at(state.attack, lane, remain);
  v.release = value_at(state.release, lane, remain);
  v.makeup = value_at(state.makeup, lane, remain);
  v.wet = value_at(state.wet, lane, remain);
  v.derive();
  return v;
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

template <Linked kLinked, class V>
HWY_INLINE V louder_neighbour(V level) {
#if HWY_TARGET != HWY_SCALAR
  if (kLinked == Linked::kTwo || kLinked == Linked::kFour) level = hn::Max(level, hn::Shuffle2301(level));
  if (kLinked == Linked::kFour) level = hn::Max(level, hn::Shuffle1032(level));
#endif
  return level;
}

/// Eq. 4 as the reduction it asks for: 0 below the knee, a parabola in it, slope * (level - threshold) above.
HWY_INLINE FloatVec wanted_reduction(FloatVec level, const Values& v) {
  const Floats d;
  const FloatVec loudness = log2_of(level);
  const FloatVec in_knee = hn::Min(hn::Max(hn::Sub(loudness, v.knee_begins), hn::Zero(d)), v.knee);
  const FloatVec above = hn::Max(hn::Sub(loudness, v.knee_ends), hn::Zero(d));
  return hn::Mul(v.slope, hn::MulAdd(hn::Mul(in_knee, in_knee), v.knee_scale, above));
}

/// Eq. 17: y1 = max(x, a_R y1 + (1 - a_R) x), y = a_A y + (1 - a_A) y1. The coefficients are kept as 1 - a:
/// near 1 a float is too coarse for them.
struct Ballistics {
  FloatVec held, smoothed, most;

  HWY_INLINE void step(FloatVec wanted, const Values& v) {
    held = hn::Max(wanted, hn::MulAdd(v.release, hn::Sub(wanted, held), held));
    smoothed = hn::MulAdd(v.attack, hn::Sub(held, smoothed), smoothed);
    most = hn::Max(most, hn::Mul(smoothed, v.wet));
  }
};

HWY_INLINE FloatVec gain_of(FloatVec reduction, const Values& v) {
  const FloatVec gain = exp2_of(hn::Max(hn::Sub(v.makeup, reduction), hn::Set(Floats(), kLeastGain)));
  return hn::MulAdd(v.wet, gain, v.dry);
}

struct Block {
  const LaneFrame* in;
  const LaneFrame* levels;  ///< of Linked::kBefore, from frame 0 of the stretch
  LaneFrame* out;
  std::uint32_t first, frames;
};

template <Linked kLinked, bool kSettled>
HWY_INLINE void compress_part(LaneCompressor::State& state, const Block& block, std::size_t lane) {
  const Floats d;
  const FloatVec left = hn::Load(d, state.left + lane);
  Values v = values_at(state, lane, hn::Zero(d));
  Ballistics ballistics{hn::Load(d, state.held + lane), hn::Load(d, state.smoothed + lane),
                        hn::Load(d, state.most + lane)};
  for (std::uint32_t f = 0; f < block.frames; ++f) {
    if (!kSettled) {
      const FloatVec done = hn::Set(d, static_cast<float>(block.first + f) + 1.0F);
      v = values_at(state, lane, hn::Max(hn::Sub(left, done), hn::Zero(d)));
    }
    const FloatVec x = hn::Load(d, block.in[f] + lane);
    const FloatVec level = kLinked == Linked::kBefore ? hn::Load(d, block.levels[f] + lane)
                                                      : louder_neighbour<kLinked>(level_of(x));
    ballistics.step(wanted_reduction(level, v), v);
    hn::Store(hn::Mul(x, gain_of(ballistics.smoothed, v)), d, block.out[f] + lane);
  }
  hn::Store(ballistics.held, d, state.held + lane);
  hn::Store(ballistics.smoothed, d, state.smoothed + lane);
  hn::Store(ballistics.most, d, state.most + lane);
}

template <Linked kLinked>
void compress(LaneCompressor::State& state, const Block& block) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    if (hn::AllTrue(d, hn::Eq(hn::Load(d, state.left + lane), hn::Zero(d))))
      compress_part<kLinked, true>(state, block, lane);
    else
      compress_part<kLinked, false>(state, block, lane);
  }
}

/// The level of each group of `link` lanes, written to all its lanes.
#if HWY_TARGET == HWY_SCALAR
void find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames, std::size_t link) {
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t group = 0; group < kLanes; group += link) {
      float level = kQuietest;
      for (std::size_t l = group; l < group + link; ++l) level = std::max(level, std::abs(in[f][l]));
      std::fill_n(levels[f] + group, link, level);
    }
}
#else
void find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames, std::size_t link) {
  const hn::CappedTag<float, 4> d;
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t group = 0; group < kLanes; group += link) {
      auto level = level_of(hn::Load(d, in[f] + group));
      for (std::size_t l = group + 4; l < group + link; l += 4)
        level = hn::Max(level, level_of(hn::Load(d, in[f] + l)));
      level = louder_neighbour<Linked::kFour>(level);
      for (std::size_t l = group; l < group + link; l += 4) hn::Store(level, d, levels[f] + l);
    }
}
#endif

void compress_stretch(LaneCompressor::State& state, const Block& block, LaneLink link) {
  if (link == LaneLink::kOne) return compress<Linked::kOne>(state, block);
#if HWY_TARGET != HWY_SCALAR
  if (link == LaneLink::kTwo) return compress<Linked::kTwo>(state, block);
  if (link == LaneLink::kFour) return compress<Linked::kFour>(state, block);
#endif
  alignas(kAlignment) LaneFrame levels[kTile];
  find_levels(block.in, levels, block.frames, static_cast<std::size_t>(link));
  compress<Linked::kBefore>(state, {block.in, levels, block.out, block.first, block.frames});
}

HWY_INLINE void settle(LaneCompressor::State& state, float frames) {
  LaneCompressor::Value* const values[] = {&state.threshold, &state.slope,  &state.knee, &state.attack,
                                           &state.release,   &state.makeup, &state.wet};
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (state.left[l] == 0.0F) continue;
    state.left[l] = std::max(0.0F, state.left[l] - frames);
    if (state.left[l] == 0.0F)
      for (LaneCompressor::Value* value : values) value->step[l] = 0.0F;
  }
}

void process(LaneCompressor::State& state, const LaneFrame* in, LaneFrame* out, std::uint32_t frames,
             LaneLink link) {
  for (std::uint32_t first = 0; first < frames; first += kTile) {
    const Block block{in + first, nullptr, out + first, first, std::min(frames - first, kTile)};
    compress_stretch(state, block, link);
  }
  settle(state, static_cast<float>(frames));
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(process);

namespace {

constexpr double kLog2PerDb = 0.16609640474436813;  // log2(10) / 20
constexpr double kApproachSeconds = 0.010;

void move_value(LaneCompressor::Value& value, std::size_t lane, double goal, float left, float frames) {
  const float from = value.goal[lane] - value.step[lane] * left;
  value.goal[lane] = static_cast<float>(goal);
  value.step[lane] = frames == 0.0F ? 0.0F : (value.goal[lane] - from) / frames;
}

/// 1 - a of a one-pole filter that comes within 1/e of its goal in `ms`.
double one_pole(float ms, double sample_rate) {
  return -std::expm1(-1000.0 / (std::max(static_cast<double>(ms), 0.01) * sample_rate));
}

void copy_value(const LaneCompressor::Value& from, std::size_t a, LaneCompressor::Value& to, std::size_t b) {
  to.goal[b] = from.goal[a];
  to.step[b] = from.step[a];
}

}  // namespace

void LaneCompressor::prepare(double sample_rate) noexcept {
  sample_rate_ = sample_rate;
  state_ = {};
}

void LaneCompressor::set(std::size_t lane, const CompressorSettings& s, bool at_once) noexcept CL_REALTIME {
  const float left = state_.left[lane];
  const float frames = at_once ? 0.0F : static_cast<float>(std::ceil(kApproachSeconds * sample_rate_));
  move_value(state_.threshold, lane, s.threshold_db * kLog2PerDb, left, frames);
  move_value(state_.slope, lane, 1.0 - 1.0 / std::max(1.0, static_cast<double>(s.ratio)), left, frames);
  move_value(state_.knee, lane, std::max(0.0F, s.knee_db) * kLog2PerDb, left, frames);
  move_value(state_.attack, lane, one_pole(s.attack_ms, sample_rate_), left, frames);
  move_value(state_.release, lane, one_pole(s.release_ms, sample_rate_), left, frames);
  move_value(state_.makeup, lane, s.makeup_db * kLog2PerDb, left, frames);
  move_value(state_.wet, lane, s.bypass ? 0.0 : 1.0, left, frames);
  state_.left[lane] = frames;
}

void LaneCompressor::reset(std::size_t lane) noexcept CL_REALTIME {
  state_.held[lane] = state_.smoothed[lane] = state_.most[lane] = 0.0F;
}

void LaneCompressor::move_from(const LaneCompressor& other, std::size_t from,
                               std::size_t to) noexcept CL_REALTIME {
  const State& o = other.state_;
  copy_value(o.threshold, from, state_.threshold, to);
  copy_value(o.slope, from, state_.slope, to);
  copy_value(o.knee, from, state_.knee, to);
  copy_value(o.attack, from, state_.attack, to);
  copy_value(o.release, from, state_.release, to);
  copy_value(o.makeup, from, state_.makeup, to);
  copy_value(o.wet, from, state_.wet, to);
  state_.left[to] = o.left[from];
  state_.held[to] = o.held[from];
  state_.smoothed[to] = o.smoothed[from];
  state_.most[to] = o.most[from];
}

void LaneCompressor::process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames,
                             LaneLink link) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(process)(state_, in, out, frames, link);
}

float LaneCompressor::take_gain_reduction(std::size_t lane) noexcept CL_REALTIME {
  const float most = state_.most[lane];
  state_.most[lane] = 0.0F;
  return -most / static_cast<float>(kLog2PerDb);
}

namespace {

namespace parameter = vocabulary::compressor;

void put(CompressorSettings& settings, std::uint16_t parameter, float value) {
  switch (parameter) {
    case parameter::kThreshold:
      settings.threshold_db = value;
      break;
    case parameter::kRatio:
      settings.ratio = value;
      break;
    case parameter::kKnee:
      settings.knee_db = value;
      break;
    case parameter::kAttack:
      settings.attack_ms = value;
      break;
    case parameter::kRelease:
      settings.release_ms = value;
      break;
    case parameter::kMakeup:
      settings.makeup_db = value;
      break;
    case kBypass:
      settings.bypass = value != 0.0F;
      break;
    default:
      break;
  }
}

}  // namespace

void Compressor::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  CompressorSettings settings;
  for (std::uint16_t i = 0; i < parameter::kParameters.size(); ++i) put(settings, i, values[i]);
  settings.bypass = bypass;
  for (std::uint16_t l = strip.first; l < strip.first + strip.width; ++l) {
    settings_[l] = settings;
    lanes_.reset(l);
    lanes_.set(l, settings, true);
  }
}

void Compressor::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  for (std::uint16_t l = strip.first; l < strip.first + strip.width; ++l) {
    put(settings_[l], parameter, value);
    lanes_.set(l, settings_[l], false);
  }
}

void Compressor::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const Compressor&>(other);
  for (std::uint16_t i = 0; i < to.width; ++i) {
    settings_[to.first + i] = source.settings_[from.first + i];
    lanes_.move_from(source.lanes_, from.first + i, to.first + i);
  }
}

void Compressor::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out,
                         const BlockInfo& block, LaneLink link) noexcept CL_REALTIME {
  lanes_.process(in, out, block.frames, link);
}

float Compressor::take_gain_reduction(LaneStrip strip) noexcept CL_REALTIME {
  float reduction = 0.0F;
  for (std::uint16_t l = strip.first; l < strip.first + strip.width; ++l)
    reduction = std::min(reduction, lanes_.take_gain_reduction(l));
  return reduction;
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
