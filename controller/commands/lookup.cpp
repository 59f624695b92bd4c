// lookup.cpp: what a number is, in words.  Side: control; pure.
#include "controller/commands/lookup.h"

#include <utility>

#include "controller/tracks/desk_rules.h"

namespace corelogic::commands {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

/// What the number names, if anything: "a send".
std::string kind_of(const Project& project, std::uint32_t id) {
  const auto& tracks = project.tracks();
  if (tracks.find(messages::TrackId{id})) return "a track";
  if (tracks.find(messages::InsertId{id})) return "an insert";
  if (tracks.find(messages::SendId{id})) return "a send";
  if (project.connections().find(messages::ConnectionId{id})) return "a connection";
  if (project.find(messages::MuteGroupId{id})) return "a mute group";
  if (project.find(messages::SceneId{id})) return "a scene";
  return {};
}

Refusal unknown(const Project& project, const std::string& kind, std::uint32_t id) {
  const std::string subject = kind + " " + std::to_string(id);
  const std::string instead = kind_of(project, id);
  std::string sentence;
  if (!instead.empty())
    sentence =
        std::to_string(id) + " is " + instead + " and no " + kind + "; getProject shows the ids there are.";
  else if (id != 0 && id < project.next_id())
    sentence =
        "There is no " + kind + " " + std::to_string(id) + " any more; getProject shows the ids there are.";
  else
    sentence =
        "There has never been a " + kind + " " + std::to_string(id) + "; getProject shows the ids there are.";
  return {RefusalCode::kUnknownId, subject, std::move(sentence)};
}

}  // namespace

Result<const messages::Track*> track_of(const Project& project, messages::TrackId id) {
  if (const auto* track = project.tracks().find(id)) return track;
  return unknown(project, "track", id.value);
}

Result<const messages::Track*> sounding_track_of(const Project& project, messages::TrackId id,
                                                 std::string_view what) {
  auto track = track_of(project, id);
  if (!track) return track;
  if (auto good = tracks::check_sound(**track, what, "track " + std::to_string(id.value)); !good)
    return good.refusal();
  return track;
}

Result<const messages::Insert*> insert_of(const Project& project, messages::InsertId id) {
  if (const auto* insert = project.tracks().find(id)) return insert;
  return unknown(project, "insert", id.value);
}

Result<const messages::Send*> send_of(const Project& project, messages::SendId id) {
  if (const auto* send = project.tracks().find(id)) return send;
  return unknown(project, "send", id.value);
}

Result<const messages::Connection*> connection_of(const Project& project, messages::ConnectionId id) {
  if (const auto* connection = project.connections().find(id)) return connection;
  return unknown(project, "connection", id.value);
}

Result<const messages::MuteGroup*> mute_group_of(const Project& project, messages::MuteGroupId id) {
  if (const auto* group = project.find(id)) return group;
  return unknown(project, "mute group", id.value);
}

Result<const messages::Scene*> scene_of(const Project& project, messages::SceneId id) {
  if (const auto* scene = project.find(id)) return scene;
  return unknown(project, "scene", id.value);
}

std::string insert_text(const Project& project, const messages::Insert& insert) {
  return insert.effect + " of " + project.tracks().owner_of(insert.id)->name;
}

Refusal invalid(std::string_view subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
}

Result<std::uint32_t> new_id(const Project& project) {
  if (project.next_id() < messages::kAtEnd) return project.next_id();
  return invalid("project.nextId",
                 "All ids of this project are used up; export it and import it with new ids.");
}

Result<std::uint32_t> position_within(std::uint32_t position, std::size_t last, std::string_view subject) {
  if (position == messages::kAtEnd) return static_cast<std::uint32_t>(last);
  if (position <= last) return position;
  return invalid(subject, "Position " + std::to_string(position) + " is out of range: 0 to " +
                              std::to_string(last) + ", or leave it out for the end.");
}

Result<void> check_name_free(const Project& project, const std::string& name, messages::TrackId except,
                             std::string_view subject) {
  const auto* other = project.tracks().find_name(name);
  if (!other || other->id == except) return {};
  return Refusal{RefusalCode::kDuplicate, std::string(subject),
                 "Track " + std::to_string(other->id.value) + " is named " + other->name +
                     "; names must differ by more than case."};
}

Validated edit(std::string label, messages::Change change) {
  Validated validated;
  validated.label = std::move(label);
  validated.changes.push_back(std::move(change));
  return validated;
}

Validated gesture(std::string label, messages::Change change) {
  Validated validated = edit(std::move(label), std::move(change));
  validated.continuous = true;
  return validated;
}

}  // namespace corelogic::commands
