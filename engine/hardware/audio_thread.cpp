// audio_thread.cpp: see audio_thread.h.
#include "engine/hardware/audio_thread.h"

#include <pthread.h>
#include <sched.h>

#include <cstddef>
#include <thread>

#include "engine/scheduler/float_mode.h"
#include "engine/side.h"

namespace corelogic::hardware {
namespace {

constexpr std::size_t kStackBytes = std::size_t{256} * 1024;  // far more than a cycle needs: a few kB
constexpr std::size_t kPage = 4096;

[[gnu::noinline]] void touch_stack() noexcept {
  volatile std::byte stack[kStackBytes];
  for (std::size_t i = 0; i < kStackBytes; i += kPage) stack[i] = std::byte{0};
  asm volatile("" : : "r"(stack) : "memory");  // or the compiler would leave it all out
}

}  // namespace

void become_audio_thread() noexcept {
  set_thread_role(ThreadRole::kAudio);
  scheduler::flush_denormals();
  touch_stack();
}

bool take_realtime_priority(int priority) noexcept {
  sched_param wanted{};
  wanted.sched_priority = priority;
  return pthread_setschedparam(pthread_self(), SCHED_FIFO, &wanted) == 0;
}

std::string realtime_warning(int priority) {
  bool allowed = false;
  std::thread([&] { allowed = take_realtime_priority(priority); }).join();
  if (allowed) return {};
  return "no realtime priority: the sound may break under load; allow SCHED_FIFO (rtprio in limits.conf, or "
         "LimitRTPRIO in the unit)";
}

}  // namespace corelogic::hardware
