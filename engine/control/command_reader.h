// command_reader.h: which of the controller's words still count: those of a former life of the controller,
// and snapshots older than the last one, do not. It judges order only; whether a graph makes sense is for the
// plan builder.  Side: control.
#pragma once

#include <set>

#include "schema/messages/engine.h"

namespace corelogic::control {

class CommandReader {
 public:
  /// Whether `snapshot` is to be offered. The first one of an unknown epoch begins a new life of the
  /// controller, and ends all former ones for good.
  [[nodiscard]] bool counts(const messages::GraphSnapshot& snapshot);
  /// Whether `values` belong to the controller's present life.
  [[nodiscard]] bool counts(const messages::SetParameters& values) const;
  [[nodiscard]] const vocabulary::Revision& last() const { return last_; }

 private:
  vocabulary::Revision last_;
  std::set<std::uint32_t> ended_;  ///< epochs
};

}  // namespace corelogic::control
