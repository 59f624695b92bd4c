// live_case.h: what tests of the live sound share. A period that JACK itself lost (an xrun) is no verdict on
// the engine: what it fell into is done again.  Side: test.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "tests/support/jack_listener.h"
#include "tests/support/studio.h"

namespace corelogic::live_tests {

using namespace std::chrono_literals;
using support::hears_more;
using support::JackListener;
using support::Studio;

inline constexpr std::size_t kSecond = 48000;
inline const std::vector<std::string> kMain{"corelogic:main_L", "corelogic:main_R"};

/// Frames that were not as they should be, and periods that JACK lost meanwhile.
struct Heard {
  std::size_t wrong = 0;
  std::uint64_t xruns = 0;
};

/// Tries again while something is wrong and JACK had xruns, five times at most; not after a failure.
inline void expect_nothing_wrong(const std::function<Heard()>& attempt) {
  for (int i = 1;; ++i) {
    const Heard heard = attempt();
    if (testing::Test::HasFailure() || heard.wrong == 0) return;
    if (heard.xruns == 0 || i == 5) {
      ADD_FAILURE() << heard.wrong << " wrong frames with " << heard.xruns << " xruns";
      return;
    }
    std::cout << heard.wrong << " wrong frames, but " << heard.xruns << " xruns: once more\n";
  }
}

inline std::size_t first_sound(const float* channel, std::size_t begin, std::size_t end) {
  while (begin < end && channel[begin] == 0.0F) ++begin;
  return begin;
}

/// Frames between the beginning of the period that holds `frame` and `frame`.
inline int offset_in_period(const JackListener& listener, std::size_t frame) {
  int offset = 0;
  while (frame > 0 && listener.time_of(frame - 1) == listener.time_of(frame)) --frame, ++offset;
  return offset;
}

}  // namespace corelogic::live_tests
