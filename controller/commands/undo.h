// undo.h: what of an old step can be taken back now, when others have worked on since.
// It plans; the project is changed by nobody here.  Side: control; pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/change.h"
#include "schema/vocabulary/result.h"

namespace corelogic::commands {

struct UndoPlan {
  messages::Changes changes;  ///< valid on `now`, in order
  std::vector<std::string>
      notes;  ///< one a field left alone: "Volume of Guitar stays: somebody else has ..."
};

/// Serves undo and redo: `inverse` is project::invert of the step (or of its undo), `by_others_since` all
/// change sets of other clients after the step. Errors: kNothingToUndo when nothing is left; the sentence
/// says why.
[[nodiscard]] vocabulary::Result<UndoPlan> plan_undo(const project::Project& now,
                                                     const messages::Changes& inverse,
                                                     std::span<const messages::ChangeSet> by_others_since);

}  // namespace corelogic::commands
