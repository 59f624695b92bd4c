// convolution_kernel.h: the arithmetic of partitioned convolution. It knows no schedule and keeps nothing.
// Complex numbers are interleaved (as FFTW wants them) or in tiles (as multiplication wants them): 32 real
// parts, then 32 imaginary ones.  Side: audio.
#pragma once

#include "engine/effects/shapes.h"

namespace corelogic::effects::convolution_kernel {

inline constexpr std::size_t kHead = 64;  ///< taps that are computed directly
inline constexpr std::size_t kTile = 32;  ///< complex numbers
inline constexpr std::size_t kTileFloats = 2 * kTile;

/// out[f] += sum over k of taps[k] * in[f - k], k = 0 … kHead - 1 in this order.
/// Requires: in[-kHead + 1 …] readable; `in` and `out` readable, `out` writable 16 frames past the end.
void add_head(const float* in, const float* taps, float* out, std::uint32_t frames) noexcept CL_REALTIME;

/// Complex factors, real and imaginary parts apart. Aligned, as all that follows.
struct Factors {
  const float* real;
  const float* imaginary;
};

/// out = (first + i second) * factors; interleaved. `count`: a multiple of 16, here and below.
void weigh(const float* first, const float* second, Factors, float* out,
           std::size_t count) noexcept CL_REALTIME;
/// out = imaginary part of in * conjugate factors.
void unweigh(const float* in, Factors, float* out, std::size_t count) noexcept CL_REALTIME;
/// Interleaved numbers times factors, or times their conjugates. `out` may be `in`.
void turn(const float* in, Factors, float* out, std::size_t count) noexcept CL_REALTIME;
void turn_back(const float* in, Factors, float* out, std::size_t count) noexcept CL_REALTIME;

/// Interleaved to tiles that are `stride` floats apart. `count`: a multiple of kTile.
void pack(const float* in, float* out, std::size_t stride, std::size_t count) noexcept CL_REALTIME;

/// One tile of the spectra of one input and of the response it meets: partition after partition.
struct Meeting {
  const float* input;     ///< a ring: the newest at `newest`, older ones behind it
  const float* response;  ///< partition 0 first
};
/// out (interleaved) = sum over meetings, then partitions, of input * response.
void multiply_add(const Meeting* meetings, std::size_t count, std::size_t partitions, std::size_t newest,
                  float* out) noexcept CL_REALTIME;

}  // namespace corelogic::effects::convolution_kernel
