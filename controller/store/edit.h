// edit.h: one row of the journal: what was done, how to take it back, and what the client was answered.
// A plain value; it knows neither SQL nor files.  Side: control.
#pragma once

#include <cstdint>
#include <string>

#include "schema/messages/change.h"
#include "schema/messages/command.h"
#include "schema/messages/questions.h"

namespace corelogic::store {

/// Part of the file format: never renumber.
enum class EditKind : std::uint8_t { kEdit = 1, kUndo = 2, kRedo = 3, kUndoOthers = 4 };

/// A gesture's moves are put together: one row stands for the revisions first_revision ... set.revision and
/// the sequences first_sequence ... set.sequence of its client.
struct Edit {
  messages::ChangeSet set;
  messages::Changes inverse;  ///< takes the changes back, in order
  messages::Done done;
  EditKind kind = EditKind::kEdit;
  std::uint64_t target = 0;  ///< of an undo (of others) or redo: the revision of the step it takes back
  std::uint64_t first_sequence = 0;
  std::uint64_t first_revision = 0;
  std::string transport = {};  ///< by which it was asked for; for the audit
  /// From which role on it can be done, and so taken back; an undo or redo has it from the step.
  messages::Role least = messages::Role::kEditor;
  bool operator==(const Edit& other) const {
    return set == other.set && inverse == other.inverse && done.ids == other.done.ids &&
           done.notes == other.done.notes && kind == other.kind && target == other.target &&
           first_sequence == other.first_sequence && first_revision == other.first_revision &&
           transport == other.transport && least == other.least;
  }
};

/// What was answered once and is answered again.
struct StoredReply {
  vocabulary::Revision revision;
  messages::Done done;
};

}  // namespace corelogic::store
