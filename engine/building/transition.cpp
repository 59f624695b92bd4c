// transition.cpp: merging two graphs.  Side: control.
#include "engine/building/transition.h"

#include <algorithm>
#include <bit>
#include <queue>
#include <span>
#include <unordered_map>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

using messages::Edge;
using messages::GraphSnapshot;
using messages::Node;

void add_ports(KeyMaker& maker, std::span<const messages::Port> ports) {
  maker.add(static_cast<std::uint64_t>(ports.size()));
  for (const auto& port : ports) maker.add(static_cast<std::uint64_t>(port.channels));
}

/// Its file and what else makes another effect of it.
void add_effect(KeyMaker& maker, const messages::FxNode& fx) {
  maker.add(std::string_view(fx.effect)).add(std::string_view(fx.file));
  const auto* described = vocabulary::find_effect(fx.effect);
  for (std::size_t p = 0; described != nullptr && p < fx.parameters.size(); ++p)
    if (described->parameters[p].makes_anew) maker.add(std::bit_cast<std::uint64_t>(fx.parameters[p]));
}

void add_source(KeyMaker& maker, const messages::AudioInputNode& input) {
  maker.add(static_cast<std::uint64_t>(input.source.index()));
  if (const auto* device = std::get_if<messages::DeviceSource>(&input.source))
    for (auto channel : device->channels) maker.add(static_cast<std::uint64_t>(channel));
  if (const auto* file = std::get_if<messages::FileSource>(&input.source))
    maker.add(std::string_view(file->path)).add(static_cast<std::uint64_t>(file->loop));
}

Key map_key(const Edge& edge) {
  KeyMaker maker;
  for (std::uint16_t channel : edge.map) maker.add(std::uint64_t{channel});
  return maker.key();
}

Key edge_key(const Edge& edge, const Key& source, const Key& destination) {
  return KeyMaker(source)
      .add(destination)
      .add(edge.id.value)
      .add((static_cast<std::uint64_t>(edge.source_port) << 16) | edge.destination_port)
      .add(map_key(edge))
      .key();
}

/// What remains of a way to the device that has faded out. No snapshot that was checked has it.
constexpr std::uint16_t kNoChannel = 0;

std::vector<DeviceRoute> device_routes(const Node& node, Fade fade) {
  std::vector<DeviceRoute> routes;
  const auto* output = std::get_if<messages::OutputNode>(&node.kind);
  if (output == nullptr) return routes;
  for (const bool monitor : {false, true}) {
    const auto& channels = monitor ? output->monitor : output->main;
    const bool mono = output->mono && !monitor;
    for (std::uint16_t i = 0; i < channels.size(); ++i) {
      if (channels[i] == kNoChannel) continue;
      DeviceRoute route{.from = i, .channel = channels[i], .monitor = monitor, .place = i, .fade = fade};
      if (mono) route.constant = 1.0F / static_cast<float>(channels.size());
      for (route.from = mono ? 0 : i; route.from < (mono ? channels.size() : i + 1U); ++route.from)
        routes.push_back(route);
    }
  }
  return routes;
}

/// A graph's nodes as merged ones, edges by index of that graph.
std::vector<MergedNode> read(const GraphSnapshot& graph) {
  std::vector<MergedNode> nodes;
  nodes.reserve(graph.nodes.size());
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    MergedNode merged{.node = &node, .key = node_key(node), .origin = i, .edges = {}, .device = {}};
    merged.edges.reserve(node.edges.size());
    for (std::uint32_t e = 0; e < node.edges.size(); ++e) {
      const Edge& edge = node.edges[e];
      const Node& source = graph.nodes[edge.source];
      merged.edges.push_back({.edge = &edge,
                              .key = edge_key(edge, nodes[edge.source].key, merged.key),
                              .source = edge.source,
                              .origin = e,
                              .shape = edge_shape(edge, source, node),
                              .first_from = first_channel(source.outputs, edge.source_port),
                              .first_to = first_channel(node.inputs, edge.destination_port),
                              .fade = Fade::kSteady});
    }
    merged.device = device_routes(node, Fade::kSteady);
    nodes.push_back(std::move(merged));
  }
  return nodes;
}

/// Positions of the edges of `edges` that are not in `others`.
std::vector<std::size_t> missing(const std::vector<MergedEdge>& edges,
                                 const std::vector<MergedEdge>& others) {
  const auto same = [](const MergedEdge& a, const MergedEdge& b) { return a.key == b.key; };
  if (std::ranges::equal(edges, others, same)) return {};
  std::vector<Key> known;
  known.reserve(others.size());
  for (const MergedEdge& edge : others) known.push_back(edge.key);
  std::ranges::sort(known);
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < edges.size(); ++i)
    if (!std::ranges::binary_search(known, edges[i].key)) result.push_back(i);
  return result;
}

