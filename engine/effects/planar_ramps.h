// planar_ramps.h: the few words said to a GainRamp, and the cross-fade from one way of listening to another.
// It makes no sound.  Side: audio; control while nobody renders.
#pragma once

#include <algorithm>

#include "engine/effects/shapes.h"

namespace corelogic::effects {

/// `frames` 0: at once.
inline void move_ramp_to(GainRamp& ramp, float goal, float frames) noexcept CL_REALTIME {
  if (frames > 0.0F) return ramp.move_to(goal, frames);
  ramp = {.target = goal};
}

/// The gain of frame `f` from now.
[[nodiscard]] inline float gain_in(const GainRamp& ramp, std::uint32_t f) noexcept CL_REALTIME {
  return ramp.target - ramp.step * std::max(ramp.left - 1.0F - static_cast<float>(f), 0.0F);
}

inline void advance_ramp(GainRamp& ramp, std::uint32_t frames) noexcept CL_REALTIME {
  ramp.advance(static_cast<float>(frames));
  if (ramp.left == 0.0F) ramp.step = 0.0F;
}

[[nodiscard]] inline bool rests_at(const GainRamp& ramp, float value) noexcept CL_REALTIME {
  return ramp.left == 0.0F && ramp.target == value;
}

/// Where a delay line is read (delays, depths of movement: whatever must change together, and must not
/// glide). A wish is cross-faded to; while that lasts, still newer wishes wait, and of those the last one
/// counts.
template <class Head>
class HeadFade {
 public:
  void begin(const Head& head, std::uint32_t fade_frames) noexcept {
    now_ = next_ = wanted_ = head;
    length_ = fade_frames;
    left_ = 0;
  }
  void want(const Head& head) noexcept CL_REALTIME {
    wanted_ = head;
    if (left_ == 0) turn();
  }
  [[nodiscard]] const Head& now() const noexcept CL_REALTIME { return now_; }
  [[nodiscard]] const Head& next() const noexcept CL_REALTIME { return next_; }
  [[nodiscard]] bool fading() const noexcept CL_REALTIME { return left_ > 0; }
  /// Weight of `next` in frame `f` from now; 1 in the last frame of the fade.
  [[nodiscard]] float share(std::uint32_t f) const noexcept CL_REALTIME {
    return 1.0F - static_cast<float>(left_ - 1 - f) / static_cast<float>(length_);
  }
  /// Frames of the fade still to go, and of a whole one.
  [[nodiscard]] std::uint32_t left() const noexcept CL_REALTIME { return left_; }
  [[nodiscard]] std::uint32_t length() const noexcept CL_REALTIME { return length_; }
  /// `frames`, or as many as are left of the fade.
  [[nodiscard]] std::uint32_t room(std::uint32_t frames) const noexcept CL_REALTIME {
    return fading() ? std::min(frames, left_) : frames;
  }
  /// Requires: frames <= room(frames).
  void advance(std::uint32_t frames) noexcept CL_REALTIME {
    if (left_ == 0) return;
    left_ -= frames;
    if (left_ > 0) return;
    now_ = next_;
    turn();
  }

 private:
  void turn() noexcept CL_REALTIME {
    if (wanted_ == now_) return;
    next_ = wanted_;
    left_ = length_;
  }

  Head now_{}, next_{}, wanted_{};
  std::uint32_t left_ = 0, length_ = 1;
};

}  // namespace corelogic::effects
