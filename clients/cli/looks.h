// looks.h: the verbs that only look: what they ask, and how the answer reads.  Side: control.
#pragma once

#include <string>

#include "clients/cli/line.h"

namespace corelogic::cli {

[[nodiscard]] Exit show_tracks(Session&);
[[nodiscard]] Exit show_status(Session&);
[[nodiscard]] Exit show_graph(Session&, bool dot);
[[nodiscard]] Exit show_history(Session&, std::uint32_t most);
/// Needs no controller: the catalogue is part of the program.
[[nodiscard]] Exit show_effects(Session&);

[[nodiscard]] std::string tracks_as_text(const messages::Project&);
[[nodiscard]] std::string status_as_text(const messages::Status&, vocabulary::Revision);
/// "r12  set volume of Guitar to -6.0 dB  (client 3f2a)"
[[nodiscard]] std::string change_as_text(const messages::ChangeSet&);
[[nodiscard]] std::string effects_as_text();
[[nodiscard]] std::string effects_as_json();

}  // namespace corelogic::cli
