// supervisor_main.cpp: corelogic-supervisor: wiring, the lock, the way into the background, and --stop.
// Exit status: 0 done, 1 refused (the reason on stderr), 2 misuse.  Side: supervisor.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include "systemd/supervisor/supervisor.h"
#include "systemd/supervisor/unit_file.h"

namespace {

using namespace corelogic::supervisor;

constexpr const char* kUsage =
    "corelogic-supervisor --runtime DIR [--programs DIR] [--foreground] UNIT.service ...\n"
    "    keeps the services alive; in the background once it holds the runtime directory\n"
    "corelogic-supervisor --runtime DIR --stop UNIT.service ...\n"
    "    ends them and their supervisor, and waits until they have ended\n";

struct Wishes {
  std::string runtime;
  std::string programs;
  bool foreground = false;
  bool stop = false;
  std::vector<std::string> units;
};

bool parse(int count, char** words, Wishes& wishes) {
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const bool takes_value = word == "--runtime" || word == "--programs";
    if (takes_value && i + 1 == count) return false;
    if (word == "--runtime") {
      wishes.runtime = words[++i];
    } else if (word == "--programs") {
      wishes.programs = words[++i];
    } else if (word == "--foreground") {
      wishes.foreground = true;
    } else if (word == "--stop") {
      wishes.stop = true;
    } else if (word.starts_with("-")) {
      return false;
    } else {
      wishes.units.push_back(word);
    }
  }
  return !wishes.runtime.empty() && !wishes.units.empty();
}

int refuse(const std::string& sentence) {
  std::fprintf(stderr, "corelogic-supervisor: %s\n", sentence.c_str());
  return 1;
}

/// The lock says there is one supervisor; the kernel drops it with the process, however that ends. The file
/// holds the pid and start time for --stop. Returns a descriptor, or -1 when another holds it.
int take_lock(const std::string& path) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  close(fd);
  return -1;
}

/// Above ordinary work, below audio at its usual 70: a busy machine must not delay a kill. A plain `jackd -R`
/// gives its clients 5 as well, and of equal ones none interrupts the other. Children start with ordinary
/// scheduling.
void rise_above_load() {
  sched_param priority{};
  priority.sched_priority = 5;
  sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &priority);
  mlockall(MCL_CURRENT);  // not MCL_FUTURE: under a small limit a later malloc would fail
}

/// Returns in the child only; the parent leaves when the child holds the directory.
void go_to_background(const std::string& log) {
  const pid_t pid = fork();
  if (pid > 0) _exit(0);
  if (pid < 0) return;
  setsid();
  const int null = open("/dev/null", O_RDWR);
  const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(null, STDIN_FILENO);
  dup2(null, STDOUT_FILENO);
  dup2(file >= 0 ? file : null, STDERR_FILENO);
}

int keep(const Wishes& wishes, std::vector<ServiceUnit> units) {
  if (mkdir(wishes.runtime.c_str(), 0700) != 0 && errno != EEXIST) {
    return refuse(wishes.runtime + ": " + std::strerror(errno));
  }
  setenv("CORELOGIC_RUNTIME_DIR", wishes.runtime.c_str(), 1);
  if (take_lock(lock_file(wishes.runtime)) < 0) return refuse("another one runs in " + wishes.runtime);
  umask(0077);
  Supervisor supervisor(wishes.runtime, std::move(units));
  if (!wishes.foreground) go_to_background(wishes.runtime + "/supervisor.log");
  write_pid_file(pid_file(wishes.runtime, "supervisor"));
  rise_above_load();
  supervisor.run();
  unlink(pid_file(wishes.runtime, "supervisor").c_str());
  return 0;
}

bool ends_within(const WatchedProcess& process, Duration time) {
  for (const auto end = Clock::now() + time; !process.has_ended();) {
    if (Clock::now() >= end) return false;
    usleep(1000);
  }
  return true;
}

/// Ends the supervisor, which ends its services; then whatever a killed supervisor may have left.
int stop(const Wishes& wishes, const std::vector<ServiceUnit>& units) {
  Duration patience = std::chrono::seconds(1);
  for (const auto& unit : units) patience += unit.stop_timeout;
  if (const auto supervisor = WatchedProcess::find(pid_file(wishes.runtime, "supervisor"))) {
    supervisor->signal(SIGTERM);
    if (!ends_within(*supervisor, patience)) supervisor->signal(SIGKILL);
  }
  for (const auto& unit : units) {
    const auto left = WatchedProcess::find(pid_file(wishes.runtime, unit.name));
    if (!left) continue;
    left->signal(SIGTERM);
    left->signal(SIGCONT);
    if (!ends_within(*left, unit.stop_timeout)) left->signal(SIGKILL);
    unlink(pid_file(wishes.runtime, unit.name).c_str());
  }
  return 0;
}

}  // namespace

int main(int count, char** words) try {
  Wishes wishes;
  if (!parse(count, words, wishes)) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  std::vector<ServiceUnit> units;
  for (const auto& path : wishes.units) {
    auto unit = load_unit(path, wishes.programs);
    if (!unit) return refuse(unit.refusal().subject + ": " + unit.refusal().sentence);
    units.push_back(std::move(*unit));
  }
  return wishes.stop ? stop(wishes, units) : keep(wishes, std::move(units));
} catch (const std::exception& broken) {
  return refuse(broken.what());
}
