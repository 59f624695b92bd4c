// generator.cpp: the generator's kernels, the design of its pink filter, and what its values mean.
// Side: audio; the constructor: control.
#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/generator.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/generator.h"
#include "engine/effects/lane_ramps.h"
#include "engine/effects/wave-inl.h"
#include "schema/vocabulary/units.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

HWY_INLINE FloatVec gain_at(const LaneRamp& ramp, std::size_t lane, std::uint32_t frame) {
  const Floats d;
  const FloatVec done = hn::Set(d, static_cast<float>(frame) + 1.0F);
  return ramp_at(ramp, lane, hn::Max(hn::Sub(hn::Load(d, ramp.left + lane), done), hn::Zero(d)));
}

/// The input times its gain; at gain 0 it is not heard, whatever it is.
void take_input(const Generator::State& s, const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
  const Floats d;
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
      const FloatVec gain = gain_at(s.input, lane, f);
      const FloatVec x = hn::Mul(gain, hn::Load(d, in[f] + lane));
      hn::Store(hn::IfThenZeroElse(hn::Eq(gain, hn::Zero(d)), x), d, out[f] + lane);
    }
}

HWY_INLINE void add(FloatVec signal, const LaneRamp& gain, float* out, std::size_t lane, std::uint32_t f) {
  const Floats d;
  hn::Store(hn::Add(hn::Load(d, out + lane), hn::Mul(gain_at(gain, lane, f), signal)), d, out + lane);
}

void add_sine(Generator::State& s, LaneFrame* out, std::uint32_t frames) {
  const Words d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    WordVec high = hn::Load(d, s.phase_high + lane), low = hn::Load(d, s.phase_low + lane);
    const WordVec step_high = hn::Load(d, s.step_high + lane), step_low = hn::Load(d, s.step_low + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      add(sine_of_triangle(triangle_of(high)), s.signals[0], out[f], lane, f);
      const WordVec sum = hn::Add(low, step_low);
      // The carry of an addition: both top bits set, or one of them and none in the sum.
      const WordVec carry = hn::Or(hn::And(low, step_low), hn::AndNot(sum, hn::Or(low, step_low)));
      high = hn::Add(hn::Add(high, step_high), hn::ShiftRight<31>(carry));
      low = sum;
    }
    hn::Store(high, d, s.phase_high + lane);
    hn::Store(low, d, s.phase_low + lane);
  }
}

template <int kBits>
HWY_INLINE WordVec rotate(WordVec x) {
  return hn::Or(hn::ShiftLeft<kBits>(x), hn::ShiftRight<32 - kBits>(x));
}

/// xoshiro128++ as its authors write it.
struct Random {
  WordVec s0, s1, s2, s3;

  HWY_INLINE WordVec next() {
    const WordVec result = hn::Add(rotate<7>(hn::Add(s0, s3)), s0);
    const WordVec t = hn::ShiftLeft<9>(s1);
    s2 = hn::Xor(s2, s0);
    s3 = hn::Xor(s3, s1);
    s1 = hn::Xor(s1, s2);
    s0 = hn::Xor(s0, s3);
    s2 = hn::Xor(s2, t);
    s3 = rotate<11>(s3);
    return result;
  }
  /// Uniform in -1 … 1, steps of 2^-23.
  HWY_INLINE FloatVec noise() {
    const IntVec bits = hn::ShiftRight<8>(hn::BitCast(Ints(), next()));
    return hn::Mul(hn::ConvertTo(Floats(), bits), hn::Set(Floats(), 1.0F / 8388608.0F));
  }
};

