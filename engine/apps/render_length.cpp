// render_length.cpp: see render_length.h.
#include "engine/apps/render_length.h"

#include <algorithm>
#include <cmath>

namespace corelogic::apps {

using vocabulary::Result;

RenderLength::RenderLength(std::int64_t frames, bool with_tail, std::uint32_t rate, std::uint16_t channels)
    : frames_(frames),
      most_frames_(frames + (with_tail ? static_cast<std::int64_t>(kMostTailSeconds * rate) : 0)),
      quiet_frames_(static_cast<std::size_t>(kQuietSeconds * rate)),
      held_(channels),
      pointers_(channels) {
  complete_ = most_frames_ == 0;
}

Result<void> RenderLength::take(const float* const* channels, std::uint32_t frames, const Sink& sink) {
  if (complete_) return {};
  const auto body = static_cast<std::uint32_t>(std::clamp<std::int64_t>(frames_ - written_, 0, frames));
  if (const auto handed = hand_on(channels, 0, body, sink); !handed) return handed.refusal();
  if (most_frames_ == frames_) {
    complete_ = written_ == frames_;
    return {};
  }
  return take_tail(channels, body, frames, sink);
}

Result<void> RenderLength::take_tail(const float* const* channels, std::uint32_t first, std::uint32_t frames,
                                     const Sink& sink) {
  const std::size_t width = held_.size();
  for (std::uint32_t i = first; i < frames && !complete_; ++i) {
    bool loud = false;
    for (std::size_t c = 0; c < width; ++c) {
      held_[c].push_back(channels[c][i]);
      loud = loud || std::fabs(channels[c][i]) > kQuiet;
    }
    const std::size_t held = held_[0].size();
    if (loud) wanted_ = held;
    complete_ = held - wanted_ >= quiet_frames_ || written_ + static_cast<std::int64_t>(held) >= most_frames_;
  }
  return hand_on_wanted(sink);
}

Result<void> RenderLength::hand_on(const float* const* channels, std::uint32_t first, std::uint32_t frames,
                                   const Sink& sink) {
  if (frames == 0) return {};
  for (std::size_t c = 0; c < pointers_.size(); ++c) pointers_[c] = channels[c] + first;
  written_ += frames;
  return sink(pointers_.data(), frames);
}

Result<void> RenderLength::hand_on_wanted(const Sink& sink) {
  if (wanted_ == 0) return {};
  for (std::size_t c = 0; c < pointers_.size(); ++c) pointers_[c] = held_[c].data();
  auto handed = sink(pointers_.data(), static_cast<std::uint32_t>(wanted_));
  written_ += static_cast<std::int64_t>(wanted_);
  for (std::vector<float>& channel : held_) {
    channel.erase(channel.begin(), channel.begin() + static_cast<std::ptrdiff_t>(wanted_));
  }
  wanted_ = 0;
  return handed;
}

}  // namespace corelogic::apps
