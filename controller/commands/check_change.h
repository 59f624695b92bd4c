// check_change.h: whether an old change could still happen to the project as it is now.
// Undo asks it; values are not judged again, they were valid once. It changes nothing.  Side: control; pure.
#pragma once

#include "controller/project/project.h"
#include "schema/messages/change.h"
#include "schema/vocabulary/result.h"

namespace corelogic::commands {

/// Errors: what is missing, taken, too many, or would go in a circle.
[[nodiscard]] vocabulary::Result<void> check_change(const project::Project&, const messages::Change&);

}  // namespace corelogic::commands
