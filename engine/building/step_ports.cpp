// step_ports.cpp: kind by kind.  Side: control.
#include "engine/building/step_ports.h"

namespace corelogic::building {

void describe(graph::FilePlayer& player, StepPorts& ports) {
  for (graph::ChannelSlot& slot : player.slots()) ports.writings.push_back(&slot);
  ports.costs(20);
}

// Paths and accumulations lie in the plan's memory, made by sink_writer: const to those who only read them.
void describe(graph::MixStep& step, StepPorts& ports) {
  ports.costs(30);
  for (std::uint32_t c = 0; c < step.channel_count; ++c) {
    const graph::MixStep::Channel& channel = step.channels[c];
    for (std::uint32_t i = 0; i < channel.path_count; ++i)
      ports.reads(const_cast<dsp::PlanarPath&>(channel.paths[i]).source);
    if (channel.out != nullptr) ports.writes(channel.out);
    ports.costs(15.0 * channel.path_count);
  }
  for (std::uint32_t a = 0; a < step.accumulation_count; ++a) {
    const graph::MixStep::Accumulation& sum = step.accumulations[a];
    for (std::uint32_t i = 0; i < sum.path_count; ++i)
      ports.reads(const_cast<dsp::LanePath&>(sum.paths[i]).source);
    ports.costs(150.0 + 100.0 * sum.path_count);
  }
}

void describe(graph::GatherStep& step, StepPorts& ports) {
  for (const graph::ChannelSlot*& lane : step.lanes) ports.reads(lane);
  ports.writings.push_back(step.out);
  ports.costs(120);
}

void describe(graph::ScatterStep& step, StepPorts& ports) {
  ports.reads(step.in);
  for (float* lane : step.lanes)
    if (lane != nullptr) ports.writings.push_back(lane);
  ports.costs(120);
}

void describe(graph::PlanarDelayStep& step, StepPorts& ports) {
  ports.reads(step.in);
  ports.writings.push_back(step.out);
  ports.costs(30);
}

void describe(graph::LaneDelayStep& step, StepPorts& ports) {
  ports.reads(step.in);
  ports.writings.push_back(step.out);
  ports.costs(200);
}

void describe(graph::OutputStageStep&, StepPorts& ports) {
  ports.to_device = true;
  ports.costs(100);
}

void describe(graph::LaneEffectStep& step, StepPorts& ports) {
  ports.reads(step.in);
  ports.reads(step.key);
  ports.writings.push_back(step.out);
  ports.costs(600);
}

void describe(graph::PlanarEffectStep& step, StepPorts& ports) {
  for (std::uint16_t c = 0; c < step.channels; ++c) {
    ports.reads(step.in[c]);
    if (step.key[0] != nullptr) ports.reads(step.key[c]);
    ports.writings.push_back(step.out[c]);
  }
  ports.costs(1500.0 * step.channels);
}

}  // namespace corelogic::building
