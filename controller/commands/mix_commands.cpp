// mix_commands.cpp: faders, pans, mutes, solos and the monitor level.  Side: control; pure.
#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {

using namespace messages;  // commands and changes by name
using tracks::level_text;
using tracks::number_text;

Result<Validated> validate(const Project& project, const SetVolume& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = tracks::check_level(command.volume, "setVolume.volume"); !good) return good.refusal();
  return gesture("set volume of " + (*track)->name + " to " + level_text(command.volume),
                 VolumeSet{command.track, command.volume});
}

Result<Validated> validate(const Project& project, const SetPan& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = tracks::check_pan(command.pan, "setPan.pan"); !good) return good.refusal();
  return gesture("set pan of " + (*track)->name + " to " + number_text(command.pan),
                 PanSet{command.track, command.pan});
}

Result<Validated> validate(const Project& project, const SetMute& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  return edit((command.mute ? "mute " : "unmute ") + (*track)->name, MuteSet{command.track, command.mute});
}

Result<Validated> validate(const Project& project, const SetSolo& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (command.solo && (*track)->kind == TrackKind::kMaster)
    return invalid("track " + std::to_string(command.track.value),
                   "The master cannot be soloed: everything audible goes through it.");
  return edit((command.solo ? "solo " : "unsolo ") + (*track)->name, SoloSet{command.track, command.solo});
}

Result<Validated> validate(const Project& project, const SetMonitorLevel& command) {
  if (auto good = tracks::check_level(command.level, "setMonitorLevel.level"); !good) return good.refusal();
  return gesture("set monitor level to " + level_text(command.level),
                 MonitorLevelSet{project.tracks().master().id, command.level});
}

}  // namespace corelogic::commands
