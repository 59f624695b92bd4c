// feed_rules.h: which kind of strip may feed which, and by which kind of cable.
// One cable at a time; circles are for routing_rules.  Side: control; pure.
#pragma once

#include <string_view>

#include "controller/routing/routing_table.h"
#include "schema/vocabulary/result.h"

namespace corelogic::routing {

/// The destination is there and sums; a matrix is sent to, by an aux, a group or the master; the master feeds
/// nothing else; a matrix feeds no strip; a vca neither feeds nor is fed.  Errors: kUnknownId, kInvalid.
[[nodiscard]] vocabulary::Result<void> check_kinds(const TrackList&, const messages::Track& source,
                                                   messages::TrackId destination, FeedKind,
                                                   std::string_view subject);
/// `heard` is no valid id, or a strip that has sound.  Errors: kUnknownId, kInvalid.
[[nodiscard]] vocabulary::Result<void> check_heard(const TrackList&, messages::TrackId heard,
                                                   std::string_view subject);

}  // namespace corelogic::routing
