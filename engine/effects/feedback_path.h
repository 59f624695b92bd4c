// feedback_path.h: what keeps a loop sound: nothing broken gets in, and nothing grows without end. It is
// transparent for every sound up to full scale.  Side: audio.
#pragma once

#include <algorithm>
#include <cmath>

#include "engine/effects/sane.h"
#include "engine/side.h"

namespace corelogic::effects {

/// x up to full scale, to the bit; then ever slower towards twice full scale. Slope 1 where both meet.
[[nodiscard]] inline float saturate(float x) noexcept CL_REALTIME {
  const float size = std::abs(x);
  const float over = std::max(size - 1.0F, 0.0F);
  return std::copysign(std::min(size, 1.0F) + over / (1.0F + over), x);
}

}  // namespace corelogic::effects
