// project_commands.cpp: a whole project comes in from a document.  Side: control; pure.
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/fresh_ids.h"

namespace corelogic::commands {

Result<Validated> validate(const Project& project, const messages::ImportProject& command) {
  messages::Project document = command.project;
  if (!command.name.empty()) document.name = command.name;
  const auto imported = Project::from_message(document);
  if (!imported) return imported.refusal();
  messages::ProjectReplaced replaced{imported->to_message()};
  give_fresh_ids(replaced.project, project);
  Validated validated;
  validated.label = "import project " + imported->name();
  validated.changes.push_back(std::move(replaced));
  return validated;
}

}  // namespace corelogic::commands
