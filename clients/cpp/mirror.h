// mirror.h: a client's replica of the project, kept by the changes that the controller pushes.
// It judges nothing: what the controller sent was valid. It asks nobody: it says when it must be asked for
// again. Side: control; a Mirror belongs to one thread.
#pragma once

#include <cstdint>

#include "schema/messages/change.h"
#include "schema/messages/project.h"

namespace corelogic::client {

/// Applies one change. One that names what does not exist changes nothing.
void apply(messages::Project&, const messages::Change&);

/// What became of a change set.
enum class Taken : std::uint8_t {
  kApplied,
  kOld,   ///< known already: left alone
  kHole,  ///< changes before it are missing, or it is of another epoch: ask for the snapshot again
};

class Mirror {
 public:
  /// The hash of the state, as the controller's answer to getHash.
  [[nodiscard]] std::uint64_t hash() const;
  /// Forgets everything and starts here.
  void reset(messages::Project, vocabulary::Revision);
  [[nodiscard]] Taken take(const messages::ChangeSet&);

  [[nodiscard]] bool filled() const { return filled_; }
  [[nodiscard]] const messages::Project& project() const { return project_; }
  [[nodiscard]] vocabulary::Revision revision() const { return revision_; }

 private:
  messages::Project project_;
  vocabulary::Revision revision_;
  bool filled_ = false;
};

}  // namespace corelogic::client
