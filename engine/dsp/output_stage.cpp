// output_stage.cpp: two curves, and noise before rounding.  Side: audio.
#include "engine/dsp/output_stage.h"

#include <algorithm>
#include <cmath>

namespace corelogic::dsp {
namespace {

constexpr float kKnee = 0.70794578F;  // -3 dBFS

float bend(Clip clip, float x) noexcept {
  switch (clip) {
    case Clip::kNone:
      return x;
    case Clip::kHard:
      return std::clamp(x, -1.0F, 1.0F);
    case Clip::kSoft:
      break;
  }
  const float magnitude = std::abs(x);
  if (magnitude <= kKnee) return x;
  return std::copysign(kKnee + (1.0F - kKnee) * std::tanh((magnitude - kKnee) / (1.0F - kKnee)), x);
}

}  // namespace

void OutputStage::set(Clip clip, std::uint32_t bits, float ramp_frames) noexcept CL_REALTIME {
  bits_ = bits;
  if (clip == now_) return;
  former_ = now_;
  now_ = clip;
  share_ = {.target = 0.0F, .step = 0.0F, .left = 0.0F};
  share_.move_to(1.0F, ramp_frames);
}

void OutputStage::clip(float* samples, std::uint32_t frames) noexcept {
  for (std::uint32_t f = 0; f < frames; ++f) {
    float x = bend(now_, samples[f]);
    if (share_.left > 0.0F) {
      share_.advance(1.0F);
      const float from = bend(former_, samples[f]);
      x = from + share_.current() * (x - from);
    }
    samples[f] = x;
  }
}

void OutputStage::dither(float* samples, std::uint32_t frames) noexcept {
  const auto steps = static_cast<double>(std::uint32_t{1} << (bits_ - 1));
  for (std::uint32_t f = 0; f < frames; ++f) {
    const double level = std::nearbyint(static_cast<double>(samples[f]) * steps + noise_.next());
    samples[f] = static_cast<float>(std::clamp(level, -steps, steps - 1.0) / steps);
  }
}

void OutputStage::process(float* samples, std::uint32_t frames) noexcept CL_REALTIME {
  if (now_ != Clip::kNone || share_.left > 0.0F) clip(samples, frames);
  if (bits_ != 0) dither(samples, frames);
}

}  // namespace corelogic::dsp
