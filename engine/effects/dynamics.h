// dynamics.h: what compressor, gate, limiter and de-esser share: values that move together, times as
// coefficients, decibels as log2. It hears nothing.  Side: audio.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "engine/effects/lane_effect.h"

namespace corelogic::effects {

inline constexpr double kLog2PerDb = 0.16609640474436813;  ///< log2(10) / 20
inline constexpr double kApproachSeconds = 0.010;          ///< of a moved value
/// Frames of a kernel's buffers on the stack: 4 KiB each, so that a few of them stay in the nearest cache.
inline constexpr std::uint32_t kTile = 64;

/// A value of sixteen lanes on straight lines to their goals: goal - step * (frames left), as in LaneRamp;
/// the frames left are shared by all values of an effect.
struct MovingValue {
  alignas(kAlignment) float goal[kLanes];
  alignas(kAlignment) float step[kLanes];

  /// From where it is, `left` frames before the old goal, to a new one in `frames`; 0: at once.
  void move_to(std::size_t lane, double to, float left, float frames) noexcept CL_REALTIME {
    const float from = goal[lane] - step[lane] * left;
    goal[lane] = static_cast<float>(to);
    step[lane] = frames == 0.0F ? 0.0F : (goal[lane] - from) / frames;
  }
  void copy_from(const MovingValue& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
    goal[to] = other.goal[from];
    step[to] = other.step[from];
  }
};

/// `frames` have gone by: advances what is left, and stops the values of lanes that have arrived. Returns
/// whether some lane is still on its way.
template <std::size_t kCount>
[[nodiscard]] bool advance_values(MovingValue* const (&values)[kCount], float (&left)[kLanes],
                                  std::uint32_t frames) noexcept CL_REALTIME {
  bool moves = false;
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (left[l] == 0.0F) continue;
    left[l] = std::max(0.0F, left[l] - static_cast<float>(frames));
    moves = moves || left[l] != 0.0F;
    if (left[l] == 0.0F)
      for (MovingValue* value : values) value->step[l] = 0.0F;
  }
  return moves;
}

/// 1 - a of a one-pole filter that comes within 1/e of its goal in `ms`. Kept as 1 - a: near 1 a float is too
/// coarse for a.
[[nodiscard]] inline double one_pole(double ms, double sample_rate) noexcept CL_REALTIME {
  return -std::expm1(-1000.0 / (std::max(ms, 0.01) * sample_rate));
}

[[nodiscard]] inline float approach_frames(double sample_rate, bool at_once) noexcept CL_REALTIME {
  return at_once ? 0.0F : static_cast<float>(std::ceil(kApproachSeconds * sample_rate));
}

/// Writes down a value, or the bypass, of all lanes of a strip.
template <std::size_t kValues>
void note_value(LaneStrip strip, std::uint16_t parameter, float value, float (&values)[kLanes][kValues],
                bool (&bypass)[kLanes]) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l)
    if (parameter == kBypass)
      bypass[l] = value != 0.0F;
    else if (parameter < kValues)
      values[l][parameter] = value;
}

/// For meters: loudest[l] becomes the greatest of itself and the lane's levels. A NaN counts as nothing.
inline void note_loudest(const LaneFrame* levels, float (&loudest)[kLanes],
                         std::uint32_t frames) noexcept CL_REALTIME {
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)
      loudest[l] = levels[f][l] > loudest[l] ? levels[f][l] : loudest[l];
}

/// dB of a reduction that was noted as log2 times the mix (0 … 1): with a mix the sound is less reduced.
[[nodiscard]] inline float mixed_reduction(float noted, float mix) noexcept CL_REALTIME {
  const float db = noted / static_cast<float>(kLog2PerDb);
  if (mix >= 1.0F) return -db;
  return mix <= 0.0F ? 0.0F : 20.0F * std::log10(1.0F - mix + mix * std::pow(10.0F, -db / (20.0F * mix)));
}

/// The greatest of a strip, which starts anew. What only a detector's floor was is nothing.
inline float take_loudest(float (&loudest)[kLanes], LaneStrip strip) noexcept CL_REALTIME {
  float most = 0.0F;
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    most = std::max(most, loudest[l]);
    loudest[l] = 0.0F;
  }
  return most <= 1e-10F ? 0.0F : most;
}

}  // namespace corelogic::effects
