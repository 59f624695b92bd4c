// answers.h: how the answers about scenes, the past, the wiring and dry runs read.  Side: control.
#pragma once

#include <string>

#include "clients/cli/line.h"
#include "schema/messages/command.h"

namespace corelogic::cli {

/// Asks what the command would do and shows it.
[[nodiscard]] Exit show_dry_run(Session&, const messages::Command&);

[[nodiscard]] std::string scenes_as_text(const messages::Project&);
[[nodiscard]] std::string versions_as_text(const messages::Versions&);
[[nodiscard]] std::string diff_as_text(const messages::Diff&);
[[nodiscard]] std::string dry_run_as_text(const messages::DryRunResult&);
[[nodiscard]] std::string explanation_as_text(const messages::Explanation&);
[[nodiscard]] std::string wiring_as_text(const messages::Wiring&);

}  // namespace corelogic::cli
