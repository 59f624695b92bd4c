// meter_steps.cpp: gather and measure, or hand on.  Side: audio.
#include "engine/graph/meter_steps.h"

namespace corelogic::graph {

void DetailStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const DetailStep*>(state);
  const float* planar[dsp::kLanes];
  for (std::size_t lane = 0; lane < dsp::kLanes; ++lane)
    planar[lane] = step.lanes[lane] == nullptr ? nullptr : *step.lanes[lane];
  dsp::gather_lanes(planar, step.gathered, context.frames());
  dsp::measure_detail(step.gathered, *step.hold, context.frames());
}

void FeedStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const FeedStep*>(state);
  const float* planar[kMostChannels];
  for (std::uint16_t c = 0; c < step.channel_count; ++c) planar[c] = *step.channels[c];
  step.outlet.push(step.outlet.ring, planar, context.frames());
}

}  // namespace corelogic::graph
