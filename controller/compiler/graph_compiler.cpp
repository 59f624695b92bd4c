// graph_compiler.cpp: three passes: who feeds whom, in which order, and each strip expanded and plugged in.
// Side: control; pure.
#include "controller/compiler/graph_compiler.h"

#include <unordered_map>
#include <utility>
#include <vector>

#include "controller/compiler/fader_values.h"
#include "controller/compiler/monitor_section.h"
#include "controller/compiler/strip_expander.h"
#include "controller/routing/topological_order.h"
#include "controller/tracks/desk_rules.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the node kinds by name
using routing::Feed;
using routing::FeedKind;

/// A cable that divides one channel's power between two makes each 3.01 dB softer.
constexpr double kToBothSides = 3.0103;

/// One compilation: strips expanded so far, each behind all that feed it.
class GraphCompilation {
 public:
  GraphCompilation(const project::Project& project, const CompileOptions& options)
      : project_(project),
        tracks_(project.tracks()),
        table_(project.routing()),
        silent_(MuteBoard(project).silent(table_)),
        names_(strip_node_names(tracks_)),
        shape_(master_shape(project)),
        options_(options),
        taps_(tracks_.size()) {
    for (const Connection& connection : project.connections())
      connections_[connection.source].push_back(&connection);
  }

  std::vector<Node> run() {
    nodes_.reserve(tracks_.size() * 5);
    for (const std::uint32_t position : routing::sort_strips(table_).positions) expand(position);
    if (shape_.own_monitor) expand_monitor();
    return std::move(nodes_);
  }

 private:
  void expand(std::uint32_t position) {
    const Track& track = tracks_[position];
    if (!tracks::has_sound(track)) return;
    NodeNames names(names_[position]);
    StripTaps& taps = taps_[position];
    taps = append_strip(nodes_, track,
                        {names, fader_level(tracks_, track), silent_[position], options_.audio_directory,
                         shape_, project_.monitor()});
    for (const Feed& feed : table_.feeds_into(position)) {
      if (feed.kind == FeedKind::kKey)
        plug_key(feed);
      else
        plug(feed);
    }
    if (track.kind != TrackKind::kMaster) {
      expand_device_output(position, names);
      if (!track.direct_out.channels.empty()) append_direct_out(nodes_, track, taps, names("direct"));
      expand_device_connections(position, names);
    }
    nodes_[metered(track.meter.point, taps)].meter =
        track.meter.detail == MeterDetail::kFull ? NodeMeter::kFull : NodeMeter::kBasic;
  }

  void expand_device_output(std::uint32_t position, NodeNames& names) {
    const Track& track = tracks_[position];
    const auto* device = std::get_if<DeviceOutput>(&track.output);
    if (!device) return;
    const auto node = append_device_output(nodes_, track.id.value, names("out"), device->channels);
    const auto tap = main_tap(position, device->channels.size(), track.output_map);
    nodes_[node].edges.push_back(
        {make_edge_id(track.id.value, EdgeRole::kOutput), tap, 0, 0, {}, 0, track.output_map});
    taps_[position].output = node;
  }

  void expand_device_connections(std::uint32_t position, NodeNames& names) {
    const auto found = connections_.find(tracks_[position].id);
    if (found == connections_.end()) return;
    for (const Connection* connection : found->second) {
      const auto* device = std::get_if<DeviceOutput>(&connection->destination);
      if (!device) continue;
      const auto node = append_device_output(nodes_, connection->id.value, names("out"), device->channels);
      const auto tap = connection_tap(position, *connection, device->channels.size());
      nodes_[node].edges.push_back(
          {make_edge_id(connection->id.value, EdgeRole::kConnection), tap, 0, 0, {}, 0, connection->map});
    }
  }

  /// All that is heard, at unity, into the monitor's own sum.
  void expand_monitor() {
    const std::uint32_t bus = append_monitor(nodes_, project_);
    const std::size_t width = nodes_[bus].inputs.front().channels;
    for (const Heard& heard : heard_strips(project_)) {
      const auto tap =
          heard.pre_fader ? taps_[heard.position].before_fader : main_tap(heard.position, width, {});
      nodes_[bus].edges.push_back(
          {make_edge_id(tracks_[heard.position].id.value, EdgeRole::kListen), tap, 0, 0, {}, 0});
    }
  }

