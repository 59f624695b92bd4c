// graph_compiler.h: the project as a signal graph: nodes in processing order, inputs by index.
// A pure function; it reads no file and asks no engine.  Side: control.
#pragma once

#include <string>

#include "controller/project/project.h"
#include "schema/messages/graph.h"

namespace corelogic::compiler {

struct CompileOptions {
  std::string audio_directory;  ///< absolute; relative file paths are put behind it, absolute ones stay
};

/// The order of nodes depends on structure only: value changes move nobody.
/// Cost: O((strips + feeds)·log strips).
[[nodiscard]] messages::GraphSnapshot compile(const project::Project&, vocabulary::Revision,
                                              const CompileOptions&);

}  // namespace corelogic::compiler
