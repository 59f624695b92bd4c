// routing_rules.cpp: the rules of the patch bay and the words in which they are refused.  Side: control;
// pure.
#include "controller/routing/routing_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "controller/routing/feed_rules.h"
#include "controller/routing/topological_order.h"
#include "controller/tracks/desk_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::routing {
namespace {

using messages::DeviceOutput;
using messages::NoOutput;
using messages::Track;
using messages::TrackKind;
using messages::TrackOutput;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal refuse(RefusalCode code, std::string_view subject, std::string sentence) {
  return {code, std::string(subject), std::move(sentence)};
}
Refusal invalid(std::string_view subject, std::string sentence) {
  return refuse(RefusalCode::kInvalid, subject, std::move(sentence));
}

std::string channels_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " channel" : " channels");
}

Result<void> check_device_channels(const std::vector<std::uint16_t>& channels, std::string_view subject) {
  if (channels.empty())
    return invalid(subject, "A device needs at least one channel; channels count from 1.");
  if (std::find(channels.begin(), channels.end(), 0) != channels.end())
    return invalid(subject, "Device channels count from 1; there is no channel 0.");
  if (*std::max_element(channels.begin(), channels.end()) > kMostDeviceChannel)
    return invalid(subject, "Device channels are 1 to " + std::to_string(kMostDeviceChannel) + ".");
  auto sorted = channels;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end())
    return invalid(subject,
                   "Device channel " + std::to_string(*twice) + " is given twice; each may stand once.");
  return {};
}

/// What a strip can drive: any number of channels, into which it folds or is mapped; the master just its own.
Result<void> check_device_output(const Track& track, const std::vector<std::uint16_t>& channels,
                                 std::string_view subject) {
  if (auto good = check_device_channels(channels, subject); !good) return good;
  const std::size_t count = channels.size();
  if (count == track.channels || track.kind != TrackKind::kMaster) return {};
  return invalid(subject, track.name + " has " + channels_text(track.channels) + " and cannot drive " +
                              channels_text(count) + " of the device; give " +
                              std::to_string(track.channels) + ".");
}

Refusal cycle_refusal(const Wiring& wiring, const std::vector<TrackId>& cycle, std::string_view subject) {
  return refuse(RefusalCode::kCycle, subject,
                "The signal would go in a circle: " + cycle_text(wiring.tracks, cycle) + ".");
}

/// Where a cable may end, leaving cycles and none to the caller.
Result<void> check_end(const Wiring& wiring, const Track& source, const messages::Output& end, FeedKind kind,
                       std::string_view subject) {
  if (!std::holds_alternative<NoOutput>(end))
    if (auto good = tracks::check_sound(source, "output", subject); !good) return good;
  if (const auto* device = std::get_if<DeviceOutput>(&end))
    return check_device_output(source, device->channels, subject);
  if (const auto* target = std::get_if<TrackOutput>(&end))
    return check_kinds(wiring.tracks, source, target->track, kind, subject);
  return {};
}

Result<void> check_connection_form(const Wiring& wiring, const messages::Connection& connection,
                                   std::string_view subject) {
  const Track& source = *wiring.tracks.find(connection.source);
  if (source.kind == TrackKind::kMaster)
    return invalid(subject, "The master feeds no connection; use its output and its monitor output.");
  if (connection.source_port != "out" && connection.source_port != "pre")
    return invalid(subject, "A strip has no port \"" + connection.source_port +
                                "\"; it has \"out\" (after fader and pan) and \"pre\" (before the fader).");
  if (std::holds_alternative<NoOutput>(connection.destination))
    return invalid(subject, "A connection needs a destination: a track or device channels.");
  if (auto good = check_end(wiring, source, connection.destination, FeedKind::kConnection, subject); !good)
    return good;
  return check_map(wiring, source, connection.destination, connection.map, subject);
}

Refusal duplicate_connection(const messages::Connection& other, std::string_view subject) {
  return refuse(RefusalCode::kDuplicate, subject,
                "This connection exists already; it is connection " + std::to_string(other.id.value) + ".");
}

