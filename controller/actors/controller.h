// controller.h: the controller as one thing: directories, store, sockets, five actors, in the order in which
// they begin and end. It wires; it does no work of its own.  Side: control; start and stop from one thread.
#pragma once

#include <memory>
#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::actors {

/// What is open to the network; empty endpoints: nothing is.
struct Network {
  std::string control;    ///< "tcp://*:9610"
  std::string telemetry;  ///< "tcp://*:9611"
};

class Controller {
 public:
  /// Opens `project`; if that is empty the one open last; if there is none makes "untitled". The new epoch is
  /// on disk and the sockets are bound when it returns. Directories come from the environment
  /// (wire/endpoints.h). Errors: kConflict if another controller runs here, kNotFound, kUnsupported,
  /// kStorage. With `Network` the controller's key pair is made in the data directory when it is not there.
  [[nodiscard]] static vocabulary::Result<std::unique_ptr<Controller>> start(const std::string& project,
                                                                             const Network& = {});
  /// Ends every actor: what was answered is durable, a checkpoint is written.
  ~Controller();

  /// "untitled at revision 4.17": for the log and the service manager.
  [[nodiscard]] std::string summary() const;
  /// Asks every actor for a sign of life.
  void ping();
  /// Whether all have answered the last ping.
  [[nodiscard]] bool all_answered();

 private:
  struct State;
  explicit Controller(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace corelogic::actors
