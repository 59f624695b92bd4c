// fader_timing.cpp: heard at the JACK ports: the listener's callback follows the engine's in the same period,
// so where the level begins to change, the audio thread had taken the command by then.
#include "tests/bench/fader_timing.h"

#include <jack/jack.h>

#include <cmath>
#include <stdexcept>

#include "tests/bench/timing.h"
#include "tests/support/jack_listener.h"

namespace corelogic::bench {
namespace {

using support::JackListener;
using support::Studio;
constexpr double kPeriodMs = 64.0 / 48.0;

/// From `from` on, the first frame whose sample differs from `level`; 0 if none comes within a second.
std::size_t first_change(const JackListener& listener, std::size_t from, float level) {
  std::size_t at = from;
  const bool found = support::eventually(
      [&] {
        for (; at < listener.heard(); ++at)
          if (std::fabs(listener.channel(0)[at] - level) > 1e-6F) return true;
        return false;
      },
      std::chrono::seconds(1));
  return found ? at : 0;
}

}  // namespace

void fader_moves(Report& report, Studio& studio, messages::TrackId track, const std::string& group) {
  studio.jack().use_in_this_process();
  JackListener listener({"corelogic:main_L"}, 120);
  if (!support::eventually(
          [&] { return listener.heard() > 48000 && listener.channel(0)[listener.heard() - 1] != 0; }))
    throw std::runtime_error("the engine is not heard");
  std::vector<double> times;
  std::uint32_t gesture = 0;
  for (int i = 0; i < 400; ++i) {
    const std::size_t before = listener.heard();
    const float level = listener.channel(0)[before - 1];
    const auto sent = static_cast<double>(jack_get_time());  // the clock of callback_of()
    studio.command(messages::SetVolume{track, {i % 2 == 0 ? -6.0 : -5.0}}, {.gesture = ++gesture});
    if (const std::size_t at = first_change(listener, before, level))
      times.push_back((static_cast<double>(listener.callback_of(at)) - sent) / 1000.0);
    const std::size_t settled = listener.heard() + 64 * static_cast<std::size_t>(10 + i % 7);
    (void)support::eventually([&] { return listener.heard() >= settled; });
  }
  report.add({group, "p50", quantile(times, 0.5), "ms", {}, false, ""});
  report.add({group, "p99", quantile(times, 0.99), "ms", kPeriodMs + 1.0, false, "a block + 1 ms"});
  report.add({group, "worst of " + std::to_string(times.size()), quantile(times, 1.0), "ms", {}, false, ""});
}

}  // namespace corelogic::bench
