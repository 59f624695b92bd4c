// sound_file.h: sound files by libsndfile: any format it knows is read; WAV, RF64 and FLAC are written.
// It is the only door to libsndfile. It does not resample. A sample becomes the nearest integer, of itself or
// with dither. Side: disk, or control when offline.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "schema/vocabulary/result.h"

namespace corelogic::streaming {

inline constexpr std::uint16_t kMostSoundChannels = 64;
inline constexpr std::uint32_t kLeastSoundRate = 1000;
inline constexpr std::uint32_t kMostSoundRate = 768000;

class SoundReader {
 public:
  /// Errors: kNotFound when there is no such file or it is not a plain file, kInvalid when it is no sound
  /// file that
  ///         libsndfile knows, is empty of channels, or its rate or channel count is out of range. The
  ///         sentence names the path.
  [[nodiscard]] static vocabulary::Result<SoundReader> open(const std::string& path);
  SoundReader(SoundReader&&) noexcept;
  SoundReader& operator=(SoundReader&&) noexcept;
  ~SoundReader();

  [[nodiscard]] std::uint16_t channels() const;
  [[nodiscard]] std::uint32_t sample_rate() const;
  /// What the header promises; read() may end earlier.
  [[nodiscard]] std::int64_t frames() const;
  /// Interleaved, full scale ±1; NaN and infinity become 0.  Returns frames read, 0 at the end.
  std::int64_t read(float* interleaved, std::int64_t frames);

 private:
  struct File;
  explicit SoundReader(std::unique_ptr<File>);
  std::unique_ptr<File> file_;
};

enum class SampleFormat : std::uint8_t { kS16, kS24, kS32, kFloat };
enum class Container : std::uint8_t {
  kWav,   ///< RF64 when it may grow beyond 4 GiB: see WriteSettings::most_frames
  kRf64,  ///< always RF64
  kFlac,  ///< 16 or 24 bit
};

struct WriteSettings {
  Container container = Container::kWav;
  SampleFormat format = SampleFormat::kS24;
  std::uint32_t sample_rate = 48000;
  std::uint16_t channels = 2;
  /// How long it may become. Up to 4 GiB a .wav has the plainest header that every program reads; beyond, or
  /// when 0 (unknown), it is begun as RF64, which libsndfile turns into an extensible WAV if it ends below 4
  /// GiB.
  std::int64_t most_frames = 0;
  /// To 16 and 24 bit: triangular noise before rounding, the same in every file. Others are as without.
  bool dither = false;
};

/// Writes under a temporary name beside `path`; commit() gives it its name, so nobody ever sees half a file.
class SoundWriter {
 public:
  /// Errors: kUnsupported for a format its container cannot hold, kStorage when it cannot be created.
  [[nodiscard]] static vocabulary::Result<SoundWriter> create(const std::string& path, const WriteSettings&);
  SoundWriter(SoundWriter&&) noexcept;
  SoundWriter& operator=(SoundWriter&&) noexcept;
  /// Removes the temporary file unless committed.
  ~SoundWriter();

  /// Planar. To integers: x·2^(bits-1), with dither plus noise, rounded to nearest, ties to even; what
  /// exceeds the range is held at its end, and counted if it does so without the noise. Floats are written as
  /// they are. The same file however it is cut into calls.  Errors: kStorage (disk full).
  [[nodiscard]] vocabulary::Result<void> write(const float* const* channels, std::uint32_t frames);
  /// Finishes the header, writes through to the disk, renames.  Errors: kStorage.
  [[nodiscard]] vocabulary::Result<void> commit();
  [[nodiscard]] std::uint64_t clipped_samples() const;

 private:
  struct File;
  explicit SoundWriter(std::unique_ptr<File>);
  std::unique_ptr<File> file_;
};

}  // namespace corelogic::streaming
