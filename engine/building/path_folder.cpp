// path_folder.cpp: heads of routes grow from node to node until a sink takes them.  Side: control.
#include "engine/building/path_folder.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "engine/building/channel_law.h"
#include "engine/building/meter_choice.h"
#include "engine/building/route_heads.h"
#include "engine/effects/registry.h"

namespace corelogic::building {
namespace {

using messages::Node;

Shape shape_of(const Node& node) {
  if (std::holds_alternative<messages::AudioInputNode>(node.kind)) return Shape::kSource;
  if (std::holds_alternative<messages::MixerBusNode>(node.kind)) return Shape::kBus;
  if (const auto* fx = std::get_if<messages::FxNode>(&node.kind)) {
    const auto* maker = effects::find_maker(fx->effect);
    if (maker != nullptr) return maker->lanes != nullptr ? Shape::kLanes : Shape::kPlanar;
  }
  return Shape::kGain;
}

/// A gain node where so many ways of one channel meet is summed whatever else: ways would multiply from node
/// to node.
constexpr std::uint32_t kMostHeads = 32;

class Folder {
 public:
  Folder(const MergedGraph& graph, std::uint32_t device_outputs, const SilentChannel& silent,
         std::span<const messages::SpectrumTap> watched)
      : graph_(graph), silent_(silent), watched_(watched), device_(device_outputs) {}

  FoldedGraph fold() {
    const std::size_t count = graph_.nodes.size();
    result_.shapes.reserve(count);
    result_.summed.assign(count, false);
    result_.depth.assign(count, 0);
    result_.node_cells.resize(count);
    result_.sink_of.assign(count, kNone);
    outputs_.resize(count);
    for (const MergedNode& node : graph_.nodes) result_.shapes.push_back(shape_of(*node.node));
    meters_ = choose_meters(graph_, result_.shapes);
    result_.meters = meters_.meters;
    result_.meter_channels = meters_.channels;
    for (std::uint32_t i = 0; i < count; ++i) {
      visit(i);
      if (meters_.metered(i)) meter_alone(i);
      for (const messages::SpectrumTap& tap : watched_) watch(i, tap);
    }
    write_device_sinks();
    return std::move(result_);
  }

 private:
  /// Several ways into one channel are metered where they are summed: the level of a sum is in none of them.
  [[nodiscard]] bool metered_on_cable(const MergedEdge& edge, std::uint16_t channel) const {
    return meters_.cable_of[edge.source] == &edge &&
           outputs_[edge.source][edge.first_from + channel].count == 1;
  }

  // --- nodes
  // ----------------------------------------------------------------------------------------------------

  void visit(std::uint32_t i) {
    const MergedNode& node = graph_.nodes[i];
    make_edge_cells(i);
    for (const MergedEdge& edge : node.edges)
      result_.depth[i] = std::max(result_.depth[i], result_.depth[edge.source]);
    switch (result_.shapes[i]) {
      case Shape::kSource:
        return visit_source(i);
      case Shape::kBus:
        return visit_bus(i);
      case Shape::kLanes:
        ++result_.depth[i];
        [[fallthrough]];
      case Shape::kPlanar:
        make_node_sink(i);
        for (std::uint16_t c = 0; c < channel_count(node.node->outputs); ++c)
          outputs_[i].push_back(begin(i, c));
        return;
      case Shape::kGain:
        return visit_gain(i);
    }
  }

  void visit_source(std::uint32_t i) {
    const Node& node = *graph_.nodes[i].node;
    for (std::uint16_t c = 0; c < channel_count(node.outputs); ++c)
      outputs_[i].push_back(silent_(node, c) ? Range{} : begin(i, c));
  }

  void visit_bus(std::uint32_t i) {
    const bool sounds = make_node_sink(i);
    for (std::uint16_t c = 0; c < channel_count(graph_.nodes[i].node->outputs); ++c)
      outputs_[i].push_back(sounds ? begin(i, c) : Range{});
  }

