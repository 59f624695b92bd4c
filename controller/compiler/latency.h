// latency.h: how late each node of a graph is, by the effect catalogue: the rule the engine's compensator
// keeps. Side: control; pure.
#pragma once

#include <cstdint>
#include <vector>

#include "schema/messages/engine.h"
#include "schema/messages/graph.h"

namespace corelogic::compiler {

/// Frames from the inputs to the output of each node, by index: the latest that arrives, and its own.
[[nodiscard]] std::vector<std::uint32_t> node_latencies(const messages::GraphSnapshot&, double sample_rate);
/// Of each output node: those that share playback channels arrive together.
[[nodiscard]] std::vector<messages::OutputLatency> output_latencies(const messages::GraphSnapshot&,
                                                                    double sample_rate);

}  // namespace corelogic::compiler
