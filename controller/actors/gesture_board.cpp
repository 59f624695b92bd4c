// gesture_board.cpp: the last value and the first inverse of each field.  Side: control, ProjectActor.
#include "controller/actors/gesture_board.h"

#include <algorithm>

#include "controller/project/field_keys.h"

namespace corelogic::actors {
namespace {

using messages::Change;
using messages::Changes;

bool same_field(const Change& a, const Change& b) {
  return project::fields_of(a) == project::fields_of(b);
}

bool touches(const Changes& changes, const Change& one) {
  return std::any_of(changes.begin(), changes.end(),
                     [&](const Change& change) { return same_field(change, one); });
}

bool same_gesture(const messages::ChangeSet& a, const messages::ChangeSet& b) {
  return a.client == b.client && a.gesture == b.gesture;
}

}  // namespace

bool GestureBoard::disputed(const messages::ChangeSet& set) const {
  return std::any_of(waiting_.begin(), waiting_.end(), [&](const store::Edit& other) {
    return !same_gesture(other.set, set) &&
           std::any_of(set.changes.begin(), set.changes.end(),
                       [&](const Change& change) { return touches(other.set.changes, change); });
  });
}

bool GestureBoard::goes_on(const messages::ChangeSet& set) const {
  std::uint64_t newest = 0;
  for (const store::Edit& edit : waiting_)
    if (edit.set.client == set.client) newest = std::max(newest, edit.set.sequence);
  return newest == 0 || set.sequence == 0 || set.sequence == newest + 1;
}

void GestureBoard::add(const store::Edit& move, Clock::time_point now) {
  if (waiting_.empty()) oldest_ = now;
  const auto known = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const store::Edit& edit) { return same_gesture(edit.set, move.set); });
  if (known == waiting_.end()) {
    waiting_.push_back(move);
    return;
  }
  for (const Change& change : move.set.changes) {
    std::erase_if(known->set.changes, [&](const Change& old) { return same_field(old, change); });
    known->set.changes.push_back(change);
  }
  for (const Change& change : move.inverse)
    if (!touches(known->inverse, change)) known->inverse.push_back(change);
  known->set.revision = move.set.revision;
  known->set.label = move.set.label;
  known->least = std::max(known->least, move.least);
  if (move.set.sequence != 0) known->set.sequence = move.set.sequence;
}

std::vector<store::Edit> GestureBoard::take() {
  std::vector<store::Edit> taken;
  taken.swap(waiting_);
  std::sort(taken.begin(), taken.end(), [](const store::Edit& a, const store::Edit& b) {
    return a.set.revision.number < b.set.revision.number;
  });
  return taken;
}

std::optional<Clock::time_point> GestureBoard::deadline() const {
  if (waiting_.empty()) return std::nullopt;
  return oldest_ + kGestureToDisk;
}

std::optional<vocabulary::Revision> GestureBoard::find(vocabulary::ClientId client,
                                                       std::uint64_t sequence) const {
  for (const store::Edit& edit : waiting_)
    if (edit.set.client == client && edit.first_sequence <= sequence && sequence <= edit.set.sequence)
      return edit.set.revision;
  return std::nullopt;
}

}  // namespace corelogic::actors
