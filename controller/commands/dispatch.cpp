// dispatch.cpp: one std::visit; the families do the work.  Side: control; pure.
#include "controller/commands/dispatch.h"

#include <type_traits>

#include "controller/commands/families.h"

namespace corelogic::commands {
namespace {

template <class Body>
inline constexpr bool kForActors =
    std::is_same_v<Body, messages::Undo> || std::is_same_v<Body, messages::Redo> ||
    std::is_same_v<Body, messages::NewProject> || std::is_same_v<Body, messages::OpenProject> ||
    std::is_same_v<Body, messages::SaveProject> || std::is_same_v<Body, messages::Play> ||
    std::is_same_v<Body, messages::Stop> || std::is_same_v<Body, messages::Locate> ||
    std::is_same_v<Body, messages::SavePreset> || std::is_same_v<Body, messages::RemovePreset> ||
    std::is_same_v<Body, messages::SaveVersion> || std::is_same_v<Body, messages::Restore> ||
    std::is_same_v<Body, messages::DuplicateProject> || std::is_same_v<Body, messages::RemoveProject> ||
    std::is_same_v<Body, messages::SaveTemplate> || std::is_same_v<Body, messages::RemoveTemplate> ||
    std::is_same_v<Body, messages::UndoOthers>;

}  // namespace

bool is_edit(const messages::Command& command) {
  return std::visit([]<class Body>(const Body&) { return !kForActors<Body>; }, command.body);
}

Result<Validated> validate(const Project& project, const messages::Command& command, Presets presets) {
  return std::visit(
      [&]<class Body>(const Body& body) -> Result<Validated> {
        if constexpr (kForActors<Body>)
          return vocabulary::Refusal{vocabulary::RefusalCode::kInternal, "command",
                                     "This command is no edit of the project and came to the wrong place."};
        else if constexpr (std::is_same_v<Body, messages::LoadPreset> ||
                           std::is_same_v<Body, messages::Batch>)
          return validate(project, body, presets);
        else
          return validate(project, body);
      },
      command.body);
}

}  // namespace corelogic::commands