  /// The cable of a feed, into the sum of its destination.
  void plug(const Feed& feed) {
    const std::size_t width = tracks_[feed.destination].channels;
    Edge edge;
    if (feed.kind == FeedKind::kOutput) {
      edge.id = make_edge_id(feed.owner, EdgeRole::kOutput);
      edge.map = tracks_[feed.source].output_map;
      edge.source = main_tap(feed.source, width, edge.map);
    } else if (feed.kind == FeedKind::kSend) {
      const Send& send = *tracks_.find(SendId{feed.owner});
      const StripTaps& taps = taps_[feed.source];
      edge.id = make_edge_id(feed.owner, EdgeRole::kSend);
      edge.source = !send.pre_fader ? taps.fader : send.pre_eq ? taps.staged : taps.before_fader;
      edge.level = {send_level(send)};
      edge.pan = send.pan;
    } else {
      const Connection& connection = connection_of(feed);
      edge.id = make_edge_id(feed.owner, EdgeRole::kConnection);
      edge.source = connection_tap(feed.source, connection, width);
      edge.map = connection.map;
    }
    nodes_[taps_[feed.destination].input].edges.push_back(edge);
  }

  /// The cable of a key, into the second input of its effect. What one channel says is to be heard as loud by
  /// the detectors of both sides as by that of a mono strip: the threshold means the same.
  void plug_key(const Feed& feed) {
    const Track& listener = tracks_[feed.destination];
    const auto& inserts = listener.inserts;
    std::uint32_t place = 0;
    while (inserts[place].id.value != feed.owner) ++place;
    Edge edge;
    edge.id = make_edge_id(feed.owner, EdgeRole::kKey);
    edge.source = inserts[place].key.pre_fader ? taps_[feed.source].before_fader
                                               : main_tap(feed.source, listener.channels, {});
    edge.destination_port = 1;
    if (nodes_[edge.source].outputs.front().channels == 1 && listener.channels == 2)
      edge.level = {kToBothSides};
    nodes_[taps_[feed.destination].inserts[place]].edges.push_back(edge);
  }

  [[nodiscard]] static std::uint32_t metered(MeterPoint point, const StripTaps& taps) {
    if (point == MeterPoint::kInput) return taps.staged;
    return point == MeterPoint::kPreFader ? taps.before_fader : taps.output;
  }

  /// Behind the pan; a mono strip into one channel, or by a map, is taken before it: there is nowhere to pan
  /// to, and a map is of the strip's own channels.
  [[nodiscard]] std::uint32_t main_tap(std::uint32_t position, std::size_t width,
                                       const std::vector<std::uint16_t>& map) const {
    const bool unpanned = tracks_[position].channels == 1 && (width == 1 || !map.empty());
    return unpanned && tracks_[position].kind == TrackKind::kAudio ? taps_[position].before_pan
                                                                   : taps_[position].out;
  }
  [[nodiscard]] std::uint32_t connection_tap(std::uint32_t position, const Connection& connection,
                                             std::size_t width) const {
    return connection.source_port == "pre" ? taps_[position].before_fader
                                           : main_tap(position, width, connection.map);
  }
  [[nodiscard]] const Connection& connection_of(const Feed& feed) const {
    const auto& outgoing = connections_.at(tracks_[feed.source].id);
    std::size_t i = 0;
    while (outgoing[i]->id.value != feed.owner) ++i;
    return *outgoing[i];
  }

  const project::Project& project_;
  const tracks::TrackList& tracks_;
  const routing::RoutingTable table_;
  const std::vector<bool> silent_;
  const std::vector<std::string> names_;
  const MasterShape shape_;
  const CompileOptions& options_;
  std::unordered_map<TrackId, std::vector<const Connection*>> connections_;
  std::vector<StripTaps> taps_;
  std::vector<Node> nodes_;
};

}  // namespace

GraphSnapshot compile(const project::Project& project, vocabulary::Revision revision,
                      const CompileOptions& options) {
  return {revision, project.sample_rate(), GraphCompilation(project, options).run(), project.tempo()};
}

}  // namespace corelogic::compiler
