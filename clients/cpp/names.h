// names.h: what people type, as ids of the project: "Guitar", "guitar/compressor", "Guitar->Reverb", "#7".
// It never guesses: what is unknown or could mean two things is refused, with the names that are near.
// Side: control; pure.
#pragma once

#include <string>
#include <string_view>

#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::client {

using vocabulary::Result;

/// A name, large and small letters alike if no track is spelled just so; "master" for the master whatever it
/// is called;
/// "#7", or a bare 7 if nothing is called 7.
/// Errors of all: kUnknownId with the nearest names, kInvalid if it means more than one thing.
[[nodiscard]] Result<messages::TrackId> find_track(const messages::Project&, std::string_view text);
/// "guitar/compressor", "guitar/compressor:2" for the second of them, "#9".
[[nodiscard]] Result<messages::InsertId> find_insert(const messages::Project&, std::string_view text);
/// "Guitar->Reverb", "Guitar->Reverb:2" for the second of them, "#11".
[[nodiscard]] Result<messages::SendId> find_send(const messages::Project&, std::string_view text);
/// "Guitar->Reverb", "Guitar->device:1,2", "#12".
[[nodiscard]] Result<messages::ConnectionId> find_connection(const messages::Project&, std::string_view text);
/// By name or "#16".
[[nodiscard]] Result<messages::MuteGroupId> find_mute_group(const messages::Project&, std::string_view text);

/// "Verse", "#12".
[[nodiscard]] Result<messages::SceneId> find_scene(const messages::Project&, std::string_view text);

/// The track with this id, or null.
[[nodiscard]] const messages::Track* track_of(const messages::Project&, messages::TrackId);
/// The track whose chain holds it, or null.
[[nodiscard]] const messages::Track* track_of(const messages::Project&, messages::InsertId);
[[nodiscard]] const messages::Track* track_of(const messages::Project&, messages::SendId);
[[nodiscard]] const messages::Insert* insert_of(const messages::Project&, messages::InsertId);
[[nodiscard]] const messages::Send* send_of(const messages::Project&, messages::SendId);
[[nodiscard]] const messages::Connection* connection_of(const messages::Project&, messages::ConnectionId);

/// The track's name, or "#7" where there is none.
[[nodiscard]] std::string name_of(const messages::Project&, messages::TrackId);
/// "none", "device:1,2", "file:amen.flac,loop", "Reverb": as the command line reads it.
[[nodiscard]] std::string text_of(const messages::Input&);
[[nodiscard]] std::string text_of(const messages::Project&, const messages::Output&);

}  // namespace corelogic::client
