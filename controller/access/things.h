// things.h: which strip or send a command, a change or a touched control is about.  Side: control; pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "controller/project/project.h"
#include "schema/messages/command.h"

namespace corelogic::access {

using Thing = std::variant<std::monostate, messages::TrackId, messages::InsertId, messages::SendId>;

/// Its member track, insert or send, the one that it changes. Monostate: it has none.
[[nodiscard]] Thing thing_of(const messages::Command&);
[[nodiscard]] Thing thing_of(const messages::Change&);
/// "track/3/volume", "insert/9/threshold", "send/7/level"; monostate: none of these.
[[nodiscard]] Thing thing_of_control(std::string_view control);

/// The strip it belongs to; null when there is none.
[[nodiscard]] const messages::Track* strip_of(const Thing&, const project::Project&);

}  // namespace corelogic::access
