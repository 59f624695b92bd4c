// jackd.h: a JACK server of the test's own: dummy driver, own name, stopped by its pid.
// It starts no client and renders nothing.  Side: test.
#pragma once

#include <memory>
#include <string>

#include "tests/support/process.h"

namespace corelogic::support {

struct JackOptions {
  int rate = 48000;
  int period = 64;
  bool realtime = true;  ///< -R (jackd warns and goes on where it may not); false: -r
  int priority = 70;     ///< -P: the server's own; jackd would take 10, its clients have 5 less
};

/// `jackd -n <own name> -d dummy -r rate -p period`, ready for clients when the constructor returns.
/// JACK holds at most 8 servers a machine: keep one a test, not one a case.
class JackServer {
 public:
  /// Throws std::runtime_error with jackd's own words when no client can connect within 10 s.
  explicit JackServer(const JackOptions& options = {});
  ~JackServer();
  JackServer(const JackServer&) = delete;
  JackServer& operator=(const JackServer&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const JackOptions& options() const { return options_; }
  /// JACK_DEFAULT_SERVER, JACK_NO_START_SERVER, JACK_NO_AUDIO_RESERVATION, and `more`: for the children.
  [[nodiscard]] Environment environment(const Environment& more = {}) const;
  /// The same variables in the test's own environment, for jack_client_open in the test itself.
  void use_in_this_process() const;
  /// SIGKILL: as when the server crashes. Leaves nothing in /dev/shm.
  void kill();
  /// Kills it if it runs, and starts it again under the same name.
  void restart(const JackOptions& options);
  [[nodiscard]] Process& process() const { return *process_; }
  /// Whether it runs, and all it has said: for the message of a test that fails.
  [[nodiscard]] std::string words() const;

 private:
  void start();
  void clear_leftovers() const;

  std::string name_;
  JackOptions options_;
  std::unique_ptr<Process> process_;
};

}  // namespace corelogic::support
