// plan_draft.h: what the passes of one build share, and hand from one to the next.  Side: control.
#pragma once

#include <set>

#include "engine/building/fault_book.h"
#include "engine/building/plan_builder.h"
#include "engine/building/step_list.h"
#include "engine/graph/steps.h"

namespace corelogic::building {

class LatencyCompensator;

/// Where a node's sound is to be found while the plan is built.
struct NodeOutput {
  std::vector<const graph::ChannelSlot*> slots;  ///< planar, by channel; empty for lanes
  const LanePlace* lanes = nullptr;
  After after;  ///< the steps that write it
};

struct PlanDraft {
  PlanDraft(const MergedGraph& merged, const Sounds& known, const BuildSettings& wanted, ProcessorPool& pool)
      : graph(merged),
        sounds(known),
        settings(wanted),
        turn(pool, wanted.ramp_frames()),
        outputs(merged.nodes.size()) {
    auto* quiet = memory->make<float>(dsp::kMaxFrames);
    auto* slot = memory->make<graph::ChannelSlot>();
    *slot = quiet;
    silence = slot;
  }

  const MergedGraph& graph;
  const Sounds& sounds;
  const BuildSettings& settings;
  PoolTurn turn;
  std::shared_ptr<PlanMemory> memory = std::make_shared<PlanMemory>();
  std::unique_ptr<graph::RenderPlan> plan = std::make_unique<graph::RenderPlan>();
  FoldedGraph folded;
  std::shared_ptr<LatencyCompensator> latency;  ///< from the fold on
  StepList steps;
  std::vector<NodeOutput> outputs;
  std::vector<graph::Effect*> effects = std::vector<graph::Effect*>(graph.nodes.size(), nullptr);
  std::vector<graph::PeakTap> peaks;                               ///< by meter channel
  std::vector<std::shared_ptr<metering::LoudnessMeter>> loudness;  ///< of full meters
  std::vector<Watched> spectra;
  FaultBook faults{*memory};
  const graph::ChannelSlot* silence = nullptr;
  std::uint32_t hold_frames = 0;  ///< the longest latency of a newborn effect
  std::set<std::string> warnings;
};

/// `count` buffers of dsp::kMaxFrames, each a slot of its own.
struct PlanarBuffers {
  graph::ChannelSlot* slots = nullptr;
  float** buffers = nullptr;
};
[[nodiscard]] PlanarBuffers assign_buffers(PlanMemory& memory, std::size_t count);

}  // namespace corelogic::building
