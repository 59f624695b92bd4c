// mix_commands.cpp: faders, pans, mutes and the monitor level; a linked strip follows.  Side: control; pure.
#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {

using namespace messages;  // commands and changes by name
using tracks::level_text;
using tracks::number_text;

Result<Validated> validate(const Project& project, const SetVolume& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = tracks::check_level(command.volume, "setVolume.volume"); !good) return good.refusal();
  return followed(gesture("set volume of " + (*track)->name + " to " + level_text(command.volume),
                          VolumeSet{command.track, command.volume}),
                  partner_of(project, **track), [&](const Track& partner) {
                    return VolumeSet{partner.id, command.volume};
                  });
}

Result<Validated> validate(const Project& project, const SetPan& command) {
  const auto track = sounding_track_of(project, command.track, "pan");
  if (!track) return track.refusal();
  if (auto good = tracks::check_pan(command.pan, "setPan.pan"); !good) return good.refusal();
  return followed(gesture("set pan of " + (*track)->name + " to " + number_text(command.pan),
                          PanSet{command.track, command.pan}),
                  partner_of(project, **track),  // to the other side, as in a mirror
                  [&](const Track& partner) {
                    return PanSet{partner.id, 0 - command.pan};
                  });
}

Result<Validated> validate(const Project& project, const SetMute& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  return followed(
      edit((command.mute ? "mute " : "unmute ") + (*track)->name, MuteSet{command.track, command.mute}),
      partner_of(project, **track), [&](const Track& partner) {
        return MuteSet{partner.id, command.mute};
      });
}

Result<Validated> validate(const Project& project, const SetMonitorLevel& command) {
  if (auto good = tracks::check_level(command.level, "setMonitorLevel.level"); !good) return good.refusal();
  return gesture("set monitor level to " + level_text(command.level),
                 MonitorLevelSet{project.tracks().master().id, command.level});
}

}  // namespace corelogic::commands
