// desk_check.h: what binds strips together beside cables: vcas, mute groups and stereo links.
// Commands ask it of one wish, project.cpp of a whole document.  Side: control; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controller/project/project.h"

namespace corelogic::project {

/// Each is there, is a vca, stands once, and does not end up moving itself.
/// Errors: kUnknownId, kInvalid, kDuplicate, kCycle with the cycle by name.
[[nodiscard]] vocabulary::Result<void> check_vcas(const tracks::TrackList&, const messages::Track& strip,
                                                  const std::vector<messages::TrackId>& vcas,
                                                  std::string_view subject);
/// Each is there and stands once.
[[nodiscard]] vocabulary::Result<void> check_membership(const std::vector<messages::MuteGroup>& there,
                                                        const std::vector<messages::MuteGroupId>& groups,
                                                        std::string_view subject);
/// Two different audio strips of one width.
[[nodiscard]] vocabulary::Result<void> check_pair(const messages::Track& left, const messages::Track& right,
                                                  std::string_view subject);
/// A good name that no other mute group has, whatever the case; `except` may keep its own.
[[nodiscard]] vocabulary::Result<void> check_mute_group_name(const std::vector<messages::MuteGroup>& there,
                                                             const std::string& name,
                                                             messages::MuteGroupId except,
                                                             std::string_view subject);
/// All of it at once, for a document: what every strip names, links from both ends, names of mute groups.
[[nodiscard]] vocabulary::Result<void> check_desk(const tracks::TrackList&,
                                                  const std::vector<messages::MuteGroup>&);

}  // namespace corelogic::project
