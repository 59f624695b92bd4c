// spectrum_watch.h: which spectra are asked for now: each for five seconds, at most four at a time; the one
// that was asked for longest ago gives way.  It sends nothing.  Side: control, EngineActor.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

#include "controller/actors/actor.h"
#include "schema/messages/engine.h"

namespace corelogic::actors {

class SpectrumWatch {
 public:
  static constexpr std::size_t kMost = 4;
  static constexpr std::chrono::seconds kLease{5};

  /// Returns: whether the list is another one now.
  bool ask(const messages::SpectrumTap& tap, Clock::time_point now) {
    const auto known = std::ranges::find(watched_, tap, &Watched::tap);
    if (known != watched_.end()) {
      known->until = now + kLease;
      return false;
    }
    if (watched_.size() >= kMost) watched_.erase(std::ranges::min_element(watched_, {}, &Watched::until));
    watched_.push_back({tap, now + kLease});
    return true;
  }
  /// Returns: whether the list is another one now.
  bool expire(Clock::time_point now) {
    return std::erase_if(watched_, [&](const Watched& one) { return one.until <= now; }) > 0;
  }
  [[nodiscard]] messages::SpectrumTaps taps() const {
    messages::SpectrumTaps all;
    for (const Watched& one : watched_) all.taps.push_back(one.tap);
    return all;
  }

 private:
  struct Watched {
    messages::SpectrumTap tap;
    Clock::time_point until;
  };
  std::vector<Watched> watched_;
};

}  // namespace corelogic::actors
