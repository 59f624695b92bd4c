// transport_clock.h: where the transport stands, and how it moves on.  Side: audio.
#pragma once

#include <cstdint>

#include "engine/graph/cycle_context.h"
#include "engine/side.h"

namespace corelogic::scheduler {

class TransportClock {
 public:
  void play() noexcept CL_REALTIME { view_.rolling = true; }
  void stop() noexcept CL_REALTIME { view_.rolling = false; }
  /// Requires: frame >= 0.
  void locate(std::int64_t frame) noexcept CL_REALTIME { view_.position = frame; }
  void set_tempo(double bpm) noexcept CL_REALTIME { view_.tempo_bpm = bpm; }
  void advance(std::uint32_t frames) noexcept CL_REALTIME {
    if (view_.rolling) view_.position += frames;
  }
  [[nodiscard]] const graph::TransportView& view() const noexcept { return view_; }

 private:
  graph::TransportView view_;
};

}  // namespace corelogic::scheduler
