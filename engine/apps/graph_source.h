// graph_source.h: from a document on disk to the graph to render.
// A graph is read here; a project is compiled by the controller's compiler, which the engine may not include:
// by the program corelogic-controller beside this one.  Side: control.
#pragma once

#include <string>

#include "schema/messages/graph.h"
#include "schema/vocabulary/result.h"

namespace corelogic::apps {

/// Reads a GraphSnapshot (JSON or Cap'n Proto) or a project (JSON).
/// `audio_directory` empty: audio/ beside the document if there is one, else the document's own directory.
/// Errors: kNotFound, kStorage for the file; kInvalid with the decoder's or the compiler's words.
[[nodiscard]] vocabulary::Result<messages::GraphSnapshot> read_graph(const std::string& path,
                                                                     const std::string& audio_directory);

}  // namespace corelogic::apps
