// sound_cache.cpp: see the grammar in sound_cache.h.  Side: disk.
#include "engine/streaming/sound_cache.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace corelogic::streaming {
namespace {

constexpr std::size_t kHeaderBytes = 4096;  // a page: the samples behind it start at a page too
constexpr std::array<char, 8> kMagic = {'C', 'L', 'S', 'O', 'U', 'N', 'D', '2'};
constexpr std::uint64_t kPrime = 0x100000001b3ULL;  // FNV's
constexpr std::uint64_t kSeed = 0xcbf29ce484222325ULL;

using Header = std::array<std::byte, kHeaderBytes>;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// FNV-1a over words in 8 lanes side by side: each step is one to one, so no single changed word goes unseen,
/// and it keeps up with memory (8 multiplications in flight).  Requires: bytes is a multiple of 64.
class Checksum {
 public:
  void add(const std::byte* from, std::size_t bytes) {
    for (std::size_t i = 0; i + 64 <= bytes; i += 64) {
      std::array<std::uint64_t, 8> words;
      std::memcpy(words.data(), from + i, 64);
      for (std::size_t k = 0; k < 8; ++k) lanes_[k] = (lanes_[k] ^ words[k]) * kPrime;
    }
  }
  [[nodiscard]] std::uint64_t value() const {
    std::uint64_t sum = kSeed;
    for (std::uint64_t lane : lanes_) sum = (sum ^ lane) * kPrime;
    return sum;
  }

 private:
  std::array<std::uint64_t, 8> lanes_ = {kSeed,     kSeed + 1, kSeed + 2, kSeed + 3,
                                         kSeed + 4, kSeed + 5, kSeed + 6, kSeed + 7};
};

std::uint64_t checksum(const std::byte* from, std::size_t bytes) {
  Checksum sum;
  sum.add(from, bytes);
  return sum.value();
}

/// Lays values one after the other into a header.
class HeaderWriter {
 public:
  template <class T>
  void put(const T& value) {
    std::memcpy(header_.data() + at_, &value, sizeof(value));
    at_ += sizeof(value);
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    std::memcpy(header_.data() + at_, text.data(), text.size());
    at_ += text.size();
  }
  /// The checksum stands in the last 8 bytes, over all before it padded to 64.
  [[nodiscard]] Header finish() {
    const std::uint64_t sum = checksum(header_.data(), kHeaderBytes - 64);
    std::memcpy(header_.data() + kHeaderBytes - 8, &sum, 8);
    return header_;
  }

 private:
  Header header_{};
  std::size_t at_ = 0;
};

Header make_header(const SoundKey& key, std::uint32_t channels, std::int64_t frames,
                   std::uint64_t samples_sum, std::uint32_t own_rate) {
  HeaderWriter header;
  header.put(kMagic);
  header.put(key.rate);
  header.put(channels);
  header.put(frames);
  header.put(key.bytes);
  header.put(key.modified_ns);
  header.put(samples_sum);
  header.put(own_rate);
  header.put(key.path);
  return header.finish();
}

template <class T>
T take(const std::byte* header, std::size_t offset) {
  T value;
  std::memcpy(&value, header + offset, sizeof(value));
  return value;
}

bool fits_in_header(const SoundKey& key) {
  return key.path.size() < kHeaderBytes - 256;
}

bool write_all(int fd, const void* from, std::size_t bytes) {
  const auto* at = static_cast<const std::byte*>(from);
  while (bytes > 0) {
    const ssize_t wrote = ::write(fd, at, bytes);
    if (wrote <= 0) return false;
    at += wrote;
    bytes -= static_cast<std::size_t>(wrote);
  }
  return true;
}

/// A channel with its padding; the sound's own stride may be wider if it was shortened.
std::vector<std::byte> last_words(const float* channel, std::int64_t frames) {
  const std::size_t whole = static_cast<std::size_t>(frames) * sizeof(float) / 64 * 64;
  const std::size_t rest = static_cast<std::size_t>(frames) * sizeof(float) - whole;
  std::vector<std::byte> words(rest == 0 ? 0 : 64);
  if (rest != 0) std::memcpy(words.data(), reinterpret_cast<const std::byte*>(channel) + whole, rest);
  return words;
}

template <class Visit>
bool each_piece(const Sound& sound, Visit&& visit) {
  const graph::SoundView view = sound.view();
  const std::size_t whole = static_cast<std::size_t>(view.frames) * sizeof(float) / 64 * 64;
  for (std::uint16_t c = 0; c < view.channel_count; ++c) {
    const auto* bytes = reinterpret_cast<const std::byte*>(view.channels[c]);
    const std::vector<std::byte> end = last_words(view.channels[c], view.frames);
    if (!visit(bytes, whole) || !visit(end.data(), end.size())) return false;
  }
  return true;
}

bool write_sound(int fd, const SoundKey& key, const Sound& sound) {
  Checksum sum;
  each_piece(sound, [&](const std::byte* from, std::size_t bytes) {
    sum.add(from, bytes);
    return true;
  });
  const Header header =
      make_header(key, sound.channel_count(), sound.frames(), sum.value(), sound.own_rate());
  return write_all(fd, header.data(), header.size()) &&
         each_piece(sound,
                    [&](const std::byte* from, std::size_t bytes) { return write_all(fd, from, bytes); });
}

}  // namespace

