// reverb.cpp: the reverb's network: rings, what settings mean for them, and the order of a stretch.
// The arithmetic of a stretch is in reverb_kernel.cpp.  Side: audio; prepare on the control thread.
#include "engine/effects/reverb.h"

#include <array>
#include <cmath>
#include <vector>

#include "engine/effects/delay_rings.h"
#include "schema/vocabulary/effects/reverb.h"

namespace corelogic::effects {

namespace {

using reverb_kernel::kStretch;

// Delays at size 1: 16 lengths in even ratios. Even lines are heard left, odd ones right; dealt out as 0 1 3
// 2, 4 5 7 6, … they are equally long on average.
constexpr double kShortestSeconds = 0.031;
constexpr double kLongestSeconds = 0.097;
constexpr double kMostPreDelaySeconds = 0.250;
constexpr double kSmallestSize = 0.2;
constexpr double kApproachSeconds = 0.020;  // gains
constexpr double kFadeSeconds = 0.050;      // delays
constexpr double kPi = 3.14159265358979323846;

using Lengths = std::array<std::uint32_t, kLanes>;

/// Delays of the network and before it, frames.
struct Delays {
  Lengths lines{};
  std::uint32_t before = 0;
  bool operator==(const Delays&) const = default;
};

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

/// One output: the middle of what was dry; both wet sides alike, so that the width does not matter.
void fold_to_mono(float (&dry)[2][kStretch], float (&wet)[2][kStretch]) {
  for (std::size_t f = 0; f < kStretch; ++f) {
    dry[0][f] = 0.5F * (dry[0][f] + dry[1][f]);
    wet[0][f] = wet[1][f] = 0.5F * (wet[0][f] + wet[1][f]);
  }
}

}  // namespace

struct alignas(kAlignment) StereoReverb::Network {
  double rate = 48000.0;
  std::vector<std::uint32_t> primes;
  DelayRings lines, before;
  reverb_kernel::Losses losses;
  reverb_kernel::OutputGains gains;
  reverb_kernel::Fade fade;
  ReverbSettings settings;
  Delays now, former;

