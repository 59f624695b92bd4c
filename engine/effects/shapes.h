// shapes.h: dsp's words for the two shapes of sound and its ramps, in this room's namespace.  Side: audio.
#pragma once

#include "engine/dsp/gain_ramp.h"
#include "engine/dsp/lanes.h"

namespace corelogic::effects {

using dsp::gather_lanes;
using dsp::GainRamp;
using dsp::kAlignment;
using dsp::kLanes;
using dsp::kMaxFrames;
using dsp::LaneFrame;
using dsp::LaneRamp;
using dsp::reduce_lanes;
using dsp::scatter_lanes;

}  // namespace corelogic::effects
