// convolution_kernel.cpp: the arithmetic of partitioned convolution, compiled once per instruction set.
// The order of additions is the same with every width of registers; SSE4 has no fused multiply-add and
// differs by rounding.  Side: audio.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/convolution_kernel.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/convolution_kernel.h"
#include "engine/effects/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

using convolution_kernel::Factors;
using convolution_kernel::kHead;
using convolution_kernel::kTile;
using convolution_kernel::kTileFloats;
using convolution_kernel::Meeting;

/// `kCount` registers of frames at once: one's wait for the last product is the others' work.
template <std::size_t kCount>
HWY_INLINE void head_of(const float* in, const float* taps, float* out) {
  const Floats d;
  FloatVec sum[kCount];
  for (std::size_t i = 0; i < kCount; ++i) sum[i] = hn::Zero(d);
  for (std::size_t k = 0; k < kHead; ++k) {
    const FloatVec tap = hn::Set(d, taps[k]);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kCount; ++i)
      sum[i] = hn::MulAdd(tap, hn::LoadU(d, in + i * kWidth - k), sum[i]);
  }
  for (std::size_t i = 0; i < kCount; ++i)
    hn::StoreU(hn::Add(hn::LoadU(d, out + i * kWidth), sum[i]), d, out + i * kWidth);
}

void add_head(const float* in, const float* taps, float* out, std::uint32_t frames) {
  std::size_t f = 0;
  for (; f + 3 * kWidth < frames; f += 4 * kWidth) head_of<4>(in + f, taps, out + f);
  for (; f < frames; f += kWidth) head_of<1>(in + f, taps, out + f);
}

HWY_INLINE void store_product(FloatVec re, FloatVec im, FloatVec real, FloatVec imaginary, float* out) {
  const Floats d;
  hn::StoreInterleaved2(hn::NegMulAdd(im, imaginary, hn::Mul(re, real)),
                        hn::MulAdd(im, real, hn::Mul(re, imaginary)), d, out);
}

void weigh(const float* first, const float* second, Factors factors, float* out, std::size_t count) {
  const Floats d;
  for (std::size_t i = 0; i < count; i += kWidth)
    store_product(hn::Load(d, first + i), hn::Load(d, second + i), hn::Load(d, factors.real + i),
                  hn::Load(d, factors.imaginary + i), out + 2 * i);
}

void unweigh(const float* in, Factors factors, float* out, std::size_t count) {
  const Floats d;
  for (std::size_t i = 0; i < count; i += kWidth) {
    FloatVec re, im;
    hn::LoadInterleaved2(d, in + 2 * i, re, im);
    const FloatVec crossed = hn::Mul(re, hn::Load(d, factors.imaginary + i));
    hn::Store(hn::MulSub(im, hn::Load(d, factors.real + i), crossed), d, out + i);
  }
}

template <bool kConjugate>
HWY_INLINE void turn_by(const float* in, Factors factors, float* out, std::size_t count) {
  const Floats d;
  for (std::size_t i = 0; i < count; i += kWidth) {
    FloatVec re, im;
    hn::LoadInterleaved2(d, in + 2 * i, re, im);
    const FloatVec imaginary = hn::Load(d, factors.imaginary + i);
    store_product(re, im, hn::Load(d, factors.real + i), kConjugate ? hn::Neg(imaginary) : imaginary,
                  out + 2 * i);
  }
}

void turn(const float* in, Factors factors, float* out, std::size_t count) {
  turn_by<false>(in, factors, out, count);
}
void turn_back(const float* in, Factors factors, float* out, std::size_t count) {
  turn_by<true>(in, factors, out, count);
}

void pack(const float* in, float* out, std::size_t stride, std::size_t count) {
  const Floats d;
  for (std::size_t tile = 0; tile < count / kTile; ++tile, in += kTileFloats, out += stride)
    for (std::size_t i = 0; i < kTile; i += kWidth) {
      FloatVec re, im;
      hn::LoadInterleaved2(d, in + 2 * i, re, im);
      hn::Store(re, d, out + i);
      hn::Store(im, d, out + kTile + i);
    }
}

/// The four partial sums of a complex product, each with a chain of its own.
struct Sums {
  FloatVec rr, ii, ri, ir;
  HWY_INLINE Sums() : rr(hn::Zero(Floats())), ii(rr), ri(rr), ir(rr) {}
  HWY_INLINE void add(const float* input, const float* response) {
    const Floats d;
    const FloatVec xr = hn::Load(d, input), xi = hn::Load(d, input + kTile);
    const FloatVec hr = hn::Load(d, response), hi = hn::Load(d, response + kTile);
    rr = hn::MulAdd(xr, hr, rr);
    ii = hn::MulAdd(xi, hi, ii);
    ri = hn::MulAdd(xr, hi, ri);
    ir = hn::MulAdd(xi, hr, ir);
  }
  HWY_INLINE void store(float* out) const {
    hn::StoreInterleaved2(hn::Sub(rr, ii), hn::Add(ri, ir), Floats(), out);
  }
};

HWY_INLINE void add_partitions(const float* input, const float* response, std::size_t count, Sums& one,
                               Sums& two) {
  for (std::size_t p = 0; p < count; ++p, input += kTileFloats, response += kTileFloats) {
    one.add(input, response);
    two.add(input + kWidth, response + kWidth);
  }
}

void multiply_add(const Meeting* meetings, std::size_t count, std::size_t partitions, std::size_t newest,
                  float* out) {
  const std::size_t unwrapped = partitions - newest;
  for (std::size_t i = 0; i < kTile; i += 2 * kWidth) {
    Sums one, two;
    for (std::size_t m = 0; m < count; ++m) {
      const float* input = meetings[m].input + i;
      const float* response = meetings[m].response + i;
      add_partitions(input + newest * kTileFloats, response, unwrapped, one, two);
      add_partitions(input, response + unwrapped * kTileFloats, newest, one, two);
    }
    one.store(out + 2 * i);
    two.store(out + 2 * (i + kWidth));
  }
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {
HWY_EXPORT(add_head);
HWY_EXPORT(weigh);
HWY_EXPORT(unweigh);
HWY_EXPORT(turn);
HWY_EXPORT(turn_back);
HWY_EXPORT(pack);
HWY_EXPORT(multiply_add);
}  // namespace corelogic::effects

namespace corelogic::effects::convolution_kernel {

void add_head(const float* in, const float* taps, float* out, std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(add_head)(in, taps, out, frames);
}
void weigh(const float* first, const float* second, Factors factors, float* out,
           std::size_t count) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(weigh)(first, second, factors, out, count);
}
void unweigh(const float* in, Factors factors, float* out, std::size_t count) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(unweigh)(in, factors, out, count);
}
void turn(const float* in, Factors factors, float* out, std::size_t count) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(turn)(in, factors, out, count);
}
void turn_back(const float* in, Factors factors, float* out, std::size_t count) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(turn_back)(in, factors, out, count);
}
void pack(const float* in, float* out, std::size_t stride, std::size_t count) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(pack)(in, out, stride, count);
}
void multiply_add(const Meeting* meetings, std::size_t count, std::size_t partitions, std::size_t newest,
                  float* out) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(multiply_add)(meetings, count, partitions, newest, out);
}

}  // namespace corelogic::effects::convolution_kernel
#endif  // HWY_ONCE
