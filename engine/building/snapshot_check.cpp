// snapshot_check.cpp: one sentence for each way a graph can be wrong.  Side: control.
#include "engine/building/snapshot_check.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>

#include "engine/building/gain_law.h"
#include "schema/messages/engine.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

using messages::Edge;
using messages::GraphSnapshot;
using messages::Node;
using messages::Port;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

std::string title(const Node& node) {
  return (node.name.empty() ? "node" : node.name) + " (" + std::to_string(node.id.value) + ")";
}

Refusal refuse(const Node& node, RefusalCode code, const std::string& sentence) {
  return {.code = code, .subject = title(node), .sentence = title(node) + " " + sentence};
}

bool in_range(const vocabulary::ParameterDescription& parameter, double value) {
  return !std::isnan(value) && value >= parameter.least && value <= parameter.most;
}

const vocabulary::EffectDescription* description_of(const Node& node) {
  if (std::holds_alternative<messages::OutputNode>(node.kind)) return vocabulary::find_effect("output");
  if (const auto* fx = std::get_if<messages::FxNode>(&node.kind)) return vocabulary::find_effect(fx->effect);
  return nullptr;
}

Result<void> check_ports(const Node& node) {
  for (const auto* ports : {&node.inputs, &node.outputs}) {
    std::size_t channels = 0;
    for (const Port& port : *ports) {
      if (port.channels < 1 || port.channels > kMostPortChannels)
        return refuse(node, RefusalCode::kInvalid,
                      "has port \"" + port.name + "\" of " + std::to_string(port.channels) +
                          " channels; a port has 1 to 64.");
      channels += port.channels;
    }
    if (channels > 4096) return refuse(node, RefusalCode::kInvalid, "has more than 4096 channels.");
  }
  return {};
}

Result<void> check_values(const Node& node, const std::vector<double>& values) {
  const auto& effect = *description_of(node);
  if (values.size() != effect.parameters.size())
    return refuse(node, RefusalCode::kInvalid,
                  "has " + std::to_string(values.size()) + " parameters; \"" + std::string(effect.name) +
                      "\" has " + std::to_string(effect.parameters.size()) + ".");
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!in_range(effect.parameters[i], values[i]))
      return refuse(node, RefusalCode::kInvalid,
                    "has " + std::string(effect.parameters[i].name) + " " + std::to_string(values[i]) +
                        "; it lies between " + std::to_string(effect.parameters[i].least) + " and " +
                        std::to_string(effect.parameters[i].most) + ".");
  return {};
}

Result<void> check_shape(const Node& node, bool fits, const char* shape) {
  if (fits) return {};
  return refuse(node, RefusalCode::kInvalid, std::string("has the wrong ports: ") + shape);
}

bool single(const Node& node) {
  return node.inputs.size() == 1 && node.outputs.size() == 1;
}

Result<void> check_device(const Node& node, const std::vector<std::uint16_t>& channels, std::size_t wanted,
                          const char* what) {
  if (channels.size() != wanted)
    return refuse(node, RefusalCode::kInvalid,
                  "names " + std::to_string(channels.size()) + " " + what + " channels for its " +
                      std::to_string(wanted) + ".");
  for (auto channel : channels)
    if (channel == 0)
      return refuse(node, RefusalCode::kInvalid,
                    std::string("names ") + what + " channel 0; they count from 1.");
  return {};
}

struct KindCheck {
  const Node& node;

  Result<void> operator()(const messages::AudioInputNode& input) const {
    if (auto shape = check_shape(node, node.inputs.empty() && !node.outputs.empty(),
                                 "an audio input has outputs only.");
        !shape)
      return shape;
    if (const auto* device = std::get_if<messages::DeviceSource>(&input.source))
      return check_device(node, device->channels, channel_count(node.outputs), "capture");
    if (const auto* file = std::get_if<messages::FileSource>(&input.source);
        file != nullptr && file->path.empty())
      return refuse(node, RefusalCode::kInvalid, "plays a file without a path.");
    return {};
  }

  Result<void> operator()(const messages::FxNode& fx) const {
    const auto* effect = description_of(node);
    if (effect == nullptr || fx.effect == "output")
      return refuse(node, RefusalCode::kUnknownId, "has the unknown effect \"" + fx.effect + "\".");
    const bool keyed = effect->keyed && node.inputs.size() == 2;
    if ((!single(node) && !keyed) || node.outputs.size() != 1)
      return check_shape(node, false, "an effect has one input and one output; a keyed one may have a key.");
    const std::uint16_t in = node.inputs[0].channels;
    const std::uint16_t out = node.outputs[0].channels;
    if (keyed && node.inputs[1].channels != in)
      return check_shape(node, false, "a key has as many channels as the input.");
    const bool fits = in == out || (fx.effect == "pan" && in == 1 && out == 2);
    if (!fits)
      return check_shape(node, false,
                         "input and output must have equally many channels (a pan: or 1 and 2).");
    if (std::max(in, out) > effect->most_channels)
      return refuse(node, RefusalCode::kInvalid,
                    "has " + std::to_string(std::max(in, out)) + " channels; \"" + fx.effect +
                        "\" takes at most " + std::to_string(effect->most_channels) + ".");
    if (!fx.file.empty() && !effect->plays_file)
      return refuse(node, RefusalCode::kInvalid, "names a file; \"" + fx.effect + "\" plays none.");
    return check_values(node, fx.parameters);
  }

