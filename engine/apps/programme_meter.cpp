// programme_meter.cpp: chunk by chunk, as in a cycle.
#include "engine/apps/programme_meter.h"

#include <algorithm>

namespace corelogic::apps {
namespace {

constexpr std::uint32_t kChunk = dsp::kMaxFrames;

std::size_t groups(std::uint16_t channels) {
  return (channels + dsp::kLanes - 1) / dsp::kLanes;
}

}  // namespace

ProgrammeMeter::ProgrammeMeter(double sample_rate, std::uint16_t channels)
    : channels_(channels),
      loudness_(sample_rate, std::min<std::uint16_t>(channels, doors::StreamRing::kMostChannels)),
      interleaved_(std::size_t{kChunk} * loudness_.ring().channels()),
      holds_(std::make_unique<dsp::DetailHold[]>(groups(channels))) {
  for (std::size_t g = 0; g < groups(channels); ++g) holds_[g].past = {};  // silence came before
}

void ProgrammeMeter::hear(const float* const* channels, std::uint32_t frames) {
  alignas(dsp::kAlignment) dsp::LaneFrame gathered[kChunk + 1] = {};
  const std::uint32_t counted = loudness_.ring().channels();
  for (std::uint32_t at = 0; at < frames; at += kChunk) {
    const std::uint32_t now = std::min(kChunk, frames - at);
    for (std::uint32_t c = 0; c < counted; ++c)
      for (std::uint32_t f = 0; f < now; ++f) interleaved_[f * counted + c] = channels[c][at + f];
    loudness_.add(interleaved_.data(), now);
    for (std::size_t g = 0; g < groups(channels_); ++g) {
      const float* planar[dsp::kLanes] = {};
      for (std::size_t l = 0; l < dsp::kLanes && g * dsp::kLanes + l < channels_; ++l)
        planar[l] = channels[g * dsp::kLanes + l] + at;
      dsp::gather_lanes(planar, gathered, now);
      dsp::measure_detail(gathered, holds_[g], now);
    }
  }
}

std::vector<float> ProgrammeMeter::true_peaks() const {
  std::vector<float> peaks(channels_);
  for (std::size_t c = 0; c < channels_; ++c) peaks[c] = holds_[c / dsp::kLanes].true_peak[c % dsp::kLanes];
  return peaks;
}

}  // namespace corelogic::apps
