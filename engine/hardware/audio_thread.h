// audio_thread.h: what a thread must do once before it may play: say who it is, choose how it computes, touch
// its stack, and ask for realtime priority.  Side: the thread itself, before its first cycle.
#pragma once

#include <string>

namespace corelogic::hardware {

/// Role kAudio, FTZ and DAZ, 256 KiB of stack touched.
void become_audio_thread() noexcept;

/// SCHED_FIFO for the calling thread.  Returns false where the system does not allow it.
bool take_realtime_priority(int priority) noexcept;

/// Empty when a thread of this process gets SCHED_FIFO; else a sentence that says what that means and what to
/// do.
[[nodiscard]] std::string realtime_warning(int priority);

}  // namespace corelogic::hardware
