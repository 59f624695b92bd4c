// saturation.cpp: from parameters to the kernel's values, the switches, mix and bypass.  Side: audio.
#include "engine/effects/saturation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/blend.h"

namespace corelogic::effects {
namespace {

namespace saturation = vocabulary::saturation;

constexpr double kApproachSeconds = 0.010;
constexpr double kFadeSeconds = 0.005;
constexpr double kMeanHz = 5.0;
constexpr auto kMostLatency = saturation::kLatencies.back();

[[nodiscard]] float frames_in(double seconds, double sample_rate) {
  return static_cast<float>(std::ceil(seconds * sample_rate));
}

[[nodiscard]] float gain_of(float decibels) {
  return decibels == 0.0F ? 1.0F : static_cast<float>(std::pow(10.0, static_cast<double>(decibels) / 20.0));
}

void put_at_once(LaneRamp& ramp, std::size_t lane, float value) {
  ramp.target[lane] = value;
  ramp.step[lane] = ramp.left[lane] = 0.0F;
}

void copy_ramp(const LaneRamp& from, std::size_t a, LaneRamp& to, std::size_t b) {
  to.target[b] = from.target[a];
  to.step[b] = from.step[a];
  to.left[b] = from.left[a];
}

/// What the filters look back on, line by line.
template <class State, class Do>
void for_each_past(State& state, Do&& each) {
  each(state.base, SaturationState::kPast[0]);
  each(state.twice, SaturationState::kPast[1]);
  each(state.fourfold, SaturationState::kPast[2]);
  each(state.shaped_twice, SaturationState::kShapedPast[1]);
  each(state.shaped_fourfold, SaturationState::kShapedPast[2]);
  each(state.shaped_eightfold, SaturationState::kShapedPast[3]);
}

void forget(SaturationState& state, std::size_t lane) {
  for_each_past(state, [lane](LaneFrame* line, std::uint32_t frames) {
    for (std::uint32_t f = 0; f < frames; ++f) line[f][lane] = 0.0F;
  });
  state.mean[lane] = 0.0F;
}

}  // namespace

Saturation::Saturation(double sample_rate)
    : approach_(frames_in(kApproachSeconds, sample_rate)),
      dry_(kMostLatency, static_cast<std::uint32_t>(frames_in(kFadeSeconds, sample_rate))) {
  state_.fade = frames_in(kFadeSeconds, sample_rate);
  state_.duck_half = state_.fade + static_cast<float>(2 * kMostLatency);
  state_.settling = static_cast<float>(-std::expm1(-2.0 * std::numbers::pi * kMeanHz / sample_rate));
  for (std::size_t l = 0; l < kLanes; ++l) {
    put_at_once(state_.drive, l, 1.0F);
    put_at_once(state_.output, l, 1.0F);
    put_at_once(share_, l, 1.0F);
    mix_[l] = 1.0F;
    dry_.begin(l, saturation::kLatencies[1]);  // most are so, and those alike are delayed as one
  }
}

void Saturation::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    forget(state_, l);
    state_.duck[l] = 0.0F;
    wanted_curve_[l] = static_cast<std::uint8_t>(values[saturation::kCurve]);
    wanted_depth_[l] = static_cast<std::uint8_t>(values[saturation::kOversampling]);
    make_switch(l);
    mix_[l] = values[saturation::kMix] / 100.0F;
    bypass_[l] = bypass;
    put_at_once(state_.drive, l, gain_of(values[saturation::kDrive]));
    put_at_once(state_.output, l, gain_of(values[saturation::kOutput]));
    put_at_once(share_, l, bypass ? 0.0F : mix_[l]);
    dry_.begin(l, saturation::kLatencies[wanted_depth_[l]]);
  }
}

void Saturation::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l)
    set_lane(l, parameter, value);
}

void Saturation::set_lane(std::size_t lane, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  switch (parameter) {
    case saturation::kCurve:
      wanted_curve_[lane] = static_cast<std::uint8_t>(value);
      begin_switch(lane);
      break;
    case saturation::kOversampling:
      wanted_depth_[lane] = static_cast<std::uint8_t>(value);
      dry_.set(lane, saturation::kLatencies[wanted_depth_[lane]]);
      begin_switch(lane);
      break;
    case saturation::kDrive:
      state_.drive.move_to(lane, gain_of(value), approach_);
      break;
    case saturation::kOutput:
      state_.output.move_to(lane, gain_of(value), approach_);
      break;
    case saturation::kMix:
    case kBypass:
      if (parameter == kBypass)
        bypass_[lane] = value != 0.0F;
      else
        mix_[lane] = value / 100.0F;
      share_.move_to(lane, bypass_[lane] ? 0.0F : mix_[lane], approach_);
      break;
    default:
      break;
  }
}

