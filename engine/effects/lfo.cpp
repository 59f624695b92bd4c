// lfo.cpp: a slow wave of one channel, a register of frames at once.  Side: audio.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/lfo.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/lfo.h"
#include "engine/effects/wave-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

constexpr std::uint32_t kCount[kLanes] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

void write_swing(std::uint32_t phase, std::uint32_t step, float half, float base, float* out,
                 std::uint32_t frames) {
  const Floats d;
  const Words dw;
  const FloatVec size = hn::Set(d, half), one = hn::Set(d, 1.0F), least = hn::Set(d, base);
  const WordVec steps = hn::Mul(hn::LoadU(dw, kCount), hn::Set(dw, step));
  for (std::uint32_t f = 0; f < frames; f += kWidth) {
    const FloatVec wave = sine_of_triangle(triangle_of(hn::Add(hn::Set(dw, phase + step * f), steps)));
    hn::Store(hn::Add(hn::Mul(size, hn::Add(one, wave)), least), d, out + f);
  }
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(write_swing);

void write_swing(std::uint32_t phase, std::uint32_t step, float half, float base, float* out,
                 std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(write_swing)(phase, step, half, base, out, frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
