// lfo.h: slow waves that move other things: how phase, rate and shape are meant, for kernels (wave-inl.h) and
// for planar code alike. A turn is 2^32: a phase wraps by itself and never drifts.  Side: audio.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/effects/block_info.h"
#include "engine/side.h"
#include "schema/vocabulary/effects/note_values.h"

namespace corelogic::effects {

/// sin(pi/2 x) / x in powers of x squared, for |x| <= 1: minimax (reweighted least squares in double), error
/// 3e-9; in float 2e-7.
inline constexpr float kSineSeries[] = {1.57079629002F, -0.645963359862F, 0.0796884805217F,
                                        -0.00467222789474F, 0.000150820550501F};

inline constexpr std::uint32_t kQuarterTurn = 1U << 30U;

/// 0 at phase 0, 1 a quarter of a turn later, -1 at three quarters.
[[nodiscard]] inline float triangle(std::uint32_t phase) noexcept CL_REALTIME {
  const std::uint32_t from_top = phase - kQuarterTurn;
  const std::uint32_t sign = (from_top >> 31U) != 0 ? ~0U : 0U;
  const auto height = static_cast<std::int32_t>(kQuarterTurn - ((from_top ^ sign) - sign));
  return static_cast<float>(height) * (1.0F / 1073741824.0F);
}

/// sin(pi/2 x).
[[nodiscard]] inline float sine_of_triangle(float x) noexcept CL_REALTIME {
  const float t = x * x;
  return ((((kSineSeries[4] * t + kSineSeries[3]) * t + kSineSeries[2]) * t + kSineSeries[1]) * t +
          kSineSeries[0]) *
         x;
}
[[nodiscard]] inline float sine(std::uint32_t phase) noexcept CL_REALTIME {
  return sine_of_triangle(triangle(phase));
}

/// Part of a turn as a phase; whole turns do not matter.
[[nodiscard]] inline std::uint32_t phase_of_turns(double turns) noexcept CL_REALTIME {
  return static_cast<std::uint32_t>(std::llround((turns - std::floor(turns)) * 4294967296.0));
}

/// What a phase grows by in a frame.  Requires: 0 <= hz < sample_rate.
[[nodiscard]] inline std::uint32_t phase_step(double hz, double sample_rate) noexcept CL_REALTIME {
  return static_cast<std::uint32_t>(std::llround(hz / sample_rate * 4294967296.0));
}

/// The rate itself, or once a note when `note` (a place in kNoteValues) is not off.
[[nodiscard]] inline double rate_hz(double hz, std::size_t note, double tempo_bpm) noexcept CL_REALTIME {
  const double quarters = vocabulary::note_quarters(note);
  return quarters == 0.0 ? hz : std::max(tempo_bpm, 1.0) / 60.0 / quarters;
}

/// A wave that follows the tempo looks at the position wherever that is a multiple of so many frames, and
/// where something changes; in between it goes at an even step. So it does not matter how a block is cut.
inline constexpr std::uint32_t kLockGrid = 256;

[[nodiscard]] inline std::uint32_t frames_to_look(std::int64_t position) noexcept CL_REALTIME {
  return kLockGrid - static_cast<std::uint32_t>(position) % kLockGrid;
}

/// How much of `block` goes by until such a wave looks again.
[[nodiscard]] inline std::uint32_t lock_stretch(const BlockInfo& block) noexcept CL_REALTIME {
  return block.rolling ? std::min(block.frames, frames_to_look(block.position)) : block.frames;
}

/// What such a wave remembers of the position.
struct WaveLock {
  static constexpr std::int64_t kNowhere = -1;
  std::int64_t next = kNowhere;  ///< where the position is if it just goes on

  /// Whether the wave has to look now.  Requires: `block` is no longer than lock_stretch() of it.
  [[nodiscard]] bool looks_at(const BlockInfo& block) noexcept CL_REALTIME {
    const bool goes_on = block.rolling && block.position == next && block.position % kLockGrid != 0;
    next = block.rolling ? block.position + block.frames : kNowhere;
    return !goes_on;
  }
  /// Something else has changed: look in any case.
  void forget() noexcept CL_REALTIME { next = kNowhere; }
};

/// A wave that follows the tempo stands, while the transport rolls, where the position has it: at `origin`
/// when position 0 begins a note. Returns the step from here to where it looks next: `step`, and what brings
/// `phase` there, at most half a turn in kLockSeconds, so that a locate or a start is a short glide and no
/// jump.
inline constexpr double kLockSeconds = 0.2;
[[nodiscard]] inline std::uint32_t locked_step(std::uint32_t phase, std::uint32_t step, double hz,
                                               std::uint32_t origin, const BlockInfo& block,
                                               double sample_rate) noexcept CL_REALTIME {
  if (!block.rolling) return step;
  const std::uint32_t wanted =
      origin + phase_of_turns(static_cast<double>(block.position) * (hz / sample_rate));
  const auto error = static_cast<std::int64_t>(static_cast<std::int32_t>(wanted - phase));
  const auto most = static_cast<std::int64_t>(2147483648.0 / (kLockSeconds * sample_rate));
  const auto frames = static_cast<std::int64_t>(frames_to_look(block.position));
  return step + static_cast<std::uint32_t>(std::clamp(error / frames, -most, most));
}

/// out[f] = half (1 + sin) + base, at phase + step * f.
/// Requires: out is 64-byte aligned and as long as `frames` rounded up to 16; what is past `frames` is
/// written too.
void write_swing(std::uint32_t phase, std::uint32_t step, float half, float base, float* out,
                 std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::effects
