// effect.h: how a running effect hears a new value, whatever it is and wherever it runs (lanes or planar).
// Side: audio.
#pragma once

#include <cstdint>

#include "engine/side.h"

namespace corelogic::graph {

class Effect {
 public:
  virtual ~Effect() = default;
  /// `parameter` is an index of the effect catalogue, effects::kBypass its bypass switch; `value` in the
  /// catalogue's unit and range (the control thread has checked both). Approached without a click.
  virtual void set_parameter(std::uint16_t parameter, float value) noexcept CL_REALTIME = 0;

  /// Greatest gain reduction since last asked, dB <= 0; asking starts anew.
  virtual float take_gain_reduction() noexcept CL_REALTIME { return 0.0F; }
  /// Greatest level its detector heard since last asked, linear; asking starts anew.
  virtual float take_key_peak() noexcept CL_REALTIME { return 0.0F; }
  /// Greatest level its static curve was asked about since last asked, linear; asking starts anew.
  virtual float take_detector_level() noexcept CL_REALTIME { return 0.0F; }

 protected:
  Effect() = default;
  Effect(const Effect&) = default;
  Effect& operator=(const Effect&) = default;
};

}  // namespace corelogic::graph
