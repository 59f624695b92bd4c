// strip_commands.cpp: a strip's face, its arm and monitoring, its direct out.  Side: control; pure.
#include <array>
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/routing/routing_rules.h"
#include "controller/tracks/desk_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

Result<const Track*> recording_track_of(const Project& project, TrackId id) {
  auto track = track_of(project, id);
  if (!track || (*track)->kind == TrackKind::kAudio) return track;
  return invalid("track " + std::to_string(id.value),
                 (*track)->name + " is " + tracks::kind_with_article((*track)->kind) +
                     "; only an audio track has an input to record and monitor.");
}

}  // namespace

Result<Validated> validate(const Project& project, const SetLook& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = tracks::check_look(command.colour, command.icon, command.comment, "setLook"); !good)
    return good.refusal();
  return edit("set the look of " + (*track)->name,
              LookSet{command.track, command.colour, command.icon, command.comment});
}

Result<Validated> validate(const Project& project, const SetRecordArm& command) {
  const auto track = recording_track_of(project, command.track);
  if (!track) return track.refusal();
  return followed(edit((command.record_arm ? "arm " : "disarm ") + (*track)->name,
                       RecordArmSet{command.track, command.record_arm}),
                  partner_of(project, **track), [&](const Track& partner) {
                    return RecordArmSet{partner.id, command.record_arm};
                  });
}

Result<Validated> validate(const Project& project, const SetMonitoring& command) {
  constexpr std::array kWords{"always", "while armed", "never"};
  const auto track = recording_track_of(project, command.track);
  if (!track) return track.refusal();
  const std::string when = kWords.at(static_cast<std::size_t>(command.monitoring));
  return followed(edit("hear the input of " + (*track)->name + " " + when,
                       MonitoringSet{command.track, command.monitoring}),
                  partner_of(project, **track), [&](const Track& partner) {
                    return MonitoringSet{partner.id, command.monitoring};
                  });
}

Result<Validated> validate(const Project& project, const SetDirectOut& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = routing::check_direct_out(**track, command.direct_out, "setDirectOut.directOut"); !good)
    return good.refusal();
  std::string label = "set direct out of " + (*track)->name + " to ";
  const auto& channels = command.direct_out.channels;
  label += channels.empty() ? "none" : channels.size() == 1 ? "device channel" : "device channels";
  for (std::size_t i = 0; i < channels.size(); ++i)
    label += (i == 0 ? " " : ", ") + std::to_string(channels[i]);
  return edit(std::move(label), DirectOutSet{command.track, command.direct_out});
}

}  // namespace corelogic::commands
