// scene_recall.h: what a scene makes of the desk as it is now: its values where nothing is kept safe.
// It says what is wanted; what changes for it is project::difference.  Side: control; pure.
#pragma once

#include <string>
#include <vector>

#include "controller/project/difference.h"
#include "controller/project/project.h"

namespace corelogic::commands {

/// How much of a scene: a morph takes values only; a recall also switches, order and, if it may, cables.
enum class Recall { kValues, kWithoutRouting, kWhole };

[[nodiscard]] project::Desk desk_of(const project::Project&);
/// `now` with the scene's values for all that both have. Appends to `notes` what the scene has and the
/// project has no more.
[[nodiscard]] project::Desk recalled(const project::Project& now, const messages::Scene&, Recall,
                                     std::vector<std::string>& notes);
/// What lies between two scenes, of what both have: levels in dB, logarithmic parameters by ratio, others
/// straight, switches and choices from one half on as in `to`.
///
/// Units: amount 0 (from) ... 1 (to).
[[nodiscard]] messages::Scene between(const messages::Scene& from, const messages::Scene& to, double amount);

}  // namespace corelogic::commands
