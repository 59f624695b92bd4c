// others_work.h: what other clients have touched since a step, asked field by field or thing by thing.
// It remembers keys, no values.  Side: control; pure.
#pragma once

#include <cstdint>
#include <set>
#include <span>

#include "controller/project/field_keys.h"
#include "controller/project/project.h"
#include "schema/messages/change.h"

namespace corelogic::commands {

class OthersWork {
 public:
  explicit OthersWork(std::span<const messages::ChangeSet>);

  /// Taking `change` now would undo somebody else's work: the same field was set, or something was done to or
  /// inside what it removes.
  [[nodiscard]] bool stands_against(const messages::Change& change, const project::Project& now) const;
  [[nodiscard]] bool replaced_project() const { return replaced_; }

 private:
  [[nodiscard]] bool touched_track(const messages::TrackRemoved&, const project::Project&) const;

  std::set<project::FieldKey> fields_;
  std::set<std::uint32_t> ids_;
  bool replaced_ = false;
};

}  // namespace corelogic::commands
