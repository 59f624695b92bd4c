// cycle_context.h: what every step of a rendering may know: how many frames, and where the transport stands.
// Only the cycle makes one, so a function that takes it runs on the audio side.  Side: audio.
#pragma once

#include <cstdint>

#include "engine/effects/block_info.h"

namespace corelogic::scheduler {
class Cycle;
}

namespace corelogic::graph {

/// Where the transport stands at the first frame of this rendering.
struct TransportView {
  std::int64_t position = 0;  ///< frames at the project's rate
  bool rolling = false;
  double tempo_bpm = 120.0;  ///< quarter notes a minute
};

class CycleContext {
 public:
  [[nodiscard]] std::uint32_t frames() const noexcept { return frames_; }  ///< 1 … dsp::kMaxFrames
  [[nodiscard]] const TransportView& transport() const noexcept { return transport_; }
  /// What effects may know of it.
  [[nodiscard]] effects::BlockInfo block() const noexcept {
    return {.frames = frames_,
            .tempo_bpm = transport_.tempo_bpm,
            .position = transport_.position,
            .rolling = transport_.rolling};
  }

 private:
  friend class scheduler::Cycle;
  CycleContext(std::uint32_t frames, TransportView transport) noexcept
      : frames_(frames), transport_(transport) {}

  std::uint32_t frames_;
  TransportView transport_;
};

}  // namespace corelogic::graph
