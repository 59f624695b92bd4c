// explanation.h: why a strip is silent, why it is late, and where its sound can be taken. It reads the
// project and the graph that is compiled of it; what the engine measures it does not know.  Side: control;
// pure.
#pragma once

#include <optional>

#include "controller/project/project.h"
#include "schema/messages/questions.h"

namespace corelogic::compiler {

/// Silent: no reason means it reaches a device output with its faders open. Late: its effects with
/// look-ahead, and what its sums and keys wait for.
[[nodiscard]] messages::Explanation explain(const project::Project&, const messages::Track&,
                                            double sample_rate);

/// The node whose output is the strip's sound there; nullopt for a strip without sound.
[[nodiscard]] std::optional<messages::NodeId> tap_node(const project::Project&, const messages::Track&,
                                                       messages::Tap);

}  // namespace corelogic::compiler