  void visit_gain(std::uint32_t i) {
    const Node& node = *graph_.nodes[i].node;
    const std::uint16_t inputs = channel_count(node.inputs);
    const bool output = std::holds_alternative<messages::OutputNode>(node.kind);
    const std::uint16_t outputs = output ? inputs : channel_count(node.outputs);
    const Range cells = result_.node_cells[i].own =
        make_node_cells(node, output || inputs == outputs ? inputs : outputs);

    std::vector<Range> arrived;
    result_.summed[i] = meets(i, inputs);
    if (result_.summed[i]) {
      const bool sounds = make_node_sink(i);
      for (std::uint16_t c = 0; c < inputs; ++c) arrived.push_back(sounds ? begin(i, c) : Range{});
    } else {
      for (std::uint16_t c = 0; c < inputs; ++c) arrived.push_back(arrive(i, c));
    }
    for (std::uint16_t c = 0; c < outputs; ++c) {
      const Range from = arrived[output ? c : input_of_output(inputs, c)];
      outputs_[i].push_back(heads_.extend(from, cells.first + (cells.count == 2 ? c : 0), c));
    }
    if (output) leave_for_device(i);
  }

  /// Whether two things meet in one channel of a gain node. What is only fading in does not count, so that a
  /// node changes between folded and summed only when nothing moves.
  [[nodiscard]] bool meets(std::uint32_t i, std::uint16_t inputs) const {
    for (std::uint16_t c = 0; c < inputs; ++c) {
      std::uint32_t steady = 0;
      std::uint32_t heads = 0;
      for_each_feed(i, c, [&](std::size_t e, float, Range from) {
        steady += graph_.nodes[i].edges[e].fade == Fade::kIn ? 0 : 1;
        heads += from.count;
      });
      if (steady > 1 || heads > kMostHeads) return true;
    }
    return false;
  }

  // --- cells
  // ----------------------------------------------------------------------------------------------------

  Range make_node_cells(const Node& node, std::uint16_t channels) {
    const Range cells{static_cast<std::uint32_t>(result_.cells.size()), cell_count(channels)};
    for (std::uint16_t c = 0; c < cells.count; ++c) result_.cells.push_back(node_gain(node, c));
    return cells;
  }

  void make_edge_cells(std::uint32_t i) {
    for (const MergedEdge& edge : graph_.nodes[i].edges) {
      Range cells{static_cast<std::uint32_t>(result_.cells.size()), 0};
      if (!is_plain(*edge.edge, edge.shape)) cells.count = edge_cells(*edge.edge, edge.shape);
      for (std::uint16_t c = 0; c < cells.count; ++c)
        result_.cells.push_back(edge_gain(*edge.edge, edge.shape, c));
      result_.node_cells[i].edges.push_back(cells);
    }
  }

  // --- heads
  // ----------------------------------------------------------------------------------------------------

  Range begin(std::uint32_t node, std::uint16_t channel) {
    return heads_.begin(graph_.nodes[node].key, node, channel);
  }

  /// Calls f(edge, constant, heads) for all that arrives at an input channel.
  template <class F>
  void for_each_feed(std::uint32_t i, std::uint16_t channel, const F& f) const {
    const MergedNode& node = graph_.nodes[i];
    for (std::size_t e = 0; e < node.edges.size(); ++e) {
      const MergedEdge& edge = node.edges[e];
      if (channel < edge.first_to || channel >= edge.first_to + edge.shape.to) continue;
      const auto feeds = channel_feeds(edge.shape.from, edge.shape.to, edge.edge->map,
                                       static_cast<std::uint16_t>(channel - edge.first_to));
      for (const ChannelFeed& feed : feeds)
        f(e, feed.constant, outputs_[edge.source][edge.first_from + feed.from]);
    }
  }

  Range arrive(std::uint32_t i, std::uint16_t channel) {
    Range result{heads_.size(), 0};
    for_each_feed(i, channel, [&](std::size_t e, float constant, Range from) {
      const MergedEdge& edge = graph_.nodes[i].edges[e];
      const Range cells = result_.node_cells[i].edges[e];
      for (std::uint32_t h = 0; h < from.count; ++h) {
        Head head = heads_[from.first + h];
        if (cells.count > 0)
          heads_.link(head, cells.first + (cells.count == 2 ? std::uint32_t{channel} - edge.first_to : 0));
        head.constant *= constant;
        head.starts_silent = head.starts_silent || edge.fade == Fade::kIn;
        head.leaves = head.leaves || edge.fade == Fade::kOut;
        const auto of_edge = static_cast<std::uint16_t>(channel - edge.first_to);
        head.meter = metered_on_cable(edge, of_edge) ? meters_.channel(edge.source, of_edge) : kNone;
        head.key = KeyMaker(head.key).add(edge.key).add(static_cast<std::uint64_t>(channel)).key();
        heads_.add(head);
        ++result.count;
      }
    });
    return result;
  }

  // --- sinks
  // ----------------------------------------------------------------------------------------------------