template <bool kPink>
void add_noise_of(Generator::State& s, LaneFrame* out, std::uint32_t frames) {
  const Words dw;
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    Random random{hn::Load(dw, s.random[0] + lane), hn::Load(dw, s.random[1] + lane),
                  hn::Load(dw, s.random[2] + lane), hn::Load(dw, s.random[3] + lane)};
    FloatVec v0 = hn::Load(d, s.pink[0] + lane), v1 = hn::Load(d, s.pink[1] + lane);
    FloatVec v2 = hn::Load(d, s.pink[2] + lane), v3 = hn::Load(d, s.pink[3] + lane);
    FloatVec v4 = hn::Load(d, s.pink[4] + lane), v5 = hn::Load(d, s.pink[5] + lane);
    FloatVec v6 = hn::Load(d, s.pink[6] + lane);
    const auto section = [&](FloatVec x, FloatVec& v, std::size_t i) HWY_ATTR {
      const FloatVec y = hn::Add(x, hn::Mul(hn::Set(d, s.rise[i]), v));
      v = hn::Add(x, hn::Mul(hn::Set(d, s.pole[i]), v));
      return y;
    };
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec white = random.noise();
      add(white, s.signals[1], out[f], lane, f);
      if (!kPink) continue;
      FloatVec y = section(section(section(white, v0, 0), v1, 1), v2, 2);
      y = section(section(section(section(y, v3, 3), v4, 4), v5, 5), v6, 6);
      add(y, s.signals[2], out[f], lane, f);
    }
    const WordVec words[] = {random.s0, random.s1, random.s2, random.s3};
    for (std::size_t i = 0; i < 4; ++i) hn::Store(words[i], dw, s.random[i] + lane);
    const FloatVec past[] = {v0, v1, v2, v3, v4, v5, v6};
    for (std::size_t i = 0; i < Generator::kSections; ++i) hn::Store(past[i], d, s.pink[i] + lane);
  }
}

void add_noise(Generator::State& s, LaneFrame* out, std::uint32_t frames, bool pink) {
  pink ? add_noise_of<true>(s, out, frames) : add_noise_of<false>(s, out, frames);
}

void add_sweep(const Generator::State& s, const std::uint32_t (*phases)[kLanes], LaneFrame* out,
               std::uint32_t frames) {
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t lane = 0; lane < kLanes; lane += kWidth)
      add(sine_of_triangle(triangle_of(hn::Load(Words(), phases[f] + lane))), s.signals[3], out[f], lane, f);
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(take_input);
HWY_EXPORT(add_sine);
HWY_EXPORT(add_noise);
HWY_EXPORT(add_sweep);

