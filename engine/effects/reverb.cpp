// reverb.cpp: from the catalogue's values to settings, and from channels to stretches of the network.
// The network is in reverb_network.cpp, its arithmetic in reverb_kernel.cpp.  Side: audio.
#include "engine/effects/reverb.h"

#include <algorithm>
#include <cmath>

#include "engine/effects/reverb_network.h"
#include "schema/vocabulary/effects/reverb.h"

namespace corelogic::effects {
namespace {

using reverb_kernel::kStretch;
namespace parameter = vocabulary::reverb;

void put(ReverbSettings& settings, std::uint16_t index, float value) {
  switch (index) {
    case parameter::kPreDelay:
      settings.room.pre_delay_ms = value;
      break;
    case parameter::kDecay:
      settings.room.decay_s = value;
      break;
    case parameter::kDamping:
      settings.room.damping_hz = value;
      break;
    case parameter::kSize:
      settings.room.size = value;
      break;
    case parameter::kWidth:
      settings.width = value;
      break;
    case parameter::kMix:
      settings.mix = value / 100.0F;
      break;
    case parameter::kEarlyLevel:
      settings.early_gain = std::pow(10.0F, value / 20.0F);
      break;
    case parameter::kModulation:
      settings.modulation = value / 100.0F;
      break;
    case parameter::kModulationRate:
      settings.modulation_hz = value;
      break;
    case parameter::kFreeze:
      settings.freeze = value != 0.0F;
      break;
    case parameter::kLowCut:
      settings.low_cut_hz = value;
      break;
    case kBypass:
      settings.bypass = value != 0.0F;
      break;
    default:
      break;
  }
}

ReverbSettings settings_of(const PlanarSetup& setup) {
  ReverbSettings settings;
  for (std::uint16_t i = 0; i < parameter::kParameters.size(); ++i) put(settings, i, setup.values[i]);
  settings.bypass = setup.bypass;
  return settings;
}

/// One output: both wet sides alike, so that the width does not matter.
void fold_to_mono(float (&wet)[2][kStretch]) {
  for (std::size_t f = 0; f < kStretch; ++f) wet[0][f] = wet[1][f] = 0.5F * (wet[0][f] + wet[1][f]);
}

}  // namespace

struct Reverb::Inside {
  explicit Inside(const PlanarSetup& setup)
      : stereo(setup.channels > 1), settings(settings_of(setup)), network(setup.sample_rate, settings) {}
  bool stereo;
  ReverbSettings settings;
  ReverbNetwork network;
};

Reverb::Reverb(const PlanarSetup& setup) : inside_(std::make_unique<Inside>(setup)) {}
Reverb::~Reverb() = default;

void Reverb::set(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  put(inside_->settings, parameter, value);
  inside_->network.set(inside_->settings);
}

void Reverb::process(const float* const* in, const float* const* /*key*/, float* const* out,
                     const BlockInfo& block) noexcept CL_REALTIME {
  ReverbNetwork& network = inside_->network;
  const bool stereo = inside_->stereo;
  const float* const sources[2] = {in[0], stereo ? in[1] : in[0]};
  for (std::uint32_t done = 0; done < block.frames;) {
    const std::uint32_t stretch = network.next_stretch(block.frames - done);
    alignas(kAlignment) float dry[2][kStretch] = {};
    alignas(kAlignment) float sane[2][kStretch];
    alignas(kAlignment) float wet[2][kStretch];
    alignas(kAlignment) float mixed[kStretch];
    for (std::size_t side = 0; side < 2; ++side) {
      std::copy_n(sources[side] + done, stretch, dry[side]);
      reverb_kernel::take_sane(dry[side], sane[side], stretch);
    }
    const float* const inputs[2] = {sane[0], sane[1]};
    float* const wets[2] = {wet[0], wet[1]};
    network.run(inputs, wets, stretch);
    if (!stereo) fold_to_mono(wet);
    for (std::size_t side = 0; side < (stereo ? 2U : 1U); ++side) {
      reverb_kernel::blend(dry[side], wet[side], wet[1 - side], network.output_gains(), mixed);
      std::copy_n(mixed, stretch, out[side] + done);
    }
    network.advance(stretch);
    done += stretch;
  }
}

}  // namespace corelogic::effects
