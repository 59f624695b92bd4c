// side_chain.cpp: puts filter, listening and delay one after the other, each only if some lane wants it.
// Side: audio; the constructor: control.
#include "engine/effects/side_chain.h"

#include "engine/dsp/blend.h"
#include "engine/effects/dynamics.h"
#include "engine/effects/lane_ramps.h"

namespace corelogic::effects {

SideChain::SideChain(double sample_rate, std::uint32_t most_look_ahead)
    : filter_(sample_rate),
      delay_(most_look_ahead, static_cast<std::uint32_t>(ramp_frames(kApproachSeconds, sample_rate))),
      approach_(ramp_frames(kApproachSeconds, sample_rate)) {}

void SideChain::begin(std::size_t lane, const SideChainSettings& s) noexcept CL_REALTIME {
  settings_[lane] = s;
  filter_.begin(lane, s.high_pass_hz, s.low_pass_hz);
  delay_.begin(lane, s.look_ahead);
  move_lane_to(listen_, lane, s.listen ? 1.0F : 0.0F, 0.0F);
  listening_ = !all_rest_at(listen_, 0.0F);
}

void SideChain::set(std::size_t lane, const SideChainSettings& s) noexcept CL_REALTIME {
  SideChainSettings& now = settings_[lane];
  if (s == now) return;
  if (s.high_pass_hz != now.high_pass_hz || s.low_pass_hz != now.low_pass_hz)
    filter_.set(lane, s.high_pass_hz, s.low_pass_hz);
  if (s.look_ahead != now.look_ahead) delay_.set(lane, s.look_ahead);
  if (s.listen != now.listen) move_lane_to(listen_, lane, s.listen ? 1.0F : 0.0F, approach_);
  listening_ = !all_rest_at(listen_, 0.0F);
  now = s;
}

void SideChain::move_from(const SideChain& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
  settings_[to] = other.settings_[from];
  filter_.move_from(other.filter_, from, to);
  delay_.move_from(other.delay_, from, to);
  copy_lane_of(other.listen_, from, listen_, to);
  listening_ = !all_rest_at(listen_, 0.0F);
}

const LaneFrame* SideChain::hear(const LaneFrame* in, const LaneFrame* key, LaneFrame* scratch,
                                 std::uint32_t frames) noexcept CL_REALTIME {
  const LaneFrame* heard = key == nullptr ? in : key;
  if (filter_.idle()) return heard;
  filter_.process(heard, scratch, frames);
  return scratch;
}

void SideChain::carry(const LaneFrame* in, const LaneFrame* heard, LaneFrame* out,
                      std::uint32_t frames) noexcept CL_REALTIME {
  if (listening_) {
    dsp::blend_lanes(in, heard, listen_, out, frames);
    listening_ = !all_rest_at(listen_, 0.0F);
    in = out;
  }
  delay_.process(in, out, frames);
}

}  // namespace corelogic::effects