namespace {

namespace parameter = vocabulary::generator;

constexpr double kApproachSeconds = 0.010;
constexpr double kTwoPi = 6.28318530717958647692;

// The fit of the pink filter: lowest pole, highest as a part of the sample rate, and the mending section
// (1 + a z^-1) / (1 + b z^-1).
constexpr double kPinkLowestHz = 5.65547599;
constexpr double kPinkHighest = 0.26868315;
constexpr double kPinkMendZero = 0.28995072;
constexpr double kPinkMendPole = 0.20373062;

std::uint64_t split_mix(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

bool silent(const LaneRamp& gain, std::size_t lane) {
  return rests_at(gain, lane, 0.0F);
}

}  // namespace

Generator::Generator(double sample_rate) noexcept
    : sample_rate_(sample_rate), approach_(ramp_frames(kApproachSeconds, sample_rate)) {
  const double highest = std::min(parameter::kSweepTo, 0.45 * sample_rate);
  sweep_top_ = std::max(2.0, std::floor(highest / parameter::kSweepFrom));
  std::fill_n(state_.input.target, kLanes, 1.0F);
  design_pink();
}

/// Poles and zeros, and the exact RMS: with H = c + sum r_i / (1 - p_i z^-1) the energy of the impulse
/// response is c^2 + 2 c sum r_i + sum sum r_i r_j / (1 - p_i p_j); uniform noise has the power 1/3.
void Generator::design_pink() noexcept {
  double pole[kSections], zero[kSections], part[kSections];
  const double ratio = std::pow(kPinkHighest * sample_rate_ / kPinkLowestHz, 1.0 / (kSections - 2));
  for (std::size_t i = 0; i + 1 < kSections; ++i) {
    const double turn = kTwoPi * kPinkLowestHz * std::pow(ratio, static_cast<double>(i)) / sample_rate_;
    pole[i] = std::exp(-turn);
    zero[i] = std::exp(-turn * std::sqrt(ratio));
  }
  pole[kSections - 1] = -kPinkMendPole;
  zero[kSections - 1] = -kPinkMendZero;
  double rest = 1.0, sum = 0.0, energy = 0.0;
  for (std::size_t i = 0; i < kSections; ++i) {
    state_.pole[i] = static_cast<float>(pole[i]);
    state_.rise[i] = static_cast<float>(pole[i] - zero[i]);
    part[i] = 1.0 - zero[i] / pole[i];
    for (std::size_t j = 0; j < kSections; ++j)
      if (j != i) part[i] *= (1.0 - zero[j] / pole[i]) / (1.0 - pole[j] / pole[i]);
    rest -= part[i];
    sum += part[i];
  }
  for (std::size_t i = 0; i < kSections; ++i)
    for (std::size_t j = 0; j < kSections; ++j) energy += part[i] * part[j] / (1.0 - pole[i] * pole[j]);
  energy += rest * rest + 2.0 * rest * sum;
  pink_level_ = std::sqrt(0.5 / (energy / 3.0));
}

void Generator::start(std::size_t lane, std::size_t signal, std::size_t channel) noexcept CL_REALTIME {
  const bool noise = signal == 1 || signal == 2;
  if (signal == 0) state_.phase_high[lane] = state_.phase_low[lane] = 0;
  if (noise && silent(state_.signals[1], lane) && silent(state_.signals[2], lane)) {
    std::uint64_t seed = channel;
    for (std::size_t i = 0; i < 4; i += 2) {
      const std::uint64_t bits = split_mix(seed);
      state_.random[i][lane] = static_cast<std::uint32_t>(bits);
      state_.random[i + 1][lane] = static_cast<std::uint32_t>(bits >> 32U);
    }
  }
  if (noise && silent(state_.signals[2], lane))
    for (auto& section : state_.pink) section[lane] = 0.0F;
  if (signal == 3) sweeps_[lane].phase = 0.0, sweeps_[lane].growth = 1.0;
}

void Generator::apply(LaneStrip strip, float frames) noexcept CL_REALTIME {
  const float* values = values_[strip.first];
  const double level = std::pow(10.0, static_cast<double>(values[parameter::kLevel]) / 20.0);
  const double mix = values[parameter::kMix] / 100.0;
  const double levels[kSignals] = {level, level * std::sqrt(1.5), level * pink_level_, level};
  const auto kind = static_cast<std::size_t>(bypass_[strip.first] ? 0.0F : values[parameter::kKind]);
  const auto channel = static_cast<std::size_t>(values[parameter::kChannel]);
  for (std::size_t i = 0; i < strip.width; ++i) {
    const std::size_t lane = strip.first + i;
    const bool chosen = channel == 0 || channel == i + 1;
    for (std::size_t signal = 0; signal < kSignals; ++signal) {
      const bool on = kind == signal + 1 && chosen;
      LaneRamp& gain = state_.signals[signal];
      if (on && silent(gain, lane)) start(lane, signal, i);
      move_lane_to(gain, lane, on ? static_cast<float>(mix * levels[signal]) : 0.0F, frames);
    }
    move_lane_to(state_.input, lane, kind == 0 ? 1.0F : static_cast<float>(1.0 - mix), frames);
  }
}

/// Steps of the sine and the sweep. A sweep of N frames grows by top^(1/N) a frame; its turns of one e-fold
/// are f1 N / (fs ln top), made whole.
void Generator::tune(LaneStrip strip) noexcept CL_REALTIME {
  const float* values = values_[strip.first];
  const double hz = std::min(static_cast<double>(values[parameter::kFrequency]), 0.49 * sample_rate_);
  const auto step = static_cast<std::uint64_t>(std::ldexp(hz / sample_rate_, 64));
  const double length = std::round(static_cast<double>(values[parameter::kSweepTime]) * sample_rate_);
  const double rise = std::log(sweep_top_);
  for (std::size_t lane = strip.first; lane < strip.first + std::size_t{strip.width}; ++lane) {
    state_.step_high[lane] = static_cast<std::uint32_t>(step >> 32U);
    state_.step_low[lane] = static_cast<std::uint32_t>(step);
    sweeps_[lane].turns = std::max(1.0, std::round(parameter::kSweepFrom * length / (sample_rate_ * rise)));
    sweeps_[lane].ratio = std::exp(rise / length);
  }
}

void Generator::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  std::copy_n(values, kValues, values_[strip.first]);
  bypass_[strip.first] = bypass;
  for (std::size_t lane = strip.first; lane < strip.first + std::size_t{strip.width}; ++lane)
    for (LaneRamp& gain : state_.signals) move_lane_to(gain, lane, 0.0F, 0.0F);
  tune(strip);
  apply(strip, 0.0F);
}

