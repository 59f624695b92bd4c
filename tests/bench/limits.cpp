// limits.cpp: the loops, in GCC's vector types, compiled for AVX-512, AVX2 and the least machine and chosen
// at run time.
#include "tests/bench/limits.h"

#include <cmath>
#include <cstring>

namespace corelogic::bench {
namespace {

using V = float __attribute__((vector_size(64)));
using I = std::int32_t __attribute__((vector_size(64)));
using Unaligned = float __attribute__((vector_size(64), aligned(4)));

#if defined(__x86_64__)
#define CL_LIMIT __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CL_LIMIT
#endif
#define CL_INLINE inline __attribute__((always_inline))

CL_INLINE V load(const float* at) {
  return *reinterpret_cast<const Unaligned*>(at);
}
CL_INLINE V magnitude(V x) {
  return reinterpret_cast<V>(reinterpret_cast<I>(x) & 0x7fffffff);
}
CL_INLINE V greater(V a, V b) {
  return a > b ? a : b;
}

}  // namespace

MixLimit::MixLimit(std::size_t tracks) : channels_(2 * tracks) {}

CL_LIMIT void MixLimit::run(const float* const* sources, float* left, float* right, std::size_t frames) {
  constexpr V kCount{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  for (std::size_t at = 0; at < frames; at += 64) {
    for (std::size_t side = 0; side < 2; ++side) {
      V a{}, b{}, c{}, d{};
      for (std::size_t i = side; i < channels_.size(); i += 2) {
        Channel& channel = channels_[i];
        const float* in = sources[i] + at;
        const V gain = channel.gain + channel.step * kCount;
        const V x0 = load(in) * gain;
        const V x1 = load(in + 16) * (gain + channel.step * 16);
        const V x2 = load(in + 32) * (gain + channel.step * 32);
        const V x3 = load(in + 48) * (gain + channel.step * 48);
        a += x0;
        b += x1;
        c += x2;
        d += x3;
        V peak = *reinterpret_cast<V*>(channel.peak);
        peak = greater(greater(peak, magnitude(x0)),
                       greater(magnitude(x1), greater(magnitude(x2), magnitude(x3))));
        *reinterpret_cast<V*>(channel.peak) = peak;
        channel.gain += channel.step * 64;
      }
      float* out = (side == 0 ? left : right) + at;
      const V sums[4] = {a, b, c, d};
      std::memcpy(out, sums, sizeof sums);
    }
  }
}

StripLimit::StripLimit(std::size_t strips, double sample_rate)
    : blocks_((strips + 7) / 8),
      strips_(strips),
      attack_(static_cast<float>(std::exp(-1.0 / (0.010 * sample_rate)))),
      release_(static_cast<float>(std::exp(-1.0 / (0.120 * sample_rate)))) {
  for (Lanes& block : blocks_)
    for (float& gain : block.gain) gain = 0.5F;
}

CL_LIMIT void StripLimit::run(const float* const* sources, float* left, float* right, std::size_t frames) {
  constexpr float kThreshold = -18.0F, kSlope = 1.0F / 3.0F - 1.0F, kKnee = 6.0F;
  constexpr float kDbPerOctave = 6.02059991F;  // 20 log10 2
  alignas(64) float sums[256][16];
  std::memset(sums, 0, frames * sizeof sums[0]);
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    Lanes& lanes = blocks_[b];
    V held = *reinterpret_cast<V*>(lanes.held), smoothed = *reinterpret_cast<V*>(lanes.smoothed);
    V gain = *reinterpret_cast<V*>(lanes.gain), peak = *reinterpret_cast<V*>(lanes.peak);
    const V step = *reinterpret_cast<V*>(lanes.step);
    const float* const* in = sources + b * 16;
    alignas(64) float frame[256][16];
    for (std::size_t at = 0; at < frames; at += 16)
      for (std::size_t lane = 0; lane < 16; ++lane)
        for (std::size_t f = 0; f < 16; ++f) frame[at + f][lane] = in[lane][at + f];
    for (std::size_t f = 0; f < frames; ++f) {
      const V x = *reinterpret_cast<V*>(frame[f]);
      const V own = magnitude(x);
      const V level = greater(
          greater(own, __builtin_shuffle(own, I{1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14})),
          V{} + 1e-10F);
      // log2: exponent plus a polynomial of the mantissa in [1, 2).
      const I bits = reinterpret_cast<I>(level);
      const V exponent = __builtin_convertvector((bits >> 23) - 127, V);
      const V m = reinterpret_cast<V>((bits & 0x7fffff) | 0x3f800000);
      const V log2 =
          exponent +
          (-2.7868F + m * (5.0466F + m * (-3.4925F + m * (1.5938F + m * (-0.40486F + m * 0.04353F)))));
      const V over = log2 * kDbPerOctave - kThreshold;
      const V bent = over + kKnee / 2;
      const V soft = bent * bent * (kSlope / (2 * kKnee));
      const V wanted = -(over < V{} - kKnee / 2 ? V{} : (over > V{} + kKnee / 2 ? over * kSlope : soft));
      const V falling = wanted + release_ * (held - wanted);
      held = greater(wanted, falling);
      smoothed = held + attack_ * (smoothed - held);
      // exp2: integer part into the exponent, polynomial of the rest.
      const V y = -smoothed * (1.0F / kDbPerOctave);
      const I whole = __builtin_convertvector(y - 0.5F, I);
      const V r = y - __builtin_convertvector(whole, V);
      const V power =
          1.0F + r * (0.693147F + r * (0.240227F + r * (0.0555041F + r * (0.00961812F + r * 0.00133336F))));
      const V reduced = reinterpret_cast<V>(reinterpret_cast<I>(power) + (whole << 23));
      gain += step;
      const V out = x * reduced * gain;
      peak = greater(peak, magnitude(out));
      *reinterpret_cast<V*>(sums[f]) += out;
    }
    *reinterpret_cast<V*>(lanes.held) = held;
    *reinterpret_cast<V*>(lanes.smoothed) = smoothed;
    *reinterpret_cast<V*>(lanes.gain) = gain;
    *reinterpret_cast<V*>(lanes.peak) = peak;
  }
  for (std::size_t f = 0; f < frames; ++f) {
    float even = 0, odd = 0;
    for (std::size_t lane = 0; lane < 16; lane += 2) {
      even += sums[f][lane];
      odd += sums[f][lane + 1];
    }
    left[f] = even;
    right[f] = odd;
  }
}

}  // namespace corelogic::bench
