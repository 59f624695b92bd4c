// out_fade.h: the last thing a device does: it fades its outputs to silence, so that leaving makes no click.
// It fades once and never back.  Side: audio, except where said.
#pragma once

#include <atomic>
#include <cstdint>

#include "engine/side.h"

namespace corelogic::hardware {

class OutFade {
 public:
  static constexpr std::uint32_t kFrames =
      480;  // 10 ms at 48 kHz: a straight ramp is heard as silence, not as a click

  /// Side: control.
  void begin() noexcept { wanted_.store(true, std::memory_order_relaxed); }
  /// Side: control.  True once a whole period of silence has been given out.
  [[nodiscard]] bool done() const noexcept { return done_.load(std::memory_order_acquire); }
  [[nodiscard]] bool wanted() const noexcept { return wanted_.load(std::memory_order_relaxed); }

  /// Null outputs are left out.
  void apply(float* const* outputs, std::uint32_t count, std::uint32_t frames) noexcept CL_REALTIME {
    if (!wanted()) return;
    const std::uint32_t left = left_;
    for (std::uint32_t c = 0; c < count; ++c) {
      if (outputs[c] == nullptr) continue;
      for (std::uint32_t i = 0; i < frames; ++i) {
        outputs[c][i] *= i < left ? static_cast<float>(left - i) / static_cast<float>(kFrames) : 0.0F;
      }
    }
    left_ = left > frames ? left - frames : 0;
    if (left == 0) done_.store(true, std::memory_order_release);
  }

 private:
  std::atomic<bool> wanted_{false};
  std::atomic<bool> done_{false};
  std::uint32_t left_ = kFrames;
};

}  // namespace corelogic::hardware
