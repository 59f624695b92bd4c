// graph_maker.h: graphs written down in a test in few words.  It checks nothing.  Side: test.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/messages/graph.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {

using messages::EdgeRole;
using messages::GraphSnapshot;
using messages::Node;
using vocabulary::NodeRole;

/// Nodes are added in processing order; owner numbers make the ids.
class GraphMaker {
 public:
  explicit GraphMaker(std::uint64_t revision = 1) { graph_.revision = {1, revision}; }

  std::uint32_t device(std::uint32_t owner, std::vector<std::uint16_t> channels) {
    const auto width = static_cast<std::uint16_t>(channels.size());
    return add(owner, NodeRole::kInput, "in", 0, width,
               messages::AudioInputNode{messages::DeviceSource{std::move(channels)}});
  }
  std::uint32_t file(std::uint32_t owner, std::uint16_t width, const std::string& path, bool loop = false) {
    return add(owner, NodeRole::kInput, "in", 0, width,
               messages::AudioInputNode{messages::FileSource{path, loop}});
  }
  std::uint32_t fader(std::uint32_t owner, std::uint16_t width, double volume, double mute = 0,
                      double balance = 0) {
    return add(owner, NodeRole::kFader, "fader", width, width,
               messages::FxNode{"fader", {volume, mute, balance}, false});
  }
  std::uint32_t pan(std::uint32_t owner, std::uint16_t in, std::uint16_t out, double position) {
    return add(owner, NodeRole::kPan, "pan", in, out, messages::FxNode{"pan", {position}, false});
  }
  std::uint32_t bus(std::uint32_t owner, std::uint16_t width) {
    return add(owner, NodeRole::kSum, "sum", width, width, messages::MixerBusNode{});
  }
  /// Owner is the insert's id.
  std::uint32_t effect(std::uint32_t owner, const std::string& name, std::uint16_t in, std::uint16_t out) {
    messages::FxNode fx{name, {}, false};
    for (const auto& parameter : vocabulary::find_effect(name)->parameters)
      fx.parameters.push_back(parameter.initial);
    return add(owner, NodeRole::kInsert, name, in, out, fx);
  }
  std::uint32_t output(std::uint32_t owner, std::vector<std::uint16_t> main,
                       std::vector<std::uint16_t> monitor = {}, double monitor_level = 0) {
    const auto width = static_cast<std::uint16_t>(std::max(main.size(), monitor.size()));
    messages::OutputNode node;
    for (const auto& parameter : vocabulary::find_effect("output")->parameters)
      node.parameters.push_back(parameter.initial);
    node.parameters[vocabulary::output::kMonitorLevel] = monitor_level;
    node.main = std::move(main);
    node.monitor = std::move(monitor);
    return add(owner, NodeRole::kOutput, "out", width, 0, std::move(node));
  }

  /// From -> to inside a strip.
  void chain(std::uint32_t from, std::uint32_t to) { join(from, to, owner_of(to), EdgeRole::kChain, 0, 0); }
  /// A strip's end to its bus.
  void out(std::uint32_t from, std::uint32_t to) { join(from, to, owner_of(from), EdgeRole::kOutput, 0, 0); }
  void send(std::uint32_t from, std::uint32_t to, std::uint32_t id, double level, double pan = 0) {
    join(from, to, id, EdgeRole::kSend, level, pan);
  }
  void connect(std::uint32_t from, std::uint32_t to, std::uint32_t id, double level = 0, double pan = 0) {
    join(from, to, id, EdgeRole::kConnection, level, pan);
  }

  Node& operator[](std::uint32_t index) { return graph_.nodes[index]; }
  GraphSnapshot& graph() { return graph_; }
  operator GraphSnapshot() const { return graph_; }  // NOLINT: meant to convert

 private:
  [[nodiscard]] std::uint32_t owner_of(std::uint32_t index) const {
    return vocabulary::owner_of(graph_.nodes[index].id);
  }
  std::uint32_t add(std::uint32_t owner, NodeRole role, const std::string& name, std::uint16_t in,
                    std::uint16_t out, decltype(Node::kind) kind) {
    Node node;
    node.id = vocabulary::make_node_id(owner, role);
    node.name = name + std::to_string(owner);
    if (in > 0) node.inputs.push_back({"in", in});
    if (out > 0) node.outputs.push_back({"out", out});
    node.kind = std::move(kind);
    graph_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(graph_.nodes.size() - 1);
  }
  void join(std::uint32_t from, std::uint32_t to, std::uint32_t owner, EdgeRole role, double level,
            double pan) {
    graph_.nodes[to].edges.push_back({messages::make_edge_id(owner, role), from, 0, 0, {level}, pan});
  }

  GraphSnapshot graph_;
};

}  // namespace corelogic::building
