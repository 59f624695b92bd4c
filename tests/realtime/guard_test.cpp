// guard_test.cpp: the guard of the audio thread sees each thing the audio thread must not do: every fault is
// planted.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/scheduler/float_mode.h"
#include "engine/side.h"
#include "tests/support/realtime_guard.h"

namespace corelogic::guard {
namespace {

// Keeps the compiler from leaving out a pair of malloc and free.
void* volatile kept = nullptr;

std::vector<std::string> names(const Report& report, Kind kind) {
  std::vector<std::string> found;
  for (const auto& one : report.violations) {
    if (one.kind == kind) found.emplace_back(one.what);
  }
  return found;
}

std::vector<std::int64_t> calls(const Report& report) {
  std::vector<std::int64_t> found;
  for (const auto& one : report.violations) {
    if (one.kind == Kind::kSystemCall) found.push_back(one.detail);
  }
  return found;
}

bool saw_call(const Report& report, long number) {
  const auto found = calls(report);
  return std::find(found.begin(), found.end(), number) != found.end();
}

TEST(RealtimeGuard, WatchesSystemCallsOnThisKernel) {
  ASSERT_TRUE(system_calls_watched());
}

TEST(RealtimeGuard, SaysNothingOfACleanScope) {
  std::vector<float> samples(4096, 0.5F);
  float sum = 0;
  const auto body = [&] {
    for (float& sample : samples) sum += sample *= 0.999F;
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
  };
  body();
  const auto report = watch(body);
  EXPECT_TRUE(report.clean()) << report.text();
  EXPECT_EQ(report.scopes, 1U);
  EXPECT_GT(sum, 0.0F);
}

TEST(RealtimeGuard, SaysNothingOutsideOfAScope) {
  forget();
  kept = std::malloc(16);
  std::free(kept);
  std::mutex mutex;
  const std::lock_guard lock(mutex);
  (void)syscall(SYS_getpid);
  EXPECT_TRUE(report().clean());
}

TEST(RealtimeGuard, SeesEachFormOfMalloc) {
  void* aligned = nullptr;
  const auto report = watch([&] {
    kept = std::malloc(100);
    kept = std::realloc(kept, 200);
    std::free(kept);
    kept = std::calloc(3, 100);
    std::free(kept);
    kept = std::aligned_alloc(64, 128);
    std::free(kept);
    if (posix_memalign(&aligned, 64, 128) == 0) kept = aligned;
    std::free(kept);
  });
  EXPECT_EQ(names(report, Kind::kAllocate),
            (std::vector<std::string>{"malloc", "realloc", "calloc", "aligned_alloc", "posix_memalign"}));
  EXPECT_EQ(report.count(Kind::kFree), 4U);
}

TEST(RealtimeGuard, SeesEachFormOfNewAndDelete) {
  struct alignas(64) Wide {
    float lanes[16];
  };
  const auto report = watch([] {
    kept = ::operator new(8);
    ::operator delete(kept);
    kept = ::operator new(8);
    ::operator delete (kept, std::size_t{8});
    kept = ::operator new[](8);
    ::operator delete[](kept);
    kept = ::operator new(8, std::nothrow);
    ::operator delete(kept, std::nothrow);
    kept = ::operator new[](8, std::nothrow);
    ::operator delete[](kept, std::nothrow);
    kept = new Wide;
    delete static_cast<Wide*>(kept);
    kept = new Wide[2];
    delete[] static_cast<Wide*>(kept);
  });
  EXPECT_EQ(report.count(Kind::kAllocate), 7U) << report.text();
  EXPECT_EQ(report.count(Kind::kFree), 7U) << report.text();
}

TEST(RealtimeGuard, SeesTheLastSharedPointerGo) {
  auto last = std::make_shared<int>(1);
  EXPECT_EQ(watch([&] { last.reset(); }).count(Kind::kFree), 1U);
}

TEST(RealtimeGuard, SeesLocksTakenAndTried) {
  std::mutex mutex;
  std::shared_mutex shared;
  const auto report = watch([&] {
    mutex.lock();
    mutex.unlock();
    if (mutex.try_lock()) mutex.unlock();
    shared.lock();
    shared.unlock();
    shared.lock_shared();
    shared.unlock_shared();
  });
  EXPECT_EQ(names(report, Kind::kLock),
            (std::vector<std::string>{"pthread_mutex_lock", "pthread_mutex_trylock", "pthread_rwlock_wrlock",
                                      "pthread_rwlock_rdlock"}));
}

TEST(RealtimeGuard, SeesAWaitForACondition) {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock lock(mutex);
  const auto report = watch([&] { condition.wait_for(lock, std::chrono::milliseconds(1)); });
  EXPECT_EQ(report.count(Kind::kWait), 1U) << report.text();
  EXPECT_TRUE(saw_call(report, SYS_futex));
  EXPECT_GE(report.count(Kind::kVoluntarySwitch), 1U);
}

TEST(RealtimeGuard, SeesAWaitWithoutTime) {
  std::mutex mutex;
  std::condition_variable condition;
  std::atomic<bool> stop{false};
  std::thread waker([&] {
    while (!stop) {
      const std::lock_guard lock(mutex);
      condition.notify_all();
    }
  });
  std::unique_lock lock(mutex);
  const auto report = watch([&] { condition.wait(lock); });
  stop = true;
  lock.unlock();
  waker.join();
  EXPECT_EQ(names(report, Kind::kWait), std::vector<std::string>{"pthread_cond_wait"});
}

TEST(RealtimeGuard, SeesAWriteAndStillDoesIt) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ssize_t written = 0;
  const auto report = watch([&] { written = write(ends[1], "x", 1); });
  EXPECT_EQ(calls(report), std::vector<std::int64_t>{SYS_write});
  EXPECT_EQ(written, 1);
  char heard = 0;
  EXPECT_EQ(read(ends[0], &heard, 1), 1);
  EXPECT_EQ(heard, 'x');
  close(ends[0]);
  close(ends[1]);
}

TEST(RealtimeGuard, GivesErrnoOfACallThatFails) {
  int code = 0;
  const auto report = watch([&] {
    errno = 0;
    (void)!write(-1, "x", 1);
    code = errno;
  });
  EXPECT_EQ(code, EBADF);
  EXPECT_EQ(report.count(Kind::kSystemCall), 1U);
}

TEST(RealtimeGuard, SeesAClockReadThroughTheKernel) {
  timespec now{};
  EXPECT_EQ(calls(watch([&] { syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now); })),
            std::vector<std::int64_t>{SYS_clock_gettime});
  EXPECT_GT(now.tv_sec, 0);
}

