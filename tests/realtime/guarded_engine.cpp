// guarded_engine.cpp: corelogic-engine itself (engine_main.cpp, its main renamed), with the guard in it. When
// the engine leaves, the guard's report goes to stderr, and a report that is not clean makes the exit
// status 86. With
// --plant=malloc|lock|call|switch|fault|denormals as the first argument each 50th cycle does what it must
// not, to prove that the guard sees a live callback.  Side: test.
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cfenv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "engine/scheduler/cycle.h"
#include "tests/support/realtime_guard.h"

int engine_main(int argc, char** argv);

namespace {

constexpr int kNotClean = 86;
constexpr unsigned kEvery = 50;
constexpr std::size_t kPages = 64;
constexpr std::size_t kPageBytes = 4096;

std::string_view planted;
pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
char* untouched = nullptr;
void* volatile kept = nullptr;

void misbehave(unsigned time) {
  if (planted == "malloc") {
    kept = std::malloc(8);
    std::free(kept);
  } else if (planted == "lock") {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
  } else if (planted == "call") {
    (void)getppid();
  } else if (planted == "switch") {
    const timespec moment{0, 200'000};  // much less is over before the kernel has put the thread to sleep
    nanosleep(&moment, nullptr);
  } else if (planted == "fault") {
    static_cast<volatile char*>(untouched)[time % kPages * kPageBytes] = 1;
  } else if (planted == "denormals") {
    std::fesetenv(FE_DFL_ENV);  // they are not flushed from here on
  }
}

/// Pages that go away again and again, although the engine locks what it has.
void keep_pages_away() {
  constexpr std::size_t kBytes = kPages * kPageBytes;
  void* memory = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  untouched = static_cast<char*>(memory);
  sigset_t all;
  sigset_t former;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &former);  // the engine's own thread hears the signals
  std::thread([memory] {
    for (;; std::this_thread::sleep_for(std::chrono::milliseconds(1))) {
      munlock(memory, kBytes);
      madvise(memory, kBytes, MADV_DONTNEED);
    }
  }).detach();
  pthread_sigmask(SIG_SETMASK, &former, nullptr);
}

}  // namespace

// The linker's --wrap leads every call of Cycle::run here, in the callbacks of all devices, inside their
// RealtimeScope.
extern "C" {
void __real__ZN9corelogic9scheduler5Cycle3runERKNS0_13DeviceBuffersE(
    corelogic::scheduler::Cycle*, const corelogic::scheduler::DeviceBuffers&);
void __wrap__ZN9corelogic9scheduler5Cycle3runERKNS0_13DeviceBuffersE(
    corelogic::scheduler::Cycle* cycle, const corelogic::scheduler::DeviceBuffers& device) {
  static unsigned cycles = 0;
  if (!planted.empty() && ++cycles % kEvery == 0) misbehave(cycles / kEvery);
  __real__ZN9corelogic9scheduler5Cycle3runERKNS0_13DeviceBuffersE(cycle, device);
}

// In front of libc's: the engine ends with it and with nothing else.
void _exit(int status) {
  const corelogic::guard::Report seen = corelogic::guard::report();
  std::fprintf(stderr, "guard: %llu scopes, %llu violations\n%s\n",
               static_cast<unsigned long long>(seen.scopes), static_cast<unsigned long long>(seen.total),
               seen.text().c_str());
  syscall(SYS_exit_group, seen.clean() ? status : kNotClean);
  __builtin_unreachable();
}
}

int main(int argc, char** argv) {
  constexpr std::string_view kPlant = "--plant=";
  if (argc > 1 && std::string_view(argv[1]).starts_with(kPlant)) {
    planted = std::string_view(argv[1]).substr(kPlant.size());
    if (planted == "fault") keep_pages_away();
    argv[1] = argv[0];
    ++argv;
    --argc;
  }
  return engine_main(argc, argv);
}
