// engine_loop.h: the engine's control thread: hears the controller, lets plans be built, tells how it goes.
// It plays on without a controller for as long as it likes. It builds nothing itself (building/ does) and
// starts no device.  Side: control; one thread, which waits at most 5 ms at a time.
#pragma once

#include <chrono>
#include <functional>

#include "engine/building/plan_keeper.h"
#include "engine/control/command_reader.h"
#include "engine/control/engine_link.h"
#include "engine/control/plan_warnings.h"
#include "engine/control/telemetry_publisher.h"
#include "engine/control/time_trouble.h"
#include "engine/control/watchdog.h"
#include "engine/control/wiring_note.h"
#include "engine/hardware/audio_device.h"

namespace corelogic::control {

enum class Outcome : std::uint8_t {
  kQuit,        ///< asked to: by the controller or by a signal
  kDeviceGone,  ///< the device is lost, or a better one is in sight: start a new engine
};

/// What the loop serves; all of it outlives the loop.
struct LoopParts {
  hardware::AudioDevice& device;
  scheduler::Cycle& cycle;
  building::PlanKeeper& keeper;
  EngineLink& link;
  TelemetryPublisher& telemetry;
  Watchdog& watchdog;
  /// Where wanted wiring is written down for the next life; null: nowhere.
  const WiringNote* wiring_note = nullptr;
};

class EngineLoop {
 public:
  static constexpr std::chrono::milliseconds kRound{5};
  static constexpr std::chrono::milliseconds kBusyRound{1};  ///< while a plan is on its way
  static constexpr std::chrono::milliseconds kReportEvery{100};

  /// `leave_fd` becomes readable when the process shall end (a signalfd). `now_and_then` is called every 100
  /// ms and returns true when a better device is in sight. `warnings`: of the start, for every status.
  EngineLoop(const LoopParts& parts, int leave_fd, std::function<bool()> now_and_then,
             std::vector<std::string> warnings);

  /// Returns when the engine shall leave; the device still runs then.
  [[nodiscard]] Outcome run();

 private:
  using Clock = std::chrono::steady_clock;

  void hear(messages::ToEngine word);
  void obey(messages::GraphSnapshot snapshot);
  void obey(const messages::SetParameters& values);
  void obey(const messages::TransportOrder& order);
  void obey(messages::Ping);
  void obey(messages::Quit);
  void obey(messages::WantedWiring wanted);
  void obey(messages::SpectrumTaps taps);
  void tell_news();
  void tell_regularly(Clock::time_point now);
  void tell_wiring();
  void publish_meters();
  [[nodiscard]] std::uint32_t most_latency() const;
  [[nodiscard]] messages::EngineStatus status() const;
  [[nodiscard]] bool asked_to_leave() const;

  LoopParts parts_;
  int leave_fd_;
  std::function<bool()> now_and_then_;
  std::vector<std::string> warnings_;
  CommandReader reader_;
  PlanWarnings plan_warnings_;
  TimeTrouble trouble_;
  Clock::time_point next_report_{};
  messages::EngineWiring wiring_;
  bool wiring_owed_ = false;  ///< to a controller that does not know it yet
  bool quit_ = false;
  bool better_device_ = false;
};

}  // namespace corelogic::control
