// value_router.h: values of a graph in the audio thread's own terms: gain cells and effects.  It sends
// nothing. Side: control.
#pragma once

#include <vector>

#include "engine/building/live_graph.h"
#include "engine/building/plan_builder.h"
#include "engine/doors/rt_command.h"

namespace corelogic::building {

/// What to tell the audio thread after `place` of `graph` got a new value.  Returns false if the plan has no
/// gain of its own for it (a plain edge): it needs a new plan.
bool route_value(const messages::GraphSnapshot& graph, const ValueIndex& index, const ValuePlace& place,
                 std::uint16_t parameter, std::vector<doors::RtValue>& values);

/// The effects' values that differ between two graphs, for processors that are in both. Gains need none of
/// this: a plan brings its own.
void route_differences(const LiveGraph& former, const messages::GraphSnapshot& next, const ValueIndex& index,
                       std::vector<doors::RtValue>& values);

}  // namespace corelogic::building