TEST(RealtimeGuard, PassesSixArgumentsOn) {
  void* mapped = nullptr;
  const auto report =
      watch([&] { mapped = mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); });
  EXPECT_NE(mapped, MAP_FAILED);
  EXPECT_TRUE(saw_call(report, SYS_mmap));
  munmap(mapped, 4096);
}

TEST(RealtimeGuard, SeesMemoryTouchedForTheFirstTime) {
  constexpr std::size_t kPages = 10;
  auto* memory = static_cast<char*>(
      mmap(nullptr, kPages * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(memory, MAP_FAILED);
  // watch() locks what is in use and would touch these pages too: the scope is opened by hand.
  forget();
  {
    const RealtimeScope scope;
    for (std::size_t page = 0; page < kPages; ++page) static_cast<volatile char*>(memory)[page * 4096] = 1;
  }
  const auto seen = report();
  ASSERT_EQ(seen.count(Kind::kPageFault), 1U) << seen.text();
  EXPECT_GE(seen.violations.front().detail, 1);
  munmap(memory, kPages * 4096);
}

TEST(RealtimeGuard, SeesTheProcessorGivenUp) {
  const auto report = watch([] {
    const timespec moment{0, 1000000};
    nanosleep(&moment, nullptr);
  });
  EXPECT_GE(report.count(Kind::kVoluntarySwitch), 1U);
  EXPECT_TRUE(saw_call(report, SYS_clock_nanosleep)) << report.text();
}

TEST(RealtimeGuard, CountsTheWakeOfAWorkerAndDoesNotReportIt) {
  std::atomic<std::uint32_t> word{0};
  const auto wake = [&] {
    const CountedWake counted;
    syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  };
  wake();
  (void)watch(wake);
  const auto report = watch(wake);
  EXPECT_TRUE(report.clean()) << report.text();
  EXPECT_EQ(report.wakes, 1U);
}

TEST(RealtimeGuard, ReportsAnyOtherCallInsideACountedWake) {
  std::atomic<std::uint32_t> word{0};
  const auto report = watch([&] {
    const CountedWake counted;
    const timespec moment{0, 1000};
    syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, &moment, nullptr, 0);
  });
  EXPECT_TRUE(saw_call(report, SYS_futex));
  EXPECT_EQ(report.wakes, 0U);
}

TEST(RealtimeGuard, ReportsAWakeOutsideOfACountedWake) {
  std::atomic<std::uint32_t> word{0};
  const auto report = watch([&] { syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0); });
  EXPECT_TRUE(saw_call(report, SYS_futex));
}

