// convolution_hall.h: a convolution to be played and measured by its tests. It asserts nothing.  Side: tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "engine/effects/convolution.h"
#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::effects::convolution_test {

inline constexpr double kRate = 48000;
using Sound = std::vector<float>;
using Channels = std::vector<Sound>;

/// In the catalogue's order and units; as it is when nothing is done to the sound.
struct Settings {
  float mix = 100, gain_db = 0, pre_delay_ms = 0, low_cut_hz = 20, high_cut_hz = 20000, normalise = 0;
  bool bypass = false;
  float length = 100;
  [[nodiscard]] std::vector<float> values() const {
    return {mix, gain_db, pre_delay_ms, low_cut_hz, high_cut_hz, normalise, length};
  }
};

/// A convolution, its response, and what it was set to last.
class Hall {
 public:
  Hall(Channels response, const Settings& s, std::uint16_t channels = 2)
      : response_(std::move(response)), values_(s.values()), bypass_(s.bypass), channels_(channels) {
    for (const Sound& each : response_) pointers_.push_back(each.data());
    PlanarSetup setup{kRate, channels, values_.data(), s.bypass, {}};
    if (!response_.empty())
      setup.sound = {pointers_.data(), static_cast<std::uint16_t>(pointers_.size()),
                     static_cast<std::int64_t>(response_[0].size())};
    unit_.emplace(setup);
  }
  void set(const Settings& s) {
    const auto values = s.values();
    for (std::uint16_t i = 0; i < values.size(); ++i)
      if (values[i] != values_[i]) unit_->set(i, values[i]);
    if (s.bypass != bypass_) unit_->set(kBypass, s.bypass ? 1.0F : 0.0F);
    values_ = values;
    bypass_ = s.bypass;
  }
  Channels render(const Channels& in, const std::vector<std::uint32_t>& cuts = {256}) {
    Channels out(channels_, Sound(in[0].size()));
    std::size_t at = 0, cut = 0;
    while (at < in[0].size()) {
      const auto rest = static_cast<std::uint32_t>(std::min<std::size_t>(in[0].size() - at, kMaxFrames));
      const std::uint32_t frames = std::min(cuts[cut++ % cuts.size()], rest);
      const float* const from[2] = {&in[0][at], channels_ > 1 ? &in[1][at] : nullptr};
      float* const to[2] = {&out[0][at], channels_ > 1 ? &out[1][at] : nullptr};
      unit_->process(from, nullptr, to, {.frames = frames});
      at += frames;
    }
    return out;
  }

 private:
  Channels response_;
  std::vector<float> values_;
  bool bypass_;
  std::uint16_t channels_;
  std::vector<const float*> pointers_;
  std::optional<Convolution> unit_;
};

inline Sound noise(std::size_t frames, std::uint32_t seed) {
  return dsp::test::noise(frames, seed, 0.5F);
}

/// Noise that has died away by 60 dB at its end.
inline Sound decaying(std::size_t frames, std::uint32_t seed) {
  Sound sound = noise(frames, seed);
  for (std::size_t f = 0; f < frames; ++f)
    sound[f] *= static_cast<float>(std::exp(-6.9 * static_cast<double>(f) / static_cast<double>(frames)));
  return sound;
}

inline double energy(const Sound& x) {
  double sum = 0;
  for (const float v : x) sum += static_cast<double>(v) * v;
  return sum;
}

}  // namespace corelogic::effects::convolution_test
