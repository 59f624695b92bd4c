// lane_delay.h: sixteen delay lines side by side, each lane with its own delay; what look-ahead is made of.
// A changed delay is approached by a cross-fade, never by a glide: no change of pitch.  Side: audio.
#pragma once

#include <memory>
#include <new>

#include "engine/dsp/lanes.h"

namespace corelogic::dsp {

/// A newborn lane has delay 0. A longer delay waits until that much of the past has been heard, then
/// cross-fades over `fade_frames`; so nothing begins or ends abruptly. While it fades, a still newer delay
/// waits. The samples are the same to the bit however a block is cut.
class LaneDelay {
 public:
  /// Allocates and touches. `most`: greatest delay, frames.  Side: control.
  LaneDelay(std::uint32_t most, std::uint32_t fade_frames);

  /// No past; from now on `delay` frames late at once (the past is silence).
  void begin(std::size_t lane, std::uint32_t delay) noexcept CL_REALTIME;
  /// Wanted delay; heard as the class says.  Requires: delay <= most.
  void set(std::size_t lane, std::uint32_t delay) noexcept CL_REALTIME;
  /// Past, delay and fade of another's lane.  Cost: `most` frames copied.  Requires: the same `most`.
  void move_from(const LaneDelay& other, std::size_t from, std::size_t to) noexcept CL_REALTIME;

  /// in -> out, each lane its delay late. `out` may be `in`. With all delays 0 and at rest it costs one copy
  /// into the past.
  void process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME;

 private:
  struct Release {
    void operator()(LaneFrame* frames) const { ::operator delete[](frames, std::align_val_t{kAlignment}); }
  };
  std::unique_ptr<LaneFrame[], Release> past_;  ///< ring of `size_` frames, a power of two
  std::uint32_t size_ = 0;
  std::uint32_t most_ = 0;
  std::uint32_t fade_frames_ = 480;
  std::uint32_t write_ = 0;
  std::uint32_t now_[kLanes] = {};     ///< delay that is heard
  std::uint32_t next_[kLanes] = {};    ///< delay that is faded to, or waited for
  std::uint32_t wanted_[kLanes] = {};  ///< asked for last
  std::uint32_t heard_[kLanes] = {};   ///< frames since begin, at most `most_`
  std::uint32_t fade_[kLanes] = {};    ///< frames of the cross-fade still to go
};

}  // namespace corelogic::dsp
