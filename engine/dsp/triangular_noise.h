// triangular_noise.h: the noise that dither adds before it rounds: two steps wide, triangular.  Side: any,
// one thread; the same from the same seed. Source: S. P. Lipshitz, R. A. Wannamaker, J. Vanderkooy,
// "Quantization and Dither: A Theoretical Survey", JAES 40(5), 1992.
#pragma once

#include <cstdint>

#include "engine/side.h"

namespace corelogic::dsp {

class TriangularNoise {
 public:
  /// Another seed begins elsewhere in the one long sequence: neighbours would else be the same noise, a draw
  /// apart.
  explicit TriangularNoise(std::uint64_t seed) noexcept : state_(scatter(seed * kStep + 1)) {}

  /// In -1 … +1 steps, 0 in the mean, with a variance of 1/6.  As double: near full scale a float has no room
  /// left for a part of a step of 24 bit.
  double next() noexcept CL_REALTIME {
    const std::uint64_t drawn = scatter(state_ += kStep);
    return static_cast<double>(drawn >> 32) * 0x1p-32 + static_cast<double>(drawn & 0xffffffffU) * 0x1p-32 -
           (1.0 - 0x1p-32);
  }

 private:
  static constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15ULL;

  /// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
  static std::uint64_t scatter(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace corelogic::dsp
