// endpoints.h: where the processes meet. Directories are made with mode 0700.
#pragma once

#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::wire {

/// $CORELOGIC_RUNTIME_DIR, else $XDG_RUNTIME_DIR/corelogic, else /run/corelogic.
[[nodiscard]] std::string runtime_directory();
/// $CORELOGIC_DATA_DIR, else $XDG_DATA_HOME/corelogic, else /var/lib/corelogic.
[[nodiscard]] std::string data_directory();
/// Makes `path` and its parents, the last with mode 0700.  Errors: kStorage with the path and errno's words.
[[nodiscard]] vocabulary::Result<void> make_private_directory(const std::string& path);

[[nodiscard]] std::string control_endpoint();           // ipc://<runtime>/control
[[nodiscard]] std::string telemetry_endpoint();         // ipc://<runtime>/telemetry
[[nodiscard]] std::string engine_endpoint();            // ipc://<runtime>/engine
[[nodiscard]] std::string engine_telemetry_endpoint();  // ipc://<runtime>/engine-telemetry

}  // namespace corelogic::wire
