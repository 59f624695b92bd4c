// playback_ways.h: how late each playback channel is, and what comes in at which capture channels is heard
// there: for whoever tells others how long the sound takes through us. It changes nothing.  Side: control.
#pragma once

#include <vector>

#include "engine/building/plan_draft.h"

namespace corelogic::building {

/// By playback channel, up to the last one where anything is heard. What only fades out does not count, nor
/// does a key: nobody hears it.  Requires: the draft is folded and its latencies are found.
[[nodiscard]] std::vector<graph::PlaybackWay> playback_ways(const PlanDraft& draft);

}  // namespace corelogic::building
