// restore.h: the project as it was, as a forward change; and how two states differ, in sentences.
// Side: control; pure.
#pragma once

#include <string>
#include <vector>

#include "controller/commands/dispatch.h"

namespace corelogic::commands {

/// What leads from `now` to `then`, and no more: ids stay what they were. The name of the project stays.
[[nodiscard]] Validated restore(const project::Project& now, const project::Project& then,
                                std::uint64_t revision);
/// Empty when nothing differs.
[[nodiscard]] std::vector<std::string> differences(const project::Project& from, const project::Project& to);

}  // namespace corelogic::commands
