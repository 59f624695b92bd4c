// desk_rules.h: what a strip of each kind may hold, what it may look like, and which vcas move it.
// Whether the things it names are there is for project/desk_check.  Side: control; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controller/tracks/track_list.h"
#include "schema/vocabulary/result.h"

namespace corelogic::tracks {

inline constexpr std::size_t kMostMuteGroups = 128;
inline constexpr std::size_t kMostIconCharacters = 32;
inline constexpr std::size_t kMostCommentCharacters = 2000;

/// "audio track", "aux", "group", "vca", "matrix", "master".
[[nodiscard]] std::string_view kind_text(messages::TrackKind);
/// "an aux", "a group".
[[nodiscard]] std::string kind_with_article(messages::TrackKind);
/// False for a vca: it moves others and has no nodes.
[[nodiscard]] bool has_sound(const Track&);
/// Refuses a vca; `what` it cannot have: "inserts".
[[nodiscard]] vocabulary::Result<void> check_sound(const Track&, std::string_view what,
                                                   std::string_view subject);
/// A colour "#rrggbb", an icon of one word, a comment of at most 2000 characters; each may be empty.
[[nodiscard]] vocabulary::Result<void> check_look(std::string_view colour, std::string_view icon,
                                                  std::string_view comment, std::string_view subject);
/// Only an audio strip is armed and monitored; a vca holds levels and switches only; a pre-EQ send is a
/// pre-fader send.
[[nodiscard]] vocabulary::Result<void> check_kind(const Track&, std::string_view subject);

/// All vcas that move the strip, directly or through others, each once.
/// Cost: nothing for a strip without.
[[nodiscard]] std::vector<const Track*> vcas_above(const TrackList&, const Track&);

}  // namespace corelogic::tracks
