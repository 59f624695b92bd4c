// invert_change.h: the changes that take a project back.
// Pure; it applies nothing to what it is given.  Side: control.
#pragma once

#include "controller/project/project.h"
#include "schema/messages/change.h"

namespace corelogic::project {

/// The changes that take `before` with `changes` applied back to `before`, in the order to apply them. Ids
/// taken stay taken: next_id never goes back. Requires: `changes` are valid on `before`.
[[nodiscard]] messages::Changes invert(const Project& before, const messages::Changes& changes);

}  // namespace corelogic::project
