// waveform.cpp: one pass over the file; whenever there are too many pairs, each two become one, so neither
// memory nor what is sent depends on what a header promises.  Side: disk.
#include "clients/gateway/waveform.h"

#include <fcntl.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace corelogic::gateway {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

constexpr std::uint32_t kLeastFramesAPair = 64;
constexpr sf_count_t kFramesAtOnce = 16384;
constexpr int kMostChannels = 64;

struct Pair {
  float least = 0;
  float greatest = 0;
};

class Picture {
 public:
  void add(const float* interleaved, sf_count_t frames, int channels) {
    for (sf_count_t i = 0; i < frames; ++i, interleaved += channels) add_frame(interleaved, channels);
  }
  [[nodiscard]] std::string take(int sample_rate) {
    if (in_pair_ > 0) pairs_.push_back(present_);
    std::string out;
    out.reserve(24 + 2 * pairs_.size());
    for (const std::uint32_t word :
         {std::uint32_t{2}, std::uint32_t{1}, static_cast<std::uint32_t>(sample_rate), frames_a_pair_,
          static_cast<std::uint32_t>(pairs_.size()), std::uint32_t{1}})
      for (const int shift : {0, 8, 16, 24}) out += static_cast<char>((word >> shift) & 0xffU);
    for (const Pair& pair : pairs_) {
      out += as_byte(pair.least);
      out += as_byte(pair.greatest);
    }
    return out;
  }

 private:
  void add_frame(const float* samples, int channels) {
    if (in_pair_ == 0) present_ = {.least = 1e9F, .greatest = -1e9F};
    for (int c = 0; c < channels; ++c) {
      const float sample = std::isfinite(samples[c]) ? samples[c] : 0.0F;
      present_.least = std::min(present_.least, sample);
      present_.greatest = std::max(present_.greatest, sample);
    }
    if (++in_pair_ < frames_a_pair_) return;
    pairs_.push_back(present_);
    in_pair_ = 0;
    if (pairs_.size() == kMostPairs) halve();
  }
  void halve() {
    for (std::size_t i = 0; i < pairs_.size() / 2; ++i)
      pairs_[i] = {.least = std::min(pairs_[2 * i].least, pairs_[2 * i + 1].least),
                   .greatest = std::max(pairs_[2 * i].greatest, pairs_[2 * i + 1].greatest)};
    pairs_.resize(pairs_.size() / 2);
    frames_a_pair_ *= 2;
  }
  static char as_byte(float sample) {
    return static_cast<char>(static_cast<std::int8_t>(std::clamp(std::lround(sample * 127.0F), -128L, 127L)));
  }

  std::vector<Pair> pairs_;
  Pair present_;
  std::uint32_t in_pair_ = 0;
  std::uint32_t frames_a_pair_ = kLeastFramesAPair;
};

struct Close {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

}  // namespace

vocabulary::Result<std::string> waveform_of(const std::string& path, const std::atomic<bool>& leave) {
  // Not blocking: a pipe would be waited for.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat facts {};
  if (descriptor < 0 || ::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    if (descriptor >= 0) ::close(descriptor);
    return Refusal{RefusalCode::kNotFound, path, "There is no file " + path + " that can be read."};
  }
  SF_INFO info{};
  const std::unique_ptr<SNDFILE, Close> file(sf_open_fd(descriptor, SFM_READ, &info, SF_TRUE));
  if (file == nullptr || info.channels < 1 || info.channels > kMostChannels || info.samplerate < 1)
    return Refusal{RefusalCode::kInvalid, path, path + " is no sound file that can be read."};
  std::vector<float> samples(static_cast<std::size_t>(kFramesAtOnce * info.channels));
  Picture picture;
  for (sf_count_t read = 0; (read = sf_readf_float(file.get(), samples.data(), kFramesAtOnce)) > 0;) {
    if (leave.load(std::memory_order_relaxed))
      return Refusal{RefusalCode::kBusy, path, "The gateway is about to end; ask again."};
    picture.add(samples.data(), read, info.channels);
  }
  return picture.take(info.samplerate);
}

}  // namespace corelogic::gateway
