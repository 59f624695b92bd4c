// float_mode.h: how an audio thread computes: results too small to be normal become 0 (FTZ), and so do
// operands (DAZ), because a decaying tail in denormals costs up to a hundred times.  Side: audio, once at the
// start of a thread.
#pragma once

#include <cstdint>

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace corelogic::scheduler {

inline void flush_denormals() noexcept {
#if defined(__SSE__)
  _mm_setcsr(_mm_getcsr() | 0x8040U);  // bit 15 FTZ, bit 6 DAZ
#elif defined(__aarch64__)
  std::uint64_t mode = 0;
  asm volatile("mrs %0, fpcr" : "=r"(mode));
  asm volatile("msr fpcr, %0" ::"r"(mode | (1ULL << 24)));  // bit 24 FZ
#endif
}

/// Whether the calling thread computes so: what the guard of the tests asks.
[[nodiscard]] inline bool flushes_denormals() noexcept {
#if defined(__SSE__)
  return (_mm_getcsr() & 0x8040U) == 0x8040U;
#elif defined(__aarch64__)
  std::uint64_t mode = 0;
  asm volatile("mrs %0, fpcr" : "=r"(mode));
  return (mode & (1ULL << 24)) != 0;
#else
  return true;
#endif
}

}  // namespace corelogic::scheduler
