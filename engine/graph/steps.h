// steps.h: the kinds of work a plan consists of; each is a plain struct and a run function.
// To add one: a struct here, its run in steps.cpp, and a pass in building/ that makes it.  Side: audio.
#pragma once

#include <cstdint>

#include "engine/dsp/mix.h"
#include "engine/effects/lane_effect.h"
#include "engine/effects/planar_effect.h"
#include "engine/graph/render_plan.h"

namespace corelogic::graph {

/// Sums planar paths and lane accumulations into one sink: a bus, an effect's input or device channels.
struct MixStep {
  /// One channel of the sink.
  struct Channel {
    const dsp::PlanarPath* paths = nullptr;
    std::uint32_t path_count = 0;
    float* const* out = nullptr;  ///< slot of the destination's pointer (fixed for a bus, per block for a
                                  ///< device); null: meters only
  };
  /// Lane blocks on their way to this sink.
  struct Accumulation {
    const dsp::LanePath* paths = nullptr;
    std::uint32_t path_count = 0;
    std::uint16_t even_channel = 0;
    std::int32_t odd_channel = -1;  ///< -1: all lanes to even_channel; else even/odd lanes to their channels
    dsp::LaneFrame* accumulator = nullptr;  ///< scratch of this step
  };
  const Channel* channels = nullptr;
  std::uint32_t channel_count = 0;
  const Accumulation* accumulations = nullptr;
  std::uint32_t accumulation_count = 0;

  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

/// planar -> lanes, where an effect in lanes takes its input from the planar world.
struct GatherStep {
  const ChannelSlot* lanes[dsp::kLanes] = {};  ///< null: silence
  dsp::LaneFrame* out = nullptr;
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

/// lanes -> planar, where a planar effect takes its input from lanes.
struct ScatterStep {
  const dsp::LaneFrame* in = nullptr;
  float* lanes[dsp::kLanes] = {};  ///< null: not wanted
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

/// A line that brings a path in time with others.
struct PlanarDelayStep {
  dsp::PlanarDelay* delay = nullptr;
  const ChannelSlot* in = nullptr;
  float* out = nullptr;
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};
struct LaneDelayStep {
  dsp::LaneDelay* delay = nullptr;
  const dsp::LaneFrame* in = nullptr;
  dsp::LaneFrame* out = nullptr;
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

/// What a playback channel gets at last.
struct OutputStageStep {
  dsp::OutputStage* stage = nullptr;
  float* const* samples = nullptr;  ///< slot of the device channel
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

/// A lane block's effect.
struct LaneEffectStep {
  effects::LaneEffect* effect = nullptr;
  const dsp::LaneFrame* in = nullptr;
  const dsp::LaneFrame* key = nullptr;  ///< null: nobody has a key
  dsp::LaneFrame* out = nullptr;
  effects::LaneLink link = effects::LaneLink::kTwo;
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

/// A planar effect on up to kMostChannels channels.
struct PlanarEffectStep {
  static constexpr std::uint16_t kMostChannels = 16;
  effects::PlanarEffect* effect = nullptr;
  std::uint16_t channels = 2;
  const ChannelSlot* in[kMostChannels] = {};
  const ChannelSlot* key[kMostChannels] = {};  ///< key[0] null: no key
  float* out[kMostChannels] = {};
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

}  // namespace corelogic::graph
