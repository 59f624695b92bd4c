// undo_history.cpp: two stacks a client.  Side: control, ProjectActor.
#include "controller/actors/undo_history.h"

#include <algorithm>

#include "controller/project/field_keys.h"
#include "controller/store/project_store.h"

namespace corelogic::actors {
namespace {

constexpr std::size_t kMostReplacements = 8;

bool replaces_all(const store::Edit& edit) {
  return std::any_of(edit.set.changes.begin(), edit.set.changes.end(), [](const messages::Change& change) {
    return std::holds_alternative<messages::ProjectReplaced>(change);
  });
}

bool touches(const messages::Changes& changes, const messages::Change& one) {
  const auto fields = project::fields_of(one);
  return std::any_of(changes.begin(), changes.end(),
                     [&](const messages::Change& change) { return project::fields_of(change) == fields; });
}

bool concern_one_thing(const messages::Changes& theirs, const messages::Changes& mine) {
  for (const messages::Change& change : theirs)
    for (const project::FieldKey& field : project::fields_of(change))
      for (const messages::Change& own : mine)
        for (const project::FieldKey& other : project::fields_of(own))
          if (field.id == other.id || field.kind == project::FieldKind::kWholeProject) return true;
  return false;
}

/// The later part of a gesture. Of values the oldest inverse counts; anything else is taken back in reverse.
void merge(Step& step, Step later) {
  messages::Changes inverse;
  for (messages::Change& change : later.inverse)
    if (!project::is_value(change) || !touches(step.inverse, change)) inverse.push_back(std::move(change));
  inverse.insert(inverse.end(), std::make_move_iterator(step.inverse.begin()),
                 std::make_move_iterator(step.inverse.end()));
  step.inverse = std::move(inverse);
  step.last_revision = later.last_revision;
  step.least = std::max(step.least, later.least);
}

void pop_through(std::deque<Step>& stack, std::uint64_t revision) {
  while (!stack.empty() && stack.back().last_revision >= revision) stack.pop_back();
}

void pop_old(std::deque<Step>& stack, std::uint64_t forgotten) {
  std::erase_if(stack, [&](const Step& step) { return step.first_revision <= forgotten; });
}

}  // namespace

void UndoHistory::load(std::vector<store::Edit> newest) {
  edits_.clear();
  stacks_.clear();
  replacements_ = 0;
  for (store::Edit& edit : newest) record(std::make_shared<const store::Edit>(std::move(edit)));
}

void UndoHistory::record(std::shared_ptr<const store::Edit> edit) {
  place(*edit);
  if (replaces_all(*edit)) ++replacements_;
  edits_.push_back(std::move(edit));
  while (edits_.size() > store::kNewestEdits || replacements_ > kMostReplacements) forget_oldest();
}

void UndoHistory::place(const store::Edit& edit) {
  Stacks& stacks = stacks_[edit.set.client];
  Step step{edit.first_revision, edit.set.revision.number, edit.set.revision.epoch, edit.set.gesture,
            edit.inverse, edit.least};
  switch (edit.kind) {
    case store::EditKind::kUndo:
      pop_through(stacks.undo, edit.target);
      step.gesture = 0;
      stacks.redo.push_back(std::move(step));
      return;
    case store::EditKind::kRedo: {
      // A step of the redo stack carries the revision of the undo that made it; later ones are further up.
      const auto target = std::find_if(stacks.redo.begin(), stacks.redo.end(),
                                       [&](const Step& one) { return one.last_revision == edit.target; });
      stacks.redo.erase(target, stacks.redo.end());
      step.gesture = 0;
      stacks.undo.push_back(std::move(step));
      return;
    }
    case store::EditKind::kUndoOthers:  // whoever's step it was cannot take it back once more; the asker can
      for (auto& [client, theirs] : stacks_)
        std::erase_if(theirs.undo, [&](const Step& one) { return one.last_revision == edit.target; });
      step.gesture = 0;
      break;
    case store::EditKind::kEdit:
      break;
  }
  stacks.redo.clear();
  if (!stacks.undo.empty() && goes_on(stacks.undo.back(), step, edit.set.client))
    merge(stacks.undo.back(), std::move(step));
  else
    stacks.undo.push_back(std::move(step));
}

/// A gesture with which somebody else has come in between is two steps: else neither could be taken back, and
/// a first part of which nothing is left, which undo drops without a row in the journal, would be back after
/// a restart.
bool UndoHistory::goes_on(const Step& last, const Step& next, messages::ClientId client) const {
  if (next.gesture == 0 || last.gesture != next.gesture || last.epoch != next.epoch) return false;
  return std::none_of(edits_.rbegin(), edits_.rend(), [&](const std::shared_ptr<const store::Edit>& edit) {
    return edit->set.revision.number > last.first_revision && edit->set.client != client &&
           (concern_one_thing(edit->set.changes, next.inverse) ||
            concern_one_thing(edit->set.changes, last.inverse));
  });
}

void UndoHistory::forget_oldest() {
  const auto oldest = edits_.front();
  edits_.pop_front();
  if (replaces_all(*oldest)) --replacements_;
  const auto stacks = stacks_.find(oldest->set.client);
  if (stacks == stacks_.end()) return;
  pop_old(stacks->second.undo, oldest->set.revision.number);
  pop_old(stacks->second.redo, oldest->set.revision.number);
  if (stacks->second.undo.empty() && stacks->second.redo.empty()) stacks_.erase(stacks);
}

const Step* UndoHistory::undo_step(messages::ClientId client) const {
  const auto stacks = stacks_.find(client);
  return stacks == stacks_.end() || stacks->second.undo.empty() ? nullptr : &stacks->second.undo.back();
}

const Step* UndoHistory::redo_step(messages::ClientId client) const {
  const auto stacks = stacks_.find(client);
  return stacks == stacks_.end() || stacks->second.redo.empty() ? nullptr : &stacks->second.redo.back();
}

std::pair<messages::ClientId, const Step*> UndoHistory::newest_step() const {
  std::pair<messages::ClientId, const Step*> newest{};
  for (const auto& [client, stacks] : stacks_)
    if (!stacks.undo.empty() &&
        (newest.second == nullptr || stacks.undo.back().last_revision > newest.second->last_revision))
      newest = {client, &stacks.undo.back()};
  return newest;
}

void UndoHistory::drop_undo(messages::ClientId client) {
  auto& steps = stacks_[client].undo;
  steps.pop_back();
  if (!steps.empty()) steps.back().gesture = 0;  // what comes now does not follow it
}
void UndoHistory::drop_redo(messages::ClientId client) {
  stacks_[client].redo.pop_back();
}

std::vector<messages::ChangeSet> UndoHistory::by_others_since(messages::ClientId client,
                                                              std::uint64_t revision) const {
  std::vector<messages::ChangeSet> sets;
  for (auto edit = edits_.rbegin(); edit != edits_.rend(); ++edit) {
    if ((*edit)->set.revision.number < revision) break;
    if ((*edit)->set.client != client) sets.push_back((*edit)->set);
  }
  std::reverse(sets.begin(), sets.end());
  return sets;
}

}  // namespace corelogic::actors
