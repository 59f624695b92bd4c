// audio_device.h: what plays a cycle: JACK, a timer, or as fast as it can.
// A device knows channels and periods; it does not know what is played.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/graph/render_plan.h"
#include "engine/scheduler/cycle.h"
#include "schema/messages/engine.h"
#include "schema/vocabulary/result.h"

namespace corelogic::hardware {

/// What a device turned out to be once it was opened.
struct DeviceFacts {
  std::string name;  ///< "jack", "timer", "offline"
  std::uint32_t sample_rate = 48000;
  std::uint32_t block_frames = 64;  ///< of the usual period; run() may get any length
  std::uint32_t inputs = 2;
  std::uint32_t outputs = 2;
  std::vector<std::string> warnings;  ///< "no realtime priority: …"
  int priority = 0;                   ///< SCHED_FIFO of the thread that calls the cycle; 0: an ordinary one
};

class AudioDevice {
 public:
  virtual ~AudioDevice() = default;
  AudioDevice(const AudioDevice&) = delete;
  AudioDevice& operator=(const AudioDevice&) = delete;

  /// Facts are known from the making on, before start().
  [[nodiscard]] virtual const DeviceFacts& facts() const = 0;
  /// Begins to call `cycle.run` once a period on the audio thread.  Side: control.
  [[nodiscard]] virtual vocabulary::Result<void> start(scheduler::Cycle& cycle) = 0;
  /// No callback runs after it returns.  Side: control.
  virtual void stop() = 0;
  [[nodiscard]] virtual std::uint64_t xruns() const = 0;
  /// False once the server or the device is gone for good: the process leaves and is started anew.
  [[nodiscard]] virtual bool alive() const = 0;
  /// By playback channel: how late it is, and which capture channels are heard there. Nothing is heard at
  /// those beyond the end.  Cost: little when nothing has changed.
  virtual void set_latency(std::span<const graph::PlaybackWay>) {}
  /// What our ports are to be connected to, now and whenever a port returns. A device without ports has
  /// nothing to connect.
  virtual void wire(messages::WantedWiring) {}  // NOLINT(performance-unnecessary-value-param): others keep it
  /// All ports and our connections, if they are not as they were at the last call.
  [[nodiscard]] virtual std::optional<messages::EngineWiring> rewired() { return std::nullopt; }

 protected:
  AudioDevice() = default;
};

}  // namespace corelogic::hardware
