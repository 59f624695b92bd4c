// eq.cpp: from parameters to sections, and the bypass.  Side: audio.
#include "engine/effects/eq.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/dsp/blend.h"

namespace corelogic::effects {
namespace {

namespace eq = vocabulary::eq;

constexpr double kApproachSeconds = 0.010;
constexpr std::uint32_t kTile = 64;

static_assert(eq::kBands * kMostSections == kSections);

[[nodiscard]] float gain_of(float decibels) {
  return decibels == 0.0F ? 1.0F : static_cast<float>(std::pow(10.0, static_cast<double>(decibels) / 20.0));
}

[[nodiscard]] EqBand band_of(const float* values) {
  EqBand band;
  band.type = static_cast<eq::Type>(values[eq::kType]);
  band.frequency = static_cast<double>(values[eq::kFrequency]);
  band.gain_db = static_cast<double>(values[eq::kGain]);
  band.q = static_cast<double>(values[eq::kQ]);
  band.order = eq::kOrders[static_cast<std::size_t>(values[eq::kSlope])];
  return band;
}

[[nodiscard]] bool wet_only(const LaneRamp& share) {
  for (std::size_t l = 0; l < kLanes; ++l)
    if (share.left[l] != 0.0F || share.target[l] != 1.0F) return false;
  return true;
}

}  // namespace

Eq::Eq(double sample_rate)
    : sample_rate_(sample_rate), approach_(static_cast<float>(std::ceil(kApproachSeconds * sample_rate))) {
  bank_.prepare(approach_);
  std::fill_n(share_.target, kLanes, 1.0F);
}

void Eq::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    std::copy_n(values, eq::kParameters.size(), values_[l]);
    bank_.begin(l, gain_of(values[eq::kOutput]));
    bypass_[l] = bypass;
    share_.target[l] = share_of(l);
    share_.step[l] = share_.left[l] = 0.0F;
  }
  for (std::size_t band = 0; band < eq::kBands; ++band) set_band(strip, band, true);
}

float Eq::share_of(std::size_t lane) const noexcept CL_REALTIME {
  return bypass_[lane] ? 0.0F : values_[lane][eq::kMix] / 100.0F;
}

void Eq::set_band(LaneStrip strip, std::size_t band, bool at_once) noexcept CL_REALTIME {
  const float* values = values_[strip.first] + band * eq::kParametersPerBand;
  EqSection sections[kMostSections];
  const std::size_t count =
      values[eq::kOn] != 0.0F ? design_band(band_of(values), sample_rate_, sections) : 0;
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l)
    for (std::size_t i = 0; i < kMostSections; ++i)
      bank_.set(band * kMostSections + i, l, i < count ? sections + i : nullptr, at_once);
}

void Eq::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    if (parameter == kBypass)
      bypass_[l] = value != 0.0F;
    else
      values_[l][parameter] = value;
    if (parameter == kBypass || parameter == eq::kMix) share_.move_to(l, share_of(l), approach_);
    if (parameter == eq::kOutput) bank_.set_gain(l, gain_of(value));
  }
  if (parameter < eq::kOutput) set_band(strip, parameter / eq::kParametersPerBand, false);
}

void Eq::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const Eq&>(other);
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    std::copy_n(source.values_[a], eq::kParameters.size(), values_[b]);
    bank_.move_from(source.bank_, a, b);
    bypass_[b] = source.bypass_[a];
    share_.target[b] = source.share_.target[a];
    share_.step[b] = source.share_.step[a];
    share_.left[b] = source.share_.left[a];
  }
}

void Eq::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out, const BlockInfo& block,
                 LaneLink /*link*/) noexcept CL_REALTIME {
  if (wet_only(share_)) return bank_.process(in, out, block.frames);
  alignas(kAlignment) LaneFrame dry[kTile];
  for (std::uint32_t first = 0; first < block.frames; first += kTile) {
    const std::uint32_t frames = std::min(kTile, block.frames - first);
    std::memcpy(dry, in + first, frames * sizeof(LaneFrame));
    bank_.process(in + first, out + first, frames);
    dsp::blend_lanes(dry, out + first, share_, out + first, frames);
  }
}

}  // namespace corelogic::effects
