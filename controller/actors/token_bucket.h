// token_bucket.h: how much one peer may ask a second, with a burst.  Side: control; plain arithmetic.
#pragma once

#include <algorithm>
#include <chrono>

#include "controller/actors/actor.h"

namespace corelogic::actors {

class TokenBucket {
 public:
  TokenBucket(double a_second, double burst, Clock::time_point now)
      : a_second_(a_second), burst_(burst), tokens_(burst), filled_(now) {}

  /// False when there are not so many left; then none is taken.
  [[nodiscard]] bool take(double tokens, Clock::time_point now) {
    const std::chrono::duration<double> elapsed = now - filled_;
    tokens_ = std::min(burst_, tokens_ + std::max(0.0, elapsed.count()) * a_second_);
    filled_ = now;
    if (tokens_ < tokens) return false;
    tokens_ -= tokens;
    return true;
  }

 private:
  double a_second_;
  double burst_;
  double tokens_;
  Clock::time_point filled_;
};

}  // namespace corelogic::actors
