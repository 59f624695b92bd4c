// group_commands.cpp: which vcas move a strip, which mute groups silence it, and the mute groups themselves.
// Side: control; pure.
#include <algorithm>
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/project/desk_check.h"
#include "controller/tracks/desk_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

std::string names_of(const Project& project, const std::vector<TrackId>& vcas) {
  std::string names;
  for (const TrackId id : vcas) names += (names.empty() ? "" : ", ") + project.tracks().find(id)->name;
  return names.empty() ? "no vca" : names;
}
std::string names_of(const Project& project, const std::vector<MuteGroupId>& groups) {
  std::string names;
  for (const MuteGroupId id : groups) names += (names.empty() ? "" : ", ") + project.find(id)->name;
  return names.empty() ? "no mute group" : names;
}

}  // namespace

Result<Validated> validate(const Project& project, const SetVcas& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = project::check_vcas(project.tracks(), **track, command.vcas, "setVcas.vcas"); !good)
    return good.refusal();
  return followed(edit("let " + names_of(project, command.vcas) + " move " + (*track)->name,
                       VcasSet{command.track, command.vcas}),
                  partner_of(project, **track), [&](const Track& partner) {
                    return VcasSet{partner.id, command.vcas};
                  });
}

Result<Validated> validate(const Project& project, const SetMuteGroups& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good =
          project::check_membership(project.mute_groups(), command.mute_groups, "setMuteGroups.muteGroups");
      !good)
    return good.refusal();
  return followed(edit("put " + (*track)->name + " into " + names_of(project, command.mute_groups),
                       MuteGroupsSet{command.track, command.mute_groups}),
                  partner_of(project, **track), [&](const Track& partner) {
                    return MuteGroupsSet{partner.id, command.mute_groups};
                  });
}

Result<Validated> validate(const Project& project, const AddMuteGroup& command) {
  if (project.mute_groups().size() >= tracks::kMostMuteGroups)
    return invalid("addMuteGroup", "A project has at most 128 mute groups.");
  if (auto good =
          project::check_mute_group_name(project.mute_groups(), command.name, {}, "addMuteGroup.name");
      !good)
    return good.refusal();
  const auto id = new_id(project);
  if (!id) return id.refusal();
  Validated validated =
      edit("add mute group " + command.name, MuteGroupAdded{{MuteGroupId{*id}, command.name, false}});
  validated.changes.push_back(IdsTaken{*id + 1});
  validated.ids.push_back(*id);
  return validated;
}

Changes removal_of(const Project& project, MuteGroupId id) {
  Changes changes;
  for (const Track& track : project.tracks()) {
    auto groups = track.mute_groups;
    if (std::erase(groups, id) > 0) changes.push_back(MuteGroupsSet{track.id, std::move(groups)});
  }
  changes.push_back(MuteGroupRemoved{id});
  return changes;
}

Result<Validated> validate(const Project& project, const RemoveMuteGroup& command) {
  const auto group = mute_group_of(project, command.group);
  if (!group) return group.refusal();
  Validated validated;
  validated.label = "remove mute group " + (*group)->name;
  validated.changes = removal_of(project, command.group);
  return validated;
}

Result<Validated> validate(const Project& project, const RenameMuteGroup& command) {
  const auto group = mute_group_of(project, command.group);
  if (!group) return group.refusal();
  if (auto good = project::check_mute_group_name(project.mute_groups(), command.name, command.group,
                                                 "renameMuteGroup.name");
      !good)
    return good.refusal();
  return edit("rename mute group " + (*group)->name + " to " + command.name,
              MuteGroupRenamed{command.group, command.name});
}

Result<Validated> validate(const Project& project, const SetMuteGroup& command) {
  const auto group = mute_group_of(project, command.group);
  if (!group) return group.refusal();
  return edit((command.active ? "mute group " : "release mute group ") + (*group)->name,
              MuteGroupSet{command.group, command.active});
}

}  // namespace corelogic::commands
