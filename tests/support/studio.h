// studio.h: a whole studio of a test's own: JACK server, supervisor, engine, controller, each the real
// program. Side: test.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "clients/cpp/connection.h"
#include "schema/messages/command.h"
#include "tests/support/jackd.h"
#include "tests/support/process.h"

namespace corelogic::support {

/// What the supervisor says of one service.
struct ServiceState {
  pid_t pid = 0;
  int restarts = 0;
};

class Studio {
 public:
  /// Up and answering when the constructor returns; throws std::runtime_error with the processes' words
  /// otherwise.
  explicit Studio(const JackOptions& jack = {});
  /// In order: services outlive a supervisor that is only killed.
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  [[nodiscard]] client::Connection& connection() { return *connection_; }
  /// Sends a command; throws with the refusal's sentence when it is refused or not answered.
  messages::Reply command(messages::CommandBody command, const client::Terms& terms = {});
  [[nodiscard]] messages::Status status();
  [[nodiscard]] messages::Project project();
  /// Waits until the engine plays what the controller wants.
  [[nodiscard]] bool in_step(Milliseconds deadline = 10s);

  [[nodiscard]] ServiceState engine() const { return service("corelogic-engine"); }
  [[nodiscard]] ServiceState controller() const { return service("corelogic-controller"); }

  /// All that the processes have said: for the message of a test that fails.
  [[nodiscard]] std::string words() const;

  [[nodiscard]] const House& house() const { return house_; }
  [[nodiscard]] JackServer& jack() { return jack_; }
  [[nodiscard]] Environment environment() const;

 private:
  [[nodiscard]] ServiceState service(const std::string& name) const;

  House house_;
  JackServer jack_;
  Process supervisor_;
  wire::Context context_;
  std::optional<client::Connection> connection_;
};

/// A looped file of one period of a sine at the project's rate (frames per cycle), and its path.
[[nodiscard]] std::string write_sine(const ScratchDirectory& where, int frames_per_cycle, float amplitude,
                                     int channels = 2, int rate = 48000);

/// A looped file of 4800 frames of `value`, and its path.
[[nodiscard]] std::string write_constant(const ScratchDirectory& where, float value, int channels = 2,
                                         int rate = 48000);

/// A project of one audio track that plays `path` in a loop to the main output; gives back its id.
messages::TrackId play_loop(Studio& studio, const std::string& name, const std::string& path);

}  // namespace corelogic::support
