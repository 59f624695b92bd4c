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

using Index = std::unordered_map<NodeId, std::uint32_t>;

Index index_of(const GraphSnapshot& graph) {
  Index index;
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) index[graph.nodes[i].id] = i;
  return index;
}

std::optional<std::uint32_t> first_of(const Index& index, TrackId track,
                                      std::initializer_list<NodeRole> roles) {
  for (const NodeRole role : roles)
    if (const auto found = index.find(make_node_id(track.value, role)); found != index.end())
      return found->second;
  return std::nullopt;
}

/// Whose strip a node belongs to.
TrackId strip_of(const Project& project, NodeId id) {
  const std::uint32_t owner = vocabulary::owner_of(id);
  if (vocabulary::role_of(id) != NodeRole::kInsert) return TrackId{owner};
  const Track* track = project.tracks().owner_of(InsertId{owner});
  return track ? track->id : TrackId{};
}

/// The monitor's section is the master's, but nothing of the mix waits for it.
bool of_monitor(NodeId id) {
  const NodeRole role = vocabulary::role_of(id);
  return role == NodeRole::kListen || role == NodeRole::kMonitorFader || role == NodeRole::kMonitorLimiter ||
         role == NodeRole::kMonitor;
}

std::string frames_text(std::uint32_t frames) {
  return std::to_string(frames) + (frames == 1 ? " frame" : " frames");
}

class Lateness {
 public:
  Lateness(const Project& project, const GraphSnapshot& graph, const std::vector<std::uint32_t>& latency)
      : project_(project), graph_(graph), latency_(latency) {}

  /// Of a strip with these nodes.
  [[nodiscard]] std::vector<Reason> reasons(const Track& track,
                                            const std::vector<std::uint32_t>& nodes) const {
    std::vector<Reason> late;
    for (const std::uint32_t node : nodes) {
      explain_wait(track, node, late);
      explain_effect(track, node, late);
    }
    return late;
  }

 private:
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
      const TrackId from = strip_of(project_, graph_.nodes[edge.source].id);
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
  const std::vector<std::uint32_t>& latency_;
};

}  // namespace

Explainer::Explainer(const Project& project, double sample_rate)
    : graph_(compile(project, {1, 1}, {})),
      latency_(node_latencies(graph_, sample_rate)),
      index_(index_of(graph_)) {
  for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i)
    if (!of_monitor(graph_.nodes[i].id)) strips_[strip_of(project, graph_.nodes[i].id)].push_back(i);
}

Explanation Explainer::explain(const Project& project, const Track& track) const {
  Explanation explanation;
  explanation.track = track.id;
  const auto end =
      first_of(index_, track.id, {NodeRole::kPan, NodeRole::kOutput, NodeRole::kLimiter, NodeRole::kFader});
  explanation.silent = silence_reasons(project, track, [&](TrackId id) -> const Node* {
    const auto fader = first_of(index_, id, {NodeRole::kFader});
    return fader ? &graph_.nodes[*fader] : nullptr;
  });
  if (!end) return explanation;
  explanation.latency_frames = latency_[*end];
  explanation.late = Lateness(project, graph_, latency_).reasons(track, strips_.at(track.id));
  return explanation;
}

std::optional<NodeId> tap_node(const Project& project, const Track& track, Tap tap) {
  const GraphSnapshot graph = compile(project, {1, 1}, {});
  const Index index = index_of(graph);
  std::optional<std::uint32_t> node;
  if (tap == Tap::kPreEq)
    node = first_of(index, track.id, {NodeRole::kInputStage, NodeRole::kInput, NodeRole::kSum});
  else if (tap == Tap::kPostFader)
    node = first_of(index, track.id, {NodeRole::kPan, NodeRole::kFader, NodeRole::kOutput});
  else if (const auto fader = first_of(index, track.id, {NodeRole::kFader, NodeRole::kOutput});
           fader && !graph.nodes[*fader].edges.empty())
    node = graph.nodes[*fader].edges.front().source;
  if (!node) return std::nullopt;
  return graph.nodes[*node].id;
}

}  // namespace corelogic::compiler
