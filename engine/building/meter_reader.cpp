// meter_reader.cpp: peaks and gains put beside the nodes they belong to.  Side: control.
#include "engine/building/meter_reader.h"

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

/// The level people see on the strip of a metered node, dB.
double set_level(vocabulary::NodeId metered, const LiveGraph& graph) {
  if (const auto* node = graph.find(metered))
    if (const auto* output = std::get_if<messages::OutputNode>(&node->kind))
      return output->parameters[vocabulary::output::kLevel];
  const auto fader = vocabulary::make_node_id(vocabulary::owner_of(metered), vocabulary::NodeRole::kFader);
  if (const auto* node = graph.find(fader))
    if (const auto* fx = std::get_if<messages::FxNode>(&node->kind); fx != nullptr && fx->effect == "fader")
      return fx->parameters[vocabulary::fader::kVolume];
  return 0.0;
}

}  // namespace

void read_frame(const graph::RenderPlan& plan, const graph::MeterReading& reading, const LiveGraph& graph,
                messages::MeterFrame& frame) {
  frame.revision = plan.revision;
  frame.nodes.clear();
  frame.channels.clear();
  frame.gains.clear();
  for (const graph::MeterTap& meter : plan.meters) {
    frame.nodes.push_back(meter.node);
    frame.channels.push_back(meter.channels);
    frame.gains.push_back(static_cast<float>(set_level(meter.node, graph)));
  }
  for (std::size_t i = 0; i < plan.reductions.size(); ++i) {
    frame.nodes.push_back(plan.reductions[i].node);
    frame.channels.push_back(0);
    frame.gains.push_back(reading.reductions[i]);
  }
  frame.peaks = reading.peaks;
}

}  // namespace corelogic::building
