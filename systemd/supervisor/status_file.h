// status_file.h: what the supervisor keeps, as JSON for scripts:
// {"pid":7,"services":[{"name":…,"state":…,…}]}. Written whole and renamed: a reader never sees half of it.
// Side: supervisor.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace corelogic::supervisor {

struct ServiceStatus {
  std::string name;
  std::string state;  ///< waiting, starting, running, stopping, killed, stopped
  pid_t pid = 0;      ///< 0: none
  std::uint64_t restarts = 0;
  std::string status;    ///< its own last STATUS=
  std::string last_end;  ///< "signal 9", "status 1"; empty: never ended
};

[[nodiscard]] std::string to_json(pid_t supervisor, const std::vector<ServiceStatus>& services);
void write_status_file(const std::string& path, pid_t supervisor, const std::vector<ServiceStatus>& services);

}  // namespace corelogic::supervisor
