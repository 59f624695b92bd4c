// meters.h: where a plan's meters are found. The kernels hold, read_meters() takes and restarts; ballistics,
// decibels and loudness are the control side's.  Side: audio.
#pragma once

#include <cstdint>
#include <span>

#include "engine/dsp/detail_meter.h"
#include "engine/dsp/mix.h"
#include "engine/graph/effect.h"
#include "engine/side.h"
#include "schema/vocabulary/ids.h"

namespace corelogic::graph {

/// A metered node.
struct MeterTap {
  vocabulary::NodeId node;
  std::uint16_t channels = 0;
  std::uint32_t first_peak = 0;  ///< into RenderPlan::meter_peaks, one a channel
  bool full = false;             ///< its channels are in RenderPlan::details, too
};
/// What is known of a metered channel from the first plan that meters it to the last: it outlives them.
struct LevelCount {
  std::uint32_t clips = 0;   ///< samples at or above full scale
  std::uint32_t missed = 0;  ///< frames since the last reading that were before its time
};
/// One channel's level: a planar path's hold, or one lane of a lane path's.
struct PeakTap {
  dsp::PeakHold* hold = nullptr;  ///< null: nothing ever arrives there
  std::int32_t lane = -1;         ///< -1: all parts belong to this channel; else only this one
  LevelCount* count = nullptr;    ///< never null in a plan
};
/// What a hold gave.
struct Level {
  float peak = 0, squares = 0;
  std::uint32_t clips = 0;
};
/// A channel whose level comes to be held elsewhere, because its node's cables changed, or that is newborn.
struct LevelMove {
  PeakTap to;
  PeakTap from;  ///< no hold: nothing to take along
  bool newborn = false;
  Level carried = {};  ///< audio
};
/// One channel of a full meter.
struct DetailTap {
  dsp::DetailHold* hold = nullptr;
  std::uint32_t lane = 0;
};
/// A lane of a full meter that goes on in another hold.
struct DetailMove {
  DetailTap to;
  const dsp::DetailHold* from = nullptr;
  std::uint32_t from_lane = 0;
};
/// An effect that reduces the gain, or listens to a key: both are metered.
struct ReductionTap {
  vocabulary::NodeId node;
  Effect* effect = nullptr;
  bool keyed = false;  ///< a cable leads to its key
};
/// A node whose output is left out of every sum, or heard as silence by effects, while it is not finite.
struct FaultTap {
  vocabulary::NodeId node;
  dsp::FaultBits* bits = nullptr;
  std::uint32_t mask = 1;  ///< which of them are the node's
};

/// What one channel of a full meter gave in the time of a reading.
struct DetailReading {
  float true_peak = 0, magnitudes = 0, squares = 0;
  float products = 0;        ///< with the next channel
  std::uint32_t frames = 0;  ///< so many were heard
};

/// Levels that were not read yet go on in the holds of the new plan; what is newborn begins at nothing.
/// `unread`: frames since the last reading.  Side: audio, at install.
void take_over_levels(std::span<LevelMove> moves, std::uint32_t unread) noexcept CL_REALTIME;

}  // namespace corelogic::graph
