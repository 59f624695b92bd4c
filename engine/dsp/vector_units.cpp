// vector_units.cpp: see vector_units.h.  Side: audio.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/vector_units.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/kernel-inl.h"
#include "engine/dsp/vector_units.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

void multiply_add_nothing() {
  alignas(kAlignment) float nothing[kLanes] = {};
  float* place = nothing;
  asm volatile("" : "+r"(place) : : "memory");  // nobody may know that it is nothing
  const FloatVec zeros = hn::Load(Floats(), place);
  hn::Store(hn::MulAdd(zeros, zeros, zeros), Floats(), place);
  asm volatile("" : : "r"(place) : "memory");  // nor that nobody looks at the result
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::dsp {

HWY_EXPORT(multiply_add_nothing);

void keep_vector_units_awake() noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(multiply_add_nothing)();
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
