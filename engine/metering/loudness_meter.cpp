// loudness_meter.cpp: libebur128 behind a door.  Side: control.
#include "engine/metering/loudness_meter.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <span>

namespace corelogic::metering {
namespace {

/// Frames counted in one go.
constexpr std::uint32_t kChunk = 1024;

constexpr int kModes =
    EBUR128_MODE_M | EBUR128_MODE_S | EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_HISTOGRAM;

/// Where the loudspeakers of a layout stand: what libebur128 weighs them by. Empty: discrete channels, all of
/// them alike.
std::span<const channel> layout(std::uint16_t channels) {
  static constexpr channel kSpeakers[] = {EBUR128_LEFT,  EBUR128_RIGHT, EBUR128_CENTER, EBUR128_UNUSED,
                                          EBUR128_Mp090, EBUR128_Mm090, EBUR128_Mp135,  EBUR128_Mm135,
                                          EBUR128_Up045, EBUR128_Um045, EBUR128_Up135,  EBUR128_Um135};
  static constexpr channel kQuad[] = {EBUR128_LEFT, EBUR128_RIGHT, EBUR128_Mp110, EBUR128_Mm110};
  static constexpr channel kSurroundAndTops[] = {EBUR128_LEFT,  EBUR128_RIGHT, EBUR128_CENTER, EBUR128_UNUSED,
                                                 EBUR128_Mp110, EBUR128_Mm110, EBUR128_Up045,  EBUR128_Um045,
                                                 EBUR128_Up135, EBUR128_Um135};
  switch (channels) {
    case 1:
    case 2:
    case 3:
    case 8:
    case 12:
      return std::span(kSpeakers).first(channels);
    case 4:
      return kQuad;
    case 6:
    case 10:
      return std::span(kSurroundAndTops).first(channels);
    default:
      return {};
  }
}

using Question = int (*)(ebur128_state*, double*);

float ask(Question question, ebur128_state* counter) {
  double value = 0;
  if (question(counter, &value) != EBUR128_SUCCESS || !std::isfinite(value)) return Loudness::kUnknown;
  return static_cast<float>(value);
}

}  // namespace

struct LoudnessMeter::State {
  State(std::uint32_t channels, unsigned long rate) : counter(ebur128_init(channels, rate, kModes)) {
    if (counter == nullptr) throw std::bad_alloc();
    const auto speakers = layout(static_cast<std::uint16_t>(channels));
    for (std::uint32_t c = 0; c < channels; ++c)
      ebur128_set_channel(counter, c, speakers.empty() ? EBUR128_LEFT : speakers[c]);
  }
  ~State() { ebur128_destroy(&counter); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ebur128_state* counter;
};

LoudnessMeter::LoudnessMeter(double sample_rate, std::uint16_t channels)
    : state_(std::make_unique<State>(channels, static_cast<unsigned long>(sample_rate))),
      sample_rate_(sample_rate),
      ring_(channels, static_cast<std::uint32_t>(sample_rate / 2.0)),
      heard_(std::size_t{kChunk} * channels) {}

LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::feed() {
  while (const std::uint32_t frames = ring_.pop(heard_.data(), kChunk)) add(heard_.data(), frames);
}

void LoudnessMeter::add(const float* interleaved, std::uint32_t frames) {
  ebur128_add_frames_float(state_->counter, interleaved, frames);
  frames_ += frames;
}

void LoudnessMeter::reset() {
  while (ring_.pop(heard_.data(), kChunk) > 0) {
  }
  state_ = std::make_unique<State>(ring_.channels(), static_cast<unsigned long>(sample_rate_));
  last_ = {};
  frames_ = 0;
  next_count_ = 0;
}

const Loudness& LoudnessMeter::read() {
  if (frames_ == 0 || frames_ < next_count_) return last_;
  next_count_ = frames_ + static_cast<std::uint64_t>(sample_rate_ / 10.0);
  last_.momentary = ask(ebur128_loudness_momentary, state_->counter);
  last_.short_term = ask(ebur128_loudness_shortterm, state_->counter);
  last_.integrated = ask(ebur128_loudness_global, state_->counter);
  const bool any = last_.integrated != Loudness::kUnknown;
  last_.range = any ? ask(ebur128_loudness_range, state_->counter) : Loudness::kUnknown;
  return last_;
}

}  // namespace corelogic::metering
