// desk.h: a keeper and a cycle on one thread, with a device whose inputs are functions of the frame.  Side:
// test.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

#include "engine/building/plan_keeper.h"
#include "engine/scheduler/cycle.h"

namespace corelogic::building {

using Sample = std::function<float(std::uint16_t channel, std::int64_t frame)>;
using Sound = std::vector<std::vector<float>>;  ///< by channel

inline float sine(double hertz, std::int64_t frame) {
  return static_cast<float>(0.5 *
                            std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(frame) / 48000.0));
}

class Desk {
 public:
  static constexpr std::uint32_t kBlock = 64;

  explicit Desk(Sample input, std::uint32_t inputs = 8, std::uint32_t outputs = 8, std::uint32_t threads = 1,
                streaming::Mode mode = streaming::Mode::kInline)
      : input_(std::move(input)),
        inputs_(inputs),
        outputs_(outputs),
        library_(48000, mode, ""),
        rings_(std::make_unique<doors::Rings>()),
        keeper_(
            *rings_, library_,
            {.sample_rate = 48000, .device_inputs = inputs, .device_outputs = outputs, .threads = threads}),
        cycle_(*rings_, {.sample_rate = 48000,
                         .threads = threads,
                         .most_outputs = outputs,
                         .meter_hz = 30,
                         .worker_priority = 0,
                         .worth_waking_seconds = 0.0}) {}
  ~Desk() { cycle_.release(); }

  PlanKeeper& keeper() { return keeper_; }
  std::int64_t now() const { return now_; }

  /// Polls and runs a block, so many times; adds what the device got to `sound`.
  void run(int blocks, Sound* sound = nullptr) {
    for (int i = 0; i < blocks; ++i) {
      note(keeper_.poll());
      run_block(sound);
    }
    note(keeper_.poll());
  }
  void play(messages::GraphSnapshot graph, int blocks, Sound* sound = nullptr) {
    keeper_.offer(std::move(graph));
    run(blocks, sound);
  }

  /// All news since the desk was made.
  PlanKeeper::News news;

 private:
  void note(PlanKeeper::News turn) {
    news.installed.insert(news.installed.end(), turn.installed.begin(), turn.installed.end());
    news.refused.insert(news.refused.end(), turn.refused.begin(), turn.refused.end());
    news.warnings.insert(news.warnings.end(), turn.warnings.begin(), turn.warnings.end());
    news.meters = news.meters || turn.meters;
  }
  void run_block(Sound* sound) {
    std::vector<std::vector<float>> in(inputs_, std::vector<float>(kBlock));
    std::vector<std::vector<float>> out(outputs_, std::vector<float>(kBlock, 99.0F));
    std::vector<const float*> in_pointers;
    std::vector<float*> out_pointers;
    for (std::uint16_t c = 0; c < inputs_; ++c) {
      for (std::uint32_t f = 0; f < kBlock; ++f) in[c][f] = input_(c, now_ + f);
      in_pointers.push_back(in[c].data());
    }
    for (auto& channel : out) out_pointers.push_back(channel.data());
    cycle_.run({.inputs = in_pointers.data(),
                .outputs = out_pointers.data(),
                .input_count = inputs_,
                .output_count = outputs_,
                .frames = kBlock});
    now_ += kBlock;
    if (sound == nullptr) return;
    sound->resize(outputs_);
    for (std::uint32_t c = 0; c < outputs_; ++c)
      (*sound)[c].insert((*sound)[c].end(), out[c].begin(), out[c].end());
  }

  Sample input_;
  std::uint32_t inputs_, outputs_;
  streaming::SoundLibrary library_;
  std::unique_ptr<doors::Rings> rings_;
  PlanKeeper keeper_;
  scheduler::Cycle cycle_;
  std::int64_t now_ = 0;
};

/// Energy above 8 kHz of the loudest 512 frames, dB of full scale (RMS): what of a click or a zip is heard
/// beside a low sine. A windowed sinc high-pass (Blackman, 511 taps; stop band below -74 dB alone, so it is
/// run twice). A step of A shows as A·0.02 (-80 dB: a step of 0.005); the corner of a 10 ms ramp from 0 to
/// 0.5 as -97 dB.
inline double treble_db(const std::vector<float>& sound) {
  constexpr int kTaps = 511;
  std::vector<double> filter(kTaps);
  const double cut = 8000.0 / 48000.0;
  for (int i = 0; i < kTaps; ++i) {
    const double t = i - kTaps / 2;
    const double low = t == 0 ? 2 * cut : std::sin(2 * std::numbers::pi * cut * t) / (std::numbers::pi * t);
    const double phase = 2 * std::numbers::pi * i / (kTaps - 1);
    filter[static_cast<std::size_t>(i)] =
        (t == 0 ? 1.0 - low : -low) * (0.42 - 0.5 * std::cos(phase) + 0.08 * std::cos(2 * phase));
  }
  std::vector<double> now(sound.begin(), sound.end());
  for (int pass = 0; pass < 2; ++pass) {
    std::vector<double> next(now.size() > kTaps ? now.size() - kTaps : 0);
    for (std::size_t i = 0; i < next.size(); ++i)
      for (std::size_t k = 0; k < kTaps; ++k) next[i] += now[i + k] * filter[k];
    now = std::move(next);
  }
  constexpr std::size_t kWindow = 512;
  double most = 0;
  double sum = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    sum += now[i] * now[i];
    if (i >= kWindow) sum -= now[i - kWindow] * now[i - kWindow];
    most = std::max(most, sum / kWindow);
  }
  most = std::sqrt(most);
  return 20 * std::log10(most + 1e-12);
}

}  // namespace corelogic::building
