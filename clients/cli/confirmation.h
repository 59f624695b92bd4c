// confirmation.h: what was done, as one line for people: "Guitar: volume -6.0 dB (revision 12)".
// It asks nobody; it makes text of a command and its answer.  Side: control; pure.
#pragma once

#include <string>

#include "schema/messages/command.h"

namespace corelogic::cli {

/// "-6.0 dB", "-inf dB"
[[nodiscard]] std::string decibels(double level);
/// "-0.30", "centre"
[[nodiscard]] std::string position_of(double pan);
/// 2.5, 0.1, 120: without trailing zeros.
[[nodiscard]] std::string number(double value);

/// `project` is as it was before the command. Requires: the reply is not a refusal.
[[nodiscard]] std::string confirmation(const messages::Project& project, const messages::Command& command,
                                       const messages::Reply& reply);

}  // namespace corelogic::cli
