// waveform.h: a sound file as a picture: the least and the greatest sample of so many frames each, of all
// channels together, as BBC's audiowaveform writes it, for which there are readers. The gateway's only door
// to libsndfile. Side: disk.
#pragma once

#include <atomic>
#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::gateway {

/// audiowaveform's .dat of version 2 with 8 bits: a header of 24 bytes in little-endian words (version 2,
/// flags 1, sample rate, frames a pair, pairs, channels 1), then pairs of signed bytes, least and greatest,
/// 127 at full scale. A pair is of 64 frames, or of as many times two of that as keep it below kMostPairs.
///
/// Errors: kNotFound when there is no plain file, kInvalid when it is no sound file; the sentence names the
/// path. Cost:   the whole file is decoded, some hundred times faster than it plays; ends early, with kBusy,
/// when `leave` is set.
[[nodiscard]] vocabulary::Result<std::string> waveform_of(const std::string& path,
                                                          const std::atomic<bool>& leave);

inline constexpr std::size_t kMostPairs = std::size_t{1} << 17;

}  // namespace corelogic::gateway
