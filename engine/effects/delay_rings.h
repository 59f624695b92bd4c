// delay_rings.h: equally long rings with one write position, read and written in stretches without a wrap in
// sight: the first frames are kept a second time behind the end.  Side: audio; prepare on the
// control thread.
#pragma once

#include <algorithm>
#include <memory>
#include <new>

#include "engine/effects/reverb_kernel.h"

namespace corelogic::effects {

class DelayRings {
  /// A stretch, and the width of a register that begins before its end.
  static constexpr std::uint32_t kMirror = reverb_kernel::kStretch + kLanes;

 public:
  /// Allocates and clears `count` rings for delays up to `longest` frames.  Side: control.
  void prepare(std::size_t count, std::uint32_t longest) {
    count_ = count;
    length_ = (longest + 3 * reverb_kernel::kStretch) / reverb_kernel::kStretch * reverb_kernel::kStretch;
    memory_.reset(
        static_cast<float*>(::operator new[](count* stride() * sizeof(float), std::align_val_t{kAlignment})));
    clear();
  }
  void clear() noexcept CL_REALTIME {
    std::fill_n(memory_.get(), count_ * stride(), 0.0F);
    at_ = 0;
  }

  /// Frames until the write position wraps: no stretch may be longer.
  [[nodiscard]] std::uint32_t room() const noexcept CL_REALTIME { return length_ - at_; }

  /// Where ring `i` was `delay` frames before the write position.
  /// Requires: delay >= the frames that will be read and are not yet written.
  [[nodiscard]] const float* read(std::size_t i, std::uint32_t delay) const noexcept CL_REALTIME {
    return ring(i) + (at_ >= delay ? at_ - delay : at_ + length_ - delay);
  }

  /// Requires: frames <= kStretch, frames <= room().
  void write(std::size_t i, const float* in, std::uint32_t frames) noexcept CL_REALTIME {
    std::copy_n(in, frames, ring(i) + at_);
    if (at_ >= kMirror) return;
    std::copy_n(in, std::min(frames, kMirror - at_), ring(i) + length_ + at_);
  }
  void advance(std::uint32_t frames) noexcept CL_REALTIME {
    at_ += frames;
    if (at_ == length_) at_ = 0;
  }

 private:
  struct Free {
    void operator()(float* p) const { ::operator delete[](p, std::align_val_t{kAlignment}); }
  };

  [[nodiscard]] std::size_t stride() const noexcept { return length_ + kMirror; }
  [[nodiscard]] float* ring(std::size_t i) const noexcept { return memory_.get() + i * stride(); }

  std::unique_ptr<float[], Free> memory_;
  std::size_t count_ = 0;
  std::uint32_t length_ = 0;
  std::uint32_t at_ = 0;
};

}  // namespace corelogic::effects
