// silence_reasons.h: why nothing of a strip is heard, one reason after the other.  Side: control; pure.
#pragma once

#include <functional>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/graph.h"
#include "schema/messages/questions.h"

namespace corelogic::compiler {

/// A strip's fader in the compiled project, or null: who is silent by another's solo is read from it.
using FaderOf = std::function<const messages::Node*(messages::TrackId)>;

[[nodiscard]] std::vector<messages::Reason> silence_reasons(const project::Project&, const messages::Track&,
                                                            const FaderOf&);

}  // namespace corelogic::compiler
