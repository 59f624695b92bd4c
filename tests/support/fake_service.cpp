// fake_service.cpp: a service as an engine is one for its supervisor, and nothing else: it says READY=1,
// gives signs of life from a thread of low realtime priority, ends at SIGTERM, and falls silent at SIGUSR1.
// It tells its life in $FAKE_SERVICE_LOG: "started <monotonic ns> <pid>", "stopped <monotonic ns> <pid>".
// Side: test.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

void tell(const char* word) {
  const char* path = std::getenv("FAKE_SERVICE_LOG");
  if (path == nullptr) return;
  std::array<char, 96> line{};
  const int size = std::snprintf(line.data(), line.size(), "%s %lld %d\n", word,
                                 static_cast<long long>(now_ns()), static_cast<int>(getpid()));
  const int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0 || write(fd, line.data(), static_cast<std::size_t>(size)) != size) std::perror(path);
  if (fd >= 0) close(fd);
}

void rise_above_load() {
  sched_param priority{};
  priority.sched_priority = 3;
  sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &priority);
}

}  // namespace

int main() {
  tell("started");
  rise_above_load();
  sigset_t heard;
  sigemptyset(&heard);
  sigaddset(&heard, SIGTERM);
  sigaddset(&heard, SIGUSR1);
  sigprocmask(SIG_BLOCK, &heard, nullptr);
  std::uint64_t watchdog_us = 0;
  sd_watchdog_enabled(0, &watchdog_us);
  const std::uint64_t pause_ns = watchdog_us > 0 ? watchdog_us * 1000 / 4 : 1'000'000'000;
  const timespec pause{static_cast<time_t>(pause_ns / 1'000'000'000),
                       static_cast<long>(pause_ns % 1'000'000'000)};
  sd_notify(0, "READY=1\nSTATUS=plays nothing");
  for (bool silent = false;;) {
    const int number = sigtimedwait(&heard, nullptr, &pause);
    if (number == SIGTERM) break;
    if (number == SIGUSR1) silent = true;
    if (!silent) sd_notify(0, "WATCHDOG=1");
  }
  sd_notify(0, "STOPPING=1");
  tell("stopped");
  return 0;
}
