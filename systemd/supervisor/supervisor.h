// supervisor.h: the loop that keeps services alive where systemd is not PID 1.
// It starts, listens, kills what hangs and starts again; it knows nothing of sound.  Side: supervisor, one
// thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "systemd/supervisor/notify_socket.h"
#include "systemd/supervisor/service.h"
#include "systemd/supervisor/watched_process.h"

namespace corelogic::supervisor {

/// The names of the files in the runtime directory; two programs must agree on them (run and stop).
[[nodiscard]] std::string lock_file(const std::string& runtime);
[[nodiscard]] std::string status_file(const std::string& runtime);
[[nodiscard]] std::string pid_file(const std::string& runtime, const std::string& service);

class Supervisor {
 public:
  /// Throws std::runtime_error when the notify socket cannot be bound.
  Supervisor(std::string runtime, std::vector<ServiceUnit> units);
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// Takes over what an earlier supervisor left running, starts the rest, and returns when all services have
  /// ended after SIGTERM or SIGINT.
  void run();

 private:
  struct Kept {
    Service service;
    std::optional<WatchedProcess> process;
    Moment started{};
  };

  void adopt();
  void wait_for_news();
  void follow_orders();
  void hear_notifications();
  void hear_signals();
  void see_the_stopped();
  void see_the_dead();
  void start(Kept&);
  void kill(Kept&, const std::string& why);
  void begin_to_stop();
  [[nodiscard]] bool all_stopped() const;
  void log(const Kept&, const std::string& sentence) const;
  void write_status();

  std::string runtime_;
  NotifySocket notify_;
  int signals_;
  std::vector<Kept> services_;
  bool stopping_ = false;
  bool changed_ = true;
};

}  // namespace corelogic::supervisor
