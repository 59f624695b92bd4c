// probe_run.cpp: cuts a sound into blocks, moves values between them, and plays it in lanes or planar.
// Side: test.
#include "tests/effects/probe_run.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <new>
#include <span>

#include "engine/effects/registry.h"

namespace corelogic::probe {
namespace {

using effects::kLanes;
using effects::kMaxFrames;
using effects::LaneFrame;

struct Block {
  std::size_t first = 0;
  std::uint32_t frames = 0;
};

/// Blocks of the asked length, cut where a value moves; `set` comes before the block it is heard in.
template <class Set, class Render>
void for_each_block(const Request& request, std::size_t frames, Set set, Render render) {
  auto move = request.moves.begin();
  for (std::size_t done = 0; done < frames;) {
    for (; move != request.moves.end() && move->frame <= done; ++move) set(*move);
    std::size_t end = std::min<std::size_t>(frames, done + request.block);
    if (move != request.moves.end()) end = std::min<std::size_t>(end, move->frame);
    render(Block{done, static_cast<std::uint32_t>(end - done)});
    done = end;
  }
}

/// A lane block of its own, aligned and silent.
class Lanes {
 public:
  [[nodiscard]] LaneFrame* get() { return frames_; }
  void put(const Sound& sound, const Block& block) {
    for (std::size_t c = 0; c < sound.size(); ++c)
      for (std::uint32_t f = 0; f < block.frames; ++f) frames_[f][c] = sound[c][block.first + f];
  }
  void take(Sound& sound, const Block& block) const {
    for (std::size_t c = 0; c < sound.size(); ++c)
      for (std::uint32_t f = 0; f < block.frames; ++f) sound[c][block.first + f] = frames_[f][c];
  }

 private:
  alignas(effects::kAlignment) LaneFrame frames_[kMaxFrames] = {};
};

Sound play_lanes(const Request& request, effects::LaneEffect& effect, const Sound& in, const Sound& key) {
  const effects::LaneStrip strip{0, request.channels};
  const auto link = static_cast<effects::LaneLink>(std::bit_ceil(unsigned{request.channels}));
  effect.begin(strip, request.values.data(), request.bypass);
  Sound out = in;
  const auto sounding = std::make_unique<Lanes>(), heard = std::make_unique<Lanes>();
  for_each_block(
      request, in[0].size(), [&](const Move& move) { effect.set(strip, move.parameter, move.value); },
      [&](const Block& block) {
        sounding->put(in, block);
        heard->put(key, block);
        effect.process(sounding->get(), key.empty() ? nullptr : heard->get(), sounding->get(),
                       {block.frames, request.tempo_bpm}, link);
        sounding->take(out, block);
      });
  return out;
}

std::vector<const float*> pointers(const Sound& sound, std::size_t first = 0) {
  std::vector<const float*> all;
  for (const auto& channel : sound) all.push_back(channel.data() + first);
  return all;
}

Sound play_planar(const Request& request, effects::PlanarEffect& effect, const Sound& in, const Sound& key) {
  Sound out = in;
  for_each_block(
      request, in[0].size(), [&](const Move& move) { effect.set(move.parameter, move.value); },
      [&](const Block& block) {
        const auto from = pointers(in, block.first), heard = pointers(key, block.first);
        std::vector<float*> to;
        for (auto& channel : out) to.push_back(channel.data() + block.first);
        effect.process(from.data(), key.empty() ? nullptr : heard.data(), to.data(),
                       {block.frames, request.tempo_bpm});
      });
  return out;
}

}  // namespace

Sound from_interleaved(const std::vector<float>& samples, std::size_t channels) {
  Sound sound(channels, std::vector<float>(samples.size() / channels));
  for (std::size_t f = 0; f < sound[0].size(); ++f)
    for (std::size_t c = 0; c < channels; ++c) sound[c][f] = samples[f * channels + c];
  return sound;
}

std::vector<float> to_interleaved(const Sound& sound) {
  std::vector<float> samples;
  samples.reserve(sound[0].size() * sound.size());
  for (std::size_t f = 0; f < sound[0].size(); ++f)
    for (const auto& channel : sound) samples.push_back(channel[f]);
  return samples;
}

Sound play(const Request& request, const Sound& in, const Sound& key, const Sound& sound) {
  const effects::EffectMaker& maker = *effects::find_maker(request.effect->name);
  if (maker.lanes != nullptr) return play_lanes(request, *maker.lanes(request.rate), in, key);
  const auto channels = pointers(sound);
  effects::PlanarSetup setup{.sample_rate = request.rate,
                             .channels = request.channels,
                             .values = request.values.data(),
                             .bypass = request.bypass,
                             .sound = {}};
  if (!sound.empty())
    setup.sound = {channels.data(), static_cast<std::uint16_t>(sound.size()),
                   static_cast<std::int64_t>(sound[0].size())};
  return play_planar(request, *maker.planar(setup), in, key);
}

}  // namespace corelogic::probe
