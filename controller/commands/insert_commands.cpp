// insert_commands.cpp: effects come, go, move, are copied, bypassed and set; a twin follows.  Side: control;
// pure.
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/project/project_check.h"
#include "controller/routing/routing_rules.h"
#include "controller/tracks/placeholder.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {

using namespace messages;  // commands and changes by name

Result<Validated> validate(const Project& project, const AddInsert& command) {
  const auto track = sounding_track_of(project, command.track, "inserts");
  if (!track) return track.refusal();
  const std::size_t count = (*track)->inserts.size();
  if (count >= tracks::kMostInserts) return invalid("addInsert", "A strip has at most 64 inserts.");
  const auto position = position_within(command.position, count, "addInsert.position");
  if (!position) return position.refusal();
  const auto id = new_id(project);
  if (!id) return id.refusal();
  auto insert = project::checked_insert({InsertId{*id}, command.effect, command.bypass, command.parameters},
                                        (*track)->channels, "addInsert.effect", "addInsert.parameters");
  if (!insert) return insert.refusal();
  Validated validated = edit("add " + command.effect + " to " + (*track)->name,
                             InsertAdded{command.track, *std::move(insert), *position});
  validated.changes.push_back(IdsTaken{*id + 1});
  validated.ids.push_back(*id);
  return validated;
}

Result<Validated> validate(const Project& project, const RemoveInsert& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  return edit("remove " + insert_text(project, **insert), InsertRemoved{command.insert});
}

Result<Validated> validate(const Project& project, const MoveInsert& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  const std::size_t last = project.tracks().owner_of(command.insert)->inserts.size() - 1;
  const auto position = position_within(command.position, last, "moveInsert.position");
  if (!position) return position.refusal();
  return edit("move " + insert_text(project, **insert) + " to position " + std::to_string(*position),
              InsertMoved{command.insert, *position});
}

Result<Validated> validate(const Project& project, const SetInsertBypass& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  return followed(edit((command.bypass ? "bypass " : "engage ") + insert_text(project, **insert),
                       InsertBypassSet{command.insert, command.bypass}),
                  twin_of(project, **insert), [&](const Insert& twin) {
                    return InsertBypassSet{twin.id, command.bypass};
                  });
}

Result<Validated> validate(const Project& project, const SetParameter& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  if (tracks::is_placeholder(**insert)) return tracks::refuse_placeholder(**insert, "setParameter.insert");
  const auto& effect = *vocabulary::find_effect((*insert)->effect);
  const bool known = effect.find(command.parameter).has_value();
  if (auto good = tracks::check_parameter(effect, command.parameter, command.value,
                                          known ? "setParameter.value" : "setParameter.parameter");
      !good)
    return good.refusal();
  const std::string_view unit = effect.parameters[*effect.find(command.parameter)].unit;
  return followed(
      gesture("set " + command.parameter + " of " + insert_text(project, **insert) + " to " +
                  tracks::number_text(command.value) + (unit.empty() ? "" : " " + std::string(unit)),
              ParameterSet{command.insert, command.parameter, command.value}),
      twin_of(project, **insert), [&](const Insert& twin) {
        return ParameterSet{twin.id, command.parameter, command.value};
      });
}

Result<Validated> validate(const Project& project, const SetInsertPostFader& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  return edit("put " + insert_text(project, **insert) +
                  (command.post_fader ? " behind the fader" : " before the fader"),
              InsertPostFaderSet{command.insert, command.post_fader});
}

// All of it goes along but its id: both sides, the file, the point; the key too, unless that strip cannot
// hear it.
Result<Validated> validate(const Project& project, const CopyInsert& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  const auto found = sounding_track_of(project, command.track, "inserts");
  if (!found) return found.refusal();
  const Track& track = **found;
  if (track.inserts.size() >= tracks::kMostInserts)
    return invalid("copyInsert", "A strip has at most 64 inserts.");
  const auto position = position_within(command.position, track.inserts.size(), "copyInsert.position");
  if (!position) return position.refusal();
  const auto id = new_id(project);
  if (!id) return id.refusal();
  Insert copy = **insert;
  copy.id = InsertId{*id};
  if (copy.key.track.valid() && !routing::check_key(project.wiring(), track, copy.key.track, ""))
    copy.key = {};
  auto checked = project::checked_insert(copy, track.channels, "copyInsert.track", "copyInsert.insert");
  if (!checked) return checked.refusal();
  Validated validated = edit("copy " + insert_text(project, **insert) + " to " + track.name,
                             InsertAdded{command.track, *std::move(checked), *position});
  validated.changes.push_back(IdsTaken{*id + 1});
  validated.ids.push_back(*id);
  return validated;
}

}  // namespace corelogic::commands
