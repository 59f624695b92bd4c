// reverb_unit.cpp: the catalogue's values in the reverb's own terms.  Side: audio.
#include "engine/graph/processors/reverb_unit.h"

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::graph {

namespace parameter = vocabulary::reverb;

void put_parameter(dsp::ReverbSettings& settings, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  switch (parameter) {
    case parameter::kPreDelay:
      settings.pre_delay_ms = value;
      break;
    case parameter::kDecay:
      settings.decay_s = value;
      break;
    case parameter::kDamping:
      settings.damping_hz = value;
      break;
    case parameter::kSize:
      settings.size = value;
      break;
    case parameter::kWidth:
      settings.width = value;
      break;
    case parameter::kMix:
      settings.mix = value / 100.0F;
      break;
    case Effect::kBypass:
      settings.bypass = value != 0.0F;
      break;
    default:
      break;
  }
}

void ReverbUnit::set_parameter(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  put_parameter(settings_, parameter, value);
  reverb_.set(settings_, false);
}

}  // namespace corelogic::graph
