// send_commands.cpp: sends come, go and are set.  Side: control; pure.
#include <array>
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
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
  if (command.pre_eq && !command.pre_fader)
    return invalid("addSend.preEq",
                   "A send before the inserts is a send before the fader: preEq goes with preFader.");
  const auto destination = track_of(project, command.destination);
  if (!destination) return destination.refusal();
  const std::size_t count = (*track)->sends.size();
  if (project.tracks().send_count() >= tracks::kMostSends)
    return invalid("addSend", "A project has at most " + std::to_string(tracks::kMostSends) +
                                  " sends, all strips together; remove one first.");
  if (auto good = tracks::check_level(command.level, "addSend.level"); !good) return good.refusal();
  if (auto good = tracks::check_pan(command.pan, "addSend.pan"); !good) return good.refusal();
  if (auto good = routing::check_feed(project.wiring(), **track, command.destination,
                                      routing::FeedKind::kSend, "addSend.destination");
      !good)
    return good.refusal();
  const auto id = new_id(project);
  if (!id) return id.refusal();
  const Send send{SendId{*id},       command.destination, command.level, command.pan,
                  command.pre_fader, command.pre_eq,      false};
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
  return followed(
      gesture("set level of " + send_text(project, **send) + " to " + tracks::level_text(command.level),
              SendLevelSet{command.send, command.level}),
      twin_of(project, **send), [&](const Send& twin) {
        return SendLevelSet{twin.id, command.level};
      });
}

Result<Validated> validate(const Project& project, const SetSendPan& command) {
  const auto send = send_of(project, command.send);
  if (!send) return send.refusal();
  if (auto good = tracks::check_pan(command.pan, "setSendPan.pan"); !good) return good.refusal();
  return followed(
      gesture("set pan of " + send_text(project, **send) + " to " + tracks::number_text(command.pan),
              SendPanSet{command.send, command.pan}),
      twin_of(project, **send), [&](const Send& twin) {
        return SendPanSet{twin.id, 0 - command.pan};
      });
}

// Before the fader a send is behind the inserts, unless it is asked for before them.
Result<Validated> validate(const Project& project, const SetSendPreFader& command) {
  return validate(project, SetSendTap{command.send, command.pre_fader ? Tap::kPreFader : Tap::kPostFader});
}

Result<Validated> validate(const Project& project, const SetSendTap& command) {
  constexpr std::array kPlaces{" after the fader", " before the fader", " before the inserts"};
  const auto send = send_of(project, command.send);
  if (!send) return send.refusal();
  return followed(
      edit("take " + send_text(project, **send) + kPlaces.at(static_cast<std::size_t>(command.tap)),
           SendTapSet{command.send, command.tap}),
      twin_of(project, **send), [&](const Send& twin) {
        return SendTapSet{twin.id, command.tap};
      });
}

Result<Validated> validate(const Project& project, const SetSendMute& command) {
  const auto send = send_of(project, command.send);
  if (!send) return send.refusal();
  return followed(edit((command.mute ? "mute " : "unmute ") + send_text(project, **send),
                       SendMuteSet{command.send, command.mute}),
                  twin_of(project, **send), [&](const Send& twin) {
                    return SendMuteSet{twin.id, command.mute};
                  });
}

}  // namespace corelogic::commands