std::optional<SoundKey> key_of(const std::string& path, std::uint32_t rate) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
  return SoundKey{path, facts.st_size, facts.st_mtim.tv_sec * 1'000'000'000LL + facts.st_mtim.tv_nsec, rate};
}

SoundCache::SoundCache(std::string directory, std::uint64_t most_bytes)
    : directory_(std::move(directory)), most_bytes_(most_bytes) {
  std::error_code ignored;
  if (!directory_.empty()) std::filesystem::create_directories(directory_, ignored);
}

std::string SoundCache::file_of(const SoundKey& key) const {
  std::uint64_t hash = (kSeed ^ key.rate) * kPrime;
  for (char c : key.path) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  char name[32];
  std::snprintf(name, sizeof(name), "%016llx.sound", static_cast<unsigned long long>(hash));
  return directory_ + "/" + name;
}

std::shared_ptr<const Sound> SoundCache::find(const SoundKey& key) const {
  if (directory_.empty() || !fits_in_header(key)) return nullptr;
  const Descriptor file(::open(file_of(key).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat facts {};
  if (file.get() < 0 || fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return nullptr;
  const auto bytes = static_cast<std::size_t>(facts.st_size);
  if (bytes < kHeaderBytes || bytes > kMostSoundBytes + kHeaderBytes) return nullptr;
  void* address = mmap(nullptr, bytes, PROT_READ, MAP_SHARED | MAP_POPULATE, file.get(), 0);
  if (address == MAP_FAILED) return nullptr;
  Mapping mapping(address, bytes);
  const auto channels = take<std::uint32_t>(mapping.data(), 12);
  const auto frames = take<std::int64_t>(mapping.data(), 16);
  const auto samples_sum = take<std::uint64_t>(mapping.data(), 40);
  const auto own_rate = take<std::uint32_t>(mapping.data(), 48);
  if (channels < 1 || channels > 64 || frames < 0 ||
      frames > static_cast<std::int64_t>(kMostSoundBytes / 4) ||
      bytes != kHeaderBytes + channels * Sound::channel_stride(frames)) {
    return nullptr;
  }
  // The header must be, byte for byte, the one that this source would be given.
  const Header wanted = make_header(key, channels, frames, samples_sum, own_rate);
  if (std::memcmp(wanted.data(), mapping.data(), kHeaderBytes) != 0) return nullptr;
  if (checksum(mapping.data() + kHeaderBytes, bytes - kHeaderBytes) != samples_sum) return nullptr;
  futimens(file.get(), nullptr);  // used now: make_room() takes the longest unused
  return Sound::adopt(std::move(mapping), kHeaderBytes, static_cast<std::uint16_t>(channels), frames,
                      own_rate);
}

void SoundCache::keep(const SoundKey& key, const Sound& sound) const {
  if (directory_.empty() || !fits_in_header(key)) return;
  const std::uint64_t bytes = kHeaderBytes + sound.channel_count() * Sound::channel_stride(sound.frames());
  if (bytes > most_bytes_) return;
  make_room(bytes);
  const std::string name = file_of(key);
  const std::string temporary = name + ".part-" + std::to_string(::getpid());
  bool whole = false;
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    whole = file.get() >= 0 && write_sound(file.get(), key, sound);
  }
  if (!whole || ::rename(temporary.c_str(), name.c_str()) != 0) ::unlink(temporary.c_str());
}

void SoundCache::make_room(std::uint64_t bytes) const {
  struct Old {
    std::filesystem::file_time_type used;
    std::filesystem::path path;
    std::uint64_t bytes;
  };
  std::vector<Old> olds;
  std::uint64_t total = bytes;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory_, error)) {
    std::error_code lost;  // another engine may remove files at the same time
    const std::uint64_t size = entry.file_size(lost);
    const auto used = entry.last_write_time(lost);
    if (lost || entry.path().filename().string().find(".sound") == std::string::npos) continue;
    olds.push_back({used, entry.path(), size});
    total += size;
  }
  std::sort(olds.begin(), olds.end(), [](const Old& a, const Old& b) { return a.used < b.used; });
  for (const Old& old : olds) {
    if (total <= most_bytes_) break;
    if (std::filesystem::remove(old.path, error)) total -= old.bytes;
  }
}

}  // namespace corelogic::streaming
