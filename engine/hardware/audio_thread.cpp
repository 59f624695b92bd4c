// audio_thread.cpp: see audio_thread.h.
#include "engine/hardware/audio_thread.h"

#include <pthread.h>
#include <sched.h>

#include <thread>

#include "engine/hardware/audio_device.h"
#include "engine/scheduler/float_mode.h"
#include "engine/scheduler/stack.h"
#include "engine/side.h"

namespace corelogic::hardware {
void become_audio_thread() noexcept {
  set_thread_role(ThreadRole::kAudio);
  scheduler::flush_denormals();
  scheduler::touch_stack();
}

bool take_realtime_priority(int priority) noexcept {
  sched_param wanted{};
  wanted.sched_priority = priority;
  return pthread_setschedparam(pthread_self(), SCHED_FIFO, &wanted) == 0;
}

void grant_priority(DeviceFacts& facts, int wanted) {
  bool allowed = false;
  std::thread([&] { allowed = take_realtime_priority(wanted); }).join();
  facts.priority = allowed ? wanted : 0;
  if (allowed) return;
  facts.warnings.emplace_back(
      "no realtime priority: the sound may break under load; allow SCHED_FIFO (rtprio in limits.conf, or "
      "LimitRTPRIO in the unit)");
}

}  // namespace corelogic::hardware
