// undo_history.h: what each client may take back and do again, and what the others have done since.
// It remembers and counts steps; commands::plan_undo decides what of a step still can be taken back. It is
// fed by the edits alone, live or read from the journal, so a restart changes nothing.  Side: control,
// ProjectActor.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "controller/store/edit.h"

namespace corelogic::actors {

/// One press of undo: an edit, or all moves of one gesture.
struct Step {
  std::uint64_t first_revision = 0;
  std::uint64_t last_revision = 0;
  std::uint32_t epoch = 0;
  std::uint32_t gesture = 0;
  messages::Changes inverse;
  messages::Role least = messages::Role::kEditor;  ///< as store::Edit has it; of a gesture the highest
};

/// One stack a client; client 0 (whoever gives no id) is one client too. Reaches back over the newest
/// store::kNewestEdits edits; of whole projects that were replaced it keeps the newest 8.
class UndoHistory {
 public:
  void load(std::vector<store::Edit> newest);
  /// Requires: higher revision than all before.
  void record(std::shared_ptr<const store::Edit>);

  /// Null when there is none.
  [[nodiscard]] const Step* undo_step(messages::ClientId) const;
  [[nodiscard]] const Step* redo_step(messages::ClientId) const;
  /// The newest step of any client, and whose it is.
  [[nodiscard]] std::pair<messages::ClientId, const Step*> newest_step() const;
  /// Forgets a step of which nothing is left.
  void drop_undo(messages::ClientId);
  void drop_redo(messages::ClientId);
  /// The change sets of other clients from `revision` on.
  [[nodiscard]] std::vector<messages::ChangeSet> by_others_since(messages::ClientId,
                                                                 std::uint64_t revision) const;
  /// By revision.
  [[nodiscard]] const std::deque<std::shared_ptr<const store::Edit>>& edits() const { return edits_; }

 private:
  struct Stacks {
    std::deque<Step> undo;
    std::deque<Step> redo;
  };
  void place(const store::Edit&);
  /// Whether `next` is more of the gesture that is the newest step.
  [[nodiscard]] bool goes_on(const Step& last, const Step& next, messages::ClientId) const;
  void forget_oldest();

  std::deque<std::shared_ptr<const store::Edit>> edits_;
  std::unordered_map<messages::ClientId, Stacks> stacks_;
  std::size_t replacements_ = 0;
};

}  // namespace corelogic::actors
