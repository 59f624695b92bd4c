// outbox.cpp: coalescing and the bound.  Side: control, ClientActor.
#include "controller/actors/outbox.h"

#include <algorithm>

#include "controller/project/field_keys.h"

namespace corelogic::actors {
namespace {

constexpr std::size_t kEnvelope = 160;
constexpr std::size_t kPlainChange = 96;
constexpr std::size_t kTrack = 1024;

std::size_t bytes_of(const messages::Change& change) {
  if (const auto* replaced = std::get_if<messages::ProjectReplaced>(&change))
    return kTrack * (1 + replaced->project.tracks.size());
  if (std::holds_alternative<messages::TrackAdded>(change) ||
      std::holds_alternative<messages::InsertAdded>(change))
    return kTrack;
  return kPlainChange;
}

/// Everything `earlier` sets is set again by `later`, in the same gesture.
bool overtaken(const messages::ChangeSet& earlier, const messages::ChangeSet& later) {
  if (earlier.gesture == 0 || earlier.gesture != later.gesture || earlier.client != later.client)
    return false;
  return std::all_of(earlier.changes.begin(), earlier.changes.end(), [&](const messages::Change& change) {
    return project::is_value(change) &&
           std::any_of(later.changes.begin(), later.changes.end(), [&](const messages::Change& next) {
             return project::fields_of(next) == project::fields_of(change);
           });
  });
}

}  // namespace

std::size_t estimated_bytes(const messages::ChangeSet& set) {
  std::size_t bytes = kEnvelope + set.label.size();
  for (const messages::Change& change : set.changes) bytes += bytes_of(change);
  return bytes;
}

void Outbox::add(const Set& set) {
  if (gap_) return;
  empty_last_move(*set);
  add(set, estimated_bytes(*set));
}

void Outbox::add(const Hand& hand) {
  if (!gap_) add(hand, kEnvelope + hand->control.size() + hand->name.size() + hand->user.size());
}

void Outbox::add(Word word, std::size_t bytes) {
  waiting_.push_back({std::move(word), bytes});
  bytes_ += bytes;
  if (bytes_ <= kMostBytes) return;
  clear();
  gap_ = true;
}

void Outbox::empty_last_move(const messages::ChangeSet& next) {
  if (waiting_.empty()) return;
  Held& last = waiting_.back();
  const Set* set = std::get_if<Set>(&last.word);
  if (set == nullptr || (*set)->changes.empty() || !overtaken(**set, next)) return;
  auto husk = std::make_shared<messages::ChangeSet>();
  husk->revision = (*set)->revision;
  husk->client = (*set)->client;
  husk->sequence = (*set)->sequence;
  husk->gesture = (*set)->gesture;
  bytes_ -= last.bytes;
  last = {Set(husk), estimated_bytes(*husk)};
  bytes_ += last.bytes;
}

void Outbox::pop() {
  bytes_ -= waiting_.front().bytes;
  waiting_.pop_front();
}

void Outbox::clear() {
  waiting_.clear();
  bytes_ = 0;
  gap_ = false;
}

}  // namespace corelogic::actors
