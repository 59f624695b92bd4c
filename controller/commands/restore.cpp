// restore.cpp: the difference, or all of it where no difference can be made.  Side: control; pure.
#include "controller/commands/restore.h"

#include <algorithm>
#include <utility>

#include "controller/commands/change_text.h"
#include "controller/project/difference.h"

namespace corelogic::commands {
namespace {

messages::Changes changes_between(const project::Project& now, const project::Project& then) {
  messages::Project wanted = then.to_message();
  wanted.name = now.name();
  wanted.next_id = std::max(wanted.next_id, now.next_id());
  if (auto changes = project::difference(now.to_message(), wanted)) return *std::move(changes);
  return {messages::ProjectReplaced{std::move(wanted)}};
}

}  // namespace

Validated restore(const project::Project& now, const project::Project& then, std::uint64_t revision) {
  Validated validated;
  validated.label = "restore revision " + std::to_string(revision);
  validated.changes = changes_between(now, then);
  if (validated.changes.empty())
    validated.notes.push_back("Everything is as it was at revision " + std::to_string(revision) + ".");
  return validated;
}

std::vector<std::string> differences(const project::Project& from, const project::Project& to) {
  return sentences_of(from, changes_between(from, to));
}

}  // namespace corelogic::commands
