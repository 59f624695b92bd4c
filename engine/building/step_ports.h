// step_ports.h: what each kind of step reads and writes, and about what it costs: so that steps can be put
// together into tasks, and a late task be muted where it is read. A kind of step that is not here does not
// compile in StepList.  Side: control.
#pragma once

#include <span>
#include <vector>

#include "engine/graph/processors/file_player.h"
#include "engine/graph/steps.h"

namespace corelogic::building {

struct StepPorts {
  /// A pointer in the step to what it reads: to a slot, or to lane frames.
  struct Reading {
    void* field = nullptr;
    const graph::ChannelSlot* slot = nullptr;  ///< null: lanes
    const dsp::LaneFrame* frames = nullptr;
  };
  std::span<float* const> device;  ///< RenderPlan::device_outputs: to be known before
  std::vector<Reading> readings;
  std::vector<const void*> writings;  ///< buffers, lane frames, or slots that the step itself moves
  bool to_device = false;
  float estimate = 0.0F;  ///< share of a period

  void reads(const graph::ChannelSlot*& field) {
    if (field != nullptr) readings.push_back({.field = static_cast<void*>(&field), .slot = field});
  }
  void reads(const dsp::LaneFrame*& field) {
    if (field != nullptr) readings.push_back({.field = static_cast<void*>(&field), .frames = field});
  }
  void writes(float* const* slot) {
    const bool of_device = !device.empty() && slot >= device.data() && slot < device.data() + device.size();
    to_device = to_device || of_device;
    if (!of_device) writings.push_back(*slot);
  }
  /// Nanoseconds for 64 frames, measured on a machine with AVX-512; only their proportions matter, and only
  /// until they are measured.
  void costs(double nanos) { estimate += static_cast<float>(nanos * 48000.0 / 64.0 * 1e-9); }
};

void describe(graph::FilePlayer& player, StepPorts& ports);
void describe(graph::MixStep& step, StepPorts& ports);
void describe(graph::GatherStep& step, StepPorts& ports);
void describe(graph::ScatterStep& step, StepPorts& ports);
void describe(graph::PlanarDelayStep& step, StepPorts& ports);
void describe(graph::LaneDelayStep& step, StepPorts& ports);
void describe(graph::OutputStageStep& step, StepPorts& ports);
void describe(graph::LaneEffectStep& step, StepPorts& ports);
void describe(graph::PlanarEffectStep& step, StepPorts& ports);

}  // namespace corelogic::building
