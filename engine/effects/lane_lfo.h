// lane_lfo.h: sixteen slow waves side by side: their phases, their rates, and how they follow the tempo.
// The shapes are in wave-inl.h.  Side: audio.
#pragma once

#include <algorithm>

#include "engine/effects/lane_ramps.h"
#include "engine/effects/lfo.h"

namespace corelogic::effects {

/// The wave of lane l in frame f of a stretch: phase[l] + step[l] * f + offset of that frame.
struct alignas(kAlignment) LaneLfo {
  alignas(kAlignment) std::uint32_t phase[kLanes] = {};
  alignas(kAlignment) std::uint32_t step[kLanes] = {};  ///< in this stretch
  std::uint32_t pace[kLanes] = {};                      ///< step of the rate itself
  LaneRamp offset;                                      ///< turns, 0 … 1/2
  float rate[kLanes] = {};
  std::uint8_t note[kLanes] = {};  ///< place in kNoteValues
  WaveLock lock[kLanes];
  double tempo = 120.0;
  double sample_rate = 48000.0;
  std::uint32_t origin = 0;  ///< phase at the beginning of a note

  /// The phase goes on from where it is.
  void set_rate(std::size_t lane, float hz, std::uint8_t note_value) noexcept CL_REALTIME {
    rate[lane] = hz;
    note[lane] = note_value;
    step[lane] = pace[lane] = phase_step(rate_hz(static_cast<double>(hz), note_value, tempo), sample_rate);
    lock[lane].forget();
  }
  /// Another tempo, for what follows it.
  void follow(double tempo_bpm) noexcept CL_REALTIME {
    if (tempo_bpm == tempo) return;
    tempo = tempo_bpm;
    for (std::size_t l = 0; l < kLanes; ++l)
      if (note[l] != 0) set_rate(l, rate[l], note[l]);
  }
  /// Before each stretch of a block. Returns its frames: the whole block, or up to where a lane that follows
  /// the tempo looks at the position again.
  [[nodiscard]] std::uint32_t follow(BlockInfo block) noexcept CL_REALTIME {
    follow(block.tempo_bpm);
    if (std::any_of(note, note + kLanes, [](std::uint8_t value) { return value != 0; }))
      block.frames = lock_stretch(block);
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (note[l] == 0 || !lock[l].looks_at(block)) continue;
      const double hz = rate_hz(static_cast<double>(rate[l]), note[l], tempo);
      step[l] = locked_step(phase[l], pace[l], hz, origin, block, sample_rate);
    }
    return block.frames;
  }
  /// After each stretch.
  void advance(std::uint32_t frames) noexcept CL_REALTIME {
    for (std::size_t l = 0; l < kLanes; ++l) phase[l] += step[l] * frames;
    advance_lanes_of(offset, frames);
  }
  /// Requires: `from` follows the same tempo.
  void copy_lane(const LaneLfo& from, std::size_t a, std::size_t b) noexcept CL_REALTIME {
    phase[b] = from.phase[a];
    step[b] = from.step[a];
    pace[b] = from.pace[a];
    rate[b] = from.rate[a];
    note[b] = from.note[a];
    lock[b] = from.lock[a];
    copy_lane_of(from.offset, a, offset, b);
  }
};

}  // namespace corelogic::effects
