// planar_delay.cpp: copies out of a ring, and cross-fades between two places of it.
// Side: audio; the constructor: control.
#include "engine/dsp/planar_delay.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace corelogic::dsp {

PlanarDelay::PlanarDelay(std::uint32_t most, std::uint32_t fade_frames)
    : size_(std::bit_ceil(most + kMaxFrames)), most_(most), fade_frames_(std::max(fade_frames, 1U)) {
  past_ = std::make_unique<float[]>(size_);
}

void PlanarDelay::begin(std::uint32_t delay) noexcept CL_REALTIME {
  now_ = next_ = wanted_ = delay;
  fade_ = 0;
  heard_ = most_;  // silence is its past
  std::fill_n(past_.get(), size_, 0.0F);
}

void PlanarDelay::take_over(const PlanarDelay& shorter) noexcept CL_REALTIME {
  now_ = shorter.now_;
  next_ = shorter.next_;
  wanted_ = shorter.wanted_;
  heard_ = shorter.heard_;
  fade_ = shorter.fade_;
  for (std::uint32_t age = 1; age <= heard_; ++age)
    past_[(write_ - age) & (size_ - 1)] = shorter.past_[(shorter.write_ - age) & (shorter.size_ - 1)];
}

void PlanarDelay::write(const float* in, std::uint32_t frames) noexcept {
  const std::uint32_t place = write_ & (size_ - 1);
  const std::uint32_t before_end = std::min(frames, size_ - place);
  std::memcpy(past_.get() + place, in, sizeof(float) * before_end);
  std::memcpy(past_.get(), in + before_end, sizeof(float) * (frames - before_end));
}

void PlanarDelay::read(float* out, std::uint32_t delay, std::uint32_t first,
                       std::uint32_t frames) const noexcept {
  const std::uint32_t place = (write_ + first - delay) & (size_ - 1);
  const std::uint32_t before_end = std::min(frames, size_ - place);
  std::memcpy(out + first, past_.get() + place, sizeof(float) * before_end);
  std::memcpy(out + first + before_end, past_.get(), sizeof(float) * (frames - before_end));
}

void PlanarDelay::cross_fade(float* out, std::uint32_t first, std::uint32_t frames) const noexcept {
  const std::uint32_t mask = size_ - 1;
  const float share = 1.0F / static_cast<float>(fade_frames_);
  const std::uint32_t faded = fade_frames_ - fade_;
  for (std::uint32_t f = 0; f < frames; ++f) {
    const std::uint32_t frame = write_ + first + f;
    const float from = past_[(frame - now_) & mask];
    const float to = past_[(frame - next_) & mask];
    out[first + f] = from + static_cast<float>(faded + f + 1) * share * (to - from);
  }
}

void PlanarDelay::process(const float* in, float* out, std::uint32_t frames) noexcept CL_REALTIME {
  write(in, frames);
  for (std::uint32_t done = 0; done < frames;) {
    if (fade_ == 0 && wanted_ != now_ && heard_ >= wanted_) {
      next_ = wanted_;
      fade_ = fade_frames_;
    }
    std::uint32_t part = frames - done;
    if (fade_ != 0) {
      part = std::min(part, fade_);
      cross_fade(out, done, part);
      fade_ -= part;
      if (fade_ == 0) now_ = next_;
    } else {
      if (wanted_ != now_) part = std::min(part, wanted_ - heard_);
      read(out, now_, done, part);
    }
    heard_ = std::min(heard_ + part, most_);
    done += part;
  }
  write_ += frames;
}

}  // namespace corelogic::dsp