  void add_route(const Head& head) {
    Route route{.source = head.source,
                .channel = head.channel,
                .first_cell = static_cast<std::uint32_t>(result_.route_cells.size()),
                .cell_count = 0,
                .constant = head.constant,
                .starts_silent = head.starts_silent,
                .leaves = head.leaves,
                .meter = head.meter,
                .output = head.output,
                .key = head.key};
    route.cell_count = heads_.write_cells(head, result_.route_cells);
    result_.routes.push_back(route);
  }

  /// In an order that depends on nothing but the routes themselves: a sum must not change by a bit because a
  /// track moved elsewhere in the list.
  void add_channel(Range heads) {
    std::vector<const Head*> sorted;
    sorted.reserve(heads.count);
    for (std::uint32_t h = 0; h < heads.count; ++h) sorted.push_back(&heads_[heads.first + h]);
    add_channel(sorted);
  }
  void add_channel(std::vector<const Head*>& sorted) {
    std::ranges::sort(sorted, [this](const Head* a, const Head* b) {
      const auto id = [this](const Head* head) { return graph_.nodes[head->source].node->id.value; };
      return std::tuple(id(a), a->channel, a->key) < std::tuple(id(b), b->channel, b->key);
    });
    const auto first = static_cast<std::uint32_t>(result_.routes.size());
    for (const Head* head : sorted) add_route(*head);
    result_.sink_channels.push_back({first, static_cast<std::uint32_t>(sorted.size())});
  }

  /// Returns whether anything arrives.
  bool make_node_sink(std::uint32_t i) {
    const std::uint16_t inputs = channel_count(graph_.nodes[i].node->inputs);
    Sink sink{.kind = Sink::Kind::kNode,
              .node = i,
              .key = graph_.nodes[i].key,
              .channels = {static_cast<std::uint32_t>(result_.sink_channels.size()), inputs}};
    const std::size_t before = result_.routes.size();
    for (std::uint16_t c = 0; c < inputs; ++c) {
      add_channel(arrive(i, c));
    }
    result_.sink_of[i] = static_cast<std::uint32_t>(result_.sinks.size());
    result_.sinks.push_back(sink);
    return result_.routes.size() > before;
  }

  void leave_for_device(std::uint32_t i) {
    const MergedNode& node = graph_.nodes[i];
    const auto& output = std::get<messages::OutputNode>(node.node->kind);
    result_.node_cells[i].main = static_cast<std::uint32_t>(result_.cells.size());
    result_.cells.push_back(main_gain(output));
    result_.node_cells[i].monitor = static_cast<std::uint32_t>(result_.cells.size());
    result_.cells.push_back(monitor_gain(output));
    for (const DeviceRoute& way : node.device) {
      if (way.channel > device_.size()) continue;
      const Range heads = outputs_[i][way.from];
      const bool metered = meters_on_way(i, way);
      for (std::uint32_t h = 0; h < heads.count; ++h) {
        Head head = heads_[heads.first + h];
        head.output = i;
        heads_.link(head, way.monitor ? result_.node_cells[i].monitor : result_.node_cells[i].main);
        head.constant *= way.constant;
        head.starts_silent = head.starts_silent || way.fade == Fade::kIn;
        head.leaves = head.leaves || way.fade == Fade::kOut;
        if (metered) head.meter = meters_.channel(i, way.from);
        head.key = KeyMaker(head.key).add((std::uint64_t{way.channel} << 1) | (way.monitor ? 1U : 0U)).key();
        if (way.constant != 1.0F)
          head.key = KeyMaker(head.key).add(std::bit_cast<std::uint32_t>(way.constant)).key();
        device_[way.channel - 1U].push_back(head);
      }
    }
  }

  /// Whether this way to the device carries just what the output's meter is to read, and is the first that
  /// does.
  bool meters_on_way(std::uint32_t i, const DeviceRoute& way) {
    if (!meters_.metered(i) || meters_.full(i) || outputs_[i][way.from].count != 1) return false;
    if (way.monitor || way.constant != 1.0F || way.fade == Fade::kOut) return false;
    return meters_.on_device.emplace(i, way.from).second;
  }

  /// Whether the channel's level is taken where its sound goes anyway.
  [[nodiscard]] bool metered_elsewhere(std::uint32_t i, std::uint16_t channel) const {
    const bool on_cable = meters_.cable_of[i] != nullptr && outputs_[i][channel].count == 1;
    return on_cable || meters_.on_device.contains({i, channel});  // never of a full meter
  }

