// looks.h: the verbs that only look: what they ask, and how the answer reads.  Side: control.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/line.h"
#include "schema/messages/graph.h"
#include "schema/vocabulary/effects/description.h"

namespace corelogic::cli {

[[nodiscard]] Exit show_tracks(Session&);
[[nodiscard]] Exit show_status(Session&);
[[nodiscard]] Exit show_graph(Session&, bool dot);
[[nodiscard]] Exit show_history(Session&, std::uint32_t most);
/// Who did what: the audit. `who` empty: everybody.
[[nodiscard]] Exit show_audit(Session&, std::uint32_t most, const std::string& who);
/// One effect, or with an empty name all. Needs no controller: the catalogue is part of the program.
[[nodiscard]] Exit show_effects(Session&, const std::string& name);

[[nodiscard]] std::string tracks_as_text(const messages::Project&);
/// `graph` names the nodes that the status numbers.
[[nodiscard]] std::string status_as_text(const messages::Status&, vocabulary::Revision,
                                         const messages::GraphSnapshot& graph);
/// "r12  set volume of Guitar to -6.0 dB  (client 3f2a)"
[[nodiscard]] std::string change_as_text(const messages::ChangeSet&);
using Effects = std::vector<const vocabulary::EffectDescription*>;
[[nodiscard]] std::string effects_as_text(const Effects&);
[[nodiscard]] std::string effects_as_json(const Effects&);

}  // namespace corelogic::cli
