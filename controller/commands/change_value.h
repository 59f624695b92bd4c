// change_value.h: the value that a change sets, as people write it.  Only change_text uses it.  Side:
// control; pure.
#pragma once

#include <string>

#include "controller/project/project.h"
#include "schema/messages/change.h"

namespace corelogic::commands {

/// "-6.0 dB", "on", "Reverb", "device channels 1, 2"; empty for what sets no single value. `names` knows the
/// things that the change names.
[[nodiscard]] std::string value_text(const project::Project& names, const messages::Change&);

}  // namespace corelogic::commands
