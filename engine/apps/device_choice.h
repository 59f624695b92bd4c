// device_choice.h: which device an engine plays on, and when it had better start anew on another.
//
// --device auto: JACK if a server answers, else the timer. Two things make a server's restart short:
//   - An engine on JACK leaves the note <runtime>/engine-jack. The engine started after a lost server finds
//   it, and
//     waits for the server for kPatience before it falls back to the timer (and takes the note away).
//   - An engine on the timer looks for a server's socket ten times a second; a new one that answers sends the
//   engine
//     away with status 75, and the next one finds JACK.
// Side: control.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "engine/apps/engine_options.h"
#include "engine/hardware/audio_device.h"

namespace corelogic::apps {

class DeviceChoice {
 public:
  static constexpr std::chrono::milliseconds kPatience{2000};

  /// `wanted`: how a former life was wired.
  DeviceChoice(const EngineOptions& options, const std::string& runtime_directory,
               std::optional<messages::WantedWiring> wanted = {});

  /// Errors: with --device jack those of JackDevice::open; with auto and timer those of TimerDevice::make.
  [[nodiscard]] vocabulary::Result<std::unique_ptr<hardware::AudioDevice>> open();
  /// Whether JACK has come while we play on the timer. Cheap: one look at a file name, unless something
  /// changed there.
  [[nodiscard]] bool better_in_sight();
  /// After an orderly end nobody waits for a server.
  void forget();

 private:
  [[nodiscard]] vocabulary::Result<std::unique_ptr<hardware::AudioDevice>> open_jack(
      std::chrono::milliseconds patience);
  [[nodiscard]] vocabulary::Result<std::unique_ptr<hardware::AudioDevice>> open_timer();

  EngineOptions options_;
  std::string note_;
  messages::WantedWiring wanted_;
  bool on_timer_ = false;
};

}  // namespace corelogic::apps