void Generator::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  if (parameter == kBypass) {
    bypass_[strip.first] = value != 0.0F;
  } else {
    values_[strip.first][parameter] = value;
  }
  if (parameter == parameter::kFrequency || parameter == parameter::kSweepTime) return tune(strip);
  apply(strip, approach_);
}

void Generator::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& o = static_cast<const Generator&>(other);
  std::copy_n(o.values_[from.first], kValues, values_[to.first]);
  bypass_[to.first] = o.bypass_[from.first];
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    copy_lane_of(o.state_.input, a, state_.input, b);
    for (std::size_t k = 0; k < kSignals; ++k) copy_lane_of(o.state_.signals[k], a, state_.signals[k], b);
    for (std::size_t k = 0; k < 4; ++k) state_.random[k][b] = o.state_.random[k][a];
    for (std::size_t k = 0; k < kSections; ++k) state_.pink[k][b] = o.state_.pink[k][a];
    state_.phase_high[b] = o.state_.phase_high[a];
    state_.phase_low[b] = o.state_.phase_low[a];
    state_.step_high[b] = o.state_.step_high[a];
    state_.step_low[b] = o.state_.step_low[a];
    sweeps_[b] = o.sweeps_[a];
  }
}

/// Phases of the sweeping lanes: phase' - phase = K (growth' - growth).
void Generator::write_sweep(std::uint32_t (*phases)[kLanes], std::uint32_t frames) noexcept CL_REALTIME {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (silent(state_.signals[3], lane)) {
      for (std::uint32_t f = 0; f < frames; ++f) phases[f][lane] = 0;
      continue;
    }
    Sweep s = sweeps_[lane];
    const double push = s.turns * (s.ratio - 1.0), end = sweep_top_ * (1.0 - 1e-9);
    for (std::uint32_t f = 0; f < frames; ++f) {
      phases[f][lane] = static_cast<std::uint32_t>(static_cast<std::int64_t>(s.phase * 4294967296.0));
      s.phase += push * s.growth;
      s.phase -= s.phase >= 1.0 ? 1.0 : 0.0;  // no step is as long as half a turn
      s.growth *= s.ratio;
      // Its length is a whole number of frames: it ends on one, but for rounding.
      if (s.growth >= end) s.growth /= sweep_top_;
    }
    sweeps_[lane] = s;
  }
}

void Generator::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out, const BlockInfo& block,
                        LaneLink /*link*/) noexcept CL_REALTIME {
  const std::uint32_t frames = block.frames;
  if (!all_rest_at(state_.input, 1.0F) || in != out)
    HWY_DYNAMIC_DISPATCH(take_input)(state_, in, out, frames);
  if (!all_rest_at(state_.signals[0], 0.0F)) HWY_DYNAMIC_DISPATCH(add_sine)(state_, out, frames);
  const bool pink = !all_rest_at(state_.signals[2], 0.0F);
  if (pink || !all_rest_at(state_.signals[1], 0.0F))
    HWY_DYNAMIC_DISPATCH(add_noise)(state_, out, frames, pink);
  if (!all_rest_at(state_.signals[3], 0.0F)) {
    alignas(kAlignment) std::uint32_t phases[kMaxFrames][kLanes];
    write_sweep(phases, frames);
    HWY_DYNAMIC_DISPATCH(add_sweep)(state_, phases, out, frames);
  }
  advance_lanes_of(state_.input, frames);
  for (LaneRamp& gain : state_.signals) advance_lanes_of(gain, frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