bool same_way(const DeviceRoute& a, const DeviceRoute& b) {
  return a.from == b.from && a.channel == b.channel && a.monitor == b.monitor && a.constant == b.constant;
}

bool has(std::span<const DeviceRoute> routes, const DeviceRoute& wanted) {
  return std::ranges::any_of(routes, [&](const DeviceRoute& r) { return same_way(r, wanted); });
}

/// Merges node by node; indices of edges still mean the graph they come from until order() has run.
class Merger {
 public:
  Merger(const GraphSnapshot& former, const GraphSnapshot& next) : former_(read(former)), nodes_(read(next)) {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) next_index_.emplace(nodes_[i].key, i);
  }

  /// Returns false if both cannot be heard at once: together they have a cycle, or a leak.
  bool merge() {
    place_former();
    const auto survivors = static_cast<std::uint32_t>(next_index_.size());
    std::vector<const MergedNode*> before(survivors, nullptr);
    for (std::size_t i = 0; i < former_.size(); ++i)
      if (placed_[i] < survivors) before[placed_[i]] = &former_[i];
    for (std::uint32_t i = 0; i < survivors; ++i)
      before[i] == nullptr ? welcome(nodes_[i]) : keep(nodes_[i], *before[i]);
    if (!passing_) nodes_.resize(survivors);  // ghosts that nobody hears
    return order() && !leaks();
  }

  [[nodiscard]] MergedGraph take() {
    return {.nodes = std::move(nodes_), .passing = passing_, .settled = false};
  }

 private:
  /// Where each node of the former graph stands in the merged one; ghosts are put behind all others.
  void place_former() {
    placed_.resize(former_.size());
    for (std::uint32_t i = 0; i < former_.size(); ++i) {
      const auto found = next_index_.find(former_[i].key);
      if (found != next_index_.end()) {
        placed_[i] = found->second;
        continue;
      }
      placed_[i] = static_cast<std::uint32_t>(nodes_.size());
      MergedNode ghost = former_[i];
      ghost.origin = MergedNode::kGhost;
      for (MergedEdge& edge : ghost.edges) edge.source = placed_[edge.source];
      for (DeviceRoute& route : ghost.device) route.fade = Fade::kOut;
      passing_ = passing_ || !ghost.device.empty();
      nodes_.push_back(std::move(ghost));
    }
  }

  void welcome(MergedNode& newborn) {
    for (DeviceRoute& route : newborn.device) route.fade = Fade::kIn;
  }

  void keep(MergedNode& node, const MergedNode& before) {
    const bool bus = std::holds_alternative<messages::MixerBusNode>(node.node->kind);
    for (std::size_t i : missing(node.edges, before.edges)) {
      node.edges[i].fade = Fade::kIn;
      passing_ = passing_ || !bus;
    }
    for (std::size_t i : missing(before.edges, node.edges)) {
      if (before.edges[i].edge->destination_port >= node.node->inputs.size())
        continue;  // a key's port is gone
      MergedEdge leaving = before.edges[i];
      leaving.source = placed_[leaving.source];
      leaving.fade = Fade::kOut;
      node.edges.push_back(leaving);
      passing_ = true;
    }
    for (DeviceRoute& route : node.device)
      if (!has(before.device, route)) route.fade = Fade::kIn;
    const std::size_t own = node.device.size();
    for (DeviceRoute route : before.device) {
      if (has(std::span(node.device).first(own), route)) continue;
      route.fade = Fade::kOut;
      node.device.push_back(route);
      passing_ = true;
    }
  }

  /// Kahn's topological sort (1962), the smallest index first, so that equal graphs give equal orders.
  bool order() {
    const std::size_t count = nodes_.size();
    std::vector<std::uint32_t> waiting(count, 0);
    std::vector<std::vector<std::uint32_t>> readers(count);
    bool sorted = true;
    for (std::uint32_t i = 0; i < count; ++i) {
      for (const MergedEdge& edge : nodes_[i].edges) sorted = sorted && edge.source < i;
    }
    if (sorted) return true;
    for (std::uint32_t i = 0; i < count; ++i) {
      waiting[i] = static_cast<std::uint32_t>(nodes_[i].edges.size());
      for (const MergedEdge& edge : nodes_[i].edges) readers[edge.source].push_back(i);
    }
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> ready;
    for (std::uint32_t i = 0; i < count; ++i)
      if (waiting[i] == 0) ready.push(i);
    std::vector<std::uint32_t> sequence;
    while (!ready.empty()) {
      sequence.push_back(ready.top());
      ready.pop();
      for (std::uint32_t reader : readers[sequence.back()])
        if (--waiting[reader] == 0) ready.push(reader);
    }
    if (sequence.size() < count) return false;
    rearrange(sequence);
    return true;
  }

  /// Whether what fades in arrives where something fades out, or the other way round: a way that neither
  /// graph has. An effect or a bus between the two would let the product of both ramps through, a quarter of
  /// the sound.
  [[nodiscard]] bool leaks() const {
    struct Carries {
      bool newcomers = false, leavers = false;
    };
    std::vector<Carries> carried(nodes_.size());
    const auto meet = [](const Carries& sound, Fade fade) {
      return (sound.newcomers && fade == Fade::kOut) || (sound.leavers && fade == Fade::kIn);
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      Carries& here = carried[i];
      for (const MergedEdge& edge : nodes_[i].edges) {
        const Carries& sound = carried[edge.source];
        if (meet(sound, edge.fade)) return true;
        here.newcomers = here.newcomers || sound.newcomers || edge.fade == Fade::kIn;
        here.leavers = here.leavers || sound.leavers || edge.fade == Fade::kOut;
      }
      for (const DeviceRoute& route : nodes_[i].device)
        if (meet(here, route.fade)) return true;
    }
    return false;
  }

  void rearrange(const std::vector<std::uint32_t>& sequence) {
    std::vector<std::uint32_t> place(sequence.size());
    std::vector<MergedNode> ordered;
    ordered.reserve(sequence.size());
    for (std::uint32_t i = 0; i < sequence.size(); ++i) {
      place[sequence[i]] = i;
      ordered.push_back(std::move(nodes_[sequence[i]]));
    }
    for (MergedNode& node : ordered)
      for (MergedEdge& edge : node.edges) edge.source = place[edge.source];
    nodes_ = std::move(ordered);
  }

  std::vector<MergedNode> former_;
  std::vector<MergedNode> nodes_;
  std::unordered_map<Key, std::uint32_t> next_index_;
  std::vector<std::uint32_t> placed_;
  bool passing_ = false;
};

