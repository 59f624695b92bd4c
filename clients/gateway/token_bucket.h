// token_bucket.h: a rate with bursts: so many a second on average, so many at once at most.
// Side: control; belongs to one thread.
#pragma once

#include <algorithm>
#include <chrono>

namespace corelogic::gateway {

class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  TokenBucket(double rate, double burst, Clock::time_point now)
      : rate_(rate), burst_(burst), left_(burst), at_(now) {}

  /// Takes one if there is one.
  bool take(Clock::time_point now) {
    left_ = level(now);
    at_ = now;
    if (left_ < 1.0) return false;
    left_ -= 1.0;
    return true;
  }
  [[nodiscard]] bool empty(Clock::time_point now) const { return level(now) < 1.0; }
  /// Nobody took anything for so long that it can be forgotten.
  [[nodiscard]] bool full(Clock::time_point now) const { return level(now) >= burst_; }

 private:
  [[nodiscard]] double level(Clock::time_point now) const {
    return std::min(burst_, left_ + rate_ * std::chrono::duration<double>(now - at_).count());
  }

  double rate_;
  double burst_;
  double left_;
  Clock::time_point at_;
};

}  // namespace corelogic::gateway
