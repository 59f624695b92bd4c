// response.h: from the channels of an impulse response to the paths of a convolver.  Side: control.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/effects/partition_level.h"
#include "engine/effects/planar_effect.h"

namespace corelogic::effects {

inline constexpr double kLongestResponseSeconds = 10.0;

/// What `channels` (1 or 2) channels play of `sound`, as convolution.h says; none if there is no sound.
/// `length`: how much of it, 0 ... 1; of less than all the last quarter of what is left fades out.
[[nodiscard]] std::vector<ConvolverPath> response_paths(const SoundSpan& sound, std::size_t channels,
                                                        double sample_rate, double length = 1.0);

/// Gain that gives the response of the louder output energy 1; 1 if it is silent.
[[nodiscard]] double normalising_gain(const std::vector<ConvolverPath>&);

}  // namespace corelogic::effects