/// For sorting and comparing: all of a connection but its id.
auto essence(const messages::Connection& connection) {
  const auto* target = std::get_if<TrackOutput>(&connection.destination);
  const auto* device = std::get_if<DeviceOutput>(&connection.destination);
  return std::tuple(connection.source, connection.source_port, target ? target->track : TrackId{},
                    device ? device->channels : std::vector<std::uint16_t>{}, connection.map);
}

Result<void> check_tracks_routing(const Wiring& wiring) {
  for (const Track& track : wiring.tracks) {
    const std::string subject = "track " + std::to_string(track.id.value);
    if (auto good = check_input(track, track.input, subject); !good) return good;
    if (auto good = check_end(wiring, track, track.output, FeedKind::kOutput, subject); !good) return good;
    if (auto good = check_map(wiring, track, track.output, track.output_map, subject); !good) return good;
    if (auto good = check_direct_out(track, track.direct_out, subject); !good) return good;
    if (track.kind == TrackKind::kMaster) {
      if (auto good = check_monitor_output(track, track.monitor_output, subject); !good) return good;
    } else if (!std::holds_alternative<NoOutput>(track.monitor_output) || track.monitor_level.value != 0) {
      return invalid(subject, track.name + " has a monitor output; only the master has one.");
    }
    for (const auto& send : track.sends)
      if (auto good = check_kinds(wiring.tracks, track, send.destination, FeedKind::kSend,
                                  "send " + std::to_string(send.id.value));
          !good)
        return good;
    for (const auto& insert : track.inserts)
      if (auto good =
              check_heard(wiring.tracks, insert.key.track, "insert " + std::to_string(insert.id.value));
          !good)
        return good;
  }
  return {};
}

Result<void> check_connections(const Wiring& wiring) {
  if (wiring.connections.size() > kMostConnections)
    return invalid("connections",
                   "A project has at most " + std::to_string(kMostConnections) + " connections.");
  std::set<decltype(essence(std::declval<messages::Connection>()))> seen;
  for (const auto& connection : wiring.connections) {
    const std::string subject = "connection " + std::to_string(connection.id.value);
    if (!wiring.tracks.find(connection.source))
      return refuse(RefusalCode::kUnknownId, subject,
                    "There is no track " + std::to_string(connection.source.value) + " to connect from.");
    if (auto good = check_connection_form(wiring, connection, subject); !good) return good;
    if (!seen.insert(essence(connection)).second) return duplicate_connection(connection, subject);
  }
  return {};
}

}  // namespace

Result<void> check_feed(const Wiring& wiring, const Track& source, TrackId destination, FeedKind kind,
                        std::string_view subject) {
  if (auto good = check_kinds(wiring.tracks, source, destination, kind, subject); !good) return good;
  const auto cycle = cycle_closed_by(wiring.tracks, wiring.connections, source.id, destination);
  if (cycle.empty()) return {};
  return cycle_refusal(wiring, cycle, subject);
}

Result<void> check_key(const Wiring& wiring, const Track& listener, TrackId heard, std::string_view subject) {
  if (auto good = check_heard(wiring.tracks, heard, subject); !good || !heard.valid()) return good;
  // The old key is replaced: no cycle goes through it, since the routing as it stands has none.
  const auto cycle = cycle_closed_by(wiring.tracks, wiring.connections, heard, listener.id);
  if (cycle.empty()) return {};
  return cycle_refusal(wiring, cycle, subject);
}