  [[nodiscard]] Delays delays_for(const ReverbSettings&) const;
  void move_losses(float gain_frames, float absorb_frames);
  void move_output(float frames);
  void begin_fade(const Delays& wanted);
  [[nodiscard]] std::uint32_t next_stretch(std::uint32_t frames) const;
  void run(const float* in[2], float* wet[2], std::uint32_t frames);
  void advance(std::uint32_t frames);
};

Delays StereoReverb::Network::delays_for(const ReverbSettings& s) const {
  Delays wanted;
  const double size = std::clamp(static_cast<double>(s.size), kSmallestSize, 1.0);
  std::uint32_t least = 0;
  for (std::size_t i = 0; i < kLanes; ++i) {
    const double ratio = std::pow(kLongestSeconds / kShortestSeconds, static_cast<double>(i) / (kLanes - 1));
    const auto frames = static_cast<std::uint32_t>(kShortestSeconds * ratio * size * rate);
    const std::uint32_t prime = primes[std::max(frames, least)];
    wanted.lines[i % 4 < 2 ? i : i ^ 1U] = prime;
    least = prime + 1;
  }
  const double before_seconds = std::clamp(s.pre_delay_ms * 0.001, 0.0, kMostPreDelaySeconds);
  wanted.before = static_cast<std::uint32_t>(std::lround(before_seconds * rate));
  return wanted;
}

/// Jot's rule for each line: 60 dB lost in decay_s, twice as fast at damping_hz.
void StereoReverb::Network::move_losses(float gain_frames, float absorb_frames) {
  const double decay = std::max(0.01, static_cast<double>(settings.decay_s));
  const double cosine = std::cos(2.0 * kPi * std::min(settings.damping_hz / rate, 0.49));
  for (std::size_t i = 0; i < kLanes; ++i) {
    const double gain = std::pow(10.0, -3.0 * now.lines[i] / (rate * decay));
    move_lane(losses.gain, i, gain, gain_frames);
    move_lane(losses.absorb, i, absorption(gain, cosine), absorb_frames);
  }
}

/// Level: noise comes out as loud as it went in, without damping. A line's power is g^2 (mean power + input),
/// so the mean is q / (1 - q) with q = mean of g^2, and eight lines make a side.
void StereoReverb::Network::move_output(float frames) {
  const double decay = std::max(0.01, static_cast<double>(settings.decay_s));
  double q = 0;
  for (const std::uint32_t length : now.lines) q += std::pow(10.0, -6.0 * length / (rate * decay)) / kLanes;
  const double wet = settings.bypass ? 0.0 : static_cast<double>(settings.mix);
  const double width = std::clamp(static_cast<double>(settings.width), 0.0, 1.0);
  // own = (1 + w) / 2, other = (1 - w) / 2 and equal power: (own^2 + other^2) = (1 + w^2) / 2.
  const double level = wet * std::sqrt((1.0 - q) / (8.0 * q)) / std::sqrt((1.0 + width * width) / 2.0);
  move_ramp(gains.own, level * (1.0 + width) / 2.0, frames);
  move_ramp(gains.other, level * (1.0 - width) / 2.0, frames);
  move_ramp(gains.dry, settings.bypass ? 1.0 : 1.0 - static_cast<double>(settings.mix), frames);
}

void StereoReverb::Network::begin_fade(const Delays& wanted) {
  former = now;
  now = wanted;
  for (std::size_t i = 0; i < kLanes; ++i)
    losses.former_gain[i] = losses.gain.target[i] - losses.gain.step[i] * losses.gain.left[i];
  fade.length = static_cast<float>(std::ceil(kFadeSeconds * rate));
  fade.left = fade.length;
  const auto frames = static_cast<float>(std::ceil(kApproachSeconds * rate));
  move_losses(0.0F, frames);  // the gains belong to the new delays, which begin with weight 0
  move_output(frames);
}

/// Up to kStretch, not past the shortest delay (line 0), the end of the rings or of a fade.
std::uint32_t StereoReverb::Network::next_stretch(std::uint32_t frames) const {
  std::uint32_t stretch = std::min({frames, kStretch, lines.room(), before.room(), now.lines[0]});
  if (fade.left > 0.0F) stretch = std::min({stretch, former.lines[0], static_cast<std::uint32_t>(fade.left)});
  return stretch;
}

void StereoReverb::Network::run(const float* in[2], float* wet[2], std::uint32_t frames) {
  alignas(kAlignment) LaneFrame taps[kStretch];
  alignas(kAlignment) LaneFrame former_taps[kStretch];
  alignas(kAlignment) float planar[kLanes][kStretch];
  alignas(kAlignment) float late[2][kStretch];
  const bool fading = fade.left > 0.0F;
  const float* from[kLanes];
  float* to[kLanes];
  for (std::size_t i = 0; i < kLanes; ++i) from[i] = lines.read(i, now.lines[i]);
  gather_lanes(from, taps, frames);
  if (fading) {
    for (std::size_t i = 0; i < kLanes; ++i) from[i] = lines.read(i, former.lines[i]);
    gather_lanes(from, former_taps, frames);
  }
  reverb_kernel::lose(taps, fading ? former_taps : nullptr, losses, fade, frames);
  std::fill_n(wet[0], kStretch, 0.0F);
  std::fill_n(wet[1], kStretch, 0.0F);
  reduce_lanes(taps, wet[0], wet[1], frames);
  for (std::size_t side = 0; side < 2; ++side) {
    before.write(side, in[side], frames);
    std::fill_n(late[side], kStretch, 0.0F);
    const float* new_input = before.read(side, now.before);
    const float* old_input = before.read(side, former.before);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const float share = std::max(fade.left - static_cast<float>(f) - 1.0F, 0.0F) / fade.length;
      late[side][f] = fading ? new_input[f] * (1.0F - share) + old_input[f] * share : new_input[f];
    }
  }
  for (std::size_t i = 0; i < kLanes; ++i) to[i] = planar[i];
  scatter_lanes(taps, to, frames);
  for (std::size_t i = 0; i < kLanes; ++i) std::fill_n(planar[i] + frames, kStretch - frames, 0.0F);
  reverb_kernel::feed_back(planar, late[0], late[1]);
  for (std::size_t i = 0; i < kLanes; ++i) lines.write(i, planar[i], frames);
}

void StereoReverb::Network::advance(std::uint32_t frames) {
  const auto count = static_cast<float>(frames);
  lines.advance(frames);
  before.advance(frames);
  advance_lanes(losses.gain, count);
  advance_lanes(losses.absorb, count);
  gains.dry.advance(count);
  gains.own.advance(count);
  gains.other.advance(count);
  if (fade.left == 0.0F) return;
  fade.left = std::max(0.0F, fade.left - count);
  if (fade.left > 0.0F) return;
  const Delays wanted = delays_for(settings);  // another size may have been asked for meanwhile
  if (wanted != now) begin_fade(wanted);
}