  /// Channels that no metered route carries are read for the meter alone.
  void meter_alone(std::uint32_t i) {
    Sink sink{.kind = Sink::Kind::kMeter,
              .node = i,
              .key = KeyMaker(graph_.nodes[i].key).add(std::uint64_t{0x6d65746572}).key(),
              .channels = {static_cast<std::uint32_t>(result_.sink_channels.size()),
                           static_cast<std::uint32_t>(outputs_[i].size())}};
    bool any = meters_.full(i);
    for (std::uint16_t c = 0; c < outputs_[i].size(); ++c) {
      const Range from = metered_elsewhere(i, c) ? Range{} : outputs_[i][c];
      add_channel(meter_heads(i, c, from, sink.key));
      any = any || from.count > 0;
    }
    if (any) meter_sinks_.push_back(sink);
  }

  /// What a channel is metered by. The level of several is that of their sum: no single one carries it.
  Range meter_heads(std::uint32_t i, std::uint16_t channel, Range from, const Key& sink) {
    const Range heads{heads_.size(), from.count};
    for (std::uint32_t h = 0; h < from.count; ++h) {
      Head head = heads_[from.first + h];
      if (result_.node_cells[i].main != kNone) heads_.link(head, result_.node_cells[i].main);
      head.meter = from.count == 1 ? meters_.channel(i, channel) : kNone;
      head.key = KeyMaker(head.key).add(sink).key();
      heads_.add(head);
    }
    return heads;
  }

  /// The mean of a port's channels, heard by a spectrum alone.
  void watch(std::uint32_t i, const messages::SpectrumTap& tap) {
    const MergedNode& node = graph_.nodes[i];
    if (node.node->id != tap.node || node.ghost()) return;
    const bool output = std::holds_alternative<messages::OutputNode>(node.node->kind);
    const auto& ports = output ? node.node->inputs : node.node->outputs;
    if (tap.port >= ports.size()) return;
    Sink sink{.kind = Sink::Kind::kSpectrum,
              .node = i,
              .key = KeyMaker(node.key).add(std::string_view("spectrum")).add(std::uint64_t{tap.port}).key(),
              .channels = {static_cast<std::uint32_t>(result_.sink_channels.size()), 1}};
    const std::uint16_t first = first_channel(ports, tap.port);
    Range heads{heads_.size(), 0};
    for (std::uint16_t c = 0; c < ports[tap.port].channels; ++c) {
      const Range from = outputs_[i][first + c];
      for (std::uint32_t h = 0; h < from.count; ++h) {
        Head head = heads_[from.first + h];
        if (result_.node_cells[i].main != kNone) heads_.link(head, result_.node_cells[i].main);
        head.constant /= static_cast<float>(ports[tap.port].channels);
        head.meter = kNone;
        head.key = KeyMaker(head.key).add(sink.key).add(std::uint64_t{c}).key();
        heads_.add(head);
        ++heads.count;
      }
    }
    add_channel(heads);
    meter_sinks_.push_back(sink);
  }

  void write_device_sinks() {
    for (std::uint32_t channel = 0; channel < device_.size(); ++channel) {
      std::vector<const Head*> heads;
      for (const Head& head : device_[channel]) heads.push_back(&head);
      Sink sink{.kind = Sink::Kind::kDevice,
                .node = channel,
                .key = KeyMaker().add(std::string_view("device")).add(std::uint64_t{channel}).key(),
                .channels = {static_cast<std::uint32_t>(result_.sink_channels.size()), 1}};
      add_channel(heads);
      result_.sinks.push_back(sink);
    }
    // Silent channels above the last sounding one are the cycle's to silence.
    while (!result_.sinks.empty() && result_.sinks.back().kind == Sink::Kind::kDevice &&
           result_.sink_channels[result_.sinks.back().channels.first].count == 0)
      result_.sinks.pop_back();
    result_.sinks.insert(result_.sinks.end(), meter_sinks_.begin(), meter_sinks_.end());
  }

  const MergedGraph& graph_;
  const SilentChannel& silent_;
  std::span<const messages::SpectrumTap> watched_;
  std::vector<std::vector<Head>> device_;
  FoldedGraph result_;
  std::vector<std::vector<Range>> outputs_;  ///< by node and output channel: heads
  RouteHeads heads_;
  MeterChoice meters_;
  std::vector<Sink> meter_sinks_;
};

}  // namespace

FoldedGraph fold(const MergedGraph& graph, std::uint32_t device_outputs, const SilentChannel& silent,
                 std::span<const messages::SpectrumTap> watched) {
  return Folder(graph, device_outputs, silent, watched).fold();
}

}  // namespace corelogic::building
