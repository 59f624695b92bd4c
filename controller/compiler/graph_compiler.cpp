// graph_compiler.cpp: three passes: who feeds whom, in which order, and each strip expanded and plugged in.
// Side: control; pure.
#include "controller/compiler/graph_compiler.h"

#include <unordered_map>
#include <utility>
#include <vector>

#include "controller/compiler/solo_in_place.h"
#include "controller/compiler/strip_expander.h"
#include "controller/routing/topological_order.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the node kinds by name
using routing::Feed;
using routing::FeedKind;

/// One compilation: strips expanded so far, each behind all that feed it.
class GraphCompilation {
 public:
  GraphCompilation(const project::Project& project, const CompileOptions& options)
      : tracks_(project.tracks()),
        table_(project.routing()),
        silent_(silent_strips(tracks_, table_, soloed_strips(tracks_))),
        names_(strip_node_names(tracks_)),
        options_(options),
        taps_(tracks_.size()) {
    for (const Connection& connection : project.connections())
      connections_[connection.source].push_back(&connection);
  }

  std::vector<Node> run() {
    nodes_.reserve(tracks_.size() * 5);
    for (const std::uint32_t position : routing::sort_strips(table_).positions) expand(position);
    return std::move(nodes_);
  }

 private:
  void expand(std::uint32_t position) {
    const Track& track = tracks_[position];
    NodeNames names(names_[position]);
    taps_[position] = append_strip(nodes_, track, {names, silent_[position], options_.audio_directory});
    for (const Feed& feed : table_.feeds_into(position))
      if (feed.kind != FeedKind::kKey) plug(feed);
    if (track.kind == TrackKind::kMaster) return;
    if (const auto* device = std::get_if<DeviceOutput>(&track.output)) {
      const auto node = append_device_output(nodes_, track.id.value, names("out"), device->channels);
      const auto tap = main_tap(position, device->channels.size());
      nodes_[node].edges.push_back({make_edge_id(track.id.value, EdgeRole::kOutput), tap, 0, 0, {}, 0});
    }
    expand_device_connections(position, names);
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
          {make_edge_id(connection->id.value, EdgeRole::kConnection), tap, 0, 0, {}, 0});
    }
  }

  /// The cable of a feed, into the sum of its destination.
  void plug(const Feed& feed) {
    const std::size_t width = tracks_[feed.destination].channels;
    Edge edge;
    if (feed.kind == FeedKind::kOutput) {
      edge.id = make_edge_id(feed.owner, EdgeRole::kOutput);
      edge.source = main_tap(feed.source, width);
    } else if (feed.kind == FeedKind::kSend) {
      const Send& send = *tracks_.find(SendId{feed.owner});
      const StripTaps& taps = taps_[feed.source];
      edge.id = make_edge_id(feed.owner, EdgeRole::kSend);
      edge.source = send.pre_fader ? taps.before_fader : taps.fader;
      edge.level = send.level;
      edge.pan = send.pan;
    } else {
      edge.id = make_edge_id(feed.owner, EdgeRole::kConnection);
      edge.source = connection_tap(feed.source, connection_of(feed), width);
    }
    nodes_[taps_[feed.destination].input].edges.push_back(edge);
  }

  /// Behind the pan; a mono strip into one channel is taken at the fader, for there is nowhere to pan to.
  [[nodiscard]] std::uint32_t main_tap(std::uint32_t position, std::size_t width) const {
    const bool mono_to_mono = tracks_[position].channels == 1 && width == 1;
    return mono_to_mono ? taps_[position].fader : taps_[position].out;
  }
  [[nodiscard]] std::uint32_t connection_tap(std::uint32_t position, const Connection& connection,
                                             std::size_t width) const {
    return connection.source_port == "pre" ? taps_[position].before_fader : main_tap(position, width);
  }
  [[nodiscard]] const Connection& connection_of(const Feed& feed) const {
    const auto& outgoing = connections_.at(tracks_[feed.source].id);
    std::size_t i = 0;
    while (outgoing[i]->id.value != feed.owner) ++i;
    return *outgoing[i];
  }

  const tracks::TrackList& tracks_;
  const routing::RoutingTable table_;
  const std::vector<bool> silent_;
  const std::vector<std::string> names_;
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
