// probe_run.h: plays a whole sound through one effect, made by the registry as the engine makes it.
// It reads and writes no files.  Side: test.
#pragma once

#include <vector>

#include "tests/effects/probe_request.h"

namespace corelogic::probe {

using Sound = std::vector<std::vector<float>>;  ///< channel by channel

[[nodiscard]] Sound from_interleaved(const std::vector<float>& samples, std::size_t channels);
[[nodiscard]] std::vector<float> to_interleaved(const Sound&);

/// `key`: as long as `in`, or empty; `sound`: what the effect plays, or empty. As many frames come out as go
/// in.
[[nodiscard]] Sound play(const Request&, const Sound& in, const Sound& key, const Sound& sound);

}  // namespace corelogic::probe
