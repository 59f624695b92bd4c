// safe_rules.h: the words by which a strip or an insert is kept from scene recalls.  Side: control; pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::tracks {

/// Of Track.safe: volume, pan, mute, solo, sends, inserts, routing, stage, groups, all.
[[nodiscard]] vocabulary::Result<void> check_track_safe(const std::vector<std::string>& safe,
                                                        std::string_view subject);
/// Of Insert.safe: the effect's parameters, bypass, all.
[[nodiscard]] vocabulary::Result<void> check_insert_safe(const messages::Insert&,
                                                         const std::vector<std::string>& safe,
                                                         std::string_view subject);
/// The list has the word, or "all".
[[nodiscard]] bool is_safe(const std::vector<std::string>& safe, std::string_view word);

}  // namespace corelogic::tracks
