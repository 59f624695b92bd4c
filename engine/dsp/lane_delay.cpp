// lane_delay.cpp: the ring, the lanes that share a delay, and the ones that go their own way.
// It computes nothing but cross-fades.  Side: audio; the constructor: control.
#include "engine/dsp/lane_delay.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace corelogic::dsp {

LaneDelay::LaneDelay(std::uint32_t most, std::uint32_t fade_frames)
    : size_(std::bit_ceil(most + kMaxFrames)), most_(most), fade_frames_(std::max(fade_frames, 1U)) {
  void* memory = ::operator new[](sizeof(LaneFrame) * size_, std::align_val_t{kAlignment});
  std::memset(memory, 0, sizeof(LaneFrame) * size_);
  past_.reset(static_cast<LaneFrame*>(memory));
}

void LaneDelay::begin(std::size_t lane, std::uint32_t delay) noexcept CL_REALTIME {
  now_[lane] = next_[lane] = wanted_[lane] = delay;
  listens_ &= ~(1U << lane);
  heard_[lane] = fade_[lane] = 0;  // what the ring has of this lane is not its past: hold() gives silence
  sorted_ = idle_ = false;
}

void LaneDelay::listen(std::size_t lane) noexcept CL_REALTIME {
  listens_ |= 1U << lane;
  sorted_ = idle_ = false;
}

void LaneDelay::set(std::size_t lane, std::uint32_t delay) noexcept CL_REALTIME {
  wanted_[lane] = delay;
  listens_ &= ~(1U << lane);
  sorted_ = idle_ = false;
}

void LaneDelay::move_from(const LaneDelay& other, std::size_t from, std::size_t to) noexcept CL_REALTIME {
  now_[to] = other.now_[from];
  next_[to] = other.next_[from];
  wanted_[to] = other.wanted_[from];
  heard_[to] = other.heard_[from];
  fade_[to] = other.fade_[from];
  listens_ = (listens_ & ~(1U << to)) | ((other.listens_ >> from & 1U) << to);
  for (std::uint32_t age = 1; age <= heard_[to]; ++age)
    past_[(write_ - age) & (size_ - 1)][to] = other.past_[(other.write_ - age) & (other.size_ - 1)][from];
  sorted_ = idle_ = false;
}

/// Nothing about it changes any more, whatever the time.
bool LaneDelay::at_rest(std::size_t lane) const noexcept {
  return fade_[lane] == 0 && now_[lane] == wanted_[lane] && heard_[lane] >= now_[lane];
}

void LaneDelay::sort_lanes() noexcept {
  std::uint32_t most_lanes = 0;
  common_ = 0;
  for (std::size_t l = 0; l < kLanes; ++l) {
    if (!at_rest(l)) continue;
    std::uint32_t lanes = 0;
    for (std::size_t k = 0; k < kLanes; ++k) lanes += at_rest(k) && now_[k] == now_[l] ? 1U : 0U;
    if (lanes > most_lanes) {
      most_lanes = lanes;
      common_ = now_[l];
    }
  }
  alone_ = 0;
  sorted_ = true;
  for (std::size_t l = 0; l < kLanes; ++l) {
    sorted_ = sorted_ && at_rest(l);
    if (!at_rest(l) || now_[l] != common_) alone_ |= 1U << l;
  }
  idle_ = alone_ == 0 && common_ == 0 && listens_ == 0;
}

void LaneDelay::write(const LaneFrame* in, std::uint32_t frames) noexcept {
  const std::uint32_t place = write_ & (size_ - 1);
  const std::uint32_t before_end = std::min(frames, size_ - place);
  std::memcpy(past_.get() + place, in, sizeof(LaneFrame) * before_end);
  std::memcpy(past_.get(), in + before_end, sizeof(LaneFrame) * (frames - before_end));
}

void LaneDelay::read(LaneFrame* out, std::uint32_t delay, std::uint32_t frames) const noexcept {
  const std::uint32_t place = (write_ - delay) & (size_ - 1);
  const std::uint32_t before_end = std::min(frames, size_ - place);
  std::memcpy(out, past_.get() + place, sizeof(LaneFrame) * before_end);
  std::memcpy(out + before_end, past_.get(), sizeof(LaneFrame) * (frames - before_end));
}

void LaneDelay::hold(std::size_t lane, LaneFrame* out, Part part) const noexcept {
  const std::uint32_t unheard = now_[lane] > heard_[lane] ? now_[lane] - heard_[lane] : 0;
  const std::uint32_t end = part.first + part.frames, silent = part.first + std::min(unheard, part.frames);
  for (std::uint32_t f = part.first; f < silent; ++f) out[f][lane] = 0.0F;
  const std::uint32_t from = write_ - now_[lane], mask = size_ - 1;
  for (std::uint32_t f = silent; f < end; ++f) out[f][lane] = past_[(from + f) & mask][lane];
}

void LaneDelay::cross_fade(std::size_t lane, LaneFrame* out, Part part) const noexcept {
  const std::uint32_t mask = size_ - 1;
  const float share = 1.0F / static_cast<float>(fade_frames_);
  const std::uint32_t faded = fade_frames_ - fade_[lane];
  for (std::uint32_t f = 0; f < part.frames; ++f) {
    const std::uint32_t frame = write_ + part.first + f;
    const bool silent = heard_[lane] + f < now_[lane];
    const float from = silent ? 0.0F : past_[(frame - now_[lane]) & mask][lane];
    const float to = past_[(frame - next_[lane]) & mask][lane];
    out[part.first + f][lane] = from + static_cast<float>(faded + f + 1) * share * (to - from);
  }
}

/// `frames` more have gone by. At rest at 0 a lane keeps no past.
void LaneDelay::hear(std::size_t lane, std::uint32_t frames) noexcept {
  const bool kept = (listens_ >> lane & 1U) != 0 || now_[lane] != 0 || wanted_[lane] != 0 || fade_[lane] != 0;
  heard_[lane] = kept ? std::min(heard_[lane] + frames, most_) : 0;
}

void LaneDelay::run_lane(std::size_t lane, LaneFrame* out, std::uint32_t frames) noexcept {
  for (std::uint32_t done = 0; done < frames;) {
    const bool moves = wanted_[lane] != now_[lane];
    if (fade_[lane] == 0 && moves && heard_[lane] >= wanted_[lane]) {
      next_[lane] = wanted_[lane];
      fade_[lane] = fade_frames_;
    }
    Part part{done, frames - done};
    if (fade_[lane] != 0) {
      part.frames = std::min(part.frames, fade_[lane]);
      cross_fade(lane, out, part);
      fade_[lane] -= part.frames;
      if (fade_[lane] == 0) now_[lane] = next_[lane];
    } else {
      if (moves) part.frames = std::min(part.frames, wanted_[lane] - heard_[lane]);
      hold(lane, out, part);
    }
    hear(lane, part.frames);
    done += part.frames;
  }
}

void LaneDelay::process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME {
  if (!sorted_) sort_lanes();
  if (idle_) {
    if (out != in) std::memcpy(out, in, sizeof(LaneFrame) * frames);
    return;
  }
  write(in, frames);
  if (alone_ != 0xFFFFU) read(out, common_, frames);
  for (std::size_t l = 0; l < kLanes; ++l)
    if ((alone_ >> l & 1U) != 0)
      run_lane(l, out, frames);
    else
      hear(l, frames);
  write_ += frames;
}

}  // namespace corelogic::dsp