/// Lets an output's ways that are not wanted fade out.
void leave_device(MergedNode& node, Node& remaining, const std::vector<DeviceRoute>& wanted) {
  for (DeviceRoute& route : node.device) {
    if (has(wanted, route)) continue;
    route.fade = Fade::kOut;
    auto& output = std::get<messages::OutputNode>(remaining.kind);
    (route.monitor ? output.monitor : output.main)[route.place] = kNoChannel;
  }
}

/// The former graph with all that the next does not have fading out, and what remains without it.
Transition fade_out_only(const GraphSnapshot& former, const GraphSnapshot& next) {
  Transition result{.graph = alone(former), .remainder = former};
  std::unordered_map<Key, const MergedNode*> wanted;
  const MergedGraph target = alone(next);
  for (const MergedNode& node : target.nodes) wanted.emplace(node.key, &node);
  for (std::size_t i = 0; i < result.graph.nodes.size(); ++i) {
    MergedNode& node = result.graph.nodes[i];
    const auto found = wanted.find(node.key);
    leave_device(node, result.remainder->nodes[i],
                 found == wanted.end() ? std::vector<DeviceRoute>{} : found->second->device);
    if (found == wanted.end()) continue;  // its own edges stay, it leaves as a ghost in the second step
    auto& remaining = result.remainder->nodes[i].edges;
    for (std::size_t e : missing(node.edges, found->second->edges)) node.edges[e].fade = Fade::kOut;
    for (std::size_t e = node.edges.size(); e-- > 0;)
      if (node.edges[e].fade == Fade::kOut)
        remaining.erase(remaining.begin() + static_cast<std::ptrdiff_t>(e));
    std::uint32_t origin = 0;
    for (MergedEdge& edge : node.edges)
      if (edge.fade != Fade::kOut) edge.origin = origin++;
  }
  result.graph.passing = true;
  result.graph.settled = false;
  return result;
}

}  // namespace

Key node_key(const Node& node) {
  KeyMaker maker;
  maker.add(node.id.value).add(static_cast<std::uint64_t>(node.kind.index()));
  const auto* fx = std::get_if<messages::FxNode>(&node.kind);
  // An effect that gets a key, or loses it, is still the same one.
  add_ports(maker, fx != nullptr ? std::span(node.inputs).first(1) : std::span(node.inputs));
  add_ports(maker, node.outputs);
  if (fx != nullptr) add_effect(maker, *fx);
  if (const auto* input = std::get_if<messages::AudioInputNode>(&node.kind)) add_source(maker, *input);
  return maker.key();
}

Transition transition(const GraphSnapshot& former, const GraphSnapshot& next) {
  Merger merger(former, next);
  if (!merger.merge()) return fade_out_only(former, next);
  return {.graph = merger.take(), .remainder = std::nullopt};
}

MergedGraph alone(const GraphSnapshot& graph) {
  return {.nodes = read(graph), .passing = false, .settled = true};
}

}  // namespace corelogic::building
