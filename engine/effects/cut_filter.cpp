// cut_filter.cpp: the filter's arithmetic; two channels in one loop, so that one's wait is the other's work.
// Side: audio.
#include "engine/effects/cut_filter.h"

#include <algorithm>
#include <cmath>

namespace corelogic::effects {
namespace {

constexpr double kApproachSeconds = 0.020;
constexpr double kPi = 3.14159265358979323846;
constexpr double kButterworth = 1.41421356237309504880;  // 1 / Q

struct Coefficients {
  double a1, a2, a3;
  explicit Coefficients(double g) : a1(1.0 / (1.0 + g * (g + kButterworth))), a2(g * a1), a3(g * a2) {}
};

}  // namespace

CutFilter::CutFilter(Takes takes, double off_hz, double sample_rate) noexcept
    : takes_(takes),
      off_hz_(off_hz),
      rate_(sample_rate),
      approach_frames_(static_cast<float>(std::ceil(kApproachSeconds * sample_rate))) {}

void CutFilter::set(double hz, bool at_once) noexcept CL_REALTIME {
  const bool on = takes_ == Takes::kLows ? hz > off_hz_ : hz < off_hz_;
  const auto warped = static_cast<float>(std::tan(kPi * std::min(hz / rate_, 0.49)));
  const bool silent = share_.target == 0.0F && share_.left == 0.0F;
  if (at_once || silent) {
    warped_ = {.target = warped};
  } else if (on) {
    warped_.move_to(warped, approach_frames_);
  }
  const float share = on ? 1.0F : 0.0F;
  if (at_once) {
    share_ = {.target = share};
  } else if (share != share_.target) {
    share_.move_to(share, approach_frames_);
  }
}

template <bool kMoving>
void CutFilter::filter(float* const (&sound)[2], std::size_t channels,
                       std::uint32_t frames) noexcept CL_REALTIME {
  Coefficients c(static_cast<double>(warped_.target));
  double share = static_cast<double>(share_.target);
  const bool lows = takes_ == Takes::kLows;
  for (std::uint32_t f = 0; f < frames; ++f) {
    if constexpr (kMoving) {
      const float passed = static_cast<float>(f) + 1.0F;
      c = Coefficients(
          static_cast<double>(warped_.target - warped_.step * std::max(warped_.left - passed, 0.0F)));
      share = static_cast<double>(share_.target - share_.step * std::max(share_.left - passed, 0.0F));
    }
    for (std::size_t i = 0; i < channels; ++i) {
      State& s = state_[i];
      const double x = static_cast<double>(sound[i][f]);
      const double v3 = x - s.second;
      const double v1 = c.a1 * s.first + c.a2 * v3;
      const double v2 = s.second + c.a2 * s.first + c.a3 * v3;
      s.first = 2.0 * v1 - s.first;
      s.second = 2.0 * v2 - s.second;
      const double y = lows ? x - kButterworth * v1 - v2 : v2;
      sound[i][f] = static_cast<float>(x + share * (y - x));
    }
  }
}

void CutFilter::process(float* left, float* right, std::uint32_t frames) noexcept CL_REALTIME {
  float* const sound[2] = {left, right};
  const std::size_t channels = right == nullptr ? 1 : 2;
  // Up to the frame in which a ramp arrives, then at rest: the same arithmetic there, but cheaper.
  for (std::uint32_t done = 0; done < frames;) {
    if (share_.target == 0.0F && share_.left == 0.0F) {
      state_[0] = state_[1] = {};
      return;
    }
    float* const rest[2] = {sound[0] + done, right == nullptr ? nullptr : sound[1] + done};
    if (!moves()) {
      filter<false>(rest, channels, frames - done);
      return;
    }
    const float left_to_go = std::max(warped_.left, share_.left);
    const auto count = std::min(frames - done, static_cast<std::uint32_t>(left_to_go));
    filter<true>(rest, channels, count);
    warped_.advance(static_cast<float>(count));
    share_.advance(static_cast<float>(count));
    done += count;
  }
}

}  // namespace corelogic::effects
