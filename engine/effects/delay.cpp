// delay.cpp: what the delay's values mean, and the order of a stretch: read, filter, feed back, write.
// Side: audio; the constructor: control.
#include "engine/effects/delay.h"

#include <cmath>
#include <numbers>

#include "engine/dsp/blend.h"
#include "engine/effects/feedback_path.h"
#include "engine/effects/lane_ramps.h"
#include "engine/effects/lfo.h"
#include "engine/effects/planar_kernel.h"

namespace corelogic::effects {

namespace {

namespace parameter = vocabulary::delay;

constexpr double kApproachSeconds = 0.020;
constexpr double kFadeSeconds = 0.030;

float coefficient(float hz, double sample_rate) {
  const double turn = std::min(static_cast<double>(hz) / sample_rate, 0.49);
  const double g = std::tan(std::numbers::pi * turn);
  return static_cast<float>(g / (1.0 + g));
}

std::uint32_t fade_frames(double sample_rate) {
  return static_cast<std::uint32_t>(ramp_frames(kFadeSeconds, sample_rate));
}

/// The low-passed sound of one channel, one frame on: s + (x - s) g, and s' = s + 2 (x - s) g, written so
/// that from state to state it is one multiplication and one addition.
float low_pass(float& state, float x, float g) {
  const float low = state + (x - state) * g;
  state = state * (1.0F - 2.0F * g) + x * (2.0F * g);
  return low;
}

/// Both filters, one after the other, on one channel.
void filter_channel(const FeedbackFilter& low, const FeedbackFilter& high, float& low_state,
                    float& high_state, float* sound, std::uint32_t frames) {
  const bool rest = low.coefficient.left == 0.0F && high.coefficient.left == 0.0F;
  float low_g = low.coefficient.target, low_share = low.share.target;
  float high_g = high.coefficient.target, high_share = high.share.target;
  float a = low_state, b = high_state;
  for (std::uint32_t f = 0; f < frames; ++f) {
    if (!rest) {
      low_g = gain_in(low.coefficient, f);
      low_share = gain_in(low.share, f);
      high_g = gain_in(high.coefficient, f);
      high_share = gain_in(high.share, f);
    }
    const float x = sound[f] - low_share * low_pass(a, sound[f], low_g);
    sound[f] = x + high_share * (low_pass(b, x, high_g) - x);
  }
  low_state = a;
  high_state = b;
}

}  // namespace

Delay::Delay(const PlanarSetup& setup)
    : sample_rate_(setup.sample_rate),
      channels_(std::min<std::size_t>(setup.channels, 2)),
      approach_(ramp_frames(kApproachSeconds, setup.sample_rate)),
      bypass_(setup.bypass) {
  std::copy_n(setup.values, kValues, values_);
  const double seconds =
      parameter::kMostSeconds + (parameter::kMostOffsetMs + parameter::kMostModulationMs) / 1000.0;
  for (std::size_t c = 0; c < channels_; ++c)
    lines_[c].prepare(static_cast<std::uint32_t>(seconds * sample_rate_) + 8);
  heads_.begin(head(), fade_frames(sample_rate_));
  apply(0.0F);
}

Delay::Head Delay::head() const noexcept CL_REALTIME {
  double seconds = static_cast<double>(values_[parameter::kTime]) / 1000.0;
  const double quarters = vocabulary::note_quarters(static_cast<std::size_t>(values_[parameter::kSync]));
  if (quarters > 0.0) seconds = quarters * 60.0 / std::max(tempo_, 1.0);
  while (seconds > parameter::kMostSeconds) seconds /= 2.0;
  const double offset = static_cast<double>(values_[parameter::kOffset]) / 1000.0;
  Head wanted;
  for (std::size_t c = 0; c < 2; ++c) {
    const double later = std::max(c == 0 ? -offset : offset, 0.0);
    const double frames = std::max((seconds + later) * sample_rate_, 0.001 * sample_rate_);
    wanted.delay[c] = static_cast<std::uint32_t>(std::lround(frames));
  }
  wanted.depth =
      static_cast<float>(static_cast<double>(values_[parameter::kModDepth]) * sample_rate_ / 1000.0);
  return wanted;
}

void Delay::apply(float frames) noexcept CL_REALTIME {
  const float low = values_[parameter::kLowCut], high = values_[parameter::kHighCut];
  step_ = phase_step(static_cast<double>(values_[parameter::kModRate]), sample_rate_);
  heads_.want(head());
  move_ramp_to(feedback_, values_[parameter::kFeedback] / 100.0F, frames);
  move_ramp_to(crosswise_, channels_ > 1 ? values_[parameter::kPingPong] : 0.0F, frames);
  for (FeedbackFilter* filter : {&low_cut_, &high_cut_})  // who was not heard may have been standing
    if (rests_at(filter->share, 0.0F)) std::fill_n(filter->state, 2, 0.0F);
  move_ramp_to(low_cut_.coefficient, coefficient(low, sample_rate_), frames);
  move_ramp_to(low_cut_.share, low > static_cast<float>(parameter::kLowCutOff) ? 1.0F : 0.0F, frames);
  move_ramp_to(high_cut_.coefficient, coefficient(high, sample_rate_), frames);
  move_ramp_to(high_cut_.share, high < static_cast<float>(parameter::kHighCutOff) ? 1.0F : 0.0F, frames);
  for (GainRamp& share : share_)
    move_ramp_to(share, bypass_ ? 0.0F : values_[parameter::kMix] / 100.0F, frames);
}

void Delay::set(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  if (parameter == kBypass) {
    bypass_ = value != 0.0F;
  } else {
    values_[parameter] = value;
  }
  apply(approach_);
}

/// Not past the shortest delay (what is read must be written), nor the end of a fade.
std::uint32_t Delay::next_stretch(std::uint32_t frames) const noexcept CL_REALTIME {
  std::uint32_t shortest = kStretch;
  for (const Head& head : {heads_.now(), heads_.next()})
    for (const std::uint32_t delay : head.delay) shortest = std::min(shortest, delay - DelayLine::kAhead);
  return std::min(shortest, heads_.room(frames));
}

void Delay::read(const Head& head, Stretch& out, std::uint32_t frames) const noexcept CL_REALTIME {
  alignas(kAlignment) float offset[kStretch] = {};
  for (std::size_t c = 0; c < channels_; ++c) {
    if (head.depth == 0.0F) {
      lines_[c].read(head.delay[c], out.of[c], frames);
      continue;
    }
    const std::uint32_t phase = phase_ + (c == 0 ? 0 : kQuarterTurn);
    write_swing(phase, step_, 0.5F * head.depth, 0.0F, offset, frames);
    lines_[c].read_moving(head.delay[c], offset, out.of[c], frames);
  }
}

void Delay::listen(Stretch& out, std::uint32_t frames) const noexcept CL_REALTIME {
  read(heads_.now(), out, frames);
  if (!heads_.fading()) return;
  Stretch next;
  read(heads_.next(), next, frames);
  for (std::size_t c = 0; c < channels_; ++c)
    planar_kernel::fade_over(next.of[c], heads_.left(), heads_.length(), out.of[c], frames);
}

void Delay::filter(Stretch& sound, std::uint32_t frames) noexcept CL_REALTIME {
  if (rests_at(low_cut_.share, 0.0F) && rests_at(high_cut_.share, 0.0F)) return;
  for (std::size_t c = 0; c < channels_; ++c)
    filter_channel(low_cut_, high_cut_, low_cut_.state[c], high_cut_.state[c], sound.of[c], frames);
}

/// `back`: what the lines gave, filtered; becomes what goes in.
void Delay::feed_back(const float* const in[2], Stretch& back, std::uint32_t frames) noexcept CL_REALTIME {
  Stretch taken;
  for (std::size_t c = 0; c < channels_; ++c) planar_kernel::take_sane(in[c], taken.of[c], frames);
  if (channels_ == 1 || rests_at(crosswise_, 0.0F)) {  // one channel has no other: nothing of it may be read
    for (std::size_t c = 0; c < channels_; ++c)
      planar_kernel::feed_back(taken.of[c], feedback_, back.of[c], frames);
    return;
  }
  for (std::uint32_t f = 0; f < frames; ++f) {
    const float feedback = gain_in(feedback_, f), cross = gain_in(crosswise_, f);
    const float x[2] = {taken.of[0][f], taken.of[1][f]};
    const float y[2] = {saturate(feedback * back.of[0][f]), saturate(feedback * back.of[1][f])};
    const float middle = 0.5F * (x[0] + x[1]);
    back.of[0][f] = x[0] + cross * (middle - x[0]) + (y[0] + cross * (y[1] - y[0]));
    back.of[1][f] = x[1] - cross * x[1] + (y[1] + cross * (y[0] - y[1]));
  }
}

void Delay::advance(std::uint32_t frames) noexcept CL_REALTIME {
  phase_ += step_ * frames;
  heads_.advance(frames);
  for (GainRamp* ramp : {&feedback_, &crosswise_, &low_cut_.coefficient, &low_cut_.share,
                         &high_cut_.coefficient, &high_cut_.share})
    advance_ramp(*ramp, frames);
}

void Delay::process(const float* const* in, const float* const* /*key*/, float* const* out,
                    const BlockInfo& block) noexcept CL_REALTIME {
  if (block.tempo_bpm != tempo_) {
    tempo_ = block.tempo_bpm;
    if (!started_) heads_.begin(head(), fade_frames(sample_rate_));
    heads_.want(head());
  }
  started_ = true;
  for (std::uint32_t done = 0; done < block.frames;) {
    const std::uint32_t frames = next_stretch(block.frames - done);
    Stretch sound;
    listen(sound, frames);
    for (std::size_t c = 0; c < channels_; ++c) std::copy_n(sound.of[c], frames, wet_[c] + done);
    filter(sound, frames);
    const float* const from[2] = {in[0] + done, in[channels_ - 1] + done};
    feed_back(from, sound, frames);
    for (std::size_t c = 0; c < channels_; ++c) lines_[c].write(sound.of[c], frames);
    advance(frames);
    done += frames;
  }
  for (std::size_t c = 0; c < channels_; ++c)
    dsp::blend_planar(in[c], wet_[c], share_[c], out[c], block.frames);
}

}  // namespace corelogic::effects
