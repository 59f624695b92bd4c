// track_commands.cpp: strips come, go, are named and moved.  Side: control; pure.
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/tracks/desk_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

Result<void> check_new_track(const Project& project, const AddTrack& command) {
  if (command.kind == TrackKind::kMaster)
    return invalid("addTrack.kind",
                   "Every project has its one master; add an audio track, aux, group, vca or matrix.");
  if (command.kind == TrackKind::kUnspecified || command.kind > TrackKind::kMatrix)
    return invalid("addTrack.kind", "A new track is audio, aux, group, vca or matrix.");
  if (project.tracks().size() >= tracks::kMostTracks)
    return invalid("addTrack", "A project has at most " + std::to_string(tracks::kMostTracks) + " tracks.");
  if (auto good = tracks::check_name(command.name, "addTrack.name"); !good) return good;
  if (auto good = check_name_free(project, command.name, {}, "addTrack.name"); !good) return good;
  return tracks::check_channels(command.channels, "addTrack.channels");
}

}  // namespace

Result<Validated> validate(const Project& project, const AddTrack& command) {
  if (auto good = check_new_track(project, command); !good) return good.refusal();
  const auto position = position_within(command.position, project.tracks().size() - 1, "addTrack.position");
  if (!position) return position.refusal();
  const auto id = new_id(project);
  if (!id) return id.refusal();
  Track track;
  track.id = TrackId{*id};
  track.kind = command.kind;
  track.name = command.name;
  track.channels = command.channels;
  // A vca has no sound, and a matrix stands behind the master.
  if (command.kind != TrackKind::kVca && command.kind != TrackKind::kMatrix)
    track.output = TrackOutput{project.tracks().master().id};
  Validated validated = edit("add " + std::string(tracks::kind_text(command.kind)) + " " + command.name,
                             TrackAdded{std::move(track), *position});
  validated.changes.push_back(IdsTaken{*id + 1});
  validated.ids.push_back(*id);
  return validated;
}

Changes removal_of(const Project& project, TrackId id) {
  Changes changes;
  const Track& track = *project.tracks().find(id);
  if (track.link.valid()) changes.push_back(LinkSet{id, {}});
  if (!track.vcas.empty()) changes.push_back(VcasSet{id, {}});
  if (!track.mute_groups.empty()) changes.push_back(MuteGroupsSet{id, {}});
  for (const Send& send : track.sends) changes.push_back(SendRemoved{send.id});
  for (const Insert& insert : track.inserts)
    if (insert.key.track.valid()) changes.push_back(KeySet{insert.id, {}});
  const TrackId master = project.tracks().master().id;
  for (const Track& other : project.tracks()) {
    if (other.id == id) continue;
    if (auto vcas = other.vcas; std::erase(vcas, id) > 0)
      changes.push_back(VcasSet{other.id, std::move(vcas)});
    for (const Send& send : other.sends)
      if (send.destination == id) changes.push_back(SendRemoved{send.id});
    for (const Insert& insert : other.inserts)
      if (insert.key.track == id) changes.push_back(KeySet{insert.id, {}});
    if (other.output != Output{TrackOutput{id}}) continue;
    for (Change& change : output_changes(other, TrackOutput{master}, {}))
      changes.push_back(std::move(change));
  }
  for (const Connection& connection : project.connections())
    if (connection.source == id || connection.destination == Output{TrackOutput{id}})
      changes.push_back(Disconnected{connection.id});
  if (project.monitor().source == MonitorSource{TrackSource{id}}) {
    Monitor monitor = project.monitor();
    monitor.source = MasterSource{};
    changes.push_back(MonitorSet{monitor});
  }
  changes.push_back(TrackRemoved{id});
  return changes;
}

Result<Validated> validate(const Project& project, const RemoveTrack& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if ((*track)->kind == TrackKind::kMaster)
    return invalid("track " + std::to_string(command.track.value),
                   "The master cannot be removed: every project has one.");
  Validated validated;
  validated.label = "remove track " + (*track)->name;
  validated.changes = removal_of(project, command.track);
  return validated;
}

Result<Validated> validate(const Project& project, const RenameTrack& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = tracks::check_name(command.name, "renameTrack.name"); !good) return good.refusal();
  if (auto good = check_name_free(project, command.name, command.track, "renameTrack.name"); !good)
    return good.refusal();
  return edit("rename track " + (*track)->name + " to " + command.name,
              TrackRenamed{command.track, command.name});
}

Result<Validated> validate(const Project& project, const MoveTrack& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if ((*track)->kind == TrackKind::kMaster)
    return invalid("track " + std::to_string(command.track.value), "The master stays last.");
  const auto position = position_within(command.position, project.tracks().size() - 2, "moveTrack.position");
  if (!position) return position.refusal();
  return edit("move track " + (*track)->name + " to position " + std::to_string(*position),
              TrackMoved{command.track, *position});
}

}  // namespace corelogic::commands
