// wiring_note.h: the wired-as-wanted of the last life, in a file of the runtime directory: an engine that was
// killed, or whose JACK server was, is connected as before from its first period on, with or without a
// controller.  Side: control.
#pragma once

#include <optional>
#include <string>

#include "schema/messages/engine.h"

namespace corelogic::control {

class WiringNote {
 public:
  explicit WiringNote(std::string path) : path_(std::move(path)) {}

  /// nullopt: there is none, or it cannot be read.
  [[nodiscard]] std::optional<messages::WantedWiring> read() const;
  /// The whole note or the former one; what cannot be written is left.
  void write(const messages::WantedWiring& wanted) const;

 private:
  std::string path_;
};

}  // namespace corelogic::control
