// sound_cache.h: decoded and resampled sounds on disk, so that a restarted engine has them by one mmap.
// A cache file is a guess that is checked: what does not fit its source, or is damaged, is ignored and
// written anew. It is never needed: without a directory, or on a full disk, sounds are decoded each time.
// Side: disk.
//
//   file    := header padding samples          padding up to 4096 bytes
//   header  := magic "CLSOUND2" u32 rate u32 channels i64 frames i64 source_bytes i64 source_mtime_ns
//              u64 samples_checksum u32 own_rate u32 path_bytes path u64 header_checksum      all in the
//              machine's byte order; rate: of the samples, own_rate: of the source
//   samples := channels × (frames × float32, padded with 0 to a multiple of 64 bytes)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "engine/streaming/sound.h"

namespace corelogic::streaming {

/// Which bytes on disk a sound was made from, and at which rate.
struct SoundKey {
  std::string path;
  std::int64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::uint32_t rate = 48000;
};

/// nullopt: there is no such file.
[[nodiscard]] std::optional<SoundKey> key_of(const std::string& path, std::uint32_t rate);

class SoundCache {
 public:
  /// All cache files together; the longest unused go first.
  static constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 30;

  /// Empty: no cache; find() finds nothing, keep() does nothing.
  explicit SoundCache(std::string directory, std::uint64_t most_bytes = kMostBytes);

  /// Null: not cached, damaged, or made from other bytes.  Cost: a mapping and one pass over it for the
  /// checksum.
  [[nodiscard]] std::shared_ptr<const Sound> find(const SoundKey& key) const;
  /// Writes under a temporary name, then renames. A failure is silent: the sound is decoded again next time.
  void keep(const SoundKey& key, const Sound& sound) const;
  /// Where the sound of `key` lies: one file for each path and rate.
  [[nodiscard]] std::string file_of(const SoundKey& key) const;

 private:
  void make_room(std::uint64_t bytes) const;

  std::string directory_;
  std::uint64_t most_bytes_;
};

}  // namespace corelogic::streaming
