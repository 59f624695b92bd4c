// wire_commands.cpp: the JACK connections that are wanted, all at once.  Side: control; pure.
#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/project/scene_check.h"

namespace corelogic::commands {

Result<Validated> validate(const Project&, const messages::SetWires& command) {
  if (auto good = project::check_wires(command.wires, "setWires.wires"); !good) return good.refusal();
  const std::string count = std::to_string(command.wires.size());
  std::string label = "want " + count + (command.wires.size() == 1 ? " wire" : " wires");
  if (!command.custom) label += " beside those that are made by themselves";
  return edit(std::move(label), messages::WiresSet{command.wires, command.custom});
}

}  // namespace corelogic::commands
