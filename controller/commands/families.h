// families.h: one validate a command; each family is a file of its own, dispatch only chooses.
// They read the project and say what would change.  Side: control; pure.
#pragma once

#include "controller/commands/dispatch.h"

namespace corelogic::commands {

using project::Project;
using vocabulary::Result;

// track_commands.cpp: strips come, go, are named and moved.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::AddTrack&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RemoveTrack&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RenameTrack&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::MoveTrack&);
// mix_commands.cpp: the surface of the mixer.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetVolume&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetPan&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMute&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSolo&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMonitorLevel&);
// insert_commands.cpp: effects in a strip.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::AddInsert&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RemoveInsert&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::MoveInsert&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetInsertBypass&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetParameter&);
// send_commands.cpp
[[nodiscard]] Result<Validated> validate(const Project&, const messages::AddSend&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RemoveSend&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSendLevel&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSendPan&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSendPreFader&);
// routing_commands.cpp: inputs, outputs and explicit connections.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetInput&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetOutput&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMonitorOutput&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::Connect&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::Disconnect&);
// sound_commands.cpp: what an insert listens to, plays, and has on its two sides.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetKey&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetInsertFile&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::LoadPreset&, Presets);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SwitchSide&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::CopySide&);
// stage_commands.cpp: before the inserts, behind the fader, and beside it.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetTrim&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetPolarity&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetHighPass&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetDelay&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMeter&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetListen&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetOutputStage&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMonitor&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetTempo&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetLook&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetVcas&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMuteGroups&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetLink&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetRecordArm&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMonitoring&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetDirectOut&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSoloIsolate&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSoloSafe&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSoloSettings&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::ClearSolo&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetInsertPostFader&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSendTap&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetSendMute&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::AddMuteGroup&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RemoveMuteGroup&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RenameMuteGroup&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetMuteGroup&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::CopyInsert&);
// scene_commands.cpp: the mix as it was, kept and brought back.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::StoreScene&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RemoveScene&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::MoveScene&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::DescribeScene&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::RecallScene&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::MorphScenes&);
// safe_commands.cpp: what a recall leaves alone.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetTrackSafe&);
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetInsertSafe&);
// wire_commands.cpp: the JACK connections that are wanted.
[[nodiscard]] Result<Validated> validate(const Project&, const messages::SetWires&);
// project_commands.cpp
[[nodiscard]] Result<Validated> validate(const Project&, const messages::ImportProject&);
// batch.cpp
[[nodiscard]] Result<Validated> validate(const Project&, const messages::Batch&, Presets = {});

/// Every change it takes to remove a strip: its link, vcas, mute groups, sends and keys, the strips it moves
/// as a vca, all that feeds it or it feeds (outputs go to the master), keys and a monitor that hear it,
/// itself. Requires: the track exists and is not the master.
[[nodiscard]] messages::Changes removal_of(const Project&, messages::TrackId);
/// The same of a mute group: its members leave it, then it goes.  Requires: it exists.
[[nodiscard]] messages::Changes removal_of(const Project&, messages::MuteGroupId);
/// Another output, and the map with it: a map never stands with an output it was not made for, neither on the
/// way there nor on the way back.
[[nodiscard]] messages::Changes output_changes(const messages::Track&, const messages::Output&,
                                               const std::vector<std::uint16_t>& map);

}  // namespace corelogic::commands
