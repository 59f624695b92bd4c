// dynamics_rack.h: one strip of a dynamics effect with sound, and a key if there is one, going through it.
// It asserts nothing.  Side: tests.
#pragma once

#include <optional>

#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects::test {

/// Lanes that are not the strip's hear noise, and must not be heard.
class KeyedRack {
 public:
  KeyedRack(LaneEffect& effect, const Values& values, std::uint16_t channels = 1, std::uint16_t first = 0,
            bool bypass = false)
      : effect_(effect), strip_{first, channels} {
    effect_.begin(strip_, values.data(), bypass);
  }

  [[nodiscard]] Sound run(const Sound& in, const std::vector<Move>& moves = {},
                          const std::vector<std::uint32_t>& cuts = {kMaxFrames}, const Sound& key = {}) {
    const auto frames = static_cast<std::uint32_t>(in[0].size());
    dsp::test::LaneBuffer lanes(frames), keys(frames);
    fill(lanes, in);
    if (!key.empty()) fill(keys, key);
    const auto link = static_cast<LaneLink>(strip_.width <= 1   ? 1
                                            : strip_.width <= 2 ? 2
                                            : strip_.width <= 4 ? 4
                                                                : 16);
    for (std::uint32_t done = 0, cut = 0; done < frames; ++cut) {
      if (done % kMaxFrames == 0)
        for (const Move& move : moves)
          if (move.frame == done) effect_.set(strip_, move.parameter, move.value);
      const std::uint32_t count = std::min(cuts[cut % cuts.size()], frames - done);
      const LaneFrame* heard = key.empty() ? nullptr : keys.get() + done;
      effect_.process(lanes.get() + done, heard, lanes.get() + done, {count, 120.0}, link);
      done += count;
    }
    Sound out(in.size(), std::vector<float>(frames));
    for (std::size_t c = 0; c < in.size(); ++c)
      for (std::uint32_t f = 0; f < frames; ++f) out[c][f] = lanes[f][strip_.first + c];
    return out;
  }
  float gain_reduction() { return effect_.take_gain_reduction(strip_); }
  float key_peak() { return effect_.take_key_peak(strip_); }
  float detector_level() { return effect_.take_detector_level(strip_); }

 private:
  void fill(dsp::test::LaneBuffer& lanes, const Sound& sound) const {
    const auto frames = sound[0].size();
    const auto strange = dsp::test::noise(frames, 77);
    for (std::size_t f = 0; f < frames; ++f) {
      std::fill_n(lanes[f], kLanes, strange[f]);
      for (std::size_t c = 0; c < strip_.width; ++c)
        lanes[f][strip_.first + c] = c < sound.size() ? sound[c][f] : 0.0F;
    }
  }

  LaneEffect& effect_;
  LaneStrip strip_;
};

[[nodiscard]] inline std::vector<float> constant(std::size_t frames, float level) {
  return std::vector<float>(frames, level);
}
/// `first` up to frame `when`, then `after`.
[[nodiscard]] inline std::vector<float> step(std::size_t frames, std::size_t when, double first,
                                             double after) {
  std::vector<float> sound(frames, static_cast<float>(after));
  std::fill_n(sound.begin(), when, static_cast<float>(first));
  return sound;
}
[[nodiscard]] inline double amplitude(double db) {
  return std::pow(10, db / 20);
}
/// Noise that swells and fades, so that attack and release both work.
[[nodiscard]] inline std::vector<float> swelling(std::size_t frames, std::uint32_t seed,
                                                 double period = 3000) {
  auto sound = dsp::test::noise(frames, seed);
  for (std::size_t f = 0; f < frames; ++f)
    sound[f] *=
        static_cast<float>(0.51 + 0.49 * std::sin(2 * std::numbers::pi * static_cast<double>(f) / period));
  return sound;
}
/// Second-order Butterworth, prewarped: what the key filter does to a level at `hz`.
[[nodiscard]] inline double butterworth(double hz, double corner, bool takes_highs) {
  const double w = std::tan(std::numbers::pi * hz / kRate) / std::tan(std::numbers::pi * corner / kRate);
  return (takes_highs ? w * w : 1.0) / std::sqrt(1 + std::pow(w, 4));
}
/// After how many frames from `from` on `f(frame)` holds.
template <class Holds>
[[nodiscard]] std::size_t frames_until(std::size_t from, std::size_t end, Holds holds) {
  std::size_t f = from;
  while (f < end && !holds(f)) ++f;
  return f - from;
}

}  // namespace corelogic::effects::test
