// identity.h: who the command line is: one client for all runs of a user, so that undo finds what the run
// before did. It keeps a number and a counter in a file; it knows no protocol.  Side: control.
#pragma once

#include <cstdint>
#include <string>

#include "schema/vocabulary/ids.h"

namespace corelogic::cli {

struct Identity {
  vocabulary::ClientId client;      ///< invalid: nothing could be kept; be somebody new
  std::uint64_t last_sequence = 0;  ///< the next 1000 belong to this run
};

/// Reads and counts on `directory`/command-line-<uid>, under a lock: two runs at once get different numbers.
/// `whose`: a word for somebody else than the user of this machine; another file.
[[nodiscard]] Identity take_identity(const std::string& directory, const std::string& whose = {});

}  // namespace corelogic::cli
