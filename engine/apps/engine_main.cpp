// engine_main.cpp: corelogic-engine: wires device, cycle, keeper and loop together, and leaves with a status.
#include <sched.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "engine/apps/device_choice.h"
#include "engine/apps/exit_status.h"
#include "engine/apps/priorities.h"
#include "engine/control/engine_loop.h"
#include "engine/control/memory_lock.h"
#include "schema/wire/endpoints.h"

namespace {

using namespace corelogic;

constexpr float kLateShare = 0.7F;  // of the period: what a worker has not done by then is left out
constexpr std::chrono::seconds kLongestEnd{2};
constexpr int kRoundsToDrop = 10;  // of 100 ms

int refuse(const vocabulary::Refusal& refusal) {
  std::fprintf(stderr, "corelogic-engine: %s\n", refusal.sentence.c_str());
  return apps::kRefused;
}

/// SIGTERM and SIGINT become readable; no thread is interrupted by them, and a closed pipe is no reason to
/// die.
int catch_signals() {
  signal(SIGPIPE, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// The control thread goes before ordinary programs, from its first step on: a restart on a busy machine must
/// not wait for its turn ten times. Below the audio threads, as soon as it is known where they are; what it
/// starts begins as an ordinary thread.
void go_before_others(int priority) {
  sched_param wanted{};
  wanted.sched_priority = priority;
  sched_setscheduler(0, (priority > 0 ? SCHED_FIFO : SCHED_OTHER) | SCHED_RESET_ON_FORK, &wanted);
}

std::uint64_t new_instance() {
  std::random_device random;
  return (std::uint64_t{random()} << 32 | random()) | 1U;
}

/// Fades out and leaves without destructors: a lost JACK server may hang whoever says good-bye to it.
[[noreturn]] void leave(hardware::AudioDevice& device, int status) {
  std::thread([status] {
    std::this_thread::sleep_for(kLongestEnd);  // nor shall a server hold us that hangs
    ::_exit(status);
  }).detach();
  if (device.alive()) device.stop();
  std::fflush(nullptr);
  ::_exit(status);
}

std::vector<std::string> degraded(const std::string& memory_warning, const scheduler::Cycle& cycle) {
  std::vector<std::string> warnings;
  if (!memory_warning.empty()) warnings.push_back(memory_warning);
  if (cycle.worker_priority_refused())
    warnings.emplace_back(
        "no realtime priority for workers: branches may come too late under load; allow SCHED_FIFO "
        "(rtprio in limits.conf, or LimitRTPRIO in the unit), or use --threads 1");
  return warnings;
}

scheduler::CycleSettings cycle_settings(const apps::EngineOptions& options,
                                        const hardware::DeviceFacts& facts) {
  scheduler::CycleSettings settings;
  settings.sample_rate = facts.sample_rate;
  settings.threads = options.threads;
  settings.most_outputs = facts.outputs;
  settings.worker_priority = apps::below(facts.priority).worker;
  settings.late_share = kLateShare;
  return settings;
}

building::BuildSettings build_settings(const apps::EngineOptions& options,
                                       const hardware::DeviceFacts& facts) {
  building::BuildSettings settings;
  settings.sample_rate = facts.sample_rate;
  settings.device_inputs = facts.inputs;
  settings.device_outputs = facts.outputs;
  settings.threads = options.threads;
  return settings;
}

std::string cache_directory(const apps::EngineOptions& options) {
  return options.cache_directory.empty() ? wire::data_directory() + "/cache" : options.cache_directory;
}

/// Everything from here on is made once, in this order, and lives until the process leaves.
int play(const apps::EngineOptions& options, int leave_fd) {
  const std::string memory_warning = control::lock_memory();
  if (const auto made = wire::make_private_directory(wire::runtime_directory()); !made)
    return refuse(made.refusal());
  wire::Context context;
  auto telemetry = control::TelemetryPublisher::bind(context, wire::engine_telemetry_endpoint());
  if (!telemetry) return refuse(telemetry.refusal());
  auto link = control::EngineLink::connect(context, wire::engine_endpoint(), new_instance());
  if (!link) return refuse(link.refusal());

  const control::WiringNote wiring_note(wire::runtime_directory() + "/engine-wiring");
  apps::DeviceChoice choice(options, wire::runtime_directory(), wiring_note.read());
  auto device = choice.open();
  if (!device) return refuse(device.refusal());
  const hardware::DeviceFacts facts = (*device)->facts();
  go_before_others(apps::below(facts.priority).control);

  doors::Rings rings;
  streaming::SoundLibrary sounds(facts.sample_rate, streaming::Mode::kThreaded, cache_directory(options));
  building::PlanKeeper keeper(rings, sounds, build_settings(options, facts));
  scheduler::Cycle cycle(rings, cycle_settings(options, facts));
  control::Watchdog watchdog({cycle.report().begun, cycle.report().cycles, &cycle.report().freewheels},
                             std::chrono::microseconds(0));
  if (const auto started = (*device)->start(cycle); !started) return refuse(started.refusal());

  control::EngineLoop loop(
      {**device, cycle, keeper, *link, *telemetry, watchdog, &wiring_note}, leave_fd,
      [&] {
        sounds.drop_unused();
        return choice.better_in_sight();
      },
      degraded(memory_warning, cycle));
  const bool quit = loop.run() == control::Outcome::kQuit;
  if (quit) choice.forget();
  leave(**device, quit ? apps::kDone : apps::kStartAgain);
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a start-up that is broken ends here
int main(int argc, char** argv) {
  const auto parsed = apps::parse_engine_options(argc, argv);
  if (const int* status = std::get_if<int>(&parsed)) return *status;
  const auto& options = std::get<apps::EngineOptions>(parsed);
  if (!options.runtime_directory.empty())
    setenv("CORELOGIC_RUNTIME_DIR", options.runtime_directory.c_str(), 1);
  const int leave_fd = catch_signals();
  go_before_others(apps::kControlPriority);
  control::limit_thread_stacks();
  return play(options, leave_fd);
}
