// supervisor.cpp: one poll, then: what was said, who stopped, who died, what is due.  Side: supervisor.
#include "systemd/supervisor/supervisor.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "systemd/supervisor/status_file.h"

namespace corelogic::supervisor {
namespace {

/// A wake-up later than this is the machine's fault (a pause of the whole VM), and forgiven to everyone.
constexpr auto kLateness = std::chrono::milliseconds(5);

int open_signals() {
  sigset_t heard;
  sigemptyset(&heard);
  for (const int number : {SIGCHLD, SIGTERM, SIGINT}) sigaddset(&heard, number);
  sigprocmask(SIG_BLOCK, &heard, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &heard, SFD_CLOEXEC | SFD_NONBLOCK);
}

timespec to_timespec(Clock::duration duration) {
  const auto count = std::max<Clock::duration::rep>(duration.count(), 0);
  return {count / 1'000'000'000, count % 1'000'000'000};
}

}  // namespace

std::string lock_file(const std::string& runtime) {
  return runtime + "/supervisor.lock";
}
std::string status_file(const std::string& runtime) {
  return runtime + "/supervisor.json";
}
std::string pid_file(const std::string& runtime, const std::string& service) {
  return runtime + "/" + service + ".pid";
}

Supervisor::Supervisor(std::string runtime, std::vector<ServiceUnit> units)
    : runtime_(std::move(runtime)), notify_(runtime_ + "/notify"), signals_(open_signals()) {
  for (auto& unit : units) services_.push_back({Service(std::move(unit), Clock::now()), std::nullopt, {}});
}

Supervisor::~Supervisor() {
  close(signals_);
}

void Supervisor::run() {
  adopt();
  while (!all_stopped()) {
    follow_orders();
    if (std::exchange(changed_, false)) write_status();
    wait_for_news();
    hear_notifications();
    hear_signals();
    see_the_stopped();
    see_the_dead();
  }
  std::error_code ignored;
  std::filesystem::remove(status_file(runtime_), ignored);
}

void Supervisor::adopt() {
  for (auto& kept : services_) {
    kept.process = WatchedProcess::find(pid_file(runtime_, kept.service.unit().name));
    if (!kept.process) continue;
    kept.service.adopted(Clock::now());
    log(kept, "taken over, it was running");
  }
}

void Supervisor::wait_for_news() {
  std::vector<pollfd> sources = {{notify_.fd(), POLLIN, 0}, {signals_, POLLIN, 0}};
  std::optional<Moment> next;
  for (const auto& kept : services_) {
    if (kept.process) sources.push_back({kept.process->fd(), POLLIN, 0});
    if (const auto due = kept.service.deadline()) next = next ? std::min(*next, *due) : *due;
  }
  const auto timeout = to_timespec(next ? *next - Clock::now() : Clock::duration::zero());
  ppoll(sources.data(), sources.size(), next ? &timeout : nullptr, nullptr);
  const auto late = next ? Clock::now() - *next : Clock::duration::zero();
  if (late > kLateness) {
    for (auto& kept : services_) kept.service.forgive(late);
  }
}

void Supervisor::follow_orders() {
  for (auto& kept : services_) {
    const State before = kept.service.state();
    switch (kept.service.order(Clock::now())) {
      case Order::kNone:
        break;
      case Order::kStart:
        start(kept);
        break;
      case Order::kKill:
        kill(kept, kept.service.why());
        break;
    }
    changed_ = changed_ || before != kept.service.state();
  }
}

void Supervisor::hear_notifications() {
  while (const auto notification = notify_.receive()) {
    for (auto& kept : services_) {
      if (!kept.process || kept.process->pid() != notification->from) continue;
      const State before = kept.service.state();
      const std::string status = kept.service.status();
      kept.service.heard(notification->text, Clock::now());
      if (before != kept.service.state()) {
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - kept.started);
        log(kept, "ready after " + std::to_string(took.count()) + " ms");
      }
      changed_ = changed_ || before != kept.service.state() || status != kept.service.status();
    }
  }
}

void Supervisor::hear_signals() {
  std::array<signalfd_siginfo, 16> heard{};
  const ssize_t size = read(signals_, heard.data(), sizeof(heard));
  for (std::size_t i = 0; size > 0 && i < static_cast<std::size_t>(size) / sizeof(heard[0]); ++i) {
    if (heard[i].ssi_signo != SIGCHLD) begin_to_stop();
  }
}

// SIGCHLDs of several children melt into one: look at each.
void Supervisor::see_the_stopped() {
  for (auto& kept : services_) {
    if (!kept.process || !kept.process->is_stopped()) continue;
    kept.service.was_stopped();
    kill(kept, kept.service.why());
  }
}

void Supervisor::see_the_dead() {
  for (auto& kept : services_) {
    if (!kept.process || !kept.process->has_ended()) continue;
    const std::string how = kept.process->reap();
    kept.process.reset();
    kept.service.died(how, Clock::now());
    std::error_code ignored;
    std::filesystem::remove(pid_file(runtime_, kept.service.unit().name), ignored);
    log(kept, how);
    changed_ = true;
  }
}

void Supervisor::start(Kept& kept) {
  const auto& unit = kept.service.unit();
  auto process = WatchedProcess::start(
      unit, {notify_.path(), runtime_ + "/" + unit.name + ".log", pid_file(runtime_, unit.name)});
  kept.started = Clock::now();
  kept.service.started(kept.started);
  if (!process) {
    kept.service.died(process.refusal().sentence, Clock::now());
    log(kept, process.refusal().sentence);
    return;
  }
  kept.process.emplace(std::move(*process));
  log(kept, "started, pid " + std::to_string(kept.process->pid()));
}

void Supervisor::kill(Kept& kept, const std::string& why) {
  if (kept.process) kept.process->signal(SIGKILL);
  log(kept, why + ": killed");
  changed_ = true;
}

void Supervisor::begin_to_stop() {
  if (std::exchange(stopping_, true)) return;
  for (auto& kept : services_) {
    if (!kept.service.stop(Clock::now()) || !kept.process) continue;
    kept.process->signal(SIGTERM);
    kept.process->signal(SIGCONT);
    log(kept, "asked to end");
  }
  changed_ = true;
}

bool Supervisor::all_stopped() const {
  return std::all_of(services_.begin(), services_.end(),
                     [](const Kept& kept) { return kept.service.state() == State::kStopped; });
}

void Supervisor::log(const Kept& kept, const std::string& sentence) const {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  std::fprintf(stderr, "%8ld.%03ld %s: %s\n", static_cast<long>(now.tv_sec), now.tv_nsec / 1'000'000,
               kept.service.unit().name.c_str(), sentence.c_str());
}

void Supervisor::write_status() {
  std::vector<ServiceStatus> list;
  for (const auto& kept : services_) {
    list.push_back({kept.service.unit().name, name(kept.service.state()),
                    kept.process ? kept.process->pid() : 0, kept.service.restarts(), kept.service.status(),
                    kept.service.last_end()});
  }
  write_status_file(status_file(runtime_), getpid(), list);
}

}  // namespace corelogic::supervisor
