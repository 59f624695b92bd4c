// difference.h: the changes that lead from one state of a project to another: a scene's recall, a restored
// revision, a comparison. It judges nothing: both states are valid.  Side: control; pure.
#pragma once

#include <optional>

#include "controller/project/project.h"
#include "schema/messages/change.h"

namespace corelogic::project {

/// `apply(now, difference(now, wanted))` is `wanted`, but for its name and next id, which stay,
/// and for the order of sends and of mute groups, for which there is no change.
/// What feeds something is taken off before anything goes, and put on after everything is there: so no cycle
/// and no gap in the references is passed, neither on the way there nor on the way back.
///
/// Returns: nullopt when no change can do it but ProjectReplaced: another sample rate, another master, a
/// strip
///          of the same id with another kind or width, an insert or send of the same id elsewhere.
[[nodiscard]] std::optional<messages::Changes> difference(const messages::Project& now,
                                                          const messages::Project& wanted);

/// The same for single strips and the desk around them: tracks of both lists by id, no strip comes or goes,
/// none is renamed or moved, sends and inserts that only one of both has stay as they are.
struct Desk {
  std::vector<messages::Track> tracks;
  messages::Monitor monitor;
  std::vector<messages::MuteGroup> mute_groups;
};
[[nodiscard]] messages::Changes desk_difference(const Desk& now, const Desk& wanted);

}  // namespace corelogic::project
