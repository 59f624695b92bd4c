// meter_reader.h: a reading of the audio thread's meters with the nodes' names and set levels: a MeterFrame.
// Side: control.
#pragma once

#include "engine/building/live_graph.h"
#include "engine/graph/render_plan.h"
#include "schema/messages/telemetry.h"

namespace corelogic::building {

/// Metered strips first (gains: the set level of their fader or output, dB), then dynamics (no channels;
/// gains: gain reduction, dB <= 0).
void read_frame(const graph::RenderPlan& plan, const graph::MeterReading& reading, const LiveGraph& graph,
                messages::MeterFrame& frame);

}  // namespace corelogic::building
