// offline_device.h: plays a cycle as fast as the machine can, on the calling thread, until its consumer has
// enough. It knows no time: for renders and tests.  Side: control; during each period the caller's thread is
// kAudio.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/hardware/audio_device.h"

namespace corelogic::hardware {

struct OfflineSettings {
  std::uint32_t sample_rate = 48000;
  std::uint32_t block_frames = 512;
  std::uint32_t inputs = 0;  ///< silent
  std::uint32_t outputs = 2;
};

class OfflineDevice final : public AudioDevice {
 public:
  /// Gets each period; returns false when it has enough.  Side: control.
  using Consumer =
      std::function<bool(const float* const* outputs, std::uint32_t count, std::uint32_t frames)>;

  /// Requires: block_frames >= 1.
  explicit OfflineDevice(const OfflineSettings& settings);

  [[nodiscard]] const DeviceFacts& facts() const override { return facts_; }
  /// Takes the cycle; plays nothing yet.
  [[nodiscard]] vocabulary::Result<void> start(scheduler::Cycle& cycle) override;
  /// Requires: started.  Returns when the consumer has enough.
  void run(const Consumer& consumer);
  void stop() override { cycle_ = nullptr; }
  [[nodiscard]] std::uint64_t xruns() const override { return 0; }
  [[nodiscard]] bool alive() const override { return true; }

 private:
  DeviceFacts facts_;
  std::vector<float> silence_;
  std::vector<float> sound_;
  std::vector<const float*> inputs_;
  std::vector<float*> outputs_;
  scheduler::Cycle* cycle_ = nullptr;
};

}  // namespace corelogic::hardware
