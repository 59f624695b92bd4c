// others_work.cpp: keys collected once, looked up by field and by id.  Side: control; pure.
#include "controller/commands/others_work.h"

#include <algorithm>

namespace corelogic::commands {

using namespace messages;  // the changes by name
using project::FieldKind;

OthersWork::OthersWork(std::span<const ChangeSet> sets) {
  for (const ChangeSet& set : sets)
    for (const Change& change : set.changes)
      for (const auto& field : project::fields_of(change)) {
        replaced_ = replaced_ || field.kind == FieldKind::kWholeProject;
        if (field.id != 0) ids_.insert(field.id);
        fields_.insert(field);
      }
}

bool OthersWork::touched_track(const TrackRemoved& change, const project::Project& now) const {
  const TrackId id = change.track;
  if (ids_.contains(id.value)) return true;
  for (const Track& track : now.tracks()) {
    if (track.id == id)
      for (const Insert& insert : track.inserts)
        if (ids_.contains(insert.id.value)) return true;
    for (const Send& send : track.sends)
      if ((track.id == id || send.destination == id) && ids_.contains(send.id.value)) return true;
  }
  return std::any_of(now.connections().begin(), now.connections().end(), [&](const Connection& connection) {
    const bool ends_here = connection.source == id || connection.destination == Output{TrackOutput{id}};
    return ends_here && ids_.contains(connection.id.value);
  });
}

bool OthersWork::stands_against(const Change& change, const project::Project& now) const {
  if (replaced_) return true;
  if (std::holds_alternative<ProjectReplaced>(change)) return !fields_.empty();
  if (const auto* removed = std::get_if<TrackRemoved>(&change)) return touched_track(*removed, now);
  if (const auto* removed = std::get_if<InsertRemoved>(&change)) return ids_.contains(removed->insert.value);
  if (const auto* removed = std::get_if<SendRemoved>(&change)) return ids_.contains(removed->send.value);
  if (const auto* removed = std::get_if<MuteGroupRemoved>(&change))
    return ids_.contains(removed->group.value);
  if (const auto* removed = std::get_if<Disconnected>(&change))
    return ids_.contains(removed->connection.value);
  const auto fields = project::fields_of(change);
  return std::any_of(fields.begin(), fields.end(), [&](const project::FieldKey& field) {
    // That others, too, have put something into the same strip is no conflict.
    const bool shared = field.kind == FieldKind::kTrackContents || field.kind == FieldKind::kTrackFed;
    return !shared && fields_.contains(field);
  });
}

}  // namespace corelogic::commands