Result<void> check_map(const Wiring& wiring, const Track& source, const messages::Output& end,
                       const std::vector<std::uint16_t>& map, std::string_view subject) {
  if (map.empty()) return {};
  if (std::holds_alternative<NoOutput>(end))
    return invalid(subject,
                   source.name + " goes nowhere here, so there is nothing to map; leave the map out.");
  const auto* device = std::get_if<DeviceOutput>(&end);
  const auto* target = std::get_if<TrackOutput>(&end);
  const std::size_t width = device ? device->channels.size() : wiring.tracks.find(target->track)->channels;
  if (map.size() != source.channels)
    return invalid(subject, source.name + " has " + channels_text(source.channels) +
                                " and its map must name as many, 0 for nowhere; this one names " +
                                std::to_string(map.size()) + ".");
  const auto highest = *std::max_element(map.begin(), map.end());
  if (highest <= width) return {};
  return invalid(subject, "The map leads to channel " + std::to_string(highest) +
                              "; where it ends there are " + channels_text(width) + ", counted from 1.");
}

Result<void> check_input(const Track& track, const messages::Input& input, std::string_view subject) {
  if (std::holds_alternative<messages::NoInput>(input)) return {};
  if (auto good = tracks::check_sound(track, "input", subject); !good) return good;
  if (track.kind != TrackKind::kAudio)
    return invalid(subject,
                   track.name + " gets its signal from other strips; only an audio track has an input.");
  if (const auto* file = std::get_if<messages::FileInput>(&input))
    return tracks::check_path(file->path, subject);
  const auto& channels = std::get<messages::DeviceInput>(input).channels;
  if (auto good = check_device_channels(channels, subject); !good) return good;
  if (channels.size() == track.channels) return {};
  return invalid(subject, track.name + " has " + channels_text(track.channels) +
                              " and needs as many of the device, not " + std::to_string(channels.size()) +
                              ".");
}

Result<void> check_output(const Wiring& wiring, const Track& track, const messages::Output& output,
                          std::string_view subject) {
  // The old output is replaced: no cycle goes through it, since the routing as it stands has none.
  if (const auto* target = std::get_if<TrackOutput>(&output))
    return check_feed(wiring, track, target->track, FeedKind::kOutput, subject);
  return check_end(wiring, track, output, FeedKind::kOutput, subject);
}

Result<void> check_direct_out(const Track& track, const messages::DirectOut& direct,
                              std::string_view subject) {
  if (auto good = tracks::check_level(direct.level, subject); !good || direct.channels.empty()) return good;
  if (auto good = tracks::check_sound(track, "direct out", subject); !good) return good;
  if (track.kind == TrackKind::kMaster)
    return invalid(subject, "The master has its output, its monitor output and matrices; no direct out.");
  if (auto good = check_device_channels(direct.channels, subject); !good) return good;
  if (direct.channels.size() == track.channels) return {};
  return invalid(subject, track.name + " has " + channels_text(track.channels) +
                              " and its direct out needs as many of the device, not " +
                              std::to_string(direct.channels.size()) + ".");
}

Result<void> check_monitor_output(const Track& master, const messages::Output& output,
                                  std::string_view subject) {
  if (std::holds_alternative<NoOutput>(output)) return {};
  if (const auto* device = std::get_if<DeviceOutput>(&output))
    return check_device_output(master, device->channels, subject);
  return invalid(subject, "The monitor output is device channels or none, not a track.");
}

Result<void> check_connection(const Wiring& wiring, const messages::Connection& connection,
                              std::string_view subject) {
  if (auto good = check_connection_form(wiring, connection, subject); !good) return good;
  for (const auto& other : wiring.connections)
    if (other.id != connection.id && essence(other) == essence(connection))
      return duplicate_connection(other, subject);
  const auto* target = std::get_if<TrackOutput>(&connection.destination);
  if (!target) return {};
  return check_feed(wiring, *wiring.tracks.find(connection.source), target->track, FeedKind::kConnection,
                    subject);
}

Result<void> check_routing(const Wiring& wiring) {
  if (auto good = check_tracks_routing(wiring); !good) return good;
  if (auto good = check_connections(wiring); !good) return good;
  const auto order = sort_strips(RoutingTable(wiring.tracks, wiring.connections));
  if (order.cycle.empty()) return {};
  std::vector<TrackId> cycle;
  for (const auto position : order.cycle) cycle.push_back(wiring.tracks[position].id);
  return cycle_refusal(wiring, cycle, "routing");
}

}  // namespace corelogic::routing
