// resampler.cpp: libsoxr, interleaved in, planar out.  Side: disk, or control when offline.
#include "engine/streaming/resampler.h"

#include <soxr.h>

#include <string>
#include <utility>
#include <vector>

namespace corelogic::streaming {

struct Resampler::State {
  std::unique_ptr<soxr, void (*)(soxr*)> soxr_state{nullptr, &soxr_delete};
  std::uint16_t channels = 0;
  std::vector<float*> out;
  std::vector<std::vector<float>> spill;  ///< where frames beyond the room go, to be forgotten
};

Resampler::Resampler(std::unique_ptr<State> state) : state_(std::move(state)) {}
Resampler::Resampler(Resampler&&) noexcept = default;
Resampler& Resampler::operator=(Resampler&&) noexcept = default;
Resampler::~Resampler() = default;

vocabulary::Result<Resampler> Resampler::make(std::uint32_t from_rate, std::uint32_t to_rate,
                                              std::uint16_t channels) {
  const soxr_io_spec_t formats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_S);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
  const soxr_runtime_spec_t threads = soxr_runtime_spec(1);
  soxr_error_t error = nullptr;
  auto state = std::make_unique<State>();
  state->soxr_state.reset(soxr_create(from_rate, to_rate, channels, &error, &formats, &quality, &threads));
  if (error != nullptr) {
    return vocabulary::Refusal{vocabulary::RefusalCode::kInternal, "resampler",
                               "cannot resample from " + std::to_string(from_rate) + " to " +
                                   std::to_string(to_rate) + " Hz: " + error};
  }
  state->channels = channels;
  state->out.resize(channels);
  return Resampler(std::move(state));
}

std::int64_t Resampler::length(std::int64_t frames, std::uint32_t from_rate, std::uint32_t to_rate) {
  // frames < 2^48 and rates < 2^20 would overflow 63 bits: whole seconds and the rest apart.
  const std::int64_t seconds = frames / from_rate;
  const std::int64_t rest = frames % from_rate;
  return seconds * to_rate + (rest * to_rate * 2 + from_rate) / (std::int64_t{from_rate} * 2);
}

std::int64_t Resampler::run(const float* interleaved, std::int64_t frames, float* const* planar,
                            std::int64_t room) {
  constexpr std::size_t kSpill = 4096;  // frames
  State& state = *state_;
  std::size_t taken = 0;
  std::int64_t written = 0;
  for (;;) {
    const bool spilling = written >= room;
    if (spilling && state.spill.empty()) state.spill.assign(state.channels, std::vector<float>(kSpill));
    for (std::uint16_t c = 0; c < state.channels; ++c) {
      state.out[c] = spilling ? state.spill[c].data() : planar[c] + written;
    }
    const float* from = interleaved == nullptr ? nullptr : interleaved + taken * state.channels;
    std::size_t took = 0;
    std::size_t gave = 0;
    soxr_process(state.soxr_state.get(), from, static_cast<std::size_t>(frames) - taken, &took,
                 state.out.data(), spilling ? kSpill : static_cast<std::size_t>(room - written), &gave);
    taken += took;
    if (!spilling) written += static_cast<std::int64_t>(gave);
    if (gave == 0 && took == 0) return written;
  }
}

}  // namespace corelogic::streaming
