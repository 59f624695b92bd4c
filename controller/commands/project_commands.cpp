// project_commands.cpp: a whole project comes in from a document.  Side: control; pure.
#include <utility>

#include "controller/commands/families.h"

namespace corelogic::commands {

Result<Validated> validate(const Project& project, const messages::ImportProject& command) {
  messages::Project document = command.project;
  if (!command.name.empty()) document.name = command.name;
  const auto imported = Project::from_message(document);
  if (!imported) return imported.refusal();
  messages::ProjectReplaced replaced{imported->to_message()};
  // Ids given once in this project are not given again, whatever the document counts from.
  if (replaced.project.next_id < project.next_id()) replaced.project.next_id = project.next_id();
  Validated validated;
  validated.label = "import project " + imported->name();
  validated.changes.push_back(std::move(replaced));
  return validated;
}

}  // namespace corelogic::commands
