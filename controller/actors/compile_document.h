// compile_document.h: from a project's JSON document to the graph an engine plays, without a daemon.
// For corelogic-controller --compile and, through it, corelogic-render.  Side: control; pure but for reading.
#pragma once

#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::actors {

/// Returns: a GraphSnapshot as Cap'n Proto bytes. Relative sound files are looked for in `audio_directory`.
/// Errors: kNotFound; and all that makes a document no project, with subject and sentence.
[[nodiscard]] vocabulary::Result<std::string> compile_document(const std::string& path,
                                                               const std::string& audio_directory);

}  // namespace corelogic::actors
