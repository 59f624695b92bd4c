// send_commands.cpp: sends come, go and are set.  Side: control; pure.
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/routing/routing_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

/// "send from Guitar to Reverb".
std::string send_text(const Project& project, const Send& send) {
  return "send from " + project.tracks().owner_of(send.id)->name + " to " +
         project.tracks().find(send.destination)->name;
}

}  // namespace

Result<Validated> validate(const Project& project, const AddSend& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  const auto destination = track_of(project, command.destination);
  if (!destination) return destination.refusal();
  const std::size_t count = (*track)->sends.size();
  if (count >= tracks::kMostSends) return invalid("addSend", "A strip has at most 64 sends.");
  if (auto good = tracks::check_level(command.level, "addSend.level"); !good) return good.refusal();
  if (auto good = tracks::check_pan(command.pan, "addSend.pan"); !good) return good.refusal();
  if (auto good = routing::check_feed(project.wiring(), **track, command.destination, "addSend.destination");
      !good)
    return good.refusal();
  const auto id = new_id(project);
  if (!id) return id.refusal();
  const Send send{SendId{*id}, command.destination, command.level, command.pan, command.pre_fader};
  Validated validated = edit("add send from " + (*track)->name + " to " + (*destination)->name,
                             SendAdded{command.track, send, static_cast<std::uint32_t>(count)});
  validated.changes.push_back(IdsTaken{*id + 1});
  validated.ids.push_back(*id);
  return validated;
}

Result<Validated> validate(const Project& project, const RemoveSend& command) {
  const auto send = send_of(project, command.send);
  if (!send) return send.refusal();
  return edit("remove " + send_text(project, **send), SendRemoved{command.send});
}

Result<Validated> validate(const Project& project, const SetSendLevel& command) {
  const auto send = send_of(project, command.send);
  if (!send) return send.refusal();
  if (auto good = tracks::check_level(command.level, "setSendLevel.level"); !good) return good.refusal();
  return gesture("set level of " + send_text(project, **send) + " to " + tracks::level_text(command.level),
                 SendLevelSet{command.send, command.level});
}

Result<Validated> validate(const Project& project, const SetSendPan& command) {
  const auto send = send_of(project, command.send);
  if (!send) return send.refusal();
  if (auto good = tracks::check_pan(command.pan, "setSendPan.pan"); !good) return good.refusal();
  return gesture("set pan of " + send_text(project, **send) + " to " + tracks::number_text(command.pan),
                 SendPanSet{command.send, command.pan});
}

Result<Validated> validate(const Project& project, const SetSendPreFader& command) {
  const auto send = send_of(project, command.send);
  if (!send) return send.refusal();
  return edit(
      "take " + send_text(project, **send) + (command.pre_fader ? " before the fader" : " after the fader"),
      SendPreFaderSet{command.send, command.pre_fader});
}

}  // namespace corelogic::commands