/// Fades out from whatever level the duck has now.
void Saturation::begin_switch(std::size_t lane) noexcept CL_REALTIME {
  float& duck = state_.duck[lane];
  if (duck >= state_.duck_half) return;  // on its way down
  duck = state_.duck_half + std::max(state_.fade - duck, 0.0F);
  if (duck == state_.duck_half) make_switch(lane);
}

void Saturation::make_switch(std::size_t lane) noexcept CL_REALTIME {
  forget(state_, lane);
  enlist(lane, wanted_depth_[lane], wanted_curve_[lane]);
  state_.tube[lane] = wanted_curve_[lane] == saturation::kTube ? 1.0F : 0.0F;
}

/// From now on the lane is in this list and in no other.
void Saturation::enlist(std::size_t lane, std::size_t depth, std::size_t curve) noexcept CL_REALTIME {
  for (auto& curves : state_.lanes_of)
    for (std::uint16_t& lanes : curves) lanes = static_cast<std::uint16_t>(lanes & ~(1U << lane));
  state_.lanes_of[depth][curve] = static_cast<std::uint16_t>(state_.lanes_of[depth][curve] | 1U << lane);
}

void Saturation::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const Saturation&>(other);
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    const LaneFrame* theirs[6];
    std::size_t line = 0;
    for_each_past(source.state_, [&](const LaneFrame* frames, std::uint32_t) { theirs[line++] = frames; });
    line = 0;
    for_each_past(state_, [&](LaneFrame* ours, std::uint32_t frames) {
      for (std::uint32_t f = 0; f < frames; ++f) ours[f][b] = theirs[line][f][a];
      ++line;
    });
    copy_ramp(source.state_.drive, a, state_.drive, b);
    copy_ramp(source.state_.output, a, state_.output, b);
    copy_ramp(source.share_, a, share_, b);
    for (std::size_t depth = 0; depth < kDepths; ++depth)
      for (std::size_t curve = 0; curve < saturation::kCurves.size(); ++curve)
        if ((source.state_.lanes_of[depth][curve] >> a & 1U) != 0) enlist(b, depth, curve);
    state_.mean[b] = source.state_.mean[a];
    state_.tube[b] = source.state_.tube[a];
    state_.duck[b] = source.state_.duck[a];
    wanted_depth_[b] = source.wanted_depth_[a];
    wanted_curve_[b] = source.wanted_curve_[a];
    mix_[b] = source.mix_[a];
    bypass_[b] = source.bypass_[a];
    dry_.move_from(source.dry_, a, b);
  }
}

/// As far as a tile, or to the frame where a lane switches.
std::uint32_t Saturation::next_stretch(std::uint32_t frames) const noexcept CL_REALTIME {
  std::uint32_t stretch = std::min(frames, kSaturationTile);
  for (const float duck : state_.duck)
    if (duck > state_.duck_half)
      stretch = std::min(stretch, static_cast<std::uint32_t>(duck - state_.duck_half));
  return stretch;
}

void Saturation::pass_time(std::uint32_t frames) noexcept CL_REALTIME {
  for (std::size_t l = 0; l < kLanes; ++l) {
    float& duck = state_.duck[l];
    if (duck == 0.0F) continue;
    const bool before = duck > state_.duck_half;
    duck = std::max(0.0F, duck - static_cast<float>(frames));
    if (before && duck == state_.duck_half) make_switch(l);
  }
}

void Saturation::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out,
                         const BlockInfo& block, LaneLink /*link*/) noexcept CL_REALTIME {
  alignas(kAlignment) LaneFrame dry[kSaturationTile];
  for (std::uint32_t first = 0; first < block.frames;) {
    const std::uint32_t frames = next_stretch(block.frames - first);
    dry_.process(in + first, dry, frames);
    saturate(state_, in + first, out + first, frames);
    dsp::blend_lanes(dry, out + first, share_, out + first, frames);
    pass_time(frames);
    first += frames;
  }
}

}  // namespace corelogic::effects
