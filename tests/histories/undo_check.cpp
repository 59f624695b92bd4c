// undo_check.cpp: undo by its promise: two stacks of steps a client, filled from the journal alone, and the
// values from before a step.  Side: test.
#include <algorithm>
#include <map>
#include <set>

#include "controller/project/field_keys.h"
#include "tests/histories/journal_check.h"

namespace corelogic::histories {
namespace {

using messages::Change;
using messages::ClientId;
using project::FieldKey;
using store::Edit;
using store::EditKind;
using Values = std::map<std::vector<FieldKey>, Change>;

constexpr std::uint32_t kEverything = ~std::uint32_t{0};

/// What stands in the end.
Values values_of(const messages::Changes& changes) {
  Values values;
  for (const Change& change : changes)
    if (project::is_value(change)) values.insert_or_assign(project::fields_of(change), change);
  return values;
}

/// One press of undo: an edit, or the rows of one gesture with nothing of the same client between them.
struct Step {
  std::vector<const Edit*> rows;
  std::uint32_t gesture = 0;
  [[nodiscard]] std::uint64_t first() const { return rows.front()->first_revision; }
  [[nodiscard]] std::uint64_t last() const { return rows.back()->set.revision.number; }
  /// From before it.
  [[nodiscard]] Values values() const {
    Values all;
    for (const Edit* row : rows) all.merge(values_of(row->inverse));  // the oldest of each field stays
    return all;
  }
};

struct Stacks {
  std::vector<Step> undo, redo;
};

class UndoCheck {
 public:
  UndoCheck(const std::vector<Edit>& journal, Complaints& complaints)
      : journal_(journal), complaints_(complaints) {}

  std::uint64_t run() {
    for (const Edit& row : journal_) {
      if (row.kind != EditKind::kEdit) judge(row);
      place(row);
    }
    return judged_;
  }

 private:
  static auto find(std::vector<Step>& steps, std::uint64_t last) {
    return std::find_if(steps.begin(), steps.end(), [&](const Step& step) { return step.last() == last; });
  }

  void judge(const Edit& row) {
    ++judged_;
    for (auto& [client, stacks] : stacks_) {
      if ((row.kind == EditKind::kUndoOthers) == (client == row.set.client)) continue;
      auto& steps = row.kind == EditKind::kRedo ? stacks.redo : stacks.undo;
      if (const auto step = find(steps, row.target); step != steps.end()) return compare(row, *step, client);
    }
    complain(row, "takes back " + std::to_string(row.target) + ", where no step of its client ends");
  }

  void compare(const Edit& row, const Step& step, ClientId owner) {
    const Values before = step.values();
    for (const auto& [fields, change] : values_of(row.set.changes)) {
      const auto expected = before.find(fields);
      const bool fader = std::holds_alternative<messages::VolumeSet>(change);
      if (expected == before.end() ? fader : !(expected->second == change))
        complain(row, "does not set " + project::field_name(fields.front()) + " of " +
                          std::to_string(fields.front().id) + " to what it was before revision " +
                          std::to_string(step.first()));
      else
        compare_with_others(row, step, owner, fields);
    }
  }

  void compare_with_others(const Edit& row, const Step& step, ClientId owner,
                           const std::vector<FieldKey>& fields) {
    for (const Edit& other : journal_) {
      if (&other == &row) return;
      if (other.set.client == owner || other.set.revision.number <= step.first()) continue;
      for (const Change& theirs : other.set.changes)
        if (project::fields_of(theirs) == fields)
          complain(row, "sets back a " + project::field_name(fields.front()) + " that hand " +
                            std::to_string(other.set.client.value) + " has set at " +
                            std::to_string(other.set.revision.number));
    }
  }

  void complain(const Edit& row, const std::string& sentence) {
    complaints_.push_back("the undo at " + std::to_string(row.set.revision.number) + " " + sentence);
  }

  /// More of the same gesture: nothing of the client lies between, and nobody else has touched anything of it
  /// since it began.
  [[nodiscard]] bool goes_on(const Step& last, const Edit& row) const {
    if (last.gesture == 0 || row.kind != EditKind::kEdit || last.gesture != row.set.gesture) return false;
    if (last.rows.back()->set.revision.epoch != row.set.revision.epoch) return false;
    const auto ids_of = [](const messages::Changes& changes) {
      std::set<std::uint32_t> ids;
      for (const Change& change : changes)
        for (const FieldKey& field : project::fields_of(change))
          ids.insert(field.kind == project::FieldKind::kWholeProject ? kEverything : field.id);
      return ids;
    };
    auto mine = ids_of(row.inverse);
    for (const Edit* part : last.rows) mine.merge(ids_of(part->inverse));
    for (const Edit& other : journal_) {
      if (&other == &row) break;
      if (other.set.revision.number <= last.first() || other.set.client == row.set.client) continue;
      for (const std::uint32_t id : ids_of(other.set.changes))
        if (id == kEverything || mine.contains(id)) return false;
    }
    return true;
  }

  void place(const Edit& row) {
    Stacks& own = stacks_[row.set.client];
    Step step{{&row}, 0};
    if (row.kind == EditKind::kUndo) {
      // What lies above has been given up: nothing of it was left to take back.
      own.undo.erase(find(own.undo, row.target), own.undo.end());
      own.redo.push_back(step);
      return;
    }
    if (row.kind == EditKind::kRedo) {
      own.redo.erase(find(own.redo, row.target), own.redo.end());
      own.undo.push_back(step);
      return;
    }
    if (row.kind == EditKind::kUndoOthers)
      for (auto& [client, stacks] : stacks_)
        if (client != row.set.client)
          std::erase_if(stacks.undo, [&](const Step& one) { return one.last() == row.target; });
    own.redo.clear();
    step.gesture = row.kind == EditKind::kEdit ? row.set.gesture : 0;
    if (!own.undo.empty() && goes_on(own.undo.back(), row))
      own.undo.back().rows.push_back(&row);
    else
      own.undo.push_back(step);
  }

  const std::vector<Edit>& journal_;
  Complaints& complaints_;
  std::map<ClientId, Stacks> stacks_;
  std::uint64_t judged_ = 0;
};

}  // namespace

void check_undos(const std::vector<Edit>& journal, Complaints& complaints, Met& met) {
  met.undos += UndoCheck(journal, complaints).run();
}

}  // namespace corelogic::histories
