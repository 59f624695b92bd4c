// graph_strips.cpp: strips from cables, and the words for nodes and cables.  Side: control; pure.
#include "clients/cpp/graph_strips.h"

#include <cmath>
#include <cstdio>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::client {
namespace {

using namespace messages;  // the node kinds by name

constexpr std::uint32_t kNone = 0xffff'ffff;

/// The strip a node continues: by its chain cable, or, for an output node of its own, by the cable that feeds
/// it.
std::uint32_t continued_strip(const Node& node, const std::vector<std::uint32_t>& strip_of) {
  const bool output = std::holds_alternative<OutputNode>(node.kind);
  for (const Edge& edge : node.edges)
    if (role_of(edge) == EdgeRole::kChain || output) return strip_of[edge.source];
  return kNone;
}

std::string number(double value) {
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char text[48];
  std::snprintf(text, sizeof text, "%.6g", value == 0 ? 0.0 : value);
  return text;
}

std::string channels_text(const std::vector<std::uint16_t>& channels) {
  std::string text;
  for (const auto channel : channels) text += (text.empty() ? "" : ",") + std::to_string(channel);
  return text.empty() ? "-" : text;
}

std::string parameters_text(std::string_view effect, const std::vector<double>& values) {
  const auto* known = vocabulary::find_effect(effect);
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool named = known && i < known->parameters.size();
    text += (i == 0 ? "" : ", ") + (named ? std::string(known->parameters[i].name) : std::to_string(i)) +
            " " + number(values[i]);
    if (!named || known->parameters[i].unit.empty()) continue;
    const std::string unit(known->parameters[i].unit);
    text += unit.front() == ':' ? unit : " " + unit;  // "3:1"
  }
  return text;
}

/// What an output does last.
std::string last_text(const OutputNode& output) {
  std::string text;
  if (output.mono) text += ", mono";
  if (output.clip == ClipMode::kHard) text += ", hard clip";
  if (output.clip == ClipMode::kSoft) text += ", soft clip";
  if (output.dither_bits != 0) text += ", dither " + std::to_string(output.dither_bits) + " bit";
  return text;
}

std::string source_text(const AudioInputNode& input) {
  if (const auto* device = std::get_if<DeviceSource>(&input.source))
    return "device " + channels_text(device->channels);
  if (const auto* file = std::get_if<FileSource>(&input.source))
    return file->path + (file->loop ? " (looped)" : "");
  return "no source";
}

/// A cable of a strip's that begins at neither its fader nor what stands behind it is taken before the fader.
bool taps_before_fader(const GraphSnapshot& graph, std::uint32_t source) {
  for (;;) {
    const Node& node = graph.nodes[source];
    const auto role = vocabulary::role_of(node.id);
    if (role == vocabulary::NodeRole::kFader || role == vocabulary::NodeRole::kPan ||
        role == vocabulary::NodeRole::kLimiter)
      return false;
    // An insert may stand behind the fader: the chain in front of it tells.
    if (role != vocabulary::NodeRole::kInsert || node.edges.empty()) return true;
    source = node.edges.front().source;
  }
}

}  // namespace

GraphStrips find_strips(const GraphSnapshot& graph) {
  GraphStrips found;
  found.strip_of.reserve(graph.nodes.size());
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    std::uint32_t strip = continued_strip(node, found.strip_of);
    if (strip == kNone) {
      strip = static_cast<std::uint32_t>(found.strips.size());
      found.strips.push_back({node.name.substr(0, node.name.rfind('_')), {}});
    }
    found.strips[strip].nodes.push_back(i);
    found.strip_of.push_back(strip);
  }
  return found;
}

std::string edge_text(const GraphSnapshot& graph, const Edge& edge) {
  const EdgeRole role = role_of(edge);
  std::vector<std::string> words;
  if (role == EdgeRole::kKey) words.emplace_back("key");
  if (role == EdgeRole::kSend || edge.level.value != 0) words.push_back(number(edge.level.value) + " dB");
  if (edge.pan != 0) words.push_back("pan " + number(edge.pan));
  const bool tapped = role != EdgeRole::kChain && role != EdgeRole::kOutput;
  if (tapped && taps_before_fader(graph, edge.source)) words.emplace_back("pre");
  if (!edge.map.empty()) words.push_back("map " + channels_text(edge.map));
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string meter_text(const Node& node) {
  if (node.meter == NodeMeter::kNone) return "-";
  return node.meter == NodeMeter::kFull ? "full" : "basic";
}

std::string kind_text(const Node& node) {
  if (std::holds_alternative<AudioInputNode>(node.kind)) return "AudioInput";
  if (const auto* fx = std::get_if<FxNode>(&node.kind)) return "FXNode " + fx->effect;
  return std::holds_alternative<OutputNode>(node.kind) ? "OutputNode" : "MixerBus";
}

std::string settings_text(const Node& node) {
  if (const auto* input = std::get_if<AudioInputNode>(&node.kind)) return source_text(*input);
  if (const auto* fx = std::get_if<FxNode>(&node.kind))
    return parameters_text(fx->effect, fx->parameters) + (fx->bypass ? ", bypassed" : "") +
           (fx->file.empty() ? "" : ", plays " + fx->file);
  if (const auto* output = std::get_if<OutputNode>(&node.kind))
    return "main " + channels_text(output->main) + ", monitor " + channels_text(output->monitor) + ", " +
           parameters_text("output", output->parameters) + last_text(*output);
  return {};
}

}  // namespace corelogic::client