TEST(RealtimeGuard, WatchesTheThreadInTheScopeAndNoOther) {
  std::atomic<bool> inside{false};
  std::atomic<bool> done{false};
  forget();
  std::thread audio([&] {
    {
      const RealtimeScope scope;
      inside = true;
      while (!done) {
      }
    }
  });
  while (!inside) {
  }
  kept = std::malloc(10);
  std::free(kept);
  (void)syscall(SYS_getpid);
  done = true;
  audio.join();
  const auto seen = report();
  EXPECT_EQ(seen.count(Kind::kAllocate) + seen.count(Kind::kFree) + seen.count(Kind::kSystemCall), 0U)
      << seen.text();
}

TEST(RealtimeGuard, CountsAllOfManyThreads) {
  constexpr int kThreads = 8;
  constexpr int kScopes = 5;
  forget();
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([] {
      for (int n = 0; n < kScopes; ++n) {
        const RealtimeScope outer;
        const RealtimeScope inner;
        (void)syscall(SYS_getppid);
        void* volatile memory = std::malloc(8);
        std::free(memory);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto seen = report();
  EXPECT_EQ(seen.scopes, 40U);
  // Besides: a thread's first malloc maps an arena.
  const auto made = calls(seen);
  EXPECT_EQ(std::count(made.begin(), made.end(), SYS_getppid), 40);
  EXPECT_EQ(seen.count(Kind::kAllocate), 40U);
  EXPECT_EQ(seen.count(Kind::kFree), 40U);
}

TEST(RealtimeGuard, SurvivesASignalThatArrivesInsideAScope) {
  struct sigaction action {};
  struct sigaction former {};
  static volatile sig_atomic_t heard = 0;
  action.sa_handler = [](int) { heard = 1; };
  sigaction(SIGUSR1, &action, &former);
  const auto report = watch([] { raise(SIGUSR1); });
  sigaction(SIGUSR1, &former, nullptr);
  EXPECT_EQ(heard, 1);
  EXPECT_GE(report.count(Kind::kSystemCall), 1U);
}

TEST(RealtimeGuard, SeesACallFromTheWrongSide) {
  forget();
  assert_side(ThreadRole::kControl);
  EXPECT_TRUE(report().clean());
  assert_side(ThreadRole::kAudio);
  EXPECT_EQ(report().count(Kind::kWrongSide), 1U);
  EXPECT_TRUE(watch([] { assert_side(ThreadRole::kAudio); }).clean());
  EXPECT_TRUE(watch([] { assert_realtime_side(); }).clean());
}

TEST(RealtimeGuard, SeesAThreadThatPlaysWithoutFlushingDenormals) {
  forget();
  const auto play = [] { const RealtimeScope scope; };
  std::thread([&] {  // of its own: the mode stays with a thread
    play();          // the control side may compute as it likes
    EXPECT_EQ(report().count(Kind::kFloatMode), 0U);
    for (const auto role : {ThreadRole::kAudio, ThreadRole::kWorker}) {
      set_thread_role(role);
      play();
    }
    EXPECT_EQ(report().count(Kind::kFloatMode), 2U);
    scheduler::flush_denormals();
    play();
    EXPECT_EQ(report().count(Kind::kFloatMode), 2U);
  })
      .join();
}

TEST(RealtimeGuard, KeepsWhoCalled) {
  const auto report = watch([] {
    kept = std::malloc(1);
    std::free(kept);
  });
  ASSERT_GE(report.violations.size(), 1U);
  EXPECT_GE(report.violations.front().frames, 3);
  EXPECT_NE(report.text().find("malloc"), std::string::npos);
}

}  // namespace
}  // namespace corelogic::guard
