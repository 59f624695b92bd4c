// rack.h: an effect with sound going through it in blocks, and the promises every effect is held to: the same
// however a block is cut, on every instruction set. It asserts through gtest.  Side: tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <functional>
#include <memory>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include "engine/effects/lane_effect.h"
#include "engine/effects/planar_effect.h"
#include "schema/vocabulary/effects/description.h"
#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::effects::test {

inline constexpr double kRate = 48000;
using Sound = std::vector<std::vector<float>>;  ///< channel by channel
using Values = std::vector<float>;

/// One value moved before a frame that is a multiple of 256.
struct Move {
  std::uint32_t frame;
  std::uint16_t parameter;
  float value;
};

[[nodiscard]] inline Values initial(std::span<const vocabulary::ParameterDescription> parameters) {
  Values values;
  for (const auto& p : parameters) values.push_back(static_cast<float>(p.initial));
  return values;
}

[[nodiscard]] inline Values with(Values values, std::vector<std::pair<std::size_t, double>> changes) {
  for (const auto& [parameter, value] : changes) values[parameter] = static_cast<float>(value);
  return values;
}

[[nodiscard]] inline std::vector<float> impulse(std::size_t frames, std::size_t at = 0, float level = 1.0F) {
  std::vector<float> sound(frames, 0.0F);
  sound[at] = level;
  return sound;
}

[[nodiscard]] inline std::vector<float> sine(std::size_t frames, double hz, double level = 1.0) {
  std::vector<float> sound(frames);
  for (std::size_t f = 0; f < frames; ++f)
    sound[f] =
        static_cast<float>(level * std::sin(2 * std::numbers::pi * hz * static_cast<double>(f) / kRate));
  return sound;
}

/// The Fourier sum of `sound` at `hz`, one term.
[[nodiscard]] inline std::complex<double> response_at(std::span<const float> sound, double hz,
                                                      double rate = kRate) {
  const std::complex<double> turn = std::polar(1.0, -2 * std::numbers::pi * hz / rate);
  std::complex<double> sum = 0, at = 1;
  for (const float x : sound) {
    sum += static_cast<double>(x) * at;
    at = {at.real() * turn.real() - at.imag() * turn.imag(),
          at.real() * turn.imag() + at.imag() * turn.real()};
  }
  return sum;
}

/// Spectrum of a sound whose length is a power of two.
[[nodiscard]] inline std::vector<std::complex<double>> spectrum(std::span<const float> sound) {
  const std::size_t size = sound.size();
  std::vector<std::complex<double>> x(size);
  for (std::size_t i = 0, reversed = 0; i < size; ++i) {
    x[reversed] = static_cast<double>(sound[i]);
    std::size_t bit = size >> 1U;
    for (; bit != 0 && (reversed & bit) != 0; bit >>= 1U) reversed ^= bit;
    reversed |= bit;
  }
  for (std::size_t half = 1; half < size; half *= 2)
    for (std::size_t k = 0; k < half; ++k) {
      const auto twiddle =
          std::polar(1.0, -std::numbers::pi * static_cast<double>(k) / static_cast<double>(half));
      for (std::size_t i = k; i < size; i += 2 * half) {
        const auto odd = twiddle * x[i + half];
        x[i + half] = x[i] - odd;
        x[i] += odd;
      }
    }
  return x;
}

/// Power of a spectrum's bins from `low` to below `high`.
[[nodiscard]] inline double band_power(const std::vector<std::complex<double>>& bins, double low, double high,
                                       double rate = kRate) {
  const double width = rate / static_cast<double>(bins.size());
  double power = 0;
  for (auto k = static_cast<std::size_t>(std::ceil(low / width));
       k < static_cast<std::size_t>(std::ceil(high / width)); ++k)
    power += std::norm(bins[k]);
  return power;
}

[[nodiscard]] inline double rms(std::span<const float> sound) {
  double sum = 0;
  for (const float x : sound) sum += static_cast<double>(x) * static_cast<double>(x);
  return std::sqrt(sum / static_cast<double>(sound.size()));
}

[[nodiscard]] inline double decibels(double x) {
  return 20 * std::log10(std::abs(x));
}

/// A strip of some channels in a lane block of its own, from lane `first` on.
class LaneRack {
 public:
  LaneRack(LaneEffect& effect, std::uint16_t channels, const Values& values, std::uint16_t first = 0,
           bool bypass = false)
      : effect_(effect), strip_{first, channels} {
    effect_.begin(strip_, values.data(), bypass);
  }

