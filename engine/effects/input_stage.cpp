// input_stage.cpp: the order of its parts, and their values.  Side: audio; the constructor: control.
#include "engine/effects/input_stage.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/blend.h"
#include "engine/dsp/mix.h"
#include "engine/effects/lane_ramps.h"
#include "schema/vocabulary/effects/eq.h"
#include "schema/vocabulary/strip_words.h"
#include "schema/vocabulary/units.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::input_stage;
namespace eq = vocabulary::eq;
using vocabulary::Polarity;

constexpr double kApproachSeconds = 0.010;

using EqValues = std::array<float, eq::kParameters.size()>;

/// Band 1, whose values come first, is the one in use.
EqValues flat() {
  EqValues values;
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(eq::kParameters[i].initial);
  values[eq::kType] = eq::kHighPass;
  values[eq::kSlope] = 1;  // 12 dB/octave
  values[eq::kQ] = static_cast<float>(eq::kButterworth);
  return values;
}

void place_filter(EqValues& values, float hertz) {
  values[eq::kOn] = hertz > 0.0F ? 1.0F : 0.0F;
  if (hertz > 0.0F) values[eq::kFrequency] = std::max(hertz, static_cast<float>(parameter::kLeastHighPass));
}

}  // namespace

InputStage::InputStage(double sample_rate)
    : sample_rate_(sample_rate),
      approach_(ramp_frames(kApproachSeconds, sample_rate)),
      delay_(vocabulary::frames_of_ms(parameter::kParameters[parameter::kDelay].most, sample_rate),
             static_cast<std::uint32_t>(approach_)),
      filter_(sample_rate) {
  std::fill_n(gain_.target, kLanes, 1.0F);
  std::fill_n(share_.target, kLanes, 1.0F);
}

float InputStage::gain(const float* values, std::size_t place) noexcept {
  const float trim = vocabulary::to_gain(vocabulary::Decibels{values[parameter::kTrim]}).value;
  const auto polarity = static_cast<Polarity>(static_cast<int>(values[parameter::kPolarity]));
  const bool odd = place % 2 == 0;  // counted from 1
  const bool turned = polarity == Polarity::kBoth || (polarity == Polarity::kLeft && odd) ||
                      (polarity == Polarity::kRight && !odd);
  return turned ? -trim : trim;
}

std::uint32_t InputStage::delay_frames(const float* values) const noexcept {
  return vocabulary::frames_of_ms(values[parameter::kDelay], sample_rate_);
}

void InputStage::set_gains(LaneStrip strip, float frames) noexcept CL_REALTIME {
  for (std::uint16_t i = 0; i < strip.width; ++i) {
    const std::size_t lane = strip.first + i;
    const float goal = gain(values_[lane], i);
    if (frames == 0.0F || gain_.target[lane] != goal) move_lane_to(gain_, lane, goal, frames);
  }
}

void InputStage::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  EqValues filter = flat();
  place_filter(filter, values[parameter::kHighPass]);
  filter_.begin(strip, filter.data(), false);
  for (std::size_t lane = strip.first; lane < std::size_t{strip.first} + strip.width; ++lane) {
    std::copy_n(values, kValues, values_[lane]);
    delay_.begin(lane, delay_frames(values));
    move_lane_to(share_, lane, bypass ? 0.0F : 1.0F, 0.0F);
  }
  set_gains(strip, 0.0F);
}

void InputStage::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  for (std::size_t lane = strip.first; lane < std::size_t{strip.first} + strip.width; ++lane) {
    if (parameter == kBypass) {
      share_.move_to(lane, value != 0.0F ? 0.0F : 1.0F, approach_);
    } else {
      values_[lane][parameter] = value;
      if (parameter == parameter::kDelay) delay_.set(lane, delay_frames(values_[lane]));
    }
  }
  if (parameter == parameter::kHighPass) {
    EqValues filter = flat();
    place_filter(filter, value);
    filter_.set(strip, eq::kOn, filter[eq::kOn]);
    if (value > 0.0F) filter_.set(strip, eq::kFrequency, filter[eq::kFrequency]);
  } else if (parameter == parameter::kTrim || parameter == parameter::kPolarity) {
    set_gains(strip, approach_);
  }
}

void InputStage::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const InputStage&>(other);
  filter_.move_from(source.filter_, from, to);
  for (std::uint16_t i = 0; i < to.width; ++i) {
    const std::size_t old_lane = from.first + i, lane = to.first + i;
    std::copy_n(source.values_[old_lane], kValues, values_[lane]);
    delay_.move_from(source.delay_, old_lane, lane);
    copy_lane_of(source.gain_, old_lane, gain_, lane);
    copy_lane_of(source.share_, old_lane, share_, lane);
  }
}

void InputStage::process(const LaneFrame* in, const LaneFrame* /*key*/, LaneFrame* out,
                         const BlockInfo& block, LaneLink link) noexcept CL_REALTIME {
  delay_.process(in, before_, block.frames);
  filter_.process(before_, nullptr, before_, block, link);
  const dsp::LanePath path{.source = before_, .ramp = &gain_, .peak = nullptr};
  dsp::mix_lanes(&path, 1, wet_, block.frames);
  dsp::blend_lanes(in, wet_, share_, out, block.frames);
}

}  // namespace corelogic::effects
