// flanger.cpp: what the flanger's values mean, and its loop.  Side: audio; the constructor: control.
#include "engine/effects/flanger.h"

#include <cmath>

#include "engine/dsp/blend.h"
#include "engine/effects/feedback_path.h"
#include "engine/effects/lane_ramps.h"
#include "engine/effects/lfo.h"
#include "engine/effects/planar_kernel.h"

namespace corelogic::effects {

namespace {

namespace parameter = vocabulary::flanger;

constexpr double kApproachSeconds = 0.020;
constexpr double kFadeSeconds = 0.030;

}  // namespace

Flanger::Flanger(const PlanarSetup& setup)
    : sample_rate_(setup.sample_rate),
      channels_(std::min<std::size_t>(setup.channels, 2)),
      approach_(ramp_frames(kApproachSeconds, setup.sample_rate)),
      bypass_(setup.bypass) {
  std::copy_n(setup.values, kValues, values_);
  const double most_ms = parameter::kMostDelayMs + parameter::kMostDepthMs;
  for (std::size_t c = 0; c < channels_; ++c) {
    loops_[c].prepare(static_cast<std::uint32_t>(most_ms * sample_rate_ / 1000.0) + 8);
    inputs_[c].prepare(vocabulary::frames_of_ms(parameter::kThroughZeroMs, sample_rate_) + kMaxFrames);
  }
  heads_.begin(head(), static_cast<std::uint32_t>(ramp_frames(kFadeSeconds, sample_rate_)));
  apply(0.0F);
}

Flanger::Head Flanger::head() const noexcept CL_REALTIME {
  const double frames = static_cast<double>(values_[parameter::kDelay]) * sample_rate_ / 1000.0;
  const double depth = static_cast<double>(values_[parameter::kDepth]) * sample_rate_ / 1000.0;
  const double least = DelayLine::kAhead + 1;
  const double whole = std::floor(std::max(frames, least));
  double values[kValues];
  std::copy_n(values_, kValues, values);
  return {static_cast<std::uint32_t>(whole), static_cast<float>(std::max(frames, least) - whole),
          static_cast<float>(depth), parameter::latency(values, sample_rate_)};
}

void Flanger::retune() noexcept CL_REALTIME {
  const auto note = static_cast<std::size_t>(values_[parameter::kSync]);
  hz_ = rate_hz(static_cast<double>(values_[parameter::kRate]), note, tempo_);
  step_ = pace_ = phase_step(hz_, sample_rate_);
  lock_.forget();
}

void Flanger::apply(float frames) noexcept CL_REALTIME {
  retune();
  heads_.want(head());
  move_ramp_to(turn_, values_[parameter::kStereoPhase] / 360.0F, frames);
  move_ramp_to(feedback_, values_[parameter::kFeedback] / 100.0F, frames);
  for (GainRamp& share : share_)
    move_ramp_to(share, bypass_ ? 0.0F : values_[parameter::kMix] / 100.0F, frames);
}

void Flanger::set(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  if (parameter == kBypass) {
    bypass_ = value != 0.0F;
  } else {
    values_[parameter] = value;
  }
  apply(approach_);
}

/// How much longer than `head.delay` each frame is late.
void Flanger::sway(const Head& head, Stretch& offset, std::uint32_t frames) const noexcept CL_REALTIME {
  const float half = 0.5F * head.depth;
  for (std::size_t c = 0; c < channels_; ++c) {
    if (c == 0 || turn_.left == 0.0F) {
      const std::uint32_t ahead = c == 0 ? 0 : phase_of_turns(static_cast<double>(turn_.target));
      write_swing(phase_ + ahead, step_, half, head.part, offset.of[c], frames);
      continue;
    }
    for (std::uint32_t f = 0; f < frames; ++f) {
      const std::uint32_t ahead = phase_of_turns(static_cast<double>(gain_in(turn_, f)));
      offset.of[c][f] = half * (1.0F + sine(phase_ + step_ * f + ahead)) + head.part;
    }
  }
}

/// A stretch no longer than the delay: a register of frames at once.
void Flanger::loop_stretch(std::size_t c, const Stretch& now, const Stretch& next, const float* in,
                           float* wet, std::uint32_t frames) noexcept CL_REALTIME {
  alignas(kAlignment) float heard[kStretch];
  alignas(kAlignment) float other[kStretch];
  loops_[c].read_moving(heads_.now().delay, now.of[c], heard, frames);
  if (heads_.fading()) {
    loops_[c].read_moving(heads_.next().delay, next.of[c], other, frames);
    planar_kernel::fade_over(other, heads_.left(), heads_.length(), heard, frames);
  }
  std::copy_n(heard, frames, wet);
  planar_kernel::take_sane(in, other, frames);
  planar_kernel::feed_back(other, feedback_, heard, frames);
  loops_[c].write(heard, frames);
}

/// The same for a delay too short for that.
void Flanger::loop_frames(std::size_t c, const Stretch& now, const Stretch& next, const float* in, float* wet,
                          std::uint32_t frames) noexcept CL_REALTIME {
  for (std::uint32_t f = 0; f < frames; ++f) {
    float heard = loops_[c].read_one(heads_.now().delay, now.of[c][f]);
    if (heads_.fading())
      heard += heads_.share(f) * (loops_[c].read_one(heads_.next().delay, next.of[c][f]) - heard);
    wet[f] = heard;
    loops_[c].write_one(sane(in[f]) + saturate(gain_in(feedback_, f) * heard));
  }
}

/// The dry sound of one channel: the input itself, or late, or on the way from one to the other.
void Flanger::read_dry(const float* in, std::size_t channel, std::uint32_t at,
                       std::uint32_t frames) noexcept CL_REALTIME {
  inputs_[channel].write(in + at, frames);
  float* dry = dry_[channel] + at;
  inputs_[channel].read(heads_.now().dry + frames, dry, frames);
  if (!heads_.fading() || heads_.now().dry == heads_.next().dry) return;
  float next[kStretch];
  inputs_[channel].read(heads_.next().dry + frames, next, frames);
  for (std::uint32_t f = 0; f < frames; ++f) dry[f] += heads_.share(f) * (next[f] - dry[f]);
}

void Flanger::run(const float* const in[2], std::uint32_t at, std::uint32_t frames,
                  bool stretch) noexcept CL_REALTIME {
  Stretch now, next;
  sway(heads_.now(), now, frames);
  if (heads_.fading()) sway(heads_.next(), next, frames);
  for (std::size_t c = 0; c < channels_; ++c) {
    if (stretch) {
      loop_stretch(c, now, next, in[c] + at, wet_[c] + at, frames);
    } else {
      loop_frames(c, now, next, in[c] + at, wet_[c] + at, frames);
    }
    read_dry(in[c], c, at, frames);
  }
  phase_ += step_ * frames;
  heads_.advance(frames);
  advance_ramp(turn_, frames);
  advance_ramp(feedback_, frames);
}

/// `frames` from `at` on, during which the wave's step is the same.
void Flanger::run_all(const float* const in[2], std::uint32_t at, std::uint32_t frames) noexcept CL_REALTIME {
  for (const std::uint32_t end = at + frames; at < end;) {
    const std::uint32_t reach = std::min(heads_.now().delay, heads_.next().delay) - DelayLine::kAhead;
    const bool stretch = reach >= kWorthARegister;
    const std::uint32_t most = std::min(heads_.room(end - at), kStretch);
    const std::uint32_t part = stretch ? std::min(most, reach) : most;
    run(in, at, part, stretch);
    at += part;
  }
}

/// The wave's step, and for how many frames of the block.
std::uint32_t Flanger::follow(BlockInfo block) noexcept CL_REALTIME {
  if (values_[parameter::kSync] == 0.0F) return block.frames;
  block.frames = lock_stretch(block);
  if (lock_.looks_at(block)) step_ = locked_step(phase_, pace_, hz_, 0, block, sample_rate_);
  return block.frames;
}

void Flanger::process(const float* const* in, const float* const* /*key*/, float* const* out,
                      const BlockInfo& block) noexcept CL_REALTIME {
  if (block.tempo_bpm != tempo_) {
    tempo_ = block.tempo_bpm;
    retune();
  }
  const float* const from[2] = {in[0], in[channels_ - 1]};
  for (std::uint32_t done = 0; done < block.frames;) {
    const std::uint32_t frames = follow(rest_of(block, done));
    run_all(from, done, frames);
    done += frames;
  }
  for (std::size_t c = 0; c < channels_; ++c)
    dsp::blend_planar(dry_[c], wet_[c], share_[c], out[c], block.frames);
}

}  // namespace corelogic::effects
