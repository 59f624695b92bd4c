// engine_link.h: our end of the line to the controller: a DEALER that never waits.
// It carries words; what they do is for command_reader and engine_loop. Without a controller they are
// dropped, and the engine plays on.  Side: control.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "schema/messages/engine.h"
#include "schema/wire/socket.h"

namespace corelogic::control {

class EngineLink {
 public:
  /// `endpoint` need not exist yet. `instance`: random, one for each engine process.
  /// Errors: those of wire::Socket::connect.
  [[nodiscard]] static vocabulary::Result<EngineLink> connect(wire::Context& context,
                                                              const std::string& endpoint,
                                                              std::uint64_t instance);

  /// The next word of the controller; nullopt when none waits. What cannot be read is left out and counted.
  [[nodiscard]] std::optional<messages::ToEngine> receive();
  [[nodiscard]] std::uint64_t unreadable() const { return unreadable_; }

  /// A hello until the controller has said something for the first time, a status from then on.
  void report(messages::EngineStatus status);
  void say(messages::PlanInstalled);
  void say(messages::SnapshotRefused);
  /// Not before the hello was answered.
  void say(const messages::EngineWiring&);

  [[nodiscard]] wire::Socket& socket() { return socket_; }

 private:
  EngineLink(wire::Socket socket, std::uint64_t instance) : socket_(std::move(socket)), instance_(instance) {}

  wire::Socket socket_;
  std::uint64_t instance_;
  bool heard_ = false;
  std::uint64_t unreadable_ = 0;
};

}  // namespace corelogic::control
