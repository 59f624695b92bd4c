// sane.h: what counts as sound and what only something broken makes. It looks; it changes no sound that is
// one. The same for registers of lanes: kernel-inl.h.  Side: audio.
#pragma once

#include <cmath>

#include "engine/side.h"

namespace corelogic::effects {

/// +120 dB. One for all effects: what one of them hears of a broken sample, such as a filter's ringing, the
/// next in the chain would take for sound.
inline constexpr float kLoudestSane = 1e6F;

/// x; silence for a NaN, an infinity and all from +120 dB on.
[[nodiscard]] inline float sane(float x) noexcept CL_REALTIME {
  return std::abs(x) < kLoudestSane ? x : 0.0F;  // of a NaN the comparison is false
}

}  // namespace corelogic::effects
