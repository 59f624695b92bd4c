// response.cpp: true stereo, stereo and mono, cut to length.  Side: control.
#include "engine/effects/response.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corelogic::effects {
namespace {

constexpr double kFadeSeconds = 0.050;

/// Half a turn of a cosine: without a corner at either end.
void fade_last_quarter(std::vector<float>& response) {
  const std::size_t fade = response.size() / 4, first = response.size() - fade;
  for (std::size_t i = 0; i < fade; ++i) {
    const double gone = static_cast<double>(i + 1) / static_cast<double>(fade);
    response[first + i] *= static_cast<float>(0.5 + 0.5 * std::cos(std::numbers::pi * gone));
  }
}

/// One channel: finite, faded where it is cut, without the silence at its end.
std::vector<float> response_of(const SoundSpan& sound, std::size_t channel, double sample_rate,
                               double length) {
  const auto longest = static_cast<std::int64_t>(kLongestResponseSeconds * sample_rate);
  const auto whole = static_cast<double>(std::clamp<std::int64_t>(sound.frames, 0, longest));
  const auto frames = static_cast<std::size_t>(length < 1.0 ? std::ceil(whole * length) : whole);
  std::vector<float> response(sound.channels[channel], sound.channels[channel] + frames);
  for (float& x : response)
    if (!std::isfinite(x)) x = 0.0F;
  const auto fade = static_cast<std::size_t>(kFadeSeconds * sample_rate);
  if (sound.frames > longest && length >= 1.0)
    for (std::size_t i = 0; i < fade; ++i)
      response[frames - 1 - i] *= static_cast<float>(i) / static_cast<float>(fade);
  if (length < 1.0) fade_last_quarter(response);
  while (!response.empty() && response.back() == 0.0F) response.pop_back();
  return response;
}

/// The middle of both outputs, for one that hears the same on both inputs.
std::vector<float> middle_of(const std::vector<ConvolverPath>& paths) {
  std::vector<float> sum;
  for (const ConvolverPath& path : paths) {
    sum.resize(std::max(sum.size(), path.response.size()));
    for (std::size_t i = 0; i < path.response.size(); ++i) sum[i] += 0.5F * path.response[i];
  }
  return sum;
}

}  // namespace

std::vector<ConvolverPath> response_paths(const SoundSpan& sound, std::size_t channels, double sample_rate,
                                          double length) {
  if (sound.channels == nullptr || sound.channel_count == 0 || sound.frames <= 0) return {};
  const auto channel = [&](std::size_t i) { return response_of(sound, i, sample_rate, length); };
  if (sound.channel_count == 1 && channels == 1) return {{0, 0, channel(0)}};
  std::vector<ConvolverPath> paths;
  if (sound.channel_count >= 4) {
    paths = {{0, 0, channel(0)}, {0, 1, channel(1)}, {1, 0, channel(2)}, {1, 1, channel(3)}};
  } else {
    paths = {{0, 0, channel(0)}, {1, 1, channel(sound.channel_count == 1 ? 0 : 1)}};
  }
  if (channels > 1) return paths;
  return {{0, 0, middle_of(paths)}};
}

double normalising_gain(const std::vector<ConvolverPath>& paths) {
  double energy[kMostSides] = {};
  for (const ConvolverPath& path : paths)
    for (const float x : path.response)
      energy[path.output] += static_cast<double>(x) * static_cast<double>(x);
  const double most = std::max(energy[0], energy[1]);
  return most > 0.0 ? 1.0 / std::sqrt(most) : 1.0;
}

}  // namespace corelogic::effects
