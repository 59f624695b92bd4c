// lane_delay.h: sixteen delay lines side by side, each lane with its own delay; what look-ahead is made of.
// A changed delay is approached by a cross-fade, never by a glide: no change of pitch.  Side: audio.
#pragma once

#include <memory>
#include <new>

#include "engine/dsp/lanes.h"

namespace corelogic::dsp {

/// A newborn lane has delay 0. A longer delay waits until that much of the past has been heard, then
/// cross-fades over `fade_frames`; so nothing begins or ends abruptly. A lane that rests at delay 0 keeps no
/// past: it hears from the moment a longer one is wanted. While a lane fades, a still newer delay waits. The
/// samples are the same to the bit however a block is cut, and whatever the other lanes do.
class LaneDelay {
 public:
  /// Allocates and touches. `most`: greatest delay, frames; `fade_frames` >= 1.  Side: control.
  LaneDelay(std::uint32_t most, std::uint32_t fade_frames);

  /// No past; from now on `delay` frames late at once (the past is silence).
  void begin(std::size_t lane, std::uint32_t delay) noexcept CL_REALTIME;
  /// From now on its past is kept though its delay is 0, so that a later set() need not wait for it.
  void listen(std::size_t lane) noexcept CL_REALTIME;
  /// Wanted delay; heard as the class says.  Requires: delay <= most.
  void set(std::size_t lane, std::uint32_t delay) noexcept CL_REALTIME;
  /// Past, delay and fade of another's lane.  Cost: `most` frames copied.  Requires: its `most` <= this one's.
  void move_from(const LaneDelay& other, std::size_t from, std::size_t to) noexcept CL_REALTIME;

  /// in -> out, each lane its delay late. `out` may be `in`. Requires: frames <= kMaxFrames.
  /// Cost: with all delays 0 and at rest nothing, or a copy if `out` is not `in`; with one delay in all lanes
  /// two copies; each lane that has another delay, or fades, some 0.5 ns a sample more.
  void process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME;

  /// All lanes are at delay 0 and at rest: process() gives the input.
  [[nodiscard]] bool idle() const noexcept CL_REALTIME { return idle_; }

 private:
  struct Release {
    void operator()(LaneFrame* frames) const { ::operator delete[](frames, std::align_val_t{kAlignment}); }
  };
  /// One lane's part of its life in which it does one thing.
  struct Part {
    std::uint32_t first = 0, frames = 0;
  };

  [[nodiscard]] bool at_rest(std::size_t lane) const noexcept;
  void sort_lanes() noexcept;
  void write(const LaneFrame* in, std::uint32_t frames) noexcept;
  void read(LaneFrame* out, std::uint32_t delay, std::uint32_t frames) const noexcept;
  void run_lane(std::size_t lane, LaneFrame* out, std::uint32_t frames) noexcept;
  void hold(std::size_t lane, LaneFrame* out, Part) const noexcept;
  void cross_fade(std::size_t lane, LaneFrame* out, Part) const noexcept;
  void hear(std::size_t lane, std::uint32_t frames) noexcept;

  std::unique_ptr<LaneFrame[], Release> past_;  ///< ring of `size_` frames, a power of two
  std::uint32_t size_ = 0;
  std::uint32_t most_ = 0;
  std::uint32_t fade_frames_ = 480;
  std::uint32_t write_ = 0;
  std::uint32_t now_[kLanes] = {};     ///< delay that is heard
  std::uint32_t next_[kLanes] = {};    ///< delay that is faded to
  std::uint32_t wanted_[kLanes] = {};  ///< asked for last
  std::uint32_t heard_[kLanes] = {};   ///< frames of past there are, at most `most_`
  std::uint32_t fade_[kLanes] = {};    ///< frames of the cross-fade still to go
  std::uint32_t listens_ = 0;          ///< bit l: lane l keeps its past at delay 0
  std::uint32_t common_ = 0;           ///< the delay most lanes rest at
  std::uint32_t alone_ = 0;            ///< bit l: lane l is not one of them
  bool sorted_ = true;                 ///< common_, alone_ and idle_ are true
  bool idle_ = true;
};

}  // namespace corelogic::dsp
