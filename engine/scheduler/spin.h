// spin.h: one turn of a short wait on another thread.  Side: audio and its workers.
#pragma once

#include "engine/side.h"

namespace corelogic::scheduler {

inline void spin_once() noexcept CL_REALTIME {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace corelogic::scheduler
