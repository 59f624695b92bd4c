// lookup.h: ids to things, or the refusal that says what the number is instead. Nothing is ever guessed.
// Only the families use it.  Side: control; pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "controller/commands/families.h"

namespace corelogic::commands {

[[nodiscard]] Result<const messages::Track*> track_of(const Project&, messages::TrackId);
/// The same, refusing a vca: it has no `what` ("pan").
[[nodiscard]] Result<const messages::Track*> sounding_track_of(const Project&, messages::TrackId,
                                                               std::string_view what);
[[nodiscard]] Result<const messages::Insert*> insert_of(const Project&, messages::InsertId);
[[nodiscard]] Result<const messages::Send*> send_of(const Project&, messages::SendId);
[[nodiscard]] Result<const messages::Connection*> connection_of(const Project&, messages::ConnectionId);

[[nodiscard]] Result<const messages::MuteGroup*> mute_group_of(const Project&, messages::MuteGroupId);
[[nodiscard]] Result<const messages::Scene*> scene_of(const Project&, messages::SceneId);

/// "compressor of Guitar".  Requires: the insert is the project's.
[[nodiscard]] std::string insert_text(const Project&, const messages::Insert&);

[[nodiscard]] vocabulary::Refusal invalid(std::string_view subject, std::string sentence);
/// Errors: kInvalid when the project has used up its four thousand million ids.
[[nodiscard]] Result<std::uint32_t> new_id(const Project&);
/// `position` or, for kAtEnd, `last`.  Errors: kInvalid beyond `last`.
[[nodiscard]] Result<std::uint32_t> position_within(std::uint32_t position, std::size_t last,
                                                    std::string_view subject);
/// Errors: kDuplicate when a strip other than `except` has the name.
[[nodiscard]] Result<void> check_name_free(const Project&, const std::string& name, messages::TrackId except,
                                           std::string_view subject);

/// An edit of one change that makes nothing new.
[[nodiscard]] Validated edit(std::string label, messages::Change);
/// A gesture: an edit that may take the fast lane.
[[nodiscard]] Validated gesture(std::string label, messages::Change);

}  // namespace corelogic::commands
