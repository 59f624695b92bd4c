// stack.h: touches the stack of a thread before it may play, for a page of it that is met first in a cycle is
// a page fault.  Side: audio, once at the start of a thread.
#pragma once

#include <cstddef>

namespace corelogic::scheduler {

/// Far more than a cycle needs; effects keep a few blocks of lanes there.
inline constexpr std::size_t kTouchedStackBytes = std::size_t{256} * 1024;

[[gnu::noinline]] inline void touch_stack() noexcept {
  constexpr std::size_t kPage = 4096;
  volatile std::byte stack[kTouchedStackBytes];
  for (std::size_t i = 0; i < kTouchedStackBytes; i += kPage) stack[i] = std::byte{0};
  asm volatile("" : : "r"(stack) : "memory");  // or the compiler would leave it all out
}

}  // namespace corelogic::scheduler
