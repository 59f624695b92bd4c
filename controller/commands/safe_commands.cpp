// safe_commands.cpp: what a scene recall leaves alone, of a strip or of an insert.  Side: control; pure.
#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/tracks/safe_rules.h"

namespace corelogic::commands {
namespace {

std::string list_text(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string label_of(const std::vector<std::string>& safe, const std::string& name) {
  return safe.empty() ? "recall all of " + name + " with scenes"
                      : "keep " + list_text(safe) + " of " + name + " safe from scenes";
}

}  // namespace

Result<Validated> validate(const Project& project, const messages::SetTrackSafe& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = tracks::check_track_safe(command.safe, "setTrackSafe.safe"); !good) return good.refusal();
  return edit(label_of(command.safe, (*track)->name), messages::TrackSafeSet{command.track, command.safe});
}

Result<Validated> validate(const Project& project, const messages::SetInsertSafe& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  if (auto good = tracks::check_insert_safe(**insert, command.safe, "setInsertSafe.safe"); !good)
    return good.refusal();
  return edit(label_of(command.safe, insert_text(project, **insert)),
              messages::InsertSafeSet{command.insert, command.safe});
}

}  // namespace corelogic::commands
