// fractional_delay.cpp: the reading between frames, a register of frames at once; copies in and out of the
// ring. No fused multiply-add: the same bits on every instruction set.  Side: audio.
#include <algorithm>
#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/effects/fractional_delay.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/effects/fractional_delay.h"
#include "engine/effects/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::effects::HWY_NAMESPACE {
namespace {

constexpr std::int32_t kCount[kLanes] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/// `first`: place of the frame that delay and look-ahead mean for frame 0.
void read_between(const float* ring, std::uint32_t mask, std::uint32_t first, const float* offset, float* out,
                  std::uint32_t frames) {
  const Floats d;
  const Ints di;
  const IntVec bits = hn::Set(di, static_cast<std::int32_t>(mask));
  const auto plus = [&](FloatVec x, float y) HWY_ATTR { return hn::Add(x, hn::Set(d, y)); };
  for (std::uint32_t f = 0; f < frames; f += kWidth) {
    const FloatVec longer = hn::Load(d, offset + f);
    const IntVec whole = hn::ConvertTo(di, longer);
    const FloatVec part = hn::Sub(longer, hn::ConvertTo(d, whole));
    const IntVec start = hn::Set(di, static_cast<std::int32_t>((first + f) & mask));
    const IntVec at = hn::Sub(hn::Add(start, hn::LoadU(di, kCount)), whole);
    const FloatVec a = plus(part, 2.0F), b = plus(part, 1.0F), c = plus(part, -1.0F);
    const FloatVec e = plus(part, -2.0F), g = plus(part, -3.0F);
    const FloatVec ab = hn::Mul(a, b), pc = hn::Mul(part, c), eg = hn::Mul(e, g);
    const FloatVec weights[] = {
        hn::Mul(hn::Mul(hn::Mul(b, pc), eg), hn::Set(d, -1.0F / 120.0F)),
        hn::Mul(hn::Mul(hn::Mul(a, pc), eg), hn::Set(d, 1.0F / 24.0F)),
        hn::Mul(hn::Mul(hn::Mul(ab, c), eg), hn::Set(d, -1.0F / 12.0F)),
        hn::Mul(hn::Mul(hn::Mul(ab, part), eg), hn::Set(d, 1.0F / 12.0F)),
        hn::Mul(hn::Mul(hn::Mul(ab, pc), g), hn::Set(d, -1.0F / 24.0F)),
        hn::Mul(hn::Mul(hn::Mul(ab, pc), e), hn::Set(d, 1.0F / 120.0F)),
    };
    FloatVec sum = hn::Mul(weights[0], hn::GatherIndex(d, ring, hn::And(at, bits)));
    for (int i = 1; i < 6; ++i) {
      const IntVec place = hn::And(hn::Sub(at, hn::Set(di, i)), bits);
      sum = hn::Add(sum, hn::Mul(weights[i], hn::GatherIndex(d, ring, place)));
    }
    hn::Store(sum, d, out + f);
  }
}

}  // namespace
}  // namespace corelogic::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::effects {

HWY_EXPORT(read_between);

void DelayLine::prepare(std::uint32_t longest) {
  const std::uint32_t size = std::bit_ceil(longest + kStretch + 8);
  ring_.assign(size, 0.0F);
  mask_ = size - 1;
  at_ = 0;
}

void DelayLine::write(const float* in, std::uint32_t frames) noexcept CL_REALTIME {
  const std::uint32_t at = at_ & mask_;
  const std::uint32_t first = std::min(frames, mask_ + 1 - at);
  std::copy_n(in, first, ring_.data() + at);
  std::copy_n(in + first, frames - first, ring_.data());
  at_ += frames;
}

void DelayLine::read(std::uint32_t delay, float* out, std::uint32_t frames) const noexcept CL_REALTIME {
  const std::uint32_t at = (at_ - delay) & mask_;
  const std::uint32_t first = std::min(frames, mask_ + 1 - at);
  std::copy_n(ring_.data() + at, first, out);
  std::copy_n(ring_.data(), frames - first, out + first);
}

void DelayLine::read_moving(std::uint32_t delay, const float* offset, float* out,
                            std::uint32_t frames) const noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(read_between)(ring_.data(), mask_, at_ - delay + kAhead, offset, out, frames);
}

}  // namespace corelogic::effects
#endif  // HWY_ONCE
