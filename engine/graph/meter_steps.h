// meter_steps.h: the work of full meters: sixteen channels measured side by side, and frames handed to where
// loudness is counted. They hear what was summed for them and change no sound.  Side: audio.
#pragma once

#include "engine/dsp/detail_meter.h"
#include "engine/graph/cycle_context.h"
#include "engine/graph/render_plan.h"

namespace corelogic::graph {

/// Up to sixteen metered channels: gathered and measured.
struct DetailStep {
  const ChannelSlot* lanes[dsp::kLanes] = {};  ///< null: not used
  dsp::LaneFrame* gathered = nullptr;          ///< kMaxFrames + 1 frames
  dsp::DetailHold* hold = nullptr;
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

/// A door to the control side that this room does not know: doors/stream_ring.h, by hand.
struct FrameOutlet {
  void (*push)(void* ring, const float* const* planar, std::uint32_t frames) noexcept = nullptr;
  void* ring = nullptr;
};

/// All channels of one node into an outlet, block by block; whole blocks or nothing.
struct FeedStep {
  static constexpr std::uint16_t kMostChannels = 64;
  const ChannelSlot* channels[kMostChannels] = {};
  std::uint16_t channel_count = 0;
  FrameOutlet outlet;
  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
};

}  // namespace corelogic::graph
