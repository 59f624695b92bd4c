// chorus.cpp: what the chorus' values mean, and how its voices sing.  Side: audio; the constructor: control.
#include "engine/effects/chorus.h"

#include <cmath>

#include "engine/dsp/blend.h"
#include "engine/effects/lane_ramps.h"
#include "engine/effects/lfo.h"
#include "engine/effects/planar_kernel.h"
#include "schema/vocabulary/units.h"

namespace corelogic::effects {

namespace {

namespace parameter = vocabulary::chorus;

constexpr double kApproachSeconds = 0.020;
constexpr double kFadeSeconds = 0.030;

/// Where voice v stands at full spread: with 2, 3 and 4 voices.
constexpr double kPlaces[3][4] = {{-1, 1, 0, 0}, {-1, 1, 0, 0}, {-1, 1, -1.0 / 3.0, 1.0 / 3.0}};
constexpr std::uint32_t kTurns[4] = {0, 2 * kQuarterTurn, kQuarterTurn, 3 * kQuarterTurn};

}  // namespace

Chorus::Chorus(const PlanarSetup& setup)
    : sample_rate_(setup.sample_rate),
      channels_(std::min<std::size_t>(setup.channels, 2)),
      approach_(ramp_frames(kApproachSeconds, setup.sample_rate)),
      bypass_(setup.bypass) {
  std::copy_n(setup.values, kValues, values_);
  const double most_ms = parameter::kMostDelayMs + parameter::kMostDepthMs;
  for (std::size_t c = 0; c < channels_; ++c)
    lines_[c].prepare(static_cast<std::uint32_t>(most_ms * sample_rate_ / 1000.0) + 8);
  heads_.begin(head(), static_cast<std::uint32_t>(ramp_frames(kFadeSeconds, sample_rate_)));
  apply(0.0F);
}

Chorus::Head Chorus::head() const noexcept CL_REALTIME {
  const double frames = static_cast<double>(values_[parameter::kDelay]) * sample_rate_ / 1000.0;
  const double depth = static_cast<double>(values_[parameter::kDepth]) * sample_rate_ / 1000.0;
  const double whole = std::floor(frames);
  return {static_cast<std::uint32_t>(whole), static_cast<float>(frames - whole), static_cast<float>(depth)};
}

void Chorus::place_voices(float frames) noexcept CL_REALTIME {
  const auto choice = std::min<std::size_t>(static_cast<std::size_t>(values_[parameter::kVoices]), 2);
  const double spread = static_cast<double>(values_[parameter::kSpread]) / 100.0;
  const auto level = static_cast<float>(std::sqrt(2.0 / static_cast<double>(choice + 2)));
  for (std::size_t v = 0; v < kVoices; ++v) {
    const bool sings = v < choice + 2;
    const double place = channels_ > 1 ? spread * kPlaces[choice][v] : 0.0;
    const vocabulary::PanGains gains = vocabulary::mono_pan(place);
    move_ramp_to(gains_[v][0], sings ? level * gains.left : 0.0F, frames);
    move_ramp_to(gains_[v][1], sings ? level * gains.right : 0.0F, frames);
  }
}

void Chorus::apply(float frames) noexcept CL_REALTIME {
  step_ = phase_step(static_cast<double>(values_[parameter::kRate]), sample_rate_);
  heads_.want(head());
  place_voices(frames);
  for (GainRamp& share : share_)
    move_ramp_to(share, bypass_ ? 0.0F : values_[parameter::kMix] / 100.0F, frames);
}

void Chorus::set(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  if (parameter == kBypass) {
    bypass_ = value != 0.0F;
  } else {
    values_[parameter] = value;
  }
  apply(approach_);
}

void Chorus::sing(const Head& head, Stretch& out, std::uint32_t frames) const noexcept CL_REALTIME {
  alignas(kAlignment) float offset[kStretch];
  alignas(kAlignment) float voice[kStretch];
  for (auto& channel : out.of) std::fill_n(channel, kStretch, 0.0F);
  for (std::size_t v = 0; v < kVoices; ++v) {
    if (rests_at(gains_[v][0], 0.0F) && rests_at(gains_[v][1], 0.0F)) continue;
    write_swing(phase_ + kTurns[v], step_, 0.5F * head.depth, head.part, offset, frames);
    for (std::size_t c = 0; c < channels_; ++c) {
      lines_[c].read_moving(head.delay, offset, voice, frames);
      planar_kernel::add_voice(voice, gains_[v][c], out.of[c], frames);
    }
  }
}

/// Frames `at` … of the block: read, then write.
void Chorus::run(const float* const in[2], std::uint32_t at, std::uint32_t frames) noexcept CL_REALTIME {
  Stretch sound;
  sing(heads_.now(), sound, frames);
  if (heads_.fading()) {
    Stretch next;
    sing(heads_.next(), next, frames);
    for (std::size_t c = 0; c < channels_; ++c)
      planar_kernel::fade_over(next.of[c], heads_.left(), heads_.length(), sound.of[c], frames);
  }
  for (std::size_t c = 0; c < channels_; ++c) {
    std::copy_n(sound.of[c], frames, wet_[c] + at);
    alignas(kAlignment) float taken[kStretch];
    planar_kernel::take_sane(in[c] + at, taken, frames);
    lines_[c].write(taken, frames);
  }
  phase_ += step_ * frames;
  heads_.advance(frames);
  for (auto& voice : gains_)
    for (GainRamp& gain : voice) advance_ramp(gain, frames);
}

void Chorus::process(const float* const* in, const float* const* /*key*/, float* const* out,
                     const BlockInfo& block) noexcept CL_REALTIME {
  const float* const from[2] = {in[0], in[channels_ - 1]};
  for (std::uint32_t done = 0; done < block.frames;) {
    const std::uint32_t shortest = std::min(heads_.now().delay, heads_.next().delay) - DelayLine::kAhead;
    const std::uint32_t frames = std::min({heads_.room(block.frames - done), shortest, kStretch});
    run(from, done, frames);
    done += frames;
  }
  for (std::size_t c = 0; c < channels_; ++c)
    dsp::blend_planar(in[c], wet_[c], share_[c], out[c], block.frames);
}

}  // namespace corelogic::effects
