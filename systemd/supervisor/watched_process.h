// watched_process.h: one process held by its pidfd: started by us, or found again by its pid file.
// The pid file says pid and start time, so a number used again by somebody else is never taken for ours.
// Side: supervisor.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "schema/vocabulary/result.h"
#include "systemd/supervisor/unit_file.h"

namespace corelogic::supervisor {

/// Where a service speaks and leaves its traces.
struct Places {
  std::string notify;    ///< path of the notify socket
  std::string log;       ///< both outputs, appended
  std::string pid_file;  ///< written by the new process itself, before it becomes the program
};

/// Makes `file` say that this process is who it stands for.
void write_pid_file(const std::string& file);

class WatchedProcess {
 public:
  WatchedProcess(WatchedProcess&& other) noexcept;
  WatchedProcess& operator=(WatchedProcess&& other) noexcept;
  ~WatchedProcess();

  /// Starts the unit's program in a session of its own, normal scheduling.
  /// It outlives the supervisor on purpose: no single process's death stops the sound.
  /// Errors: kInternal with errno's words.
  [[nodiscard]] static vocabulary::Result<WatchedProcess> start(const ServiceUnit&, const Places&);
  /// nullopt: no pid file, or that process is gone.
  [[nodiscard]] static std::optional<WatchedProcess> find(const std::string& pid_file);
  /// Holds `pid`, which may be nobody's child of ours. nullopt: it is gone.
  [[nodiscard]] static std::optional<WatchedProcess> hold(pid_t pid);

  [[nodiscard]] pid_t pid() const { return pid_; }
  /// Readable when the process has ended.
  [[nodiscard]] int fd() const { return fd_; }
  void signal(int number) const;
  [[nodiscard]] bool has_ended() const;
  /// True when it waits in a stop (SIGSTOP). Only for our own children.
  [[nodiscard]] bool is_stopped() const;
  /// Call once after has_ended(): "signal 9", "status 1"; "ended" when it was no child of ours.
  [[nodiscard]] std::string reap() const;

 private:
  WatchedProcess(pid_t pid, int fd) : pid_(pid), fd_(fd) {}

  pid_t pid_;
  int fd_;
};

}  // namespace corelogic::supervisor
