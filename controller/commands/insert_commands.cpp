// insert_commands.cpp: effects come, go, move, are bypassed and set.  Side: control; pure.
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/project/project_check.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {

using namespace messages;  // commands and changes by name

Result<Validated> validate(const Project& project, const AddInsert& command) {
  const auto track = track_of(project, command.track);
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
  return edit((command.bypass ? "bypass " : "engage ") + insert_text(project, **insert),
              InsertBypassSet{command.insert, command.bypass});
}

Result<Validated> validate(const Project& project, const SetParameter& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  const auto& effect = *vocabulary::find_effect((*insert)->effect);
  const bool known = effect.find(command.parameter).has_value();
  if (auto good = tracks::check_parameter(effect, command.parameter, command.value,
                                          known ? "setParameter.value" : "setParameter.parameter");
      !good)
    return good.refusal();
  const std::string_view unit = effect.parameters[*effect.find(command.parameter)].unit;
  return gesture("set " + command.parameter + " of " + insert_text(project, **insert) + " to " +
                     tracks::number_text(command.value) + (unit.empty() ? "" : " " + std::string(unit)),
                 ParameterSet{command.insert, command.parameter, command.value});
}

}  // namespace corelogic::commands
