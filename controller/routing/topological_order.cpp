// topological_order.cpp: Kahn's algorithm with a heap of the strips that are ready.  Side: control; pure.
#include "controller/routing/topological_order.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <queue>

namespace corelogic::routing {
namespace {

constexpr std::uint32_t kNobody = 0xffff'ffff;

/// Among strips that Kahn left over each still waits for another left over: going back from feed to feed must
/// come round. Returns the round trip in the direction of the signal, first = last.
std::vector<std::uint32_t> cycle_among(const RoutingTable& table,
                                       const std::vector<std::uint32_t>& waiting_for) {
  const auto left_over = [&](std::uint32_t strip) { return waiting_for[strip] > 0; };
  std::uint32_t strip = 0;
  while (!left_over(strip)) ++strip;
  std::vector<std::uint32_t> path;
  std::vector<bool> seen(table.strips(), false);
  while (!seen[strip]) {
    seen[strip] = true;
    path.push_back(strip);
    for (const Feed& feed : table.feeds_into(strip)) {
      if (!left_over(feed.source)) continue;
      strip = feed.source;
      break;
    }
  }
  path.erase(path.begin(), std::find(path.begin(), path.end(), strip));
  path.push_back(strip);
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace

TopologicalOrder sort_strips(const RoutingTable& table) {
  const auto strips = static_cast<std::uint32_t>(table.strips());
  std::vector<std::uint32_t> waiting_for(strips);
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> ready;
  for (std::uint32_t i = 0; i < strips; ++i) {
    waiting_for[i] = static_cast<std::uint32_t>(table.feeds_into(i).size());
    if (waiting_for[i] == 0) ready.push(i);
  }
  TopologicalOrder order;
  order.positions.reserve(strips);
  while (!ready.empty()) {
    const std::uint32_t strip = ready.top();
    ready.pop();
    order.positions.push_back(strip);
    for (const Feed& feed : table.feeds_from(strip))
      if (--waiting_for[feed.destination] == 0) ready.push(feed.destination);
  }
  if (order.positions.size() == strips) return order;
  return {{}, cycle_among(table, waiting_for)};
}

std::vector<TrackId> cycle_closed_by(const TrackList& tracks, const ConnectionList& connections,
                                     TrackId source, TrackId destination) {
  if (source == destination) return {source, source};
  if (!tracks.position_of(source)) return {};
  const RoutingTable table(tracks, connections);
  const auto start = static_cast<std::uint32_t>(*tracks.position_of(destination));
  const auto goal = static_cast<std::uint32_t>(*tracks.position_of(source));
  // Breadth first from the destination: the cycle named is the shortest one.
  std::vector<std::uint32_t> came_from(table.strips(), kNobody);
  std::deque<std::uint32_t> next{start};
  came_from[start] = start;
  while (!next.empty() && came_from[goal] == kNobody) {
    const std::uint32_t strip = next.front();
    next.pop_front();
    for (const Feed& feed : table.feeds_from(strip)) {
      if (came_from[feed.destination] != kNobody) continue;
      came_from[feed.destination] = strip;
      next.push_back(feed.destination);
    }
  }
  if (came_from[goal] == kNobody) return {};
  std::vector<TrackId> cycle{source};
  for (std::uint32_t strip = goal; strip != start;) {
    strip = came_from[strip];
    cycle.push_back(tracks[strip].id);
  }
  cycle.push_back(source);
  std::reverse(cycle.begin(), cycle.end());
  return cycle;
}

std::string cycle_text(const TrackList& tracks, const std::vector<TrackId>& cycle) {
  std::string text;
  for (const TrackId id : cycle) {
    const auto* track = tracks.find(id);
    text += (text.empty() ? "" : " -> ") + (track ? track->name : "track " + std::to_string(id.value));
  }
  return text;
}

}  // namespace corelogic::routing
