// graph_form.h: a graph snapshot to capnp and back, for replies and for the engine.  Side: control; pure.
#pragma once

#include "graph.capnp.h"
#include "schema/messages/graph.h"
#include "schema/wire/reading.h"

namespace corelogic::wire {

namespace gen = capnpgen;

void write_graph(const messages::GraphSnapshot&, gen::GraphSnapshot::Builder);
[[nodiscard]] messages::GraphSnapshot read_graph(Reading&, gen::GraphSnapshot::Reader);

}  // namespace corelogic::wire
