// sink_writer.h: the routes into one sink become one MixStep: planar sources as paths, lane blocks as
// accumulations. The order of every sum depends on the routes alone.  Side: control.
#pragma once

#include "engine/building/plan_draft.h"

namespace corelogic::building {

/// Writes the step that sums into `sink`; `out[c]` is the slot of channel c's destination, or null to meter
/// only. Returns: the steps that write the sums.
After write_sink(PlanDraft& draft, const Sink& sink, float* const* const* out);

/// The same for the channels `wanted` only (others are read directly).
After write_sink(PlanDraft& draft, const Sink& sink, float* const* const* out,
                 const std::vector<bool>& wanted);

/// The gain a route has when nothing fades.
[[nodiscard]] float full_gain(const PlanDraft& draft, const Route& route);

}  // namespace corelogic::building
