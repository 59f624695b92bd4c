// response.h: from the channels of an impulse response to the paths of a convolver.  Side: control.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/effects/partition_level.h"
#include "engine/effects/planar_effect.h"

namespace corelogic::effects {

inline constexpr double kLongestResponseSeconds = 10.0;

/// What `channels` (1 or 2) channels play of `sound`, as convolution.h says; none if there is no sound. It
/// has the gain that the response has at its own rate.
/// `length`: how much of it, 0 ... 1; of less than all the last quarter of what is left fades out.
[[nodiscard]] std::vector<ConvolverPath> response_paths(const SoundSpan& sound, std::size_t channels,
                                                        double sample_rate, double length = 1.0);

/// Gain with which noise comes out of the louder output as loud as it went in: over the band that `sound` and
/// the engine both have, up to 24 kHz, the mean of the response's power is 1. So it is the same at every rate
/// of the engine, whatever room is left above the file's band or above what is heard. 1 if it is silent.
///
/// Requires: `paths` are of this `sound`, at this rate.
/// Cost:     where both rates are above 48 kHz the response is transformed once more, as for its partitions.
[[nodiscard]] double normalising_gain(const std::vector<ConvolverPath>& paths, const SoundSpan& sound,
                                      double sample_rate);

}  // namespace corelogic::effects
