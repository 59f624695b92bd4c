// meters.cpp: every hold is read and begins anew.  Side: audio.
#include "engine/graph/meters.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/graph/render_plan.h"

namespace corelogic::graph {
namespace {

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

void put_level(const PeakTap& tap, const Level& level) noexcept CL_REALTIME {
  if (tap.hold == nullptr) return;
  const std::size_t part = tap.lane >= 0 ? static_cast<std::size_t>(tap.lane) : 0;
  tap.hold->partial[part] = level.peak;
  tap.hold->squares[part] = level.squares;
  tap.hold->clips[part] = level.clips;
}

/// Stays at the greatest number: a meter that has run for days does not begin anew by itself.
std::uint32_t count_clips(LevelCount& count, std::uint32_t more) noexcept CL_REALTIME {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  return count.clips += std::min(more, kMost - count.clips);
}

DetailReading take_detail(const DetailTap& tap) noexcept CL_REALTIME {
  dsp::DetailHold& hold = *tap.hold;
  return {.true_peak = std::exchange(hold.true_peak[tap.lane], 0.0F),
          .magnitudes = std::exchange(hold.magnitudes[tap.lane], 0.0F),
          .squares = std::exchange(hold.squares[tap.lane], 0.0F),
          .products = std::exchange(hold.products[tap.lane], 0.0F),
          .frames = std::exchange(hold.frames[tap.lane], 0U)};
}

bool take_fault(const FaultTap& tap) noexcept CL_REALTIME {
  if ((tap.bits->load(std::memory_order_relaxed) & tap.mask) == 0) return false;
  tap.bits->fetch_and(~tap.mask, std::memory_order_relaxed);
  return true;
}

}  // namespace

/// All are taken before any is given: a hold that one channel leaves may be where another comes to.
void take_over_levels(std::span<LevelMove> moves, std::uint32_t unread) noexcept CL_REALTIME {
  for (LevelMove& move : moves) move.carried = take_level(move.from);
  for (LevelMove& move : moves) {
    (void)take_level(move.to);  // of whoever had the place
    put_level(move.to, move.carried);
    if (move.newborn) move.to.count->missed = unread;
  }
}

void read_meters(RenderPlan& plan, MeterReading& reading, std::uint32_t frames) noexcept CL_REALTIME {
  reading.frames = frames;
  for (std::size_t channel = 0; channel < plan.meter_peaks.size(); ++channel) {
    const PeakTap& tap = plan.meter_peaks[channel];
    const Level level = take_level(tap);
    reading.peaks[channel] = level.peak;
    reading.squares[channel] = level.squares;
    reading.clips[channel] = count_clips(*tap.count, level.clips);
    reading.heard[channel] = frames - std::exchange(tap.count->missed, 0U);
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
