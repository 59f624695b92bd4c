// guard_locks.cpp: the pthread calls that take a lock or wait, in front of glibc's.
// A try-lock counts too: the audio thread has no business with a lock somebody else may hold.  Side: any
// thread.
#include <dlfcn.h>
#include <pthread.h>
#include <time.h>

#include <atomic>

#include "tests/support/guard_record.h"

using corelogic::guard::Kind;
using corelogic::guard::record;

namespace {

/// glibc's function behind ours. Found at its first call, which may come before any constructor ran.
struct Real {
  const char* name;
  std::atomic<void*> found{nullptr};

  template <class... Arguments>
  int operator()(Kind kind, Arguments... arguments) {
    record(kind, name);
    void* function = found.load(std::memory_order_relaxed);
    if (function == nullptr) {
      function = dlsym(RTLD_NEXT, name);
      found.store(function, std::memory_order_relaxed);
    }
    return reinterpret_cast<int (*)(Arguments...)>(function)(arguments...);
  }
};

constinit Real mutex_lock{"pthread_mutex_lock"};
constinit Real mutex_trylock{"pthread_mutex_trylock"};
constinit Real mutex_timedlock{"pthread_mutex_timedlock"};
constinit Real mutex_clocklock{"pthread_mutex_clocklock"};
constinit Real spin_lock{"pthread_spin_lock"};
constinit Real rwlock_rdlock{"pthread_rwlock_rdlock"};
constinit Real rwlock_tryrdlock{"pthread_rwlock_tryrdlock"};
constinit Real rwlock_wrlock{"pthread_rwlock_wrlock"};
constinit Real rwlock_trywrlock{"pthread_rwlock_trywrlock"};
constinit Real cond_wait{"pthread_cond_wait"};
constinit Real cond_timedwait{"pthread_cond_timedwait"};
constinit Real cond_clockwait{"pthread_cond_clockwait"};

}  // namespace

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  return mutex_lock(Kind::kLock, mutex);
}

int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  return mutex_trylock(Kind::kLock, mutex);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* until) noexcept {
  return mutex_timedlock(Kind::kLock, mutex, until);
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* until) noexcept {
  return mutex_clocklock(Kind::kLock, mutex, clock, until);
}

int pthread_spin_lock(pthread_spinlock_t* lock) noexcept {
  return spin_lock(Kind::kLock, lock);
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  return rwlock_rdlock(Kind::kLock, lock);
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
  return rwlock_tryrdlock(Kind::kLock, lock);
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  return rwlock_wrlock(Kind::kLock, lock);
}

int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
  return rwlock_trywrlock(Kind::kLock, lock);
}

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  return cond_wait(Kind::kWait, condition, mutex);
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* until) {
  return cond_timedwait(Kind::kWait, condition, mutex, until);
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* until) {
  return cond_clockwait(Kind::kWait, condition, mutex, clock, until);
}
}
