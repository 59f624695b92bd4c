// sound_file.cpp: the reading half; sound_writer.cpp is the other.  Side: disk, or control when offline.
#include "engine/streaming/sound_file.h"

#include <fcntl.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

namespace corelogic::streaming {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

struct SoundReader::File {
  SF_INFO facts{};
  std::unique_ptr<SNDFILE, int (*)(SNDFILE*)> handle{nullptr, &sf_close};
};

namespace {

Refusal cannot_read(RefusalCode code, const std::string& path, const std::string& why) {
  return {code, path, "cannot read the sound file " + path + ": " + why};
}

/// Opens a plain file only: a fifo or a device would let the disk thread wait for ever.
Result<int> open_plain(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return cannot_read(RefusalCode::kNotFound, path, std::strerror(errno));
  struct stat facts {};
  if (fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    ::close(fd);
    return cannot_read(RefusalCode::kNotFound, path, "it is not a plain file");
  }
  return fd;
}

std::string out_of_range(const SF_INFO& facts) {
  if (facts.channels < 1 || facts.channels > kMostSoundChannels) {
    return "it has " + std::to_string(facts.channels) + " channels, 1 to 64 can be played";
  }
  if (facts.samplerate < static_cast<int>(kLeastSoundRate) ||
      facts.samplerate > static_cast<int>(kMostSoundRate)) {
    return "its sample rate is " + std::to_string(facts.samplerate) + " Hz, 1000 to 768000 can be played";
  }
  if (facts.frames < 0 || facts.frames == SF_COUNT_MAX) return "it does not tell its length";
  return {};
}

}  // namespace

SoundReader::SoundReader(std::unique_ptr<File> file) : file_(std::move(file)) {}
SoundReader::SoundReader(SoundReader&&) noexcept = default;
SoundReader& SoundReader::operator=(SoundReader&&) noexcept = default;
SoundReader::~SoundReader() = default;

Result<SoundReader> SoundReader::open(const std::string& path) {
  const Result<int> fd = open_plain(path);
  if (!fd) return fd.refusal();
  auto file = std::make_unique<File>();
  file->handle.reset(sf_open_fd(*fd, SFM_READ, &file->facts, SF_TRUE));
  if (!file->handle) {
    std::string why = sf_strerror(nullptr);
    while (!why.empty() && (why.back() == '.' || why.back() == '\n')) why.pop_back();
    return cannot_read(RefusalCode::kInvalid, path, why);
  }
  if (std::string why = out_of_range(file->facts); !why.empty()) {
    return cannot_read(RefusalCode::kInvalid, path, why);
  }
  return SoundReader(std::move(file));
}

std::uint16_t SoundReader::channels() const {
  return static_cast<std::uint16_t>(file_->facts.channels);
}
std::uint32_t SoundReader::sample_rate() const {
  return static_cast<std::uint32_t>(file_->facts.samplerate);
}
std::int64_t SoundReader::frames() const {
  return file_->facts.frames;
}

std::int64_t SoundReader::read(float* interleaved, std::int64_t frames) {
  const std::int64_t got = sf_readf_float(file_->handle.get(), interleaved, frames);
  for (std::int64_t i = 0; i < got * file_->facts.channels; ++i) {
    if (!std::isfinite(interleaved[i])) interleaved[i] = 0.0F;
  }
  return got;
}

}  // namespace corelogic::streaming
