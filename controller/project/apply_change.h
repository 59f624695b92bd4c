// apply_change.h: the only way a project changes.
// It judges nothing and cannot fail: a change was validated before (commands/).  Side: control, the project's
// writer.
#pragma once

#include "controller/project/project.h"
#include "schema/messages/change.h"

namespace corelogic::project {

/// Call it by its whole name, project::apply: a bare one finds std::apply as well, by the variant in the
/// argument. Requires: the change is valid on `project`. One that names what does not exist changes nothing.
void apply(Project& project, const messages::Change& change);
/// In order.
void apply(Project& project, const messages::Changes& changes);

}  // namespace corelogic::project
