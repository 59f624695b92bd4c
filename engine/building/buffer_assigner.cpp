// buffer_assigner.cpp: planar buffers of a plan: aligned, zeroed, touched, one a channel.  Side: control.
#include "engine/building/plan_draft.h"

namespace corelogic::building {

PlanarBuffers assign_buffers(PlanMemory& memory, std::size_t count) {
  PlanarBuffers result{.slots = memory.make<graph::ChannelSlot>(count),
                       .buffers = memory.make<float*>(count)};
  for (std::size_t i = 0; i < count; ++i) {
    result.buffers[i] = memory.make<float>(dsp::kMaxFrames);
    result.slots[i] = result.buffers[i];
  }
  return result;
}

}  // namespace corelogic::building
