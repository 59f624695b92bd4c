// routing_table.h: the matrix: which strip feeds which, by output, send, connection or key.
// A picture of one moment: built from the strips and connections, never edited.  Side: control.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "controller/routing/connection_list.h"
#include "controller/tracks/track_list.h"

namespace corelogic::routing {

using tracks::TrackList;

enum class FeedKind : std::uint8_t {
  kOutput,
  kSend,
  kConnection,
  kKey,  ///< an effect of the destination listens to the source; nothing is summed
};

/// One strip feeding another. Strips are positions in the TrackList.
struct Feed {
  std::uint32_t source = 0;
  std::uint32_t destination = 0;
  FeedKind kind = FeedKind::kOutput;
  std::uint32_t owner = 0;  ///< id of the source track, the send, the connection, or the insert
  bool operator==(const Feed&) const = default;
};

class RoutingTable {
 public:
  /// Feeds of one source stand in the order output, sends, connections, keys. Ids that name no strip are left
  /// out. Cost: O(tracks + inserts + sends + connections).
  RoutingTable(const TrackList&, const ConnectionList&);

  [[nodiscard]] std::size_t strips() const { return from_.size() - 1; }
  [[nodiscard]] std::span<const Feed> feeds_from(std::size_t position) const;
  /// Ordered by source position.
  [[nodiscard]] std::span<const Feed> feeds_into(std::size_t position) const;

 private:
  std::vector<Feed> by_source_;
  std::vector<Feed> by_destination_;
  std::vector<std::size_t> from_;  // first feed of each source, and the end
  std::vector<std::size_t> into_;
};

}  // namespace corelogic::routing
