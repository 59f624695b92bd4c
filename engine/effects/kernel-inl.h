// kernel-inl.h: what every kernel of this room needs, compiled once per instruction set; dsp's words in its
// own namespace. Each kernel file keeps its functions in a namespace without name inside HWY_NAMESPACE: all
// files of one instruction set share that namespace.  Side: audio.
#include "engine/dsp/kernel-inl.h"
#include "engine/dsp/log-inl.h"
#include "engine/dsp/gain_ramp.h"
#include "engine/effects/sane.h"

#if defined(CORELOGIC_EFFECTS_KERNEL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CORELOGIC_EFFECTS_KERNEL_INL
#undef CORELOGIC_EFFECTS_KERNEL_INL
#else
#define CORELOGIC_EFFECTS_KERNEL_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using dsp::kAlignment;
using dsp::kLanes;
using dsp::LaneFrame;
using dsp::LaneRamp;
using dsp::HWY_NAMESPACE::FloatVec;
using dsp::HWY_NAMESPACE::Floats;
using dsp::HWY_NAMESPACE::IntVec;
using dsp::HWY_NAMESPACE::Ints;
using dsp::HWY_NAMESPACE::kWidth;

/// What a state may hear: NaN, infinities and what is too loud count as silence. See sane.h.
HWY_INLINE FloatVec sane(FloatVec x) {
  const Floats d;
  return hn::IfThenElseZero(hn::Lt(hn::Abs(x), hn::Set(d, kLoudestSane)), x);
}

/// The values of some lanes `remain` frames before `ramp` arrives: target - step * remain.
HWY_INLINE FloatVec ramp_at(const LaneRamp& ramp, std::size_t lane, FloatVec remain) {
  const Floats d;
  return hn::Sub(hn::Load(d, ramp.target + lane), hn::Mul(hn::Load(d, ramp.step + lane), remain));
}

}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
