// resampler.h: a whole sound from its own rate to the engine's, by libsoxr at its very high quality.
// It is the only door to libsoxr. It is not for live streams: it may look ahead as far as it likes.
// Side: disk, or control when offline.
#pragma once

#include <cstdint>
#include <memory>

#include "schema/vocabulary/result.h"

namespace corelogic::streaming {

class Resampler {
 public:
  /// Errors: kInternal with soxr's words.
  [[nodiscard]] static vocabulary::Result<Resampler> make(std::uint32_t from_rate, std::uint32_t to_rate,
                                                          std::uint16_t channels);
  Resampler(Resampler&&) noexcept;
  Resampler& operator=(Resampler&&) noexcept;
  ~Resampler();

  /// How long `frames` become: frames · to / from, rounded to nearest, a half upwards. What soxr gives beyond
  /// is cut off, what it gives less is silence: at most a frame either way.
  [[nodiscard]] static std::int64_t length(std::int64_t frames, std::uint32_t from_rate,
                                           std::uint32_t to_rate);

  /// Takes `frames` interleaved ones; writes what is ready, at most `room` frames, to `planar`, one pointer a
  /// channel. `interleaved` null: the end; gives the rest, until it returns 0.  Returns frames written.
  std::int64_t run(const float* interleaved, std::int64_t frames, float* const* planar, std::int64_t room);

 private:
  struct State;
  explicit Resampler(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace corelogic::streaming
