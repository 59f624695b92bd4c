// fader_timing.h: how long a fader move takes from a client to the audio thread, heard at the JACK port.
// Side: benchmark.
#pragma once

#include <string>

#include "schema/messages/command.h"
#include "tests/bench/report.h"
#include "tests/support/studio.h"

namespace corelogic::bench {

/// 400 moves of the strip's fader; a row each for p50, p99 (goal: a block and 1 ms) and the worst.
/// Requires: the strip plays a constant to the main output.
void fader_moves(Report&, support::Studio&, messages::TrackId, const std::string& group);

}  // namespace corelogic::bench
