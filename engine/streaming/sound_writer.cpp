// sound_writer.cpp: the writing half of sound_file.h.  Side: disk, or control when offline.
#include <fcntl.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <string_view>
#include <utility>

#include "engine/dsp/triangular_noise.h"
#include "engine/streaming/sound_file.h"

namespace corelogic::streaming {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

struct SoundWriter::File {
  std::string path;
  std::string temporary;
  WriteSettings settings;
  int fd = -1;
  SNDFILE* handle = nullptr;
  std::vector<float> floats;
  std::vector<int> integers;
  dsp::TriangularNoise noise{0x64697468};  // "dith": of no playback channel
  std::uint64_t clipped = 0;

  ~File() {
    if (handle != nullptr) sf_close(handle);
    if (fd >= 0) ::close(fd);
    if (!temporary.empty()) ::unlink(temporary.c_str());
  }
};

namespace {

Refusal cannot_write(const std::string& path, const std::string& why) {
  return {RefusalCode::kStorage, path, "cannot write the sound file " + path + ": " + why};
}

int subtype(SampleFormat format) {
  switch (format) {
    case SampleFormat::kS16:
      return SF_FORMAT_PCM_16;
    case SampleFormat::kS24:
      return SF_FORMAT_PCM_24;
    case SampleFormat::kS32:
      return SF_FORMAT_PCM_32;
    case SampleFormat::kFloat:
      break;
  }
  return SF_FORMAT_FLOAT;
}

int bits(SampleFormat format) {
  switch (format) {
    case SampleFormat::kS16:
      return 16;
    case SampleFormat::kS24:
      return 24;
    case SampleFormat::kS32:
    case SampleFormat::kFloat:
      break;
  }
  return 32;
}

bool fits_plain_wav(const WriteSettings& settings) {
  constexpr double kMostBytes = 4294967295.0 - 65536.0;  // 32 bits, less a generous header
  const double frame_bytes = settings.channels * static_cast<double>(bits(settings.format)) / 8.0;
  return settings.most_frames > 0 && static_cast<double>(settings.most_frames) * frame_bytes <= kMostBytes;
}

int major_format(const WriteSettings& settings) {
  if (settings.container == Container::kFlac) return SF_FORMAT_FLAC;
  if (settings.container == Container::kWav && fits_plain_wav(settings)) return SF_FORMAT_WAV;
  return SF_FORMAT_RF64;
}

SF_INFO describe(const WriteSettings& settings) {
  SF_INFO facts{};
  facts.samplerate = static_cast<int>(settings.sample_rate);
  facts.channels = settings.channels;
  facts.format = subtype(settings.format) | major_format(settings);
  return facts;
}

/// A float file's PEAK chunk holds the time of day, and RF64 cannot do without it: the same render would not
/// be the same file. The time becomes 0.
void forget_time(int fd) {
  std::array<char, 512> header{};
  const ssize_t got = ::pread(fd, header.data(), header.size(), 0);
  const std::string_view text(header.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  const std::size_t peak = text.find("PEAK");
  if (peak == std::string_view::npos) return;
  constexpr std::array<char, 4> kNever{};
  const auto at = static_cast<off_t>(peak + 12);  // after "PEAK", size, version
  if (::pwrite(fd, kNever.data(), kNever.size(), at) < 0) return;
}

void interleave(const float* const* channels, std::uint16_t width, std::uint32_t frames,
                std::vector<float>& to) {
  to.resize(std::size_t{frames} * width);
  for (std::uint16_t c = 0; c < width; ++c) {
    for (std::uint32_t i = 0; i < frames; ++i) to[std::size_t{i} * width + c] = channels[c][i];
  }
}

/// To the topmost `depth` bits of 32, as libsndfile takes them; `noise`: added before rounding, or null.
/// Returns how many samples were clipped.
std::uint64_t quantize(const std::vector<float>& from, int depth, dsp::TriangularNoise* noise,
                       std::vector<int>& to) {
  const double scale = std::ldexp(1.0, depth - 1);
  const int shift = 32 - depth;
  std::uint64_t clipped = 0;
  to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    const double steps = static_cast<double>(from[i]) * scale;
    const double nearest = std::nearbyint(steps);
    const double wanted = noise == nullptr ? nearest : std::nearbyint(steps + noise->next());
    const double held = std::isnan(wanted) ? 0.0 : std::clamp(wanted, -scale, scale - 1.0);
    if (std::clamp(nearest, -scale, scale - 1.0) != nearest) ++clipped;  // what noise alone lifts is none
    to[i] = static_cast<int>(static_cast<unsigned>(static_cast<int>(held)) << shift);
  }
  return clipped;
}

}  // namespace

SoundWriter::SoundWriter(std::unique_ptr<File> file) : file_(std::move(file)) {}
SoundWriter::SoundWriter(SoundWriter&&) noexcept = default;
SoundWriter& SoundWriter::operator=(SoundWriter&&) noexcept = default;
SoundWriter::~SoundWriter() = default;

Result<SoundWriter> SoundWriter::create(const std::string& path, const WriteSettings& settings) {
  SF_INFO facts = describe(settings);
  if (sf_format_check(&facts) == SF_FALSE) {
    return Refusal{
        RefusalCode::kUnsupported, path,
        "cannot write " + path + ": FLAC holds 16 or 24 bit and at most 8 channels; choose .wav for more"};
  }
  struct stat there {};
  if (::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
    return cannot_write(path, "something else than a plain file has this name");  // rename would replace it
  }
  auto file = std::make_unique<File>();
  file->path = path;
  file->settings = settings;
  const std::string temporary = path + ".part-" + std::to_string(::getpid());
  file->fd = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file->fd < 0) return cannot_write(path, std::strerror(errno));
  file->temporary = temporary;
  file->handle = sf_open_fd(file->fd, SFM_WRITE, &facts, SF_FALSE);
  if (file->handle == nullptr) return cannot_write(path, sf_strerror(nullptr));
  sf_command(file->handle, SFC_RF64_AUTO_DOWNGRADE, nullptr,
             settings.container == Container::kWav ? SF_TRUE : SF_FALSE);
  sf_command(file->handle, SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
  return SoundWriter(std::move(file));
}

Result<void> SoundWriter::write(const float* const* channels, std::uint32_t frames) {
  File& file = *file_;
  interleave(channels, file.settings.channels, frames, file.floats);
  sf_count_t written = 0;
  if (file.settings.format == SampleFormat::kFloat) {
    written = sf_writef_float(file.handle, file.floats.data(), frames);
  } else {
    const int depth = bits(file.settings.format);
    const bool dithers = file.settings.dither && depth < 32;
    file.clipped += quantize(file.floats, depth, dithers ? &file.noise : nullptr, file.integers);
    written = sf_writef_int(file.handle, file.integers.data(), frames);
  }
  if (written != static_cast<sf_count_t>(frames)) return cannot_write(file.path, sf_strerror(file.handle));
  return {};
}

Result<void> SoundWriter::commit() {
  File& file = *file_;
  const int closed = sf_close(std::exchange(file.handle, nullptr));
  if (closed != SF_ERR_NO_ERROR) return cannot_write(file.path, sf_error_number(closed));
  forget_time(file.fd);
  if (::fsync(file.fd) != 0 || ::rename(file.temporary.c_str(), file.path.c_str()) != 0) {
    return cannot_write(file.path, std::strerror(errno));
  }
  file.temporary.clear();
  return {};
}

std::uint64_t SoundWriter::clipped_samples() const {
  return file_->clipped;
}

}  // namespace corelogic::streaming