  Result<void> operator()(const messages::MixerBusNode&) const {
    const bool fits = !node.inputs.empty() &&
                      std::ranges::equal(node.inputs, node.outputs, {}, &Port::channels, &Port::channels);
    return check_shape(node, fits, "a bus has an output like each input.");
  }

  Result<void> operator()(const messages::OutputNode& output) const {
    if (node.inputs.size() != 1) return check_shape(node, false, "an output has one input.");
    for (const auto* channels : {&output.main, &output.monitor})
      if (!channels->empty())
        if (auto device = check_device(node, *channels, node.inputs[0].channels, "playback"); !device)
          return device;
    if (output.dither_bits != 0 && (output.dither_bits < 8 || output.dither_bits > 24))
      return refuse(node, RefusalCode::kInvalid,
                    "dithers to " + std::to_string(output.dither_bits) + " bits; 0 is off, else 8 to 24.");
    return check_values(node, output.parameters);
  }
};

Result<void> check_edge(const GraphSnapshot& graph, std::size_t index, const Edge& edge) {
  const Node& node = graph.nodes[index];
  if (edge.source >= index)
    return refuse(node, RefusalCode::kCycle,
                  "is fed by node index " + std::to_string(edge.source) + ", which is not before its own " +
                      std::to_string(index) + ".");
  const Node& source = graph.nodes[edge.source];
  if (std::holds_alternative<messages::OutputNode>(source.kind))
    return refuse(node, RefusalCode::kInvalid,
                  "is fed by the output " + title(source) + ", which feeds the device only.");
  if (edge.source_port >= source.outputs.size())
    return refuse(node, RefusalCode::kInvalid, "is fed by a port that " + title(source) + " does not have.");
  if (edge.destination_port >= node.inputs.size())
    return refuse(node, RefusalCode::kInvalid,
                  "has no input port " + std::to_string(edge.destination_port) + ".");
  if (!accepts_edge(messages::kEdgeLevel, edge.level.value) || !accepts_edge(messages::kEdgePan, edge.pan))
    return refuse(node, RefusalCode::kInvalid,
                  "is fed at " + std::to_string(edge.level.value) + " dB, pan " + std::to_string(edge.pan) +
                      "; at most +12 dB, pan between -1 and +1.");
  const std::size_t width = source.outputs[edge.source_port].channels;
  const std::uint16_t places = node.inputs[edge.destination_port].channels;
  if (!edge.map.empty() && (edge.map.size() != width || std::ranges::max(edge.map) > places))
    return refuse(node, RefusalCode::kInvalid,
                  "is fed by a map that does not fit: one place for each of the source's " +
                      std::to_string(width) + " channels, each at most " + std::to_string(places) + ".");
  if (!edge.id.valid()) return refuse(node, RefusalCode::kInvalid, "is fed by an edge without an id.");
  return {};
}

Result<void> check_edges(const GraphSnapshot& graph, std::size_t index) {
  struct Seen {
    std::uint64_t id;
    std::uint32_t source;
    std::uint16_t source_port, destination_port;
    auto operator<=>(const Seen&) const = default;
  };
  std::vector<Seen> seen;
  for (const Edge& edge : graph.nodes[index].edges) {
    if (auto good = check_edge(graph, index, edge); !good) return good;
    seen.push_back({edge.id.value, edge.source, edge.source_port, edge.destination_port});
  }
  std::ranges::sort(seen);
  if (std::ranges::adjacent_find(seen) != seen.end())
    return refuse(graph.nodes[index], RefusalCode::kDuplicate, "is fed twice by one edge.");
  return {};
}

}  // namespace

Result<void> check(const GraphSnapshot& snapshot) {
  if (snapshot.sample_rate < 8000 || snapshot.sample_rate > 768000)
    return Refusal{.code = RefusalCode::kInvalid,
                   .subject = "sample rate",
                   .sentence = "The sample rate " + std::to_string(snapshot.sample_rate) +
                               " Hz is not between 8000 and 768000."};
  std::unordered_set<std::uint64_t> ids;
  ids.reserve(snapshot.nodes.size());
  for (std::size_t i = 0; i < snapshot.nodes.size(); ++i) {
    const Node& node = snapshot.nodes[i];
    if (!node.id.valid()) return refuse(node, RefusalCode::kInvalid, "has no id.");
    if (!ids.insert(node.id.value).second)
      return refuse(node, RefusalCode::kDuplicate, "has the id of another node.");
    if (auto good = check_ports(node); !good) return good;
    if (auto good = std::visit(KindCheck{node}, node.kind); !good) return good;
    if (auto good = check_edges(snapshot, i); !good) return good;
  }
  return {};
}

bool accepts(const Node& node, std::uint16_t parameter, double value) {
  const auto* effect = description_of(node);
  if (effect == nullptr) return false;
  if (parameter == messages::kBypassParameter)
    return std::holds_alternative<messages::FxNode>(node.kind) && (value == 0.0 || value == 1.0);
  return parameter < effect->parameters.size() && in_range(effect->parameters[parameter], value);
}

bool accepts_edge(std::uint16_t parameter, double value) {
  if (parameter == messages::kEdgeLevel) return !std::isnan(value) && value <= vocabulary::kMaxLevel.value;
  return parameter == messages::kEdgePan && value >= -1.0 && value <= 1.0;
}

}  // namespace corelogic::building
