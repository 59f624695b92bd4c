// batch.cpp: many commands as one: each judged after the former ones, refused whole.  Side: control; pure.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/project/apply_change.h"
#include "controller/project/field_keys.h"

namespace corelogic::commands {
namespace {

constexpr std::size_t kMostCommands =
    1'000;  // one batch holds up everybody else; 1000 edges cost about a second at worst

vocabulary::Refusal refuse_whole(std::size_t index, const vocabulary::Refusal& reason) {
  const std::string subject = "batch.commands[" + std::to_string(index) + "]";
  return {reason.code, reason.subject.empty() ? subject : subject + " " + reason.subject,
          "Command " + std::to_string(index) +
              " of the batch (counted from 0) was refused, and so the whole: " + reason.sentence};
}

Result<Validated> validate_member(const Project& project, const messages::Command& command, Presets presets) {
  if (std::holds_alternative<messages::Batch>(command.body))
    return invalid("batch", "A batch holds no batch; put its commands in line.");
  if (!is_edit(command))
    return invalid(
        "", "A batch holds edits only; undo, redo, project and preset files and transport stand alone.");
  return validate(project, command, presets);
}

/// Values neither depend on each other nor on what follows: only structure needs a copy to be judged against.
bool all_values(const messages::Changes& changes) {
  for (const auto& change : changes)
    if (!project::is_value(change)) return false;
  return true;
}

template <class... Bodies>
bool is_one_of(const messages::Command& command) {
  return (std::holds_alternative<Bodies>(command.body) || ...);
}

/// Takes values along or answers to them: what came before counts, values too.
bool reads_values(const messages::Command& command) {
  return is_one_of<messages::SwitchSide, messages::CopySide, messages::LoadPreset, messages::CopyInsert,
                   messages::SetLink, messages::SetSolo, messages::ClearSolo, messages::SetSoloSettings,
                   messages::StoreScene, messages::RecallScene, messages::MorphScenes>(
      command);
}

}  // namespace

Result<Validated> validate(const Project& project, const messages::Batch& batch, Presets presets) {
  if (batch.commands.empty()) return invalid("batch.commands", "A batch needs at least one command.");
  if (batch.commands.size() > kMostCommands)
    return invalid("batch.commands", "A batch has at most " + std::to_string(kMostCommands) + " commands.");
  Validated whole;
  whole.continuous = true;
  std::optional<Project> state;
  for (std::size_t i = 0; i < batch.commands.size(); ++i) {
    if (!state && i > 0 && reads_values(batch.commands[i])) {
      state = project;
      project::apply(*state, whole.changes);
    }
    auto member = validate_member(state ? *state : project, batch.commands[i], presets);
    if (!member) return refuse_whole(i, member.refusal());
    if (i + 1 < batch.commands.size() && (state || !all_values(member->changes))) {
      if (!state) state = project;
      project::apply(*state, member->changes);
    }
    whole.continuous = whole.continuous && member->continuous;
    whole.ids.insert(whole.ids.end(), member->ids.begin(), member->ids.end());
    std::move(member->notes.begin(), member->notes.end(), std::back_inserter(whole.notes));
    whole.fade_ms = std::max(whole.fade_ms, member->fade_ms);
    if (i == 0) whole.label = member->label;
    std::move(member->changes.begin(), member->changes.end(), std::back_inserter(whole.changes));
  }
  const std::size_t more = batch.commands.size() - 1;
  if (more > 0) whole.label += " and " + std::to_string(more) + (more == 1 ? " more edit" : " more edits");
  return whole;
}

}  // namespace corelogic::commands
