// reverb_network.cpp: what settings mean for the rings, and the order of a stretch.
// The arithmetic of a stretch is in reverb_kernel.cpp.  Side: audio; constructed on the control thread.
#include "engine/effects/reverb_network.h"

#include <cmath>

namespace corelogic::effects {
namespace {

using reverb_kernel::kStretch;

// Delays at size 1: 16 lengths in even ratios. Even lines are heard left, odd ones right; dealt out as 0 1 3
// 2, 4 5 7 6, … they are equally long on average.
constexpr double kShortestSeconds = 0.031;
constexpr double kLongestSeconds = 0.097;
constexpr double kMostPreDelaySeconds = 0.250;
constexpr double kSmallestSize = 0.2;
constexpr double kMostModulationSeconds = 0.0005;
constexpr double kApproachSeconds = 0.020;    // gains
constexpr double kFadeSeconds = 0.050;        // delays
constexpr double kModulationSeconds = 0.100;  // a moved depth is a change of pitch: the slower the less
constexpr double kLowCutOffHz = 20.0;
constexpr double kPi = 3.14159265358979323846;
constexpr double kTurn = 4294967296.0;  // of a phase

/// next[n]: the least prime >= n. The lengths are distinct primes, so that echoes coincide as late as can be.
std::vector<std::uint32_t> next_primes(std::uint32_t least_size) {
  std::vector<std::uint32_t> next(least_size + 256, 0);  // the gaps between primes this small are below 256
  std::vector<bool> composite(next.size(), false);
  for (std::size_t i = 2; i * i < next.size(); ++i)
    if (!composite[i])
      for (std::size_t k = i * i; k < next.size(); k += i) composite[k] = true;
  std::uint32_t prime = 0;
  for (std::size_t i = next.size(); i-- > 2;) {
    if (!composite[i]) prime = static_cast<std::uint32_t>(i);
    next[i] = prime;
  }
  next[0] = next[1] = 2;
  return next;
}

/// Coefficient 1 - b of a one-pole low-pass whose loss at `cosine` = cos(w) equals `gain`, so that a loop
/// with both loses twice the decibels there: the decay time at w is half of that at low frequencies. From
/// (1-b)^2 / (1 - 2 b cos w + b^2) = gain^2: b = p - sqrt(p^2 - 1), p = (1 - gain^2 cos w) / (1 - gain^2).
double absorption(double gain, double cosine) {
  const double g2 = gain * gain;
  const double p = (1.0 - g2 * cosine) / (1.0 - g2);
  return 1.0 - (p - std::sqrt(p * p - 1.0));
}

void move_ramp(GainRamp& ramp, double goal, float frames) {
  if (frames == 0.0F) {
    ramp = {.target = static_cast<float>(goal)};
  } else {
    ramp.move_to(static_cast<float>(goal), frames);
  }
}

void move_lane(LaneRamp& ramp, std::size_t lane, double goal, float frames) {
  if (frames == 0.0F) {
    ramp.target[lane] = static_cast<float>(goal);
    ramp.step[lane] = ramp.left[lane] = 0.0F;
  } else {
    ramp.move_to(lane, static_cast<float>(goal), frames);
  }
}

void advance_lanes(LaneRamp& ramp, float frames) {
  for (std::size_t l = 0; l < kLanes; ++l) {
    ramp.left[l] = std::max(0.0F, ramp.left[l] - frames);
    if (ramp.left[l] == 0.0F) ramp.step[l] = 0.0F;
  }
}

bool rests_at(const GainRamp& ramp, float value) {
  return ramp.left == 0.0F && ramp.target == value;
}

float frames_in(double seconds, double rate) {
  return static_cast<float>(std::ceil(seconds * rate));
}

std::uint32_t count(double seconds, double rate) {
  return static_cast<std::uint32_t>(std::ceil(seconds * rate));
}

}  // namespace

ReverbNetwork::ReverbNetwork(double sample_rate, const ReverbSettings& settings)
    : rate_(sample_rate),
      primes_(next_primes(count(kLongestSeconds, sample_rate) + 256)),
      pattern_(early_reflections()),
      low_cut_(CutFilter::Takes::kLows, kLowCutOffHz, sample_rate),
      settings_(settings),
      room_(settings.room) {
  const std::uint32_t longest = primes_[count(kLongestSeconds, sample_rate) + 256];
  lines_.prepare(kLanes, longest + count(kMostModulationSeconds, sample_rate) + 2 * kStretch);
  before_.prepare(2, count(kMostPreDelaySeconds + kLatestEchoSeconds, sample_rate) + kStretch);
  for (std::size_t side = 0; side < 2; ++side)
    for (std::size_t i = 0; i < kTapsOfASide; ++i) early_gains_[side][i] = pattern_[side][i].gain;
  for (std::uint32_t i = 0; i < kLanes; ++i) modulation_.phase[i] = i * 0x9e3779b9U;  // the golden ratio
  now_ = former_ = delays_for(room_);
  move_losses(0.0F, 0.0F);
  move_output(0.0F);
  move_modulation(0.0F);
  low_cut_.set(static_cast<double>(settings.low_cut_hz), true);
}

void ReverbNetwork::set(const ReverbSettings& settings) noexcept CL_REALTIME {
  settings_ = settings;
  if (!settings.freeze) room_ = settings.room;
  const Delays wanted = delays_for(room_);
  if (wanted != now_ && fade_.left == 0.0F && !settings.freeze) {
    begin_fade(wanted);
  } else {
    const float frames = frames_in(kApproachSeconds, rate_);
    move_losses(frames, frames);
    move_output(frames);
  }
  move_modulation(frames_in(kModulationSeconds, rate_));
  low_cut_.set(static_cast<double>(settings.low_cut_hz), false);
}

ReverbNetwork::Delays ReverbNetwork::delays_for(const ReverbSettings::Room& room) const noexcept CL_REALTIME {
  Delays wanted;
  const double size = std::clamp(static_cast<double>(room.size), kSmallestSize, 1.0);
  std::uint32_t least = 0;
  for (std::size_t i = 0; i < kLanes; ++i) {
    const double ratio = std::pow(kLongestSeconds / kShortestSeconds, static_cast<double>(i) / (kLanes - 1));
    const auto frames = static_cast<std::uint32_t>(kShortestSeconds * ratio * size * rate_);
    const std::uint32_t prime = primes_[std::max(frames, least)];
    wanted.lines[i % 4 < 2 ? i : i ^ 1U] = prime;
    least = prime + 1;
  }
  const double before_seconds = std::clamp(room.pre_delay_ms * 0.001, 0.0, kMostPreDelaySeconds);
  wanted.before = static_cast<std::uint32_t>(std::lround(before_seconds * rate_));
  for (std::size_t side = 0; side < 2; ++side)
    for (std::size_t i = 0; i < kTapsOfASide; ++i)
      wanted.early[side][i] =
          wanted.before + static_cast<std::uint32_t>(pattern_[side][i].seconds * size * rate_);
  return wanted;
}

/// Jot's rule for each line: 60 dB lost in decay_s, twice as fast at damping_hz. Frozen: nothing lost.
void ReverbNetwork::move_losses(float gain_frames, float absorb_frames) noexcept CL_REALTIME {
  const double decay = std::max(0.01, static_cast<double>(room_.decay_s));
  const double cosine = std::cos(2.0 * kPi * std::min(room_.damping_hz / rate_, 0.49));
  for (std::size_t i = 0; i < kLanes; ++i) {
    const double gain = std::pow(10.0, -3.0 * now_.lines[i] / (rate_ * decay));
    move_lane(losses_.gain, i, settings_.freeze ? 1.0 : gain, gain_frames);
    move_lane(losses_.absorb, i, settings_.freeze ? 1.0 : absorption(gain, cosine), absorb_frames);
  }
}

/// Level: noise comes out as loud as it went in, without damping. A line's power is g^2 (mean power + input),
/// so the mean is q / (1 - q) with q = mean of g^2, and eight lines make a side.
void ReverbNetwork::move_output(float frames) noexcept CL_REALTIME {
  const double decay = std::max(0.01, static_cast<double>(room_.decay_s));
  double q = 0;
  for (const std::uint32_t length : now_.lines) q += std::pow(10.0, -6.0 * length / (rate_ * decay)) / kLanes;
  const double wet = settings_.bypass ? 0.0 : static_cast<double>(settings_.mix);
  const double width = std::clamp(static_cast<double>(settings_.width), 0.0, 1.0);
  const double late = std::sqrt((1.0 - q) / (8.0 * q));
  // own = (1 + w) / 2, other = (1 - w) / 2 and equal power: (own^2 + other^2) = (1 + w^2) / 2.
  const double level = wet * late / std::sqrt((1.0 + width * width) / 2.0);
  move_ramp(gains_.own, level * (1.0 + width) / 2.0, frames);
  move_ramp(gains_.other, level * (1.0 - width) / 2.0, frames);
  move_ramp(gains_.dry, settings_.bypass ? 1.0 : 1.0 - static_cast<double>(settings_.mix), frames);
  move_ramp(early_, settings_.freeze ? 0.0 : static_cast<double>(settings_.early_gain) / late, frames);
  move_ramp(gate_, settings_.freeze ? 0.0 : 1.0, frames);
}

/// Frozen lines stand still: to read between two frames would cost them their highs, little by little.
void ReverbNetwork::move_modulation(float frames) noexcept CL_REALTIME {
  const double depth = settings_.freeze ? 0.0 : static_cast<double>(settings_.modulation);
  const double most = std::floor(kMostModulationSeconds * rate_);
  if (static_cast<float>(depth * most) != modulation_.depth.target)
    move_ramp(modulation_.depth, depth * most, frames);
  for (std::size_t i = 0; i < kLanes; ++i) {  // 0.85 … 1.15 times the rate, dealt out unevenly
    const double ratio = 0.85 + 0.02 * static_cast<double>((i * 7) % kLanes);
    const double turns = static_cast<double>(settings_.modulation_hz) * ratio / rate_;
    modulation_.step[i] = static_cast<std::uint32_t>(turns * kTurn);
  }
}

void ReverbNetwork::begin_fade(const Delays& wanted) noexcept CL_REALTIME {
  former_ = now_;
  now_ = wanted;
  for (std::size_t i = 0; i < kLanes; ++i)
    losses_.former_gain[i] = losses_.gain.target[i] - losses_.gain.step[i] * losses_.gain.left[i];
  fade_.length = frames_in(kFadeSeconds, rate_);
  fade_.left = fade_.length;
  const float frames = frames_in(kApproachSeconds, rate_);
  move_losses(0.0F, frames);  // the gains belong to the new delays, which begin with weight 0
  move_output(frames);
}

std::uint32_t ReverbNetwork::next_stretch(std::uint32_t frames) const noexcept CL_REALTIME {
  const bool fading = fade_.left > 0.0F;
  std::uint32_t shortest = fading ? std::min(now_.lines[0], former_.lines[0]) : now_.lines[0];
  if (modulation_.moves())  // and two frames more for the interpolation
    shortest -= std::min(shortest - 1, count(kMostModulationSeconds, rate_) + 2);
  const std::uint32_t stretch = std::min({frames, kStretch, lines_.room(), before_.room(), shortest});
  return fading ? std::min(stretch, static_cast<std::uint32_t>(fade_.left)) : stretch;
}

void ReverbNetwork::read_lines(const Delays& delays, LaneFrame* taps,
                               std::uint32_t frames) const noexcept CL_REALTIME {
  alignas(kAlignment) float moved[kLanes][kStretch];
  const float* from[kLanes];
  if (modulation_.moves()) {
    reverb_kernel::read_moving(lines_, delays.lines.data(), modulation_, moved, frames);
    for (std::size_t i = 0; i < kLanes; ++i) from[i] = moved[i];
  } else {
    for (std::size_t i = 0; i < kLanes; ++i) from[i] = lines_.read(i, delays.lines[i]);
  }
  gather_lanes(from, taps, frames);
}

/// The input of the loops: after the pre-delay and the gate.
void ReverbNetwork::read_late(std::size_t side, float* late,
                              std::uint32_t frames) const noexcept CL_REALTIME {
  const bool fading = fade_.left > 0.0F;
  const float* new_input = before_.read(side, now_.before);
  const float* old_input = before_.read(side, former_.before);
  std::fill_n(late, kStretch, 0.0F);
  for (std::uint32_t f = 0; f < frames; ++f) {
    const float share = std::max(fade_.left - static_cast<float>(f) - 1.0F, 0.0F) / fade_.length;
    late[f] = fading ? new_input[f] * (1.0F - share) + old_input[f] * share : new_input[f];
  }
  if (!rests_at(gate_, 1.0F)) reverb_kernel::scale(late, gate_);
}

void ReverbNetwork::add_early(std::size_t side, float* wet, std::uint32_t frames) const noexcept CL_REALTIME {
  if (rests_at(early_, 0.0F)) return;
  alignas(kAlignment) float echoes[2][kStretch];
  const auto add_up = [&](const Taps& delays, float* out) {
    const float* from[kTapsOfASide];
    for (std::size_t i = 0; i < kTapsOfASide; ++i)
      from[i] = before_.read(i < kTapsOfAPath ? side : 1 - side, delays[i]);
    reverb_kernel::add_up(from, early_gains_[side].data(), kTapsOfASide, out);
  };
  add_up(now_.early[side], echoes[0]);
  if (fade_.left > 0.0F) {
    add_up(former_.early[side], echoes[1]);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const float share = std::max(fade_.left - static_cast<float>(f) - 1.0F, 0.0F) / fade_.length;
      echoes[0][f] = echoes[0][f] * (1.0F - share) + echoes[1][f] * share;
    }
  }
  reverb_kernel::scale(echoes[0], early_);
  for (std::uint32_t f = 0; f < frames; ++f) wet[f] += echoes[0][f];
}

