// compressor_strip.cpp: values and moves of one strip's lanes.  Side: audio.
#include "engine/graph/processors/compressor_strip.h"

#include <algorithm>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::graph {

namespace parameter = vocabulary::compressor;

void put_parameter(dsp::CompressorSettings& settings, std::uint16_t parameter,
                   float value) noexcept CL_REALTIME {
  switch (parameter) {
    case parameter::kThreshold:
      settings.threshold_db = value;
      break;
    case parameter::kRatio:
      settings.ratio = value;
      break;
    case parameter::kKnee:
      settings.knee_db = value;
      break;
    case parameter::kAttack:
      settings.attack_ms = value;
      break;
    case parameter::kRelease:
      settings.release_ms = value;
      break;
    case parameter::kMakeup:
      settings.makeup_db = value;
      break;
    case Effect::kBypass:
      settings.bypass = value != 0.0F;
      break;
    default:
      break;
  }
}

void CompressorStrip::set_parameter(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  put_parameter(settings_, parameter, value);
  for (std::uint16_t i = 0; i < width_; ++i) block_.set(lane_ + i, settings_, false);
}

float CompressorStrip::take_reduction(void* strip) noexcept CL_REALTIME {
  const auto& self = *static_cast<CompressorStrip*>(strip);
  float reduction = 0.0F;
  for (std::uint16_t i = 0; i < self.width_; ++i)
    reduction = std::min(reduction, self.block_.take_gain_reduction(self.lane_ + i));
  return reduction;
}

void CompressorStrip::move(const LaneMove& move) noexcept CL_REALTIME {
  auto& to = *static_cast<dsp::LaneCompressor*>(move.to);
  for (std::uint16_t i = 0; i < move.width; ++i) {
    if (move.from != nullptr) {
      to.move_from(*static_cast<const dsp::LaneCompressor*>(move.from), move.from_lane + i, move.to_lane + i);
    } else {
      to.reset(move.to_lane + i);
      to.set(move.to_lane + i, *static_cast<const dsp::CompressorSettings*>(move.settings), true);
    }
  }
}

}  // namespace corelogic::graph
