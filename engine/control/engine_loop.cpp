// engine_loop.cpp: see engine_loop.h.
#include "engine/control/engine_loop.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace corelogic::control {
namespace {

/// A burst of commands must not keep the watchdog, the meters and the plans waiting.
constexpr int kMostWordsARound = 256;
constexpr std::size_t kMostWarnings = 256;  // as many as the wire carries

}  // namespace

EngineLoop::EngineLoop(const LoopParts& parts, int leave_fd, std::function<bool()> now_and_then,
                       std::vector<std::string> warnings)
    : parts_(parts),
      leave_fd_(leave_fd),
      now_and_then_(std::move(now_and_then)),
      warnings_(std::move(warnings)) {}

Outcome EngineLoop::run() {
  wire::Socket* const sockets[] = {&parts_.link.socket()};
  for (;;) {
    parts_.watchdog.beat();
    wire::wait(sockets, nullptr, parts_.keeper.busy() ? kBusyRound : kRound, leave_fd_);
    for (int words = 0; words < kMostWordsARound; ++words) {
      std::optional<messages::ToEngine> word = parts_.link.receive();
      if (!word) break;
      hear(std::move(*word));
    }
    tell_news();
    tell_wiring();
    tell_regularly(Clock::now());
    if (quit_ || asked_to_leave()) return Outcome::kQuit;
    if (!parts_.device.alive() || better_device_) return Outcome::kDeviceGone;
  }
}

bool EngineLoop::asked_to_leave() const {
  pollfd descriptor{leave_fd_, POLLIN, 0};
  return ::poll(&descriptor, 1, 0) > 0;
}

void EngineLoop::hear(messages::ToEngine word) {
  std::visit([this](auto&& body) { obey(std::forward<decltype(body)>(body)); }, std::move(word.body));
}

void EngineLoop::obey(messages::GraphSnapshot snapshot) {
  const std::uint32_t former_epoch = reader_.last().epoch;
  if (!reader_.counts(snapshot)) return;
  if (snapshot.revision.epoch != former_epoch) wiring_owed_ = true;
  plan_warnings_.expect();
  parts_.keeper.offer(std::move(snapshot));
}

void EngineLoop::obey(const messages::SetParameters& values) {
  if (reader_.counts(values)) parts_.keeper.set(values);
}

void EngineLoop::obey(const messages::TransportOrder& order) {
  parts_.keeper.transport(order);
}

void EngineLoop::obey(messages::Ping) {
  parts_.link.report(status());
}

void EngineLoop::obey(messages::Quit) {
  quit_ = true;
}

void EngineLoop::obey(messages::WantedWiring wanted) {
  if (parts_.wiring_note != nullptr) parts_.wiring_note->write(wanted);
  parts_.device.wire(std::move(wanted));
  wiring_owed_ = true;
}

void EngineLoop::obey(messages::SpectrumTaps taps) {
  parts_.keeper.watch(std::move(taps));
}

void EngineLoop::tell_news() {
  building::PlanKeeper::News news = parts_.keeper.poll();
  plan_warnings_.hear(news.warnings, !news.installed.empty(), !news.refused.empty());
  for (const messages::PlanInstalled& installed : news.installed) parts_.link.say(installed);
  for (messages::SnapshotRefused& refused : news.refused) parts_.link.say(std::move(refused));
  if (news.another_plan) parts_.device.set_latency(parts_.keeper.playback_ways());
  for (const vocabulary::NodeId node : news.late) trouble_.late(parts_.keeper.spoken(node), Clock::now());
  for (const building::PlanKeeper::News::Overrun& overrun : news.overruns)
    trouble_.overran(parts_.keeper.spoken(overrun.node), overrun.share, Clock::now());
  if (news.meters) publish_meters();
}

/// To whoever asked for wires or began a new life, and whenever something was plugged in or out.
void EngineLoop::tell_wiring() {
  if (auto news = parts_.device.rewired()) {
    wiring_ = std::move(*news);
    wiring_owed_ = true;
  }
  if (!std::exchange(wiring_owed_, false)) return;
  parts_.link.say(wiring_);
}

/// Of all outputs.
std::uint32_t EngineLoop::most_latency() const {
  std::uint32_t most = 0;
  for (const messages::OutputLatency& output : parts_.keeper.output_latencies())
    most = std::max(most, output.frames);
  return most;
}

void EngineLoop::tell_regularly(Clock::time_point now) {
  if (now < next_report_) return;
  next_report_ = now + kReportEvery;
  parts_.link.report(status());
  const hardware::DeviceFacts& facts = parts_.device.facts();
  parts_.watchdog.set_period(std::chrono::microseconds(1'000'000LL * facts.block_frames / facts.sample_rate));
  better_device_ = now_and_then_ && now_and_then_();
}

void EngineLoop::publish_meters() {
  const scheduler::CycleReport& report = parts_.cycle.report();
  messages::MeterFrame frame = parts_.keeper.meters();
  frame.position = report.position.load(std::memory_order_relaxed);
  frame.rolling = report.rolling.load(std::memory_order_relaxed);
  frame.load = report.load.load(std::memory_order_relaxed);
  frame.xruns = parts_.device.xruns();
  parts_.telemetry.publish(std::move(frame));
}

messages::EngineStatus EngineLoop::status() const {
  const hardware::DeviceFacts& facts = parts_.device.facts();
  const scheduler::CycleReport& report = parts_.cycle.report();
  messages::EngineStatus status;
  status.pid = static_cast<std::uint32_t>(::getpid());
  status.device = facts.name;
  status.sample_rate = facts.sample_rate;
  status.block_frames = facts.block_frames;
  status.installed = parts_.keeper.installed();
  status.hash = parts_.keeper.hash();
  status.rolling = report.rolling.load(std::memory_order_relaxed);
  status.position = report.position.load(std::memory_order_relaxed);
  status.xruns = parts_.device.xruns();
  status.load = report.load.load(std::memory_order_relaxed);
  status.late_branches = report.late_branches.load(std::memory_order_relaxed);
  status.guilty_node = vocabulary::NodeId{report.guilty_node.load(std::memory_order_relaxed)};
  status.output_latencies = parts_.keeper.output_latencies();
  status.added_latency_frames = most_latency();
  status.warnings = warnings_;
  status.muted_nodes = parts_.keeper.muted();
  for (const std::vector<std::string>& more :
       {facts.warnings, plan_warnings_.present(), parts_.keeper.muted_warnings(),
        trouble_.present(Clock::now())}) {
    status.warnings.insert(status.warnings.end(), more.begin(), more.end());
  }
  status.warnings.resize(std::min(status.warnings.size(), kMostWarnings));
  return status;
}

}  // namespace corelogic::control
