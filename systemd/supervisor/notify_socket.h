// notify_socket.h: where services say READY=1 and WATCHDOG=1 (sd_notify's protocol), with the kernel's word
// on who speaks.  Side: supervisor.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace corelogic::supervisor {

struct Notification {
  pid_t from = 0;  ///< by SO_PASSCRED, not by what it says
  std::string text;
};

/// A datagram socket at a path in the runtime directory. A new supervisor binds the same path again, so
/// services that outlived the last one are heard at once (sd_notify connects anew each time).
class NotifySocket {
 public:
  /// Throws std::runtime_error when the path cannot be bound: start-up is broken then.
  explicit NotifySocket(std::string path);
  ~NotifySocket();
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  /// Never blocks; nullopt when nothing waits.
  [[nodiscard]] std::optional<Notification> receive() const;

 private:
  std::string path_;
  int fd_;
};

}  // namespace corelogic::supervisor
