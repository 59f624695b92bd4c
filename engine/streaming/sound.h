// sound.h: a whole sound in memory, at the engine's rate, ready for the audio thread to read.
// It reads no files and never changes once it is shared.  Side: control and disk make it; audio reads it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/graph/processors/file_player.h"
#include "schema/vocabulary/result.h"

namespace corelogic::streaming {

/// What one sound may take in memory, decoded: 2 GiB, or 93 minutes of stereo at 48 kHz.
inline constexpr std::uint64_t kMostSoundBytes = std::uint64_t{1} << 31;

/// A mapping of the kernel's, given back by munmap: anonymous memory, or a cache file.
class Mapping {
 public:
  Mapping() = default;
  Mapping(void* address, std::size_t bytes) : address_(static_cast<std::byte*>(address)), bytes_(bytes) {}
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;
  ~Mapping();

  [[nodiscard]] std::byte* data() const { return address_; }
  [[nodiscard]] std::size_t size() const { return bytes_; }

 private:
  std::byte* address_ = nullptr;
  std::size_t bytes_ = 0;
};

/// Planar floats, each channel at a multiple of 64 bytes, every page touched, and locked where the system
/// allows.
///
/// Owns:  its mapping; give it away as shared_ptr<const Sound>. Whoever plays view() holds the pointer.
class Sound {
 public:
  /// Silence of the given size, to be filled through channel().  Side: disk.
  /// Errors: kStorage when it is above kMostSoundBytes, or above what the machine's memory can spare.
  [[nodiscard]] static vocabulary::Result<std::shared_ptr<Sound>> allocate(std::uint16_t channels,
                                                                           std::int64_t frames,
                                                                           std::uint32_t own_rate);
  /// A sound that lies in `mapping` from `offset` on: channel c at offset + c * channel_stride(frames).
  [[nodiscard]] static std::shared_ptr<Sound> adopt(Mapping mapping, std::size_t offset,
                                                    std::uint16_t channels, std::int64_t frames,
                                                    std::uint32_t own_rate);
  /// Bytes from one channel to the next: the frames, rounded up to 64 bytes.
  [[nodiscard]] static std::size_t channel_stride(std::int64_t frames);

  Sound(const Sound&) = delete;
  Sound& operator=(const Sound&) = delete;
  ~Sound();

  [[nodiscard]] graph::SoundView view() const { return {channels_.data(), channel_count(), frames_}; }
  [[nodiscard]] std::uint16_t channel_count() const { return static_cast<std::uint16_t>(channels_.size()); }
  [[nodiscard]] std::int64_t frames() const { return frames_; }
  /// The rate of the file it was made from; the samples are at the engine's. Who plays it need not know; who
  /// convolves with it must: a response of twice the rate has twice the samples.
  [[nodiscard]] std::uint32_t own_rate() const { return own_rate_; }
  /// Whether its pages are locked into memory; if not, a page may have to be read again while it plays.
  [[nodiscard]] bool locked() const { return locked_; }

  /// Requires: the sound is not shared yet, and came from allocate().
  [[nodiscard]] float* channel(std::uint16_t index) { return const_cast<float*>(channels_[index]); }
  /// Cuts the end off: the file held less than its header said.  Requires: as above; frames <= frames().
  void shorten(std::int64_t frames) { frames_ = frames; }

 private:
  Sound(Mapping mapping, std::size_t offset, std::uint16_t channels, std::int64_t frames,
        std::uint32_t own_rate);

  Mapping mapping_;
  std::vector<const float*> channels_;
  std::int64_t frames_;
  std::uint32_t own_rate_;
  bool locked_ = false;
};

}  // namespace corelogic::streaming
