// silence_reasons.h: why nothing of a strip is heard, one reason after the other.  Side: control; pure.
#pragma once

#include <vector>

#include "controller/project/project.h"
#include "schema/messages/graph.h"
#include "schema/messages/questions.h"

namespace corelogic::compiler {

/// `graph` is the compiled project: who is silent by another's solo is read from its faders.
[[nodiscard]] std::vector<messages::Reason> silence_reasons(const project::Project&,
                                                            const messages::GraphSnapshot&,
                                                            const messages::Track&);

}  // namespace corelogic::compiler