  [[nodiscard]] Sound run(const Sound& in, const std::vector<Move>& moves = {},
                          const std::vector<std::uint32_t>& cuts = {kMaxFrames}) {
    const auto frames = static_cast<std::uint32_t>(in[0].size());
    dsp::test::LaneBuffer lanes(frames + kMaxFrames);
    for (std::size_t c = 0; c < in.size(); ++c)
      for (std::uint32_t f = 0; f < frames; ++f) lanes[f][strip_.first + c] = in[c][f];
    const std::uint16_t width = strip_.width;
    const auto link = static_cast<LaneLink>(width <= 1 ? 1 : width <= 2 ? 2 : width <= 4 ? 4 : 16);
    for (std::uint32_t done = 0, cut = 0; done < frames; ++cut) {
      if (done % kMaxFrames == 0)
        for (const Move& move : moves)
          if (move.frame == done) effect_.set(strip_, move.parameter, move.value);
      const std::uint32_t count = std::min(cuts[cut % cuts.size()], frames - done);
      effect_.process(lanes.get() + done, nullptr, lanes.get() + done, {count, tempo, position, rolling},
                      link);
      if (rolling) position += count;
      done += count;
    }
    Sound out(in.size(), std::vector<float>(frames));
    for (std::size_t c = 0; c < in.size(); ++c)
      for (std::uint32_t f = 0; f < frames; ++f) out[c][f] = lanes[f][strip_.first + c];
    return out;
  }

  double tempo = 120.0;
  bool rolling = false;
  std::int64_t position = 0;  ///< moves on while it rolls

 private:
  LaneEffect& effect_;
  LaneStrip strip_;
};

/// A planar effect; blocks come from buffers of their own, out is not in.
class PlanarRack {
 public:
  explicit PlanarRack(PlanarEffect& effect) : effect_(effect) {}

  [[nodiscard]] Sound run(const Sound& in, const std::vector<Move>& moves = {},
                          const std::vector<std::uint32_t>& cuts = {kMaxFrames}) {
    const auto frames = static_cast<std::uint32_t>(in[0].size());
    Sound out(in.size(), std::vector<float>(frames));
    for (std::uint32_t done = 0, cut = 0; done < frames; ++cut) {
      if (done % kMaxFrames == 0)
        for (const Move& move : moves)
          if (move.frame == done) effect_.set(move.parameter, move.value);
      const std::uint32_t count = std::min(cuts[cut % cuts.size()], frames - done);
      std::vector<const float*> from;
      std::vector<float*> to;
      for (std::size_t c = 0; c < in.size(); ++c) {
        from.push_back(in[c].data() + done);
        to.push_back(out[c].data() + done);
      }
      effect_.process(from.data(), nullptr, to.data(), {count, tempo, position, rolling});
      if (rolling) position += count;
      done += count;
    }
    return out;
  }

  double tempo = 120.0;
  bool rolling = false;
  std::int64_t position = 0;  ///< moves on while it rolls

 private:
  PlanarEffect& effect_;
};

[[nodiscard]] inline Sound stereo_noise(std::size_t frames, std::uint32_t seed = 1) {
  return {dsp::test::noise(frames, seed), dsp::test::noise(frames, seed + 1)};
}

/// `play(cuts)` renders anew; it must give the same bits for all cuts and, within `bound`, on all instruction
/// sets; AVX2 and AVX-512 to the bit.
inline void expect_same_however(const std::function<Sound(const std::vector<std::uint32_t>&)>& play,
                                float bound = 1e-6F) {
  dsp::force_target("");
  const Sound best = play({kMaxFrames});
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    const Sound whole = play({kMaxFrames});
    for (const auto& cuts : dsp::test::kCuts) EXPECT_TRUE(play(cuts) == whole) << name;
    if (name == "AVX2" || name == "AVX3") {
      EXPECT_TRUE(whole == best) << name;
    }
    float worst = 0.0F;
    for (std::size_t c = 0; c < best.size(); ++c)
      for (std::size_t f = 0; f < best[c].size(); ++f)
        worst = std::max(worst, std::abs(whole[c][f] - best[c][f]));
    EXPECT_LE(worst, bound) << name;
  }
  dsp::force_target("");
}

/// The greatest difference between neighbours.
[[nodiscard]] inline float greatest_step(std::span<const float> sound) {
  float step = 0.0F;
  for (std::size_t f = 1; f < sound.size(); ++f) step = std::max(step, std::abs(sound[f] - sound[f - 1]));
  return step;
}

}  // namespace corelogic::effects::test
