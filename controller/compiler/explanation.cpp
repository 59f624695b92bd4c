// explanation.cpp: a graph is compiled for the question and looked at.  Side: control; pure.
#include "controller/compiler/explanation.h"

#include <algorithm>
#include <string>
#include <utility>

#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/latency.h"
#include "controller/compiler/silence_reasons.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the project's words by name
using project::Project;
using vocabulary::make_node_id;
using vocabulary::NodeRole;

std::optional<std::uint32_t> index_of(const GraphSnapshot& graph, NodeId id) {
  const auto found = std::ranges::find(graph.nodes, id, &Node::id);
  if (found == graph.nodes.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - graph.nodes.begin());
}

std::optional<std::uint32_t> first_of(const GraphSnapshot& graph, TrackId track,
                                      std::initializer_list<NodeRole> roles) {
  for (const NodeRole role : roles)
    if (const auto index = index_of(graph, make_node_id(track.value, role))) return index;
  return std::nullopt;
}

std::optional<std::uint32_t> fader_of(const GraphSnapshot& graph, TrackId track) {
  return first_of(graph, track, {NodeRole::kFader, NodeRole::kOutput});
}

std::string frames_text(std::uint32_t frames) {
  return std::to_string(frames) + (frames == 1 ? " frame" : " frames");
}

class Lateness {
 public:
  Lateness(const Project& project, const GraphSnapshot& graph, double sample_rate)
      : project_(project), graph_(graph), latency_(node_latencies(graph, sample_rate)) {}

  void explain(const Track& track, Explanation& explanation) {
    const auto end =
        first_of(graph_, track.id, {NodeRole::kPan, NodeRole::kOutput, NodeRole::kLimiter, NodeRole::kFader});
    if (!end) return;
    explanation.latency_frames = latency_[*end];
    for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) {
      if (strip_of(graph_.nodes[i].id) != track.id) continue;
      explain_wait(track, i, explanation.late);
      explain_effect(track, i, explanation.late);
    }
  }

 private:
  /// Whose strip a node belongs to.
  [[nodiscard]] TrackId strip_of(NodeId id) const {
    const std::uint32_t owner = vocabulary::owner_of(id);
    if (vocabulary::role_of(id) != NodeRole::kInsert) return TrackId{owner};
    const Track* track = project_.tracks().owner_of(InsertId{owner});
    return track ? track->id : TrackId{};
  }

  [[nodiscard]] std::uint32_t arrives(std::uint32_t node) const {
    std::uint32_t latest = 0;
    for (const Edge& edge : graph_.nodes[node].edges) latest = std::max(latest, latency_[edge.source]);
    return latest;
  }

  /// A sum or a key waits for the latest of what comes from other strips.
  void explain_wait(const Track& track, std::uint32_t node, std::vector<Reason>& late) const {
    const std::uint32_t latest = arrives(node);
    if (latest == 0) return;
    for (const Edge& edge : graph_.nodes[node].edges) {
      const TrackId from = strip_of(graph_.nodes[edge.source].id);
      if (from == track.id || latency_[edge.source] != latest) continue;
      const Track* source = project_.tracks().find(from);
      if (source == nullptr) continue;
      late.push_back(
          {"track", from.value, latest,
           track.name + " waits for " + source->name + ", which is " + frames_text(latest) + " late."});
      return;
    }
  }

  void explain_effect(const Track& track, std::uint32_t node, std::vector<Reason>& late) const {
    const std::uint32_t own = latency_[node] - arrives(node);
    if (own == 0) return;
    const NodeId id = graph_.nodes[node].id;
    const bool insert = vocabulary::role_of(id) == NodeRole::kInsert;
    const auto& effect = std::get<FxNode>(graph_.nodes[node].kind).effect;
    late.push_back({insert ? "insert" : "track", vocabulary::owner_of(id), own,
                    "The " + effect + " of " + track.name + " takes " + frames_text(own) + "."});
  }

  const Project& project_;
  const GraphSnapshot& graph_;
  const std::vector<std::uint32_t> latency_;
};

}  // namespace

Explanation explain(const Project& project, const Track& track, double sample_rate) {
  const GraphSnapshot graph = compile(project, {1, 1}, {});
  Explanation explanation;
  explanation.track = track.id;
  explanation.silent = silence_reasons(project, graph, track);
  Lateness(project, graph, sample_rate).explain(track, explanation);
  return explanation;
}

std::optional<NodeId> tap_node(const Project& project, const Track& track, Tap tap) {
  const GraphSnapshot graph = compile(project, {1, 1}, {});
  std::optional<std::uint32_t> node;
  if (tap == Tap::kPreEq)
    node = first_of(graph, track.id, {NodeRole::kInputStage, NodeRole::kInput, NodeRole::kSum});
  else if (tap == Tap::kPostFader)
    node = first_of(graph, track.id, {NodeRole::kPan, NodeRole::kFader, NodeRole::kOutput});
  else if (const auto fader = fader_of(graph, track.id); fader && !graph.nodes[*fader].edges.empty())
    node = graph.nodes[*fader].edges.front().source;
  if (!node) return std::nullopt;
  return graph.nodes[*node].id;
}

}  // namespace corelogic::compiler
