// fresh_ids.h: a document that comes into an open project must not give an old id a new meaning.  Side:
// control; pure.
#pragma once

#include "controller/project/project.h"
#include "schema/messages/project.h"

namespace corelogic::commands {

/// Gives new ids, from the greater of the two counters on, to everything in `document` whose id was given in
/// `present` and does not evidently name the same thing there (a track of that kind and name; that insert,
/// send or connection of that track). So a client that still holds an id of something gone is refused, never
/// misunderstood.
///
/// Requires: `document` is a whole project's message (project::Project::from_message accepts it).
void give_fresh_ids(messages::Project& document, const project::Project& present);

}  // namespace corelogic::commands
