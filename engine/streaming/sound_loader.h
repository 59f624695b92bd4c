// sound_loader.h: from a path to a sound in memory at the wanted rate.
// It keeps nothing: sound_library does.  Side: disk, or control when offline.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/streaming/sound.h"
#include "schema/vocabulary/result.h"

namespace corelogic::streaming {

/// Decodes the whole file and resamples it to `rate` if it has another.
/// Errors: those of SoundReader::open and Sound::allocate, with the path in the sentence; kBusy when
/// `cancelled` became
///         true meanwhile (asked at each 64 Ki frames).
[[nodiscard]] vocabulary::Result<std::shared_ptr<const Sound>> load_sound(const std::string& path,
                                                                          std::uint32_t rate,
                                                                          const std::atomic<bool>& cancelled);

}  // namespace corelogic::streaming
