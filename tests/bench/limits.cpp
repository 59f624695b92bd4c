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
        *reinterpret_cast<V*>(channel.squares) += x0 * x0 + x1 * x1 + x2 * x2 + x3 * x3;
        channel.gain += channel.step * 64;
      }
      float* out = (side == 0 ? left : right) + at;
      const V sums[4] = {a, b, c, d};
      std::memcpy(out, sums, sizeof sums);
    }
  }
}

StripLimit::StripLimit(std::size_t strips, double sample_rate, std::size_t bands, bool compressor)
    : blocks_((strips + 7) / 8),
      bands_(blocks_.size() * bands / 4),
      passes_(bands / 4),
      compressor_(compressor),
      attack_(static_cast<float>(std::exp(-1.0 / (0.010 * sample_rate)))),
      release_(static_cast<float>(std::exp(-1.0 / (0.120 * sample_rate)))) {
  for (Lanes& block : blocks_)
    for (float& gain : block.gain) gain = 0.5F;
  for (Bands& four : bands_) {
    for (std::size_t band = 0; band < 4; ++band) {  // bells of 3 dB, Q 1, after Bristow-Johnson
      const double w = 6.283185307 * 250.0 * static_cast<double>(band * band + 1) / sample_rate;
      const double alpha = std::sin(w) / 2, gain = std::pow(10.0, 3.0 / 40.0), scale = 1 / (1 + alpha / gain);
      for (std::size_t lane = 0; lane < 16; ++lane) {
        four.b0[band][lane] = static_cast<float>((1 + alpha * gain) * scale);
        four.b1[band][lane] = four.a1[band][lane] = static_cast<float>(-2 * std::cos(w) * scale);
        four.b2[band][lane] = static_cast<float>((1 - alpha * gain) * scale);
        four.a2[band][lane] = static_cast<float>((1 - alpha / gain) * scale);
      }
    }
  }
}

CL_LIMIT void StripLimit::filter(Bands& bands, float (*frame)[16], std::size_t frames) {
  V b0[4], b1[4], b2[4], a1[4], a2[4], s1[4], s2[4];
  std::memcpy(b0, bands.b0, sizeof b0);
  std::memcpy(b1, bands.b1, sizeof b1);
  std::memcpy(b2, bands.b2, sizeof b2);
  std::memcpy(a1, bands.a1, sizeof a1);
  std::memcpy(a2, bands.a2, sizeof a2);
  std::memcpy(s1, bands.s1, sizeof s1);
  std::memcpy(s2, bands.s2, sizeof s2);
  for (std::size_t f = 0; f < frames; ++f) {
    V x = *reinterpret_cast<V*>(frame[f]);
#pragma GCC unroll 4
    for (std::size_t band = 0; band < 4; ++band) {
      const V y = b0[band] * x + s1[band];
      s1[band] = b1[band] * x - a1[band] * y + s2[band];
      s2[band] = b2[band] * x - a2[band] * y;
      x = y;
    }
    *reinterpret_cast<V*>(frame[f]) = x;
  }
  std::memcpy(bands.s1, s1, sizeof s1);
  std::memcpy(bands.s2, s2, sizeof s2);
}

CL_LIMIT void StripLimit::compress(Lanes& lanes, const float (*frame)[16], float (*sums)[16],
                                   std::size_t frames) const {
  constexpr float kThreshold = -18.0F, kSlope = 1.0F / 3.0F - 1.0F, kKnee = 6.0F;
  constexpr float kDbPerOctave = 6.02059991F;  // 20 log10 2
  V held = *reinterpret_cast<V*>(lanes.held), smoothed = *reinterpret_cast<V*>(lanes.smoothed);
  V gain = *reinterpret_cast<V*>(lanes.gain), peak = *reinterpret_cast<V*>(lanes.peak);
  const V step = *reinterpret_cast<V*>(lanes.step);
  for (std::size_t f = 0; f < frames; ++f) {
    const V x = *reinterpret_cast<const V*>(frame[f]);
    const V own = magnitude(x);
    const V level =
        greater(greater(own, __builtin_shuffle(own, I{1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14})),
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

CL_LIMIT void StripLimit::add(Lanes& lanes, const float (*frame)[16], float (*sums)[16], std::size_t frames) {
  V gain = *reinterpret_cast<V*>(lanes.gain), peak = *reinterpret_cast<V*>(lanes.peak);
  const V step = *reinterpret_cast<V*>(lanes.step);
  for (std::size_t f = 0; f < frames; ++f) {
    gain += step;
    const V out = *reinterpret_cast<const V*>(frame[f]) * gain;
    peak = greater(peak, magnitude(out));
    *reinterpret_cast<V*>(sums[f]) += out;
  }
  *reinterpret_cast<V*>(lanes.gain) = gain;
  *reinterpret_cast<V*>(lanes.peak) = peak;
}

CL_LIMIT void StripLimit::run(const float* const* sources, float* left, float* right, std::size_t frames) {
  alignas(64) float sums[256][16];
  std::memset(sums, 0, frames * sizeof sums[0]);
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    const float* const* in = sources + b * 16;
    alignas(64) float frame[256][16];
    for (std::size_t at = 0; at < frames; at += 16)
      for (std::size_t lane = 0; lane < 16; ++lane)
        for (std::size_t f = 0; f < 16; ++f) frame[at + f][lane] = in[lane][at + f];
    for (std::size_t pass = 0; pass < passes_; ++pass) filter(bands_[b * passes_ + pass], frame, frames);
    compressor_ ? compress(blocks_[b], frame, sums, frames) : add(blocks_[b], frame, sums, frames);
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
