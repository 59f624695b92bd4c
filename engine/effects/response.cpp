// response.cpp: true stereo, stereo and mono, cut to length, at the level of its own rate.  Side: control.
#include "engine/effects/response.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/effects/aligned_floats.h"
#include "engine/effects/fourier.h"

namespace corelogic::effects {
namespace {

constexpr double kFadeSeconds = 0.050;
constexpr double kMostJudgedRate = 48000.0;  // normalising hears up to half of it
constexpr std::uint32_t kPiece = 8192;       // frames of a transform: at 96 kHz a line every 12 Hz

double own_rate_of(const SoundSpan& sound, double sample_rate) {
  return sound.own_rate > 0.0 ? sound.own_rate : sample_rate;
}

/// Half a turn of a cosine: without a corner at either end.
void fade_last_quarter(std::vector<float>& response) {
  const std::size_t fade = response.size() / 4, first = response.size() - fade;
  for (std::size_t i = 0; i < fade; ++i) {
    const double gone = static_cast<double>(i + 1) / static_cast<double>(fade);
    response[first + i] *= static_cast<float>(0.5 + 0.5 * std::cos(std::numbers::pi * gone));
  }
}

/// One channel: finite, faded where it is cut, without the silence at its end. A convolution is the sum of
/// response times interval: brought from 96 to 48 kHz a response has half the samples, and each counts twice.
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
  const double own_rate = own_rate_of(sound, sample_rate);
  if (own_rate != sample_rate)
    for (float& x : response) x *= static_cast<float>(own_rate / sample_rate);
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

double energy_of(const std::vector<float>& response) {
  double sum = 0.0;
  for (const float x : response) sum += static_cast<double>(x) * static_cast<double>(x);
  return sum;
}

/// What of it lies in the lowest `share` of its band, by Parseval's theorem: in pieces, two by two as the
/// real and imaginary parts of one transform. What the cuts between them spill over the edge is a part in
/// 10^4.
double energy_below(double share, const std::vector<float>& response) {
  const AlignedFloats pieces(2 * kPiece), spectrum(2 * kPiece);
  const Fourier fourier(kPiece, 1);
  const auto edge = static_cast<std::size_t>(share * kPiece / 2.0);
  const auto power = [&](std::size_t k) {
    const double re = spectrum.get()[2 * k], im = spectrum.get()[2 * k + 1];
    return re * re + im * im;
  };
  double sum = 0.0;
  for (std::size_t first = 0; first < response.size(); first += 2 * kPiece) {
    std::fill_n(pieces.get(), 2 * kPiece, 0.0F);
    const std::size_t frames = std::min<std::size_t>(2 * kPiece, response.size() - first);
    for (std::size_t i = 0; i < frames; ++i)
      pieces.get()[2 * (i % kPiece) + i / kPiece] = response[first + i];
    fourier.forward(pieces.get(), spectrum.get());
    sum += power(0);
    for (std::size_t k = 1; k <= edge; ++k) sum += power(k) + power(kPiece - k);
  }
  return sum / kPiece;
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

double normalising_gain(const std::vector<ConvolverPath>& paths, const SoundSpan& sound, double sample_rate) {
  const double own_rate = own_rate_of(sound, sample_rate);
  const double judged = std::min({sample_rate, own_rate, kMostJudgedRate});
  const bool holds_more = std::min(sample_rate, own_rate) > judged;
  double energy[kMostSides] = {};
  for (const ConvolverPath& path : paths)
    energy[path.output] +=
        holds_more ? energy_below(judged / sample_rate, path.response) : energy_of(path.response);
  const double most = std::max(energy[0], energy[1]) * (sample_rate / judged);
  return most > 0.0 ? 1.0 / std::sqrt(most) : 1.0;
}

}  // namespace corelogic::effects
