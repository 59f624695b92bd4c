// local_user.h: who a process of this machine is to the system.  Side: control.
#pragma once

#include <string>

namespace corelogic::access {

/// "anna@localhost", from "localhost:1000:1000:4711", which is what libzmq says of the peer of an ipc socket
/// (SO_PEERCRED: user, group, process); "1000@localhost" when the system has no name for the user; empty when
/// it is another form.  Cost: a look into the system's list of users; keep what it says.
[[nodiscard]] std::string local_user(const std::string& address);

}  // namespace corelogic::access
