// convolution.cpp: pre-delay, convolver, cuts, gain and mix, in this order.  Side: audio; constructed on the
// control thread.
#include "engine/effects/convolution.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "engine/dsp/blend.h"
#include "engine/dsp/planar_delay.h"
#include "engine/effects/convolver.h"
#include "engine/effects/cut_filter.h"
#include "engine/effects/planar_ramps.h"
#include "engine/effects/response.h"
#include "engine/effects/reverb_kernel.h"
#include "schema/vocabulary/effects/convolution.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::convolution;

constexpr double kApproachSeconds = 0.020;  // gains
constexpr double kFadeSeconds = 0.050;      // pre-delay
constexpr double kMostPreDelayMs = 250.0;
constexpr double kLowCutOffHz = 20.0;
constexpr double kHighCutOffHz = 20000.0;

float gain_of(float decibels) {
  return std::pow(10.0F, decibels / 20.0F);
}

void apply(const GainRamp& gain, float* sound, std::uint32_t frames) {
  for (std::uint32_t f = 0; f < frames; ++f) sound[f] *= gain_in(gain, f);
}

}  // namespace

struct Convolution::Inside {
  explicit Inside(const PlanarSetup&);

  void set(std::uint16_t parameter, float value, bool at_once) noexcept CL_REALTIME;
  void make_wet(const float* const* in, float* const* wet, std::uint32_t frames) noexcept CL_REALTIME;

  double rate;
  std::size_t channels;
  std::optional<Convolver> convolver;
  float normalising = 1.0F;
  std::vector<dsp::PlanarDelay> pre_delays;
  CutFilter low_cut, high_cut;
  float values[parameter::kParameters.size()] = {};
  bool bypass = false;
  GainRamp gain;
  GainRamp share[kMostSides];  ///< of the wet sound, all alike: blend_planar advances its own
};

Convolution::Inside::Inside(const PlanarSetup& setup)
    : rate(setup.sample_rate),
      channels(std::clamp<std::size_t>(setup.channels, 1, kMostSides)),
      low_cut(CutFilter::Takes::kLows, kLowCutOffHz, setup.sample_rate),
      high_cut(CutFilter::Takes::kHighs, kHighCutOffHz, setup.sample_rate),
      bypass(setup.bypass) {
  auto paths = response_paths(setup.sound, channels, rate, setup.values[parameter::kLength] / 100.0);
  normalising = static_cast<float>(normalising_gain(paths, setup.sound, rate));
  if (!paths.empty()) convolver.emplace(channels, channels, std::move(paths));
  const auto most = static_cast<std::uint32_t>(std::ceil(kMostPreDelayMs * rate / 1000.0));
  for (std::size_t i = 0; i < channels; ++i)
    pre_delays.emplace_back(most, static_cast<std::uint32_t>(std::ceil(kFadeSeconds * rate)));
  std::copy_n(setup.values, parameter::kParameters.size(), values);
  for (std::uint16_t i = 0; i < parameter::kParameters.size(); ++i) set(i, values[i], true);
}

void Convolution::Inside::set(std::uint16_t index, float value, bool at_once) noexcept CL_REALTIME {
  if (index == kBypass) {
    bypass = value != 0.0F;
  } else if (index < parameter::kParameters.size()) {
    values[index] = value;
  }
  const bool normalised = values[parameter::kNormalise] != 0.0F;
  const float approach = at_once ? 0.0F : static_cast<float>(std::ceil(kApproachSeconds * rate));
  switch (index) {
    case kBypass:
    case parameter::kMix:
      for (GainRamp& each : share)
        move_ramp_to(each, bypass ? 0.0F : values[parameter::kMix] / 100.0F, approach);
      break;
    case parameter::kGain:
    case parameter::kNormalise:
      move_ramp_to(gain, gain_of(values[parameter::kGain]) * (normalised ? normalising : 1.0F), approach);
      break;
    case parameter::kPreDelay: {
      const auto frames = static_cast<std::uint32_t>(std::lround(static_cast<double>(value) * rate / 1000.0));
      for (dsp::PlanarDelay& delay : pre_delays) at_once ? delay.begin(frames) : delay.set(frames);
      break;
    }
    case parameter::kLowCut:
      low_cut.set(static_cast<double>(value), at_once);
      break;
    case parameter::kHighCut:
      high_cut.set(static_cast<double>(value), at_once);
      break;
    default:
      break;
  }
}

void Convolution::Inside::make_wet(const float* const* in, float* const* wet,
                                   std::uint32_t frames) noexcept CL_REALTIME {
  if (!convolver) {
    for (std::size_t i = 0; i < channels; ++i) std::fill_n(wet[i], frames, 0.0F);
    return;
  }
  alignas(kAlignment) float sane[kMaxFrames];
  alignas(kAlignment) float late[kMostSides][kMaxFrames];
  for (std::size_t i = 0; i < channels; ++i) {
    reverb_kernel::take_sane(in[i], sane, frames);
    pre_delays[i].process(sane, late[i], frames);
  }
  const float* const inputs[kMostSides] = {late[0], late[1]};
  convolver->process(inputs, wet, frames);
  float* const right = channels > 1 ? wet[1] : nullptr;
  low_cut.process(wet[0], right, frames);
  high_cut.process(wet[0], right, frames);
  // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): there are at most kMostSides channels
  for (std::size_t i = 0; i < channels; ++i) apply(gain, wet[i], frames);
  gain.advance(static_cast<float>(frames));
}

Convolution::Convolution(const PlanarSetup& setup) : inside_(std::make_unique<Inside>(setup)) {}
Convolution::~Convolution() = default;

void Convolution::set(std::uint16_t parameter, float value) noexcept CL_REALTIME {
  inside_->set(parameter, value, false);
}

void Convolution::process(const float* const* in, const float* const* /*key*/, float* const* out,
                          const BlockInfo& block) noexcept CL_REALTIME {
  alignas(kAlignment) float wet[kMostSides][kMaxFrames];
  float* const wets[kMostSides] = {wet[0], wet[1]};
  inside_->make_wet(in, wets, block.frames);
  for (std::size_t i = 0; i < inside_->channels; ++i)
    dsp::blend_planar(in[i], wet[i], inside_->share[i], out[i], block.frames);
}

}  // namespace corelogic::effects
