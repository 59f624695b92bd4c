// jack_listener.h: a JACK client that hears what a studio plays, sample for sample, with the server's own
// clock. It connects to the named ports whenever they appear, so it hears an engine that was killed and came
// back. It never waits for a server without a deadline. Side: test; the callback runs on a JACK thread and
// only writes into memory given beforehand.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace corelogic::support {

class JackListener {
 public:
  /// Hears `ports` (full names, "corelogic:main_L") for at most `seconds`. The server is
  /// $JACK_DEFAULT_SERVER. Throws std::runtime_error when no client can be opened within `deadline`.
  JackListener(std::vector<std::string> ports, double seconds, Milliseconds deadline = 10s);
  /// Says on stderr when the server does not let it go within the deadline.
  ~JackListener();
  JackListener(const JackListener&) = delete;
  JackListener& operator=(const JackListener&) = delete;

  /// Frames heard since the beginning; grows while the server runs.
  [[nodiscard]] std::size_t heard() const;
  /// Channel c's samples; the first heard() of them are there.
  [[nodiscard]] const float* channel(std::size_t c) const;
  /// The server's time of the period that holds `frame`, microseconds of jack_get_time(): the same for all
  /// clients, and smoothed, so it may lie a millisecond beside the moment at which the period was run.
  [[nodiscard]] std::uint64_t time_of(std::size_t frame) const;
  /// When the callback began that heard `frame`, microseconds: after the engine's own of that period.
  [[nodiscard]] std::uint64_t callback_of(std::size_t frame) const;
  /// Periods that JACK itself lost since the beginning: what was heard jumps there, whoever is to blame.
  [[nodiscard]] std::uint64_t xruns() const;
  /// Frames of the longest run in which channel c stays within ±`floor`, from `first` on.
  [[nodiscard]] std::size_t longest_silence(std::size_t c, std::size_t first = 0, float floor = 1e-5F) const;

 private:
  struct Ear;
  std::shared_ptr<Ear> ear_;  ///< shared with a thread that is stuck in libjack, if there is one
  Milliseconds deadline_;
};

/// The listener hears `frames` more. Else it says how far it came: a server that is dead or stuck calls
/// nobody.
[[nodiscard]] testing::AssertionResult hears_more(const JackListener&, std::size_t frames,
                                                  Milliseconds deadline = 30s);

}  // namespace corelogic::support
