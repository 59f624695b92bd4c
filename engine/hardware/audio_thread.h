// audio_thread.h: what a thread must do once before it may play: say who it is, choose how it computes, touch
// its stack, and ask for realtime priority.  Side: the thread itself, before its first cycle.
#pragma once

namespace corelogic::hardware {

struct DeviceFacts;

/// Role kAudio, FTZ and DAZ, 256 KiB of stack touched.
void become_audio_thread() noexcept;

/// SCHED_FIFO for the calling thread.  Returns false where the system does not allow it.
bool take_realtime_priority(int priority) noexcept;

/// Writes down the priority that the device's thread will have: `wanted`, if a thread of this process gets
/// it; else none, and a warning that says what that means and what to do.  Side: control.
void grant_priority(DeviceFacts& facts, int wanted);

}  // namespace corelogic::hardware
