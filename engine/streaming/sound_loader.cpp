// sound_loader.cpp: read, take apart into channels, resample.  Side: disk, or control when offline.
#include "engine/streaming/sound_loader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/streaming/resampler.h"
#include "engine/streaming/sound_file.h"

namespace corelogic::streaming {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::int64_t kChunk = 65536;  // frames: 0.5 MB of stereo, short enough to be cancelled at once

/// Fills a sound from its start on.
class Filling {
 public:
  explicit Filling(Sound& sound) : sound_(sound), heads_(sound.channel_count()) {}

  [[nodiscard]] std::int64_t room() const { return sound_.frames() - filled_; }
  [[nodiscard]] std::int64_t filled() const { return filled_; }
  /// Where the next frames go.
  [[nodiscard]] float* const* heads() {
    for (std::uint16_t c = 0; c < sound_.channel_count(); ++c) heads_[c] = sound_.channel(c) + filled_;
    return heads_.data();
  }
  void advance(std::int64_t frames) { filled_ += frames; }

 private:
  Sound& sound_;
  std::vector<float*> heads_;
  std::int64_t filled_ = 0;
};

void take_apart(const float* interleaved, std::int64_t frames, std::uint16_t channels, Filling& to) {
  const std::int64_t taken = std::min(frames, to.room());
  float* const* heads = to.heads();
  for (std::uint16_t c = 0; c < channels; ++c) {
    for (std::int64_t i = 0; i < taken; ++i) heads[c][i] = interleaved[i * channels + c];
  }
  to.advance(taken);
}

/// Returns the frames read from the file, or nothing when cancelled.
Result<std::int64_t> read_all(SoundReader& reader, Resampler* resampler, Filling& to, const std::string& path,
                              const std::atomic<bool>& cancelled) {
  std::vector<float> chunk(static_cast<std::size_t>(kChunk) * reader.channels());
  std::int64_t total = 0;
  // Never more than the header promised: the memory was measured by it.
  while (total < reader.frames()) {
    if (cancelled.load(std::memory_order_relaxed))
      return Refusal{RefusalCode::kBusy, path, "loading was given up"};
    const std::int64_t got = reader.read(chunk.data(), std::min(kChunk, reader.frames() - total));
    if (got <= 0) break;
    total += got;
    if (resampler == nullptr) {
      take_apart(chunk.data(), got, reader.channels(), to);
    } else {
      to.advance(resampler->run(chunk.data(), got, to.heads(), to.room()));
    }
  }
  if (resampler != nullptr) to.advance(resampler->run(nullptr, 0, to.heads(), to.room()));
  return total;
}

}  // namespace

Result<std::shared_ptr<const Sound>> load_sound(const std::string& path, std::uint32_t rate,
                                                const std::atomic<bool>& cancelled) {
  Result<SoundReader> reader = SoundReader::open(path);
  if (!reader) return reader.refusal();
  const std::uint32_t own_rate = reader->sample_rate();
  const bool same_rate = own_rate == rate;
  Result<std::shared_ptr<Sound>> sound =
      Sound::allocate(reader->channels(), Resampler::length(reader->frames(), own_rate, rate), own_rate);
  if (!sound) {
    return Refusal{sound.refusal().code, path, "cannot load " + path + ": " + sound.refusal().sentence};
  }
  std::unique_ptr<Resampler> resampler;
  if (!same_rate) {
    Result<Resampler> made = Resampler::make(own_rate, rate, reader->channels());
    if (!made) return Refusal{made.refusal().code, path, path + ": " + made.refusal().sentence};
    resampler = std::make_unique<Resampler>(std::move(*made));
  }
  Filling filling(**sound);
  const Result<std::int64_t> frames = read_all(*reader, resampler.get(), filling, path, cancelled);
  if (!frames) return frames.refusal();
  (*sound)->shorten(Resampler::length(*frames, own_rate, rate));
  return std::shared_ptr<const Sound>(std::move(*sound));
}

}  // namespace corelogic::streaming