StereoReverb::StereoReverb() : network_(std::make_unique<Network>()) {}
StereoReverb::~StereoReverb() = default;

void StereoReverb::prepare(double sample_rate) {
  Network& n = *network_;
  n.rate = sample_rate;
  const auto longest = static_cast<std::uint32_t>(std::ceil(kLongestSeconds * sample_rate)) + 256;
  n.primes = next_primes(longest);
  n.lines.prepare(kLanes, n.primes[longest] + kStretch);
  n.before.prepare(2, static_cast<std::uint32_t>(std::ceil(kMostPreDelaySeconds * sample_rate)) + kStretch);
  set(ReverbSettings{}, true);
  reset();
}

void StereoReverb::set(const ReverbSettings& settings, bool at_once) noexcept CL_REALTIME {
  Network& n = *network_;
  n.settings = settings;
  const Delays wanted = n.delays_for(settings);
  if (at_once) {
    n.now = n.former = wanted;
    n.fade.left = 0.0F;
    n.move_losses(0.0F, 0.0F);
    n.move_output(0.0F);
  } else if (wanted != n.now && n.fade.left == 0.0F) {
    n.begin_fade(wanted);
  } else {
    const auto frames = static_cast<float>(std::ceil(kApproachSeconds * n.rate));
    n.move_losses(frames, frames);
    n.move_output(frames);
  }
}

void StereoReverb::reset() noexcept CL_REALTIME {
  Network& n = *network_;
  n.lines.clear();
  n.before.clear();
  std::fill_n(n.losses.memory, kLanes, 0.0F);
}

void StereoReverb::process(const float* in_left, const float* in_right, float* out_left, float* out_right,
                     std::uint32_t frames) noexcept CL_REALTIME {
  Network& n = *network_;
  for (std::uint32_t done = 0; done < frames;) {
    const std::uint32_t stretch = n.next_stretch(frames - done);
    alignas(kAlignment) float dry[2][kStretch] = {};
    alignas(kAlignment) float sane[2][kStretch];
    alignas(kAlignment) float wet[2][kStretch];
    alignas(kAlignment) float out[kStretch];
    const float* sources[2] = {in_left + done, (in_right != nullptr ? in_right : in_left) + done};
    for (std::size_t side = 0; side < 2; ++side) {
      std::copy_n(sources[side], stretch, dry[side]);
      reverb_kernel::take_sane(dry[side], sane[side], stretch);
    }
    const float* inputs[2] = {sane[0], sane[1]};
    float* wets[2] = {wet[0], wet[1]};
    n.run(inputs, wets, stretch);
    if (out_right == nullptr) fold_to_mono(dry, wet);
    reverb_kernel::blend(dry[0], wet[0], wet[1], n.gains, out);
    std::copy_n(out, stretch, out_left + done);
    if (out_right != nullptr) {
      reverb_kernel::blend(dry[1], wet[1], wet[0], n.gains, out);
      std::copy_n(out, stretch, out_right + done);
    }
    n.advance(stretch);
    done += stretch;
  }
}

namespace {

namespace parameter = vocabulary::reverb;

void put(ReverbSettings& settings, std::uint16_t parameter, float value) {
  switch (parameter) {
    case parameter::kPreDelay:
      settings.pre_delay_ms = value;
      break;
    case parameter::kDecay:
      settings.decay_s = value;
      break;
    case parameter::kDamping:
      settings.damping_hz = value;
      break;
    case parameter::kSize:
      settings.size = value;
      break;
    case parameter::kWidth:
      settings.width = value;
      break;
    case parameter::kMix:
      settings.mix = value / 100.0F;
      break;
    case kBypass:
      settings.bypass = value != 0.0F;
      break;
    default:
      break;
  }
}

}  // namespace

Reverb::Reverb(const PlanarSetup& setup) : channels_(setup.channels) {
  for (std::uint16_t i = 0; i < parameter::kParameters.size(); ++i) put(settings_, i, setup.values[i]);
  settings_.bypass = setup.bypass;
  reverb_.prepare(setup.sample_rate);
  reverb_.set(settings_, true);
}

void Reverb::set(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  put(settings_, parameter, value);
  reverb_.set(settings_, false);
}

void Reverb::process(const float* const* in, const float* const* /*key*/, float* const* out,
                     const BlockInfo& block) noexcept CL_REALTIME {
  const bool stereo = channels_ > 1;
  reverb_.process(in[0], stereo ? in[1] : nullptr, out[0], stereo ? out[1] : nullptr, block.frames);
}

}  // namespace corelogic::effects
