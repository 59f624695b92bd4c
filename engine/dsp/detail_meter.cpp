// detail_meter.cpp: sums over frames, one register of lanes after the other.  Side: audio.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/dsp/detail_meter.cpp"
#include "hwy/foreach_target.h"
// foreach_target.h must come first.
#include "engine/dsp/detail_meter.h"
#include "engine/dsp/kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace corelogic::dsp::HWY_NAMESPACE {

void sum_detail(const LaneFrame* in, DetailHold& hold, std::uint32_t frames) {
  const Floats d;
  for (std::size_t lane = 0; lane < kLanes; lane += kWidth) {
    FloatVec most = hn::Load(d, hold.true_peak + lane);
    FloatVec magnitudes = hn::Load(d, hold.magnitudes + lane);
    FloatVec squares = hn::Load(d, hold.squares + lane);
    FloatVec products = hn::Load(d, hold.products + lane);
    for (std::uint32_t f = 0; f < frames; ++f) {
      const FloatVec x = hn::Load(d, in[f] + lane);
      const FloatVec next = hn::LoadU(d, in[f] + lane + 1);
      const FloatVec loud = hn::Abs(x);
      most = hn::Max(most, loud);
      magnitudes = hn::Add(magnitudes, loud);
      squares = hn::MulAdd(x, x, squares);
      products = hn::MulAdd(x, next, products);
    }
    hn::Store(most, d, hold.true_peak + lane);
    hn::Store(magnitudes, d, hold.magnitudes + lane);
    hn::Store(squares, d, hold.squares + lane);
    hn::Store(products, d, hold.products + lane);
  }
}

}  // namespace corelogic::dsp::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace corelogic::dsp {

HWY_EXPORT(sum_detail);

void measure_detail(const LaneFrame* in, DetailHold& hold, std::uint32_t frames) noexcept CL_REALTIME {
  HWY_DYNAMIC_DISPATCH(sum_detail)(in, hold, frames);
  true_peak_lanes(in, hold.past, hold.true_peak, frames);
  for (std::uint32_t& heard : hold.frames) heard += frames;
}

void DetailHold::move_from(const DetailHold& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
  true_peak[to] = other.true_peak[from];
  magnitudes[to] = other.magnitudes[from];
  squares[to] = other.squares[from];
  products[to] = other.products[from];
  frames[to] = other.frames[from];
  past.move_from(other.past, from, to);
}

}  // namespace corelogic::dsp
#endif  // HWY_ONCE
