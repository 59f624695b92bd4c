// stream_ring.h: sound on its way from the audio thread to the control side: frames of float, interleaved,
// one writer, one reader, neither ever waits. A full ring drops whole blocks and counts their frames.
#pragma once

#include <algorithm>
#include <atomic>
#include <boost/lockfree/spsc_queue.hpp>
#include <cstddef>
#include <cstdint>

#include "engine/side.h"

namespace corelogic::doors {

class StreamRing {
 public:
  static constexpr std::uint32_t kMostChannels = 64;

  /// Room for `frames` frames; all of it is written once, so that the audio thread meets no new page.
  /// Side: control.  Requires: 1 <= channels <= kMostChannels.
  StreamRing(std::uint32_t channels, std::uint32_t frames)
      : channels_(channels), queue_(std::size_t{channels} * frames) {
    while (queue_.push(0.0F)) {
    }
    queue_.reset();
  }

  /// Side: the one writer (audio).  `planar`: one pointer a channel.
  /// Returns: whether the frames found room; else they are dropped and counted.
  bool push(const float* const* planar, std::uint32_t frames) noexcept CL_REALTIME {
    if (queue_.write_available() < std::size_t{channels_} * frames) {
      dropped_.fetch_add(frames, std::memory_order_relaxed);
      return false;
    }
    float chunk[kChunk];
    const std::uint32_t most = kChunk / channels_;
    for (std::uint32_t at = 0; at < frames; at += most) {
      const std::uint32_t now = std::min(most, frames - at);
      for (std::uint32_t c = 0; c < channels_; ++c)
        for (std::uint32_t f = 0; f < now; ++f) chunk[f * channels_ + c] = planar[c][at + f];
      queue_.push(chunk, std::size_t{now} * channels_);
    }
    return true;
  }
  /// The same as a plain function, for steps that do not know this room.
  static void feed(void* ring, const float* const* planar, std::uint32_t frames) noexcept CL_REALTIME {
    static_cast<StreamRing*>(ring)->push(planar, frames);
  }

  /// Side: the one reader.  Takes at most `frames` frames, interleaved, and returns how many it got.
  std::uint32_t pop(float* interleaved, std::uint32_t frames) noexcept {
    const std::size_t there = queue_.read_available() / channels_;
    const std::size_t wanted = std::min<std::size_t>(there, frames) * channels_;
    return static_cast<std::uint32_t>(queue_.pop(interleaved, wanted) / channels_);
  }
  [[nodiscard]] std::uint32_t channels() const noexcept { return channels_; }
  /// Frames that found no room, ever.
  [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::uint32_t kChunk = 1024;

  std::uint32_t channels_;
  boost::lockfree::spsc_queue<float> queue_;
  std::atomic<std::uint64_t> dropped_{0};
};

}  // namespace corelogic::doors
