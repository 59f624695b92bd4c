// reverb_unit.h: one strip's reverb and the values it was set to.
// It does not process (ReverbStep does).  Side: audio; made and prepared by the control thread.
#pragma once

#include "engine/dsp/reverb.h"
#include "engine/graph/effect.h"

namespace corelogic::graph {

class ReverbUnit final : public Effect {
 public:
  /// Allocates.  Side: control.
  ReverbUnit(double sample_rate, const dsp::ReverbSettings& settings) : settings_(settings) {
    reverb_.prepare(sample_rate);
    reverb_.set(settings_, true);
  }

  void set_parameter(std::uint16_t parameter, float value) noexcept CL_REALTIME override;
  [[nodiscard]] dsp::Reverb& reverb() noexcept { return reverb_; }

 private:
  dsp::Reverb reverb_;
  dsp::ReverbSettings settings_;
};

/// One value of the catalogue's "reverb" (mix in percent), or its bypass, put into `settings`.
void put_parameter(dsp::ReverbSettings& settings, std::uint16_t parameter, float value) noexcept CL_REALTIME;

}  // namespace corelogic::graph
