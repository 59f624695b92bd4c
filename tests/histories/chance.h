// chance.h: all the chance of one history, from its seed.  Side: test.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>

#include "clients/cpp/replica.h"

namespace corelogic::histories {

using client::TimePoint;
using Micros = std::chrono::microseconds;

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  /// 0 ... below - 1.
  std::uint32_t below(std::uint32_t most) { return static_cast<std::uint32_t>(engine_() % most); }
  bool one_in(std::uint32_t many) { return below(many) == 0; }
  Micros between(Micros least, Micros most) {
    return least + Micros(static_cast<std::int64_t>(engine_() %
                                                    static_cast<std::uint64_t>((most - least).count() + 1)));
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace corelogic::histories
