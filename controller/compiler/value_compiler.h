// value_compiler.h: changes that are values only, as parameters for the engine: no new graph, no rebuild.
// Pure.  Side: control.
#pragma once

#include <optional>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/change.h"
#include "schema/messages/engine.h"

namespace corelogic::compiler {

/// What to set in the engine, or nullopt when the structure changed and compile() is needed. Renames give an
/// empty list. Set into the graph before, the values give the graph after: messages::graph_hash agrees with
/// compile(after), the tempo left out: the transport is told that.
///
/// `inverse` takes the changes back, in order (project::invert): it says what a stage, the monitor or an
/// effect's values were before. Without it these are structure.
[[nodiscard]] std::optional<std::vector<messages::ParameterValue>> compile_values(
    const project::Project& after, const messages::Changes& changes, const messages::Changes& inverse = {});

}  // namespace corelogic::compiler
