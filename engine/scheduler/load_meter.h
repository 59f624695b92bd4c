// load_meter.h: which share of the period the callback used.  Two clock reads a period.  Side: audio.
#pragma once

#include <cstdint>

#include "engine/scheduler/tick_clock.h"
#include "engine/side.h"

namespace corelogic::scheduler {

/// Times are ticks of TickClock.
class LoadMeter {
 public:
  explicit LoadMeter(double ticks_per_frame) : frames_per_tick_(1.0 / ticks_per_frame) {}

  /// Returns: the time now, when the period begins.
  std::uint64_t begin() noexcept CL_REALTIME { return begun_ = TickClock::now(); }
  /// Returns the share of this period; also kept smoothed (time constant about 100 periods).
  float end(std::uint32_t frames) noexcept CL_REALTIME {
    const auto share = static_cast<float>(spent(frames));
    smoothed_ += (share - smoothed_) * 0.01F;
    return share;
  }
  [[nodiscard]] float smoothed() const noexcept { return smoothed_; }
  /// Time since begin(), as a share of a period of `frames`.
  [[nodiscard]] double spent(std::uint32_t frames) const noexcept CL_REALTIME {
    return static_cast<double>(TickClock::now() - begun_) * frames_per_tick_ / frames;
  }

 private:
  double frames_per_tick_;
  std::uint64_t begun_ = 0;
  float smoothed_ = 0.0F;
};

}  // namespace corelogic::scheduler
