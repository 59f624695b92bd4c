// load_meter.h: which share of the period the callback used.  Two clock reads a period.  Side: audio.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "engine/side.h"

namespace corelogic::scheduler {

class LoadMeter {
 public:
  using Clock = std::chrono::steady_clock;  // clock_gettime by vDSO: no system call

  explicit LoadMeter(double sample_rate) : seconds_per_frame_(1.0 / sample_rate) {}

  void begin() noexcept CL_REALTIME { begun_ = Clock::now(); }
  /// Returns the share of this period; also kept smoothed (time constant about 100 periods).
  float end(std::uint32_t frames) noexcept CL_REALTIME {
    const double spent = std::chrono::duration<double>(Clock::now() - begun_).count();
    const auto share = static_cast<float>(spent / (seconds_per_frame_ * frames));
    smoothed_ += (share - smoothed_) * 0.01F;
    return share;
  }
  [[nodiscard]] float smoothed() const noexcept { return smoothed_; }
  /// Time since begin(), as a share of a period of `frames`.
  [[nodiscard]] double spent(std::uint32_t frames) const noexcept CL_REALTIME {
    return std::chrono::duration<double>(Clock::now() - begun_).count() / (seconds_per_frame_ * frames);
  }

 private:
  double seconds_per_frame_;
  Clock::time_point begun_{};
  float smoothed_ = 0.0F;
};

}  // namespace corelogic::scheduler
