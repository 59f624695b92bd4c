// routing_table.cpp: the feeds collected once and laid out twice, by source and by destination.  Side:
// control.
#include "controller/routing/routing_table.h"

#include <algorithm>

namespace corelogic::routing {
namespace {

using messages::TrackId;

/// Counting sort: feeds in the order of their `key`, those of one key in the order they had.
std::vector<std::size_t> lay_out(const std::vector<Feed>& feeds, std::uint32_t Feed::*key, std::size_t strips,
                                 std::vector<Feed>& sorted) {
  std::vector<std::size_t> first(strips + 1, 0);
  for (const Feed& feed : feeds) ++first[feed.*key + 1];
  for (std::size_t i = 1; i <= strips; ++i) first[i] += first[i - 1];
  sorted.resize(feeds.size());
  std::vector<std::size_t> next(first);
  for (const Feed& feed : feeds) sorted[next[feed.*key]++] = feed;
  return first;
}

}  // namespace

RoutingTable::RoutingTable(const TrackList& tracks, const ConnectionList& connections) {
  std::vector<Feed> feeds;
  feeds.reserve(tracks.size() * 2);
  const auto feed = [&](std::size_t source, TrackId destination, FeedKind kind, std::uint32_t owner) {
    if (const auto position = tracks.position_of(destination))
      feeds.push_back(
          {static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(*position), kind, owner});
  };
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    const auto& track = tracks[i];
    if (const auto* output = std::get_if<messages::TrackOutput>(&track.output))
      feed(i, output->track, FeedKind::kOutput, track.id.value);
    for (const auto& send : track.sends) feed(i, send.destination, FeedKind::kSend, send.id.value);
  }
  for (const auto& connection : connections) {
    const auto source = tracks.position_of(connection.source);
    const auto* destination = std::get_if<messages::TrackOutput>(&connection.destination);
    if (source && destination) feed(*source, destination->track, FeedKind::kConnection, connection.id.value);
  }
  for (std::size_t i = 0; i < tracks.size(); ++i)
    for (const auto& insert : tracks[i].inserts)
      if (const auto heard = tracks.position_of(insert.key.track); heard && insert.key.track.valid())
        feed(*heard, tracks[i].id, FeedKind::kKey, insert.id.value);
  from_ = lay_out(feeds, &Feed::source, tracks.size(), by_source_);
  into_ = lay_out(by_source_, &Feed::destination, tracks.size(), by_destination_);
}

std::span<const Feed> RoutingTable::feeds_from(std::size_t position) const {
  return std::span(by_source_).subspan(from_[position], from_[position + 1] - from_[position]);
}

std::span<const Feed> RoutingTable::feeds_into(std::size_t position) const {
  return std::span(by_destination_).subspan(into_[position], into_[position + 1] - into_[position]);
}

}  // namespace corelogic::routing
