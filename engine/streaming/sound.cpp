// sound.cpp: memory for a whole sound: mapped, touched, locked.  Side: control and disk.
#include "engine/streaming/sound.h"

#include <sys/mman.h>

#include <cstring>
#include <fstream>
#include <string>
#include <utility>

namespace corelogic::streaming {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

constexpr std::size_t kAlignment = 64;  // bytes: one cache line, one AVX-512 register

/// What the kernel believes it can give without swapping; 0 when it does not say.
std::uint64_t spare_memory() {
  std::ifstream facts("/proc/meminfo");
  std::string name, unit;
  std::uint64_t kilobytes = 0;
  while (facts >> name >> kilobytes && std::getline(facts, unit)) {
    if (name == "MemAvailable:") return kilobytes * 1024;
  }
  return 0;
}

/// Makes every page present now, so that no thread meets it for the first time later.
void touch(void* address, std::size_t bytes) {
  madvise(address, bytes, MADV_HUGEPAGE);  // fewer TLB misses with many tracks; no harm where it is refused
#ifdef MADV_POPULATE_WRITE
  if (madvise(address, bytes, MADV_POPULATE_WRITE) == 0) return;
#endif
  std::memset(address, 0, bytes);
}

}  // namespace

Mapping::Mapping(Mapping&& other) noexcept
    : address_(std::exchange(other.address_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(address_, other.address_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

Mapping::~Mapping() {
  if (address_ != nullptr) munmap(address_, bytes_);
}

std::size_t Sound::channel_stride(std::int64_t frames) {
  const std::size_t bytes = static_cast<std::size_t>(frames) * sizeof(float);
  return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

vocabulary::Result<std::shared_ptr<Sound>> Sound::allocate(std::uint16_t channels, std::int64_t frames,
                                                           std::uint32_t own_rate) {
  if (frames < 0 || static_cast<std::uint64_t>(frames) > kMostSoundBytes / sizeof(float) ||
      channel_stride(frames) * channels > kMostSoundBytes) {
    return Refusal{RefusalCode::kStorage, "sound",
                   std::to_string(frames) + " frames of " + std::to_string(channels) +
                       " channels are more than the 2 GiB that one sound may take in memory"};
  }
  const std::size_t bytes = std::max(channel_stride(frames) * channels, kAlignment);
  const std::uint64_t spare = spare_memory();
  // A quarter stays for everybody else: an engine that plays must not wake the kernel's out-of-memory killer.
  if (spare != 0 && bytes > spare / 4 * 3) {
    return Refusal{RefusalCode::kStorage, "sound",
                   "it needs " + std::to_string(bytes >> 20) + " MiB of memory and the machine can spare " +
                       std::to_string((spare / 4 * 3) >> 20) + " MiB"};
  }
  void* address = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (address == MAP_FAILED) {
    return Refusal{
        RefusalCode::kStorage, "sound",
        "the system gave no " + std::to_string(bytes >> 20) + " MiB of memory: " + std::strerror(errno)};
  }
  touch(address, bytes);
  return std::shared_ptr<Sound>(new Sound(Mapping(address, bytes), 0, channels, frames, own_rate));
}

std::shared_ptr<Sound> Sound::adopt(Mapping mapping, std::size_t offset, std::uint16_t channels,
                                    std::int64_t frames, std::uint32_t own_rate) {
  return std::shared_ptr<Sound>(new Sound(std::move(mapping), offset, channels, frames, own_rate));
}

Sound::Sound(Mapping mapping, std::size_t offset, std::uint16_t channels, std::int64_t frames,
             std::uint32_t own_rate)
    : mapping_(std::move(mapping)), frames_(frames), own_rate_(own_rate) {
  for (std::uint16_t c = 0; c < channels; ++c) {
    channels_.push_back(
        reinterpret_cast<const float*>(mapping_.data() + offset + c * channel_stride(frames)));
  }
  locked_ = mlock(mapping_.data(), mapping_.size()) == 0;
}

Sound::~Sound() = default;

}  // namespace corelogic::streaming
