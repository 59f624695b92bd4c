// graph_text.h: a signal graph for people: its compiled order with the routing matrix, or a drawing for
// Graphviz. It asks nobody and prints nowhere; it makes text of a value.  Side: control; pure.
#pragma once

#include <string>

#include "schema/messages/graph.h"

namespace corelogic::client {

/// The nodes in processing order, one a line with what feeds them and their values, then who feeds whom.
[[nodiscard]] std::string graph_as_text(const messages::GraphSnapshot&);

/// A digraph for `dot -Tsvg`, a cluster a strip; keys dashed, metered nodes with a double line.
[[nodiscard]] std::string graph_as_dot(const messages::GraphSnapshot&);

}  // namespace corelogic::client
