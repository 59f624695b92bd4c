// jack_device.h: our JACK client: its ports, their names, its connections and its end.
// It starts no server, and does not survive one: when the server goes, alive() turns false and the process
// shall leave without another word to libjack (jack_client_close can hang then), to be started anew.  Side:
// control.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/hardware/audio_device.h"

namespace corelogic::hardware {

struct JackSettings {
  std::string client_name = "corelogic";
  std::uint32_t inputs = 8;
  std::uint32_t outputs = 8;
  bool connect = false;  ///< unless custom: capture ports -> in_N, main_L/R -> the first two playback ports
  messages::WantedWiring wanted = {};     ///< until wire() says otherwise
  std::chrono::milliseconds patience{0};  ///< how long to wait for a server, or for our name to become free
};

/// Whether a server takes clients: looks for its socket, and only when there is one opens and closes a
/// client, which takes some 10 ms. A dead server's socket refuses at once.
[[nodiscard]] bool jack_server_answers();

class JackDevice final : public AudioDevice {
 public:
  /// Errors: kNotFound when no server answers within `patience`, kDuplicate when another client keeps our
  /// name,
  ///         kInvalid for more than 64 channels, kInternal when the server refuses a port.
  [[nodiscard]] static vocabulary::Result<std::unique_ptr<JackDevice>> open(const JackSettings& settings);
  /// Closes the client unless the server has gone.
  ~JackDevice() override;

  [[nodiscard]] const DeviceFacts& facts() const override;
  /// Activates the client; connections follow on a thread of their own.
  [[nodiscard]] vocabulary::Result<void> start(scheduler::Cycle& cycle) override;
  /// Fades out first. Does nothing when the server has gone.
  void stop() override;
  [[nodiscard]] std::uint64_t xruns() const override;
  [[nodiscard]] bool alive() const override;
  void set_latency(std::span<const graph::PlaybackWay> ways) override;
  void wire(messages::WantedWiring wanted) override;
  [[nodiscard]] std::optional<messages::EngineWiring> rewired() override;

 private:
  struct Client;
  explicit JackDevice(std::unique_ptr<Client>);
  std::unique_ptr<Client> client_;
};

}  // namespace corelogic::hardware
