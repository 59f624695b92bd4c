// memory_lock.cpp: see memory_lock.h.  Side: control.
#include "engine/control/memory_lock.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <cstdint>
#include <fstream>

namespace corelogic::control {
namespace {

constexpr std::size_t kStackBytes = std::size_t{1} << 20;
constexpr unsigned kIpcLock = 14;  // CAP_IPC_LOCK of linux/capability.h: may lock beyond RLIMIT_MEMLOCK

bool has_capability(unsigned number) {
  std::ifstream status("/proc/self/status");
  for (std::string name; status >> name;) {
    if (name != "CapEff:") continue;
    std::uint64_t set = 0;
    status >> std::hex >> set;
    return (set >> number & 1U) != 0;
  }
  return false;
}

bool may_lock_all() {
  rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
  if (has_capability(kIpcLock) || setrlimit(RLIMIT_MEMLOCK, &limit) == 0) return true;
  return getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

}  // namespace

void limit_thread_stacks() {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return;
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
}

std::string lock_memory() {
  if (may_lock_all() && mlockall(MCL_CURRENT | MCL_FUTURE) == 0) return {};
  return "memory is not locked: the sound may break when the machine swaps; allow it (memlock unlimited in "
         "limits.conf, or LimitMEMLOCK=infinity in the unit)";
}

}  // namespace corelogic::control
