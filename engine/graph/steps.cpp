// steps.cpp: what each kind of step does with its struct; the arithmetic itself is in dsp/.  Side: audio.
#include "engine/graph/steps.h"

#include <algorithm>

#include "engine/dsp/cache_line.h"

namespace corelogic::graph {
namespace {

void run_accumulation(const MixStep& step, const MixStep::Accumulation& sum,
                      std::uint32_t frames) noexcept CL_REALTIME {
  dsp::mix_lanes(sum.paths, sum.path_count, sum.accumulator, frames);
  float* const* even = step.channels[sum.even_channel].out;
  float* const* odd = sum.odd_channel < 0 ? nullptr : step.channels[sum.odd_channel].out;
  if (even != nullptr) dsp::reduce_lanes(sum.accumulator, *even, odd == nullptr ? nullptr : *odd, frames);
}

/// Where the sum goes, another core may have read last: asked for while there is still something else to do.
void claim_outputs(const MixStep& step, std::uint32_t frames) noexcept CL_REALTIME {
  for (std::uint32_t c = 0; c < step.channel_count; ++c)
    if (step.channels[c].out != nullptr) dsp::claim(*step.channels[c].out, frames);
}

}  // namespace

void MixStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const MixStep*>(state);
  claim_outputs(step, context.frames());
  for (std::uint32_t i = 0; i < step.channel_count; ++i) {
    const Channel& channel = step.channels[i];
    float* out = channel.out == nullptr ? nullptr : *channel.out;
    dsp::mix_planar(channel.paths, channel.path_count, out, false, context.frames());
  }
  for (std::uint32_t i = 0; i < step.accumulation_count; ++i)
    run_accumulation(step, step.accumulations[i], context.frames());
}

void GatherStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const GatherStep*>(state);
  const float* planar[dsp::kLanes];
  for (std::size_t lane = 0; lane < dsp::kLanes; ++lane)
    planar[lane] = step.lanes[lane] == nullptr ? nullptr : *step.lanes[lane];
  dsp::gather_lanes(planar, step.out, context.frames());
}

void ScatterStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const ScatterStep*>(state);
  dsp::scatter_lanes(step.in, step.lanes, context.frames());
}

void PlanarDelayStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const PlanarDelayStep*>(state);
  step.delay->process(*step.in, step.out, context.frames());
}

void LaneDelayStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const LaneDelayStep*>(state);
  step.delay->process(step.in, step.out, context.frames());
}

void OutputStageStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const OutputStageStep*>(state);
  step.stage->process(*step.samples, context.frames());
}

void LaneEffectStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const LaneEffectStep*>(state);
  step.effect->process(step.in, step.key, step.out, context.block(), step.link);
}

void PlanarEffectStep::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  const auto& step = *static_cast<const PlanarEffectStep*>(state);
  const float* in[kMostChannels];
  const float* key[kMostChannels];
  for (std::uint16_t c = 0; c < step.channels; ++c) {
    in[c] = *step.in[c];
    if (step.key[0] != nullptr) key[c] = *step.key[c];
  }
  step.effect->process(in, step.key[0] == nullptr ? nullptr : key, step.out, context.block());
}

}  // namespace corelogic::graph
