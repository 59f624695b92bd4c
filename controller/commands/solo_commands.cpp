// solo_commands.cpp: solo buttons and what they do: in place, or as listening (PFL, AFL), alone or together.
// Side: control; pure.
#include <array>
#include <string>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/tracks/desk_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

constexpr std::array kModes{"in place", "before the fader (PFL)", "after the fader (AFL)"};

const char* text_of(SoloMode mode) {
  return kModes.at(static_cast<std::size_t>(mode));
}

/// What a lit solo button is in this mode.
Listen listen_of(SoloMode mode) {
  if (mode == SoloMode::kInPlace) return Listen::kOff;
  return mode == SoloMode::kPfl ? Listen::kPfl : Listen::kAfl;
}

/// A safe strip keeps its solo.
void end_solo(Changes& changes, const Track& track) {
  if (track.solo && !track.solo_safe) changes.push_back(SoloSet{track.id, false});
}
void end_listening(Changes& changes, const Track& track) {
  if (track.listen != Listen::kOff) changes.push_back(ListenSet{track.id, Listen::kOff});
}
void end_all(Changes& changes, const Project& project) {
  for (const Track& track : project.tracks()) {
    end_solo(changes, track);
    end_listening(changes, track);
  }
}

void press(Changes& changes, const Track& track, bool on, SoloMode mode) {
  if (mode == SoloMode::kInPlace)
    changes.push_back(SoloSet{track.id, on});
  else
    changes.push_back(ListenSet{track.id, on ? listen_of(mode) : Listen::kOff});
}

Result<void> check_button(const Track& track, bool on, SoloMode mode) {
  const std::string subject = "track " + std::to_string(track.id.value);
  if (track.solo_safe)
    return invalid(subject, track.name + " is solo safe: its solo cannot be changed; setSoloSafe ends that.");
  if (!on || track.kind != TrackKind::kMaster) return {};
  if (mode == SoloMode::kInPlace)
    return invalid(subject, "The master cannot be soloed: everything audible goes through it.");
  return invalid(subject,
                 "The master cannot be listened to by itself; setMonitor makes it the monitor's source.");
}

}  // namespace

Result<Validated> validate(const Project& project, const SetSolo& command) {
  const auto found = track_of(project, command.track);
  if (!found) return found.refusal();
  const Track& track = **found;
  const SoloSettings& solo = project.solo();
  if (auto good = check_button(track, command.solo, solo.mode); !good) return good.refusal();
  const Track* partner = partner_of(project, track);
  Validated validated;
  validated.label = (command.solo ? "solo " : "unsolo ") + track.name;
  if (command.solo && solo.mode != SoloMode::kInPlace)
    validated.label += std::string(" ") + text_of(solo.mode);
  if (command.solo && solo.exclusive)
    for (const Track& other : project.tracks()) {
      if (&other == &track || &other == partner) continue;
      if (solo.mode == SoloMode::kInPlace)
        end_solo(validated.changes, other);
      else
        end_listening(validated.changes, other);
    }
  press(validated.changes, track, command.solo, solo.mode);
  if (partner && !partner->solo_safe) press(validated.changes, *partner, command.solo, solo.mode);
  return validated;
}

Result<Validated> validate(const Project& project, const ClearSolo&) {
  Validated validated;
  validated.label = "clear all solos";
  end_all(validated.changes, project);
  return validated;
}

Result<Validated> validate(const Project& project, const SetSoloSettings& command) {
  Validated validated;
  validated.label =
      std::string("solo ") + text_of(command.solo.mode) + (command.solo.exclusive ? ", one at a time" : "");
  // What is listened to in one mode must not become a cut for everybody in the next.
  if (command.solo.mode != project.solo().mode) end_all(validated.changes, project);
  validated.changes.push_back(SoloSettingsSet{command.solo});
  return validated;
}

Result<Validated> validate(const Project& project, const SetSoloIsolate& command) {
  const auto track = sounding_track_of(project, command.track, "solo isolate");
  if (!track) return track.refusal();
  if ((*track)->kind == TrackKind::kMaster)
    return invalid("track " + std::to_string(command.track.value),
                   "The master is never silenced by a solo; there is nothing to isolate.");
  return followed(
      edit((command.solo_isolate ? "isolate " : "no longer isolate ") + (*track)->name + " from others' solo",
           SoloIsolateSet{command.track, command.solo_isolate}),
      partner_of(project, **track), [&](const Track& partner) {
        return SoloIsolateSet{partner.id, command.solo_isolate};
      });
}

Result<Validated> validate(const Project& project, const SetSoloSafe& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  return followed(edit((command.solo_safe ? "keep the solo of " : "release the solo of ") + (*track)->name,
                       SoloSafeSet{command.track, command.solo_safe}),
                  partner_of(project, **track), [&](const Track& partner) {
                    return SoloSafeSet{partner.id, command.solo_safe};
                  });
}

}  // namespace corelogic::commands
