// timer_device.h: a sound card made of a clock: it plays a cycle once a period, and its outputs go nowhere.
// For machines without JACK, and for tests: everything but the sound is as with JACK.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "engine/hardware/audio_device.h"

namespace corelogic::hardware {

struct TimerSettings {
  std::uint32_t sample_rate = 48000;
  std::uint32_t block_frames = 64;
  std::uint32_t inputs = 8;  ///< silent
  std::uint32_t outputs = 8;
  int priority = 70;  ///< SCHED_FIFO where allowed; 0: do not ask
};

class TimerDevice final : public AudioDevice {
 public:
  /// Hears each period's outputs.  Side: audio, after the cycle and outside of its RealtimeScope.
  using Tap = std::function<void(const float* const* outputs, std::uint32_t count, std::uint32_t frames)>;

  /// Errors: kInvalid for a rate outside 1000 … 768000, a block outside 1 … 8192, more than 64 channels.
  [[nodiscard]] static vocabulary::Result<std::unique_ptr<TimerDevice>> make(const TimerSettings& settings,
                                                                             Tap tap = {});
  ~TimerDevice() override;

  [[nodiscard]] const DeviceFacts& facts() const override;
  [[nodiscard]] vocabulary::Result<void> start(scheduler::Cycle& cycle) override;
  /// Fades out first.
  void stop() override;
  /// Wake-ups later than a whole period. The periods that were missed are left out, as a sound card would.
  [[nodiscard]] std::uint64_t xruns() const override;
  [[nodiscard]] bool alive() const override { return true; }

 private:
  struct Clockwork;
  explicit TimerDevice(std::unique_ptr<Clockwork>);
  std::unique_ptr<Clockwork> clockwork_;
};

}  // namespace corelogic::hardware
