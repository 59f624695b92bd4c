// file_player.cpp: reading heads, their cross-fade, and the short way past both.  Side: audio.
#include "engine/graph/processors/file_player.h"

#include <algorithm>

namespace corelogic::graph {

FilePlayer::FilePlayer(SoundView sound, bool loop, ChannelSlot* slots, float* const* scratch,
                       std::uint16_t output_channels, float fade_frames) noexcept
    : sound_(sound),
      loop_(loop),
      slots_(slots),
      scratch_(scratch),
      outputs_(output_channels),
      fade_frames_(fade_frames) {}

void FilePlayer::run(void* state, const CycleContext& context) noexcept CL_REALTIME {
  static_cast<FilePlayer*>(state)->render(context);
}

const float* FilePlayer::channel(std::uint16_t c) const noexcept {
  return sound_.channels[std::min<int>(c, sound_.channel_count - 1)];
}

float FilePlayer::sample(const Head& head, std::uint16_t c, std::uint32_t offset) const noexcept {
  if (!head.sounding || sound_.frames == 0) return 0.0F;
  const std::int64_t at = head.position + offset;
  if (loop_) return channel(c)[at % sound_.frames];
  return at < sound_.frames ? channel(c)[at] : 0.0F;
}

bool FilePlayer::points_straight(std::uint32_t frames, std::int64_t& start) const noexcept {
  if (!active_.sounding || fade_left_ > 0.0F || sound_.frames == 0) return false;
  start = loop_ ? active_.position % sound_.frames : active_.position;
  return start + frames <= sound_.frames;
}

void FilePlayer::render(const CycleContext& context) noexcept CL_REALTIME {
  const std::uint32_t frames = context.frames();
  const TransportView& transport = context.transport();
  const bool moved =
      transport.rolling != active_.sounding || (transport.rolling && transport.position != active_.position);
  // A move during a fade waits for its end (10 ms), so that there are never more than two heads.
  if (moved && fade_left_ == 0.0F) {
    former_ = active_;
    active_ = {.position = transport.position, .sounding = transport.rolling};
    fade_left_ = fade_frames_;
  }

  std::int64_t start = 0;
  for (std::uint16_t c = 0; c < outputs_; ++c) {
    if (points_straight(frames, start)) {
      slots_[c] = channel(c) + start;
    } else {
      fill(c, frames);
      slots_[c] = scratch_[c];
    }
  }
  fade_left_ = std::max(0.0F, fade_left_ - static_cast<float>(frames));
  if (active_.sounding) active_.position += frames;
  if (former_.sounding) former_.position += frames;
}

void FilePlayer::fill(std::uint16_t c, std::uint32_t frames) noexcept CL_REALTIME {
  float* out = scratch_[c];
  for (std::uint32_t i = 0; i < frames; ++i) {
    const float former_share = std::max(0.0F, fade_left_ - static_cast<float>(i) - 1.0F) / fade_frames_;
    out[i] = sample(active_, c, i) * (1.0F - former_share);
    if (former_share > 0.0F) out[i] += sample(former_, c, i) * former_share;
  }
}

}  // namespace corelogic::graph
