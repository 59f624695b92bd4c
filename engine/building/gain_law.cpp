// gain_law.cpp: the laws, in terms of vocabulary/units.h.  Side: control.
#include "engine/building/gain_law.h"

#include <variant>

#include "schema/vocabulary/effect_catalogue.h"
#include "schema/vocabulary/units.h"

namespace corelogic::building {
namespace {

using vocabulary::Decibels;
using vocabulary::PanGains;

float side_of(const PanGains& gains, std::uint16_t cell) {
  return cell == 0 ? gains.left : gains.right;
}

float fader_gain(const std::vector<double>& values, std::uint16_t channels, std::uint16_t cell) {
  using namespace vocabulary::fader;
  if (values[kMute] != 0.0) return 0.0F;
  const float level = vocabulary::to_gain(Decibels{values[kVolume]}).value;
  return channels == 2 ? level * side_of(vocabulary::stereo_balance(values[kBalance]), cell) : level;
}

float pan_gain(const std::vector<double>& values, EdgeShape shape, std::uint16_t cell) {
  if (shape.to != 2) return 1.0F;
  const double pan = values[vocabulary::pan::kPan];
  return side_of(shape.from == 1 ? vocabulary::mono_pan(pan) : vocabulary::stereo_balance(pan), cell);
}

float output_gain(const std::vector<double>& values, std::uint16_t channels, std::uint16_t cell) {
  using namespace vocabulary::output;
  if (values[kMute] != 0.0) return 0.0F;
  const float level = vocabulary::to_gain(Decibels{values[kLevel]}).value;
  return channels == 2 ? level * side_of(vocabulary::stereo_balance(values[kBalance]), cell) : level;
}

}  // namespace

std::uint16_t channel_count(const std::vector<messages::Port>& ports) {
  return first_channel(ports, static_cast<std::uint16_t>(ports.size()));
}

std::uint16_t first_channel(const std::vector<messages::Port>& ports, std::uint16_t port) {
  std::uint16_t channels = 0;
  for (std::uint16_t i = 0; i < port; ++i)
    channels = static_cast<std::uint16_t>(channels + ports[i].channels);
  return channels;
}

float node_gain(const messages::Node& node, std::uint16_t cell) {
  const std::uint16_t inputs = channel_count(node.inputs);
  if (const auto* output = std::get_if<messages::OutputNode>(&node.kind))
    return output_gain(output->parameters, inputs, cell);
  const auto& fx = std::get<messages::FxNode>(node.kind);
  const EdgeShape shape{inputs, channel_count(node.outputs)};
  if (fx.effect == "pan")
    return fx.bypass && inputs == shape.to ? 1.0F : pan_gain(fx.parameters, shape, cell);
  return fx.bypass ? 1.0F : fader_gain(fx.parameters, inputs, cell);
}

float main_gain(const messages::OutputNode& output) {
  using namespace vocabulary::output;
  if (output.parameters[kDim] == 0.0) return 1.0F;
  return vocabulary::to_gain(Decibels{output.parameters[kDimLevel]}).value;
}

float monitor_gain(const messages::OutputNode& output) {
  using namespace vocabulary::output;
  const auto& values = output.parameters;
  if (values[kMonitorCut] != 0.0) return 0.0F;
  const float level = vocabulary::to_gain(Decibels{values[kMonitorLevel]}).value;
  const bool dim = values[kMonitorDim] != 0.0;
  return dim ? level * vocabulary::to_gain(Decibels{values[kMonitorDimLevel]}).value : level;
}

EdgeShape edge_shape(const messages::Edge& edge, const messages::Node& source,
                     const messages::Node& destination) {
  return {source.outputs[edge.source_port].channels, destination.inputs[edge.destination_port].channels};
}

float edge_gain(const messages::Edge& edge, EdgeShape shape, std::uint16_t cell) {
  const float level = vocabulary::to_gain(edge.level).value;
  return edge_cells(edge, shape) == 2
             ? level * side_of(shape.from == 1 ? vocabulary::mono_pan(edge.pan)
                                               : vocabulary::stereo_balance(edge.pan),
                               cell)
             : level;
}

bool is_plain(const messages::Edge& edge, EdgeShape shape) {
  const auto role = static_cast<messages::EdgeRole>(edge.id.value & 0xff);
  const bool widens = shape.from == 1 && shape.to == 2;
  const bool narrows = shape.from > shape.to;
  const bool in_chain = role == messages::EdgeRole::kChain || role == messages::EdgeRole::kOutput ||
                        role == messages::EdgeRole::kKey;
  return in_chain && edge.map.empty() && edge.level.value == 0.0 && edge.pan == 0.0 && !widens && !narrows;
}

}  // namespace corelogic::building