void ReverbNetwork::run(const float* const in[2], float* const wet[2],
                        std::uint32_t frames) noexcept CL_REALTIME {
  alignas(kAlignment) LaneFrame taps[kStretch];
  alignas(kAlignment) LaneFrame former_taps[kStretch];
  alignas(kAlignment) float planar[kLanes][kStretch];
  alignas(kAlignment) float late[2][kStretch];
  const bool fading = fade_.left > 0.0F;
  read_lines(now_, taps, frames);
  if (fading) read_lines(former_, former_taps, frames);
  reverb_kernel::lose(taps, fading ? former_taps : nullptr, losses_, fade_, frames);
  std::fill_n(wet[0], kStretch, 0.0F);
  std::fill_n(wet[1], kStretch, 0.0F);
  reduce_lanes(taps, wet[0], wet[1], frames);
  for (std::size_t side = 0; side < 2; ++side) before_.write(side, in[side], frames);
  for (std::size_t side = 0; side < 2; ++side) {
    read_late(side, late[side], frames);
    add_early(side, wet[side], frames);
  }
  low_cut_.process(wet[0], wet[1], frames);
  float* to[kLanes];
  for (std::size_t i = 0; i < kLanes; ++i) to[i] = planar[i];
  scatter_lanes(taps, to, frames);
  for (std::size_t i = 0; i < kLanes; ++i) std::fill_n(planar[i] + frames, kStretch - frames, 0.0F);
  reverb_kernel::feed_back(planar, late[0], late[1]);
  for (std::size_t i = 0; i < kLanes; ++i) lines_.write(i, planar[i], frames);
}

void ReverbNetwork::advance(std::uint32_t frames) noexcept CL_REALTIME {
  const auto passed = static_cast<float>(frames);
  lines_.advance(frames);
  before_.advance(frames);
  advance_lanes(losses_.gain, passed);
  advance_lanes(losses_.absorb, passed);
  for (GainRamp* ramp : {&gains_.dry, &gains_.own, &gains_.other, &early_, &gate_, &modulation_.depth})
    ramp->advance(passed);
  for (std::size_t i = 0; i < kLanes; ++i) modulation_.phase[i] += modulation_.step[i] * frames;
  if (fade_.left == 0.0F) return;
  fade_.left = std::max(0.0F, fade_.left - passed);
  if (fade_.left > 0.0F || settings_.freeze) return;
  const Delays wanted = delays_for(room_);  // another size may have been asked for meanwhile
  if (wanted != now_) begin_fade(wanted);
}

}  // namespace corelogic::effects
