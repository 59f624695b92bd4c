// permit.h: the one place that says yes or no. It reads the table (permission_table.h) and the project, and
// changes nothing. A refusal is kDenied and names the role that may.  Side: control; pure.
#pragma once

#include "controller/access/identity.h"
#include "controller/project/project.h"
#include "schema/messages/command.h"
#include "schema/vocabulary/result.h"

namespace corelogic::access {

/// A thing that is not there is nobody's own: whoever is bound to strips is denied it, so that a refusal
/// tells nothing of the rest of the desk.
[[nodiscard]] vocabulary::Result<void> permit(const Identity&, const messages::Request&,
                                              const project::Project&);
/// The same for a command alone: of a batch, of a dry run.
[[nodiscard]] vocabulary::Result<void> permit(const Identity&, const messages::Command&,
                                              const project::Project&);
/// For a step that is taken back or made again: whoever may still give the command that made it, which took
/// the role `least`, and reaches all that it changes. Rights may have shrunk since.
[[nodiscard]] vocabulary::Result<void> permit_step(const Identity&, Role least, const messages::Changes&,
                                                   const project::Project&);
/// What can be said without a project: the role, and sight of the whole.
[[nodiscard]] vocabulary::Result<void> permit_sight(const Identity&, const messages::Request&);
/// More than a plain request's bytes: a whole project, or a long batch.
[[nodiscard]] inline bool may_send_much(const Identity& identity) {
  return identity.role >= Role::kEditor;
}

}  // namespace corelogic::access
