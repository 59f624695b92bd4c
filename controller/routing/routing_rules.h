// routing_rules.h: which cables are allowed; each refusal says what would be right.
// It reads, it changes nothing.  Side: control; pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "controller/routing/connection_list.h"
#include "controller/routing/routing_table.h"
#include "controller/tracks/track_list.h"
#include "schema/vocabulary/result.h"

namespace corelogic::routing {

using messages::TrackId;
using tracks::TrackList;

inline constexpr std::uint16_t kMostDeviceChannel = 256;
inline constexpr std::size_t kMostConnections = 10'000;

/// The routing as it stands, judged against.
struct Wiring {
  const TrackList& tracks;
  const ConnectionList& connections;
};

/// `source` may feed `destination` by such a cable: their kinds allow it (feed_rules), and no cycle closes.
/// Errors: kUnknownId, kInvalid, kCycle with the cycle by name.
[[nodiscard]] vocabulary::Result<void> check_feed(const Wiring&, const messages::Track& source,
                                                  TrackId destination, FeedKind, std::string_view subject);
/// Audio tracks only; device channels one per strip channel, from 1, distinct; paths without "..".
[[nodiscard]] vocabulary::Result<void> check_input(const messages::Track&, const messages::Input&,
                                                   std::string_view subject);
/// The master and a matrix: device or none. A vca: none. Others: aux, group, master, device or none.
[[nodiscard]] vocabulary::Result<void> check_output(const Wiring&, const messages::Track&,
                                                    const messages::Output&, std::string_view subject);
/// None, or one device channel a channel of the strip; a vca and the master have none.
[[nodiscard]] vocabulary::Result<void> check_direct_out(const messages::Track&, const messages::DirectOut&,
                                                        std::string_view subject);
/// The master's second output: device or none.
[[nodiscard]] vocabulary::Result<void> check_monitor_output(const messages::Track& master,
                                                            const messages::Output&,
                                                            std::string_view subject);
/// Port "out" or "pre", destination a track or device channels, not twice the same (kDuplicate).
/// Requires: connection.source exists.
[[nodiscard]] vocabulary::Result<void> check_connection(const Wiring&, const messages::Connection&,
                                                        std::string_view subject);

/// An effect in `listener` may hear `heard`: it exists, and no cycle closes. A key is a dependency like a
/// send. Errors: kUnknownId, kCycle with the cycle by name.
[[nodiscard]] vocabulary::Result<void> check_key(const Wiring&, const messages::Track& listener,
                                                 TrackId heard, std::string_view subject);
/// Empty; or for each channel of the source a channel of where the cable ends, or 0.
/// Requires: the end is allowed.  Errors: kInvalid.
[[nodiscard]] vocabulary::Result<void> check_map(const Wiring&, const messages::Track& source,
                                                 const messages::Output& end,
                                                 const std::vector<std::uint16_t>& map,
                                                 std::string_view subject);

/// All of it at once, for a document: every output, input, send, connection and key, then cycles in one sort.
/// Cost: O((strips + feeds)·log strips), where checking cable by cable would be quadratic.
[[nodiscard]] vocabulary::Result<void> check_routing(const Wiring&);

}  // namespace corelogic::routing
