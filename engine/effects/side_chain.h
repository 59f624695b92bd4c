// side_chain.h: the way from a strip's sound, or its key, to a detector, and the way past it: filter,
// listening, look-ahead. It finds no level and changes no gain.  Side: audio; made by the control thread.
#pragma once

#include "engine/dsp/lane_delay.h"
#include "engine/effects/key_filter.h"
#include "engine/effects/lane_effect.h"

namespace corelogic::effects {

struct SideChainSettings {
  float high_pass_hz = kKeyHighPassOff;
  float low_pass_hz = kKeyLowPassOff;
  bool listen = false;           ///< what the detector hears goes out instead of the sound
  std::uint32_t look_ahead = 0;  ///< frames the sound is late, the detector not
  bool operator==(const SideChainSettings&) const = default;
};

/// Costs nothing while every lane has the settings above and there is no key. The samples are the same to the
/// bit however a block is cut. Listening comes and goes in 10 ms, and is as late as the sound.
class alignas(kAlignment) SideChain {
 public:
  SideChain(double sample_rate, std::uint32_t most_look_ahead);

  void begin(std::size_t lane, const SideChainSettings&) noexcept CL_REALTIME;
  void set(std::size_t lane, const SideChainSettings&) noexcept CL_REALTIME;
  void move_from(const SideChain& other, std::size_t from, std::size_t to) noexcept CL_REALTIME;

  /// All lanes hear and pass their own sound, now and as it is.
  [[nodiscard]] bool idle() const noexcept CL_REALTIME {
    return filter_.idle() && delay_.idle() && !listening_;
  }
  /// What the detector hears: `in`, or `key` unless that is null, themselves or filtered in `scratch`.
  const LaneFrame* hear(const LaneFrame* in, const LaneFrame* key, LaneFrame* scratch,
                        std::uint32_t frames) noexcept CL_REALTIME;
  /// in -> out: the sound, or what was heard, late. `out` may be `in`.
  void carry(const LaneFrame* in, const LaneFrame* heard, LaneFrame* out,
             std::uint32_t frames) noexcept CL_REALTIME;

 private:
  KeyFilter filter_;
  dsp::LaneDelay delay_;
  LaneRamp listen_;
  SideChainSettings settings_[kLanes] = {};
  float approach_;
  bool listening_ = false;
};

}  // namespace corelogic::effects
