// cache_line.h: asks for cache lines before they are needed, where what comes next lies on another core.  Side:
// audio.
#pragma once

#include <cstddef>

#include "engine/side.h"

namespace corelogic::dsp {

inline constexpr std::size_t kCacheLine = 64;

/// Fetches a line that will be written soon, from a core that has it; wherever `place` points to.
inline void claim_line(const void* place) noexcept CL_REALTIME {
#if defined(__x86_64__)
  asm volatile("prefetchw (%0)" : : "r"(place));
#else
  __builtin_prefetch(place, 1);
#endif
}

inline void claim(const float* samples, std::size_t count) noexcept CL_REALTIME {
  for (std::size_t i = 0; i < count; i += kCacheLine / sizeof(float)) claim_line(samples + i);
}
inline void fetch(const float* samples, std::size_t count) noexcept CL_REALTIME {
  for (std::size_t i = 0; i < count; i += kCacheLine / sizeof(float)) __builtin_prefetch(samples + i);
}

}  // namespace corelogic::dsp
