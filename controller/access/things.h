// things.h: which strip or send a command, a change or a touched control is about.  Side: control; pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "controller/project/project.h"
#include "schema/messages/command.h"

namespace corelogic::access {

struct Thing {
  enum class Kind : std::uint8_t { kNone, kTrack, kInsert, kSend };
  Kind kind = Kind::kNone;
  std::uint32_t id = 0;
};

/// Its member track, insert or send, the one that it changes. kNone: it has none.
[[nodiscard]] Thing thing_of(const messages::Command&);
[[nodiscard]] Thing thing_of(const messages::Change&);
/// "track/3/volume", "insert/9/threshold", "send/7/level"; kNone: none of these.
[[nodiscard]] Thing thing_of_control(std::string_view control);

/// The strip it belongs to; null when there is none.
[[nodiscard]] const messages::Track* strip_of(const Thing&, const project::Project&);

}  // namespace corelogic::access
