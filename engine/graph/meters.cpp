// meters.cpp: every hold is read and begins anew.  Side: audio.
#include "engine/graph/meters.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/graph/render_plan.h"

namespace corelogic::graph {
namespace {

struct Level {
  float peak = 0, squares = 0;
  std::uint32_t clips = 0;
};

/// The channel's level, and the hold restarted.
Level take_level(const PeakTap& tap) noexcept CL_REALTIME {
  if (tap.hold == nullptr) return {};
  dsp::PeakHold& hold = *tap.hold;
  if (tap.lane >= 0)
    return {.peak = std::exchange(hold.partial[tap.lane], 0.0F),
            .squares = std::exchange(hold.squares[tap.lane], 0.0F),
            .clips = std::exchange(hold.clips[tap.lane], 0U)};
  const Level level{.peak = *std::max_element(hold.partial, hold.partial + dsp::kLanes),
                    .squares = std::accumulate(hold.squares, hold.squares + dsp::kLanes, 0.0F),
                    .clips = std::accumulate(hold.clips, hold.clips + dsp::kLanes, 0U)};
  hold = {};
  return level;
}

DetailReading take_detail(const DetailTap& tap) noexcept CL_REALTIME {
  dsp::DetailHold& hold = *tap.hold;
  return {.true_peak = std::exchange(hold.true_peak[tap.lane], 0.0F),
          .magnitudes = std::exchange(hold.magnitudes[tap.lane], 0.0F),
          .squares = std::exchange(hold.squares[tap.lane], 0.0F),
          .products = std::exchange(hold.products[tap.lane], 0.0F)};
}

bool take_fault(const FaultTap& tap) noexcept CL_REALTIME {
  if ((tap.bits->load(std::memory_order_relaxed) & tap.mask) == 0) return false;
  tap.bits->fetch_and(~tap.mask, std::memory_order_relaxed);
  return true;
}

}  // namespace

void read_meters(RenderPlan& plan, MeterReading& reading, std::uint32_t frames) noexcept CL_REALTIME {
  reading.frames = frames;
  for (std::size_t channel = 0; channel < plan.meter_peaks.size(); ++channel) {
    const Level level = take_level(plan.meter_peaks[channel]);
    reading.peaks[channel] = level.peak;
    reading.squares[channel] = level.squares;
    reading.clips[channel] = plan.meter_clips[channel] += level.clips;
  }
  for (std::size_t i = 0; i < plan.reductions.size(); ++i) {
    reading.reductions[i] = plan.reductions[i].effect->take_gain_reduction();
    reading.detectors[i] = plan.reductions[i].effect->take_detector_level();
    reading.keys[i] = plan.reductions[i].keyed ? plan.reductions[i].effect->take_key_peak() : 0.0F;
  }
  for (std::size_t i = 0; i < plan.details.size(); ++i) reading.details[i] = take_detail(plan.details[i]);
  for (std::size_t i = 0; i < plan.faults.size(); ++i) reading.faults[i] = take_fault(plan.faults[i]);
}

}  // namespace corelogic::graph
