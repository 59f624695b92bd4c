// state_hash.h: one number for a whole project, by which two replicas see that they agree.
// schema/README.md says how it is made; every client in every language makes the same. It is no protection
// against anybody who wants two projects to look alike.  Side: control; pure.
#pragma once

#include <cstdint>

#include "schema/messages/project.h"

namespace corelogic::wire {

/// The answer to getHash.  Cost: as the project's JSON form.
[[nodiscard]] std::uint64_t state_hash(const messages::Project&);

}  // namespace corelogic::wire
