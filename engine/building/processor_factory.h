// processor_factory.h: what outlives a plan: players, lane blocks, planar units, each with the memory it
// plays from. They process nothing themselves; steps of the plan do.  Side: control makes them; audio runs
// them.
#pragma once

#include <memory>
#include <vector>

#include "engine/building/gain_law.h"
#include "engine/building/key.h"
#include "engine/effects/registry.h"
#include "engine/graph/processors/file_player.h"
#include "engine/graph/processors/lane_strip.h"
#include "engine/graph/processors/planar_unit.h"
#include "engine/streaming/sound_library.h"

namespace corelogic::building {

/// A file player with its slots, its scratch and its sound.
class Player {
 public:
  Player(std::shared_ptr<const streaming::Sound> sound, bool loop, std::uint16_t channels, float fade_frames);
  [[nodiscard]] graph::FilePlayer& player() { return *player_; }
  [[nodiscard]] graph::ChannelSlot* slot(std::uint16_t channel) { return &slots_[channel]; }

 private:
  struct alignas(dsp::kAlignment) Buffer {
    float frames[dsp::kMaxFrames] = {};
  };
  std::shared_ptr<const streaming::Sound> sound_;
  std::vector<Buffer> scratch_;
  std::vector<float*> scratch_pointers_;
  std::vector<graph::ChannelSlot> slots_;
  std::unique_ptr<graph::FilePlayer> player_;
};

/// Sixteen lanes of one kind of effect, of one depth and width class, and where their sound comes out.
struct LaneBlock {
  std::unique_ptr<effects::LaneEffect> effect;
  const effects::EffectMaker* kind = nullptr;
  alignas(dsp::kAlignment) dsp::LaneFrame out[dsp::kMaxFrames] = {};
  std::uint64_t number = 0;   ///< counts up: the order of sums over blocks
  std::uint64_t follows = 0;  ///< its lanes continue those of the block of this number; 0: nobody's
  std::uint32_t depth = 0;
  std::uint16_t width = 0;   ///< lanes a strip: 1, 2, 4, 8, 16
  std::uint16_t taken = 0;   ///< lanes of the present plan, as bits
  std::uint16_t wanted = 0;  ///< lanes of the plan being built
};

/// Where a strip's effect lives, and what hears its values.
struct LanePlace {
  std::shared_ptr<LaneBlock> block;
  std::uint16_t lane = 0;
  std::uint16_t width = 0;  ///< lanes in use, at most block->width
  std::shared_ptr<graph::LaneStrip> strip;

  [[nodiscard]] effects::LaneStrip lanes() const { return {.first = lane, .width = width}; }
};

/// What a newborn effect begins with, as the kernels want it.
struct EffectSeed {
  const effects::EffectMaker* kind = nullptr;
  std::vector<float> values;  ///< in catalogue order
  bool bypass = false;
};
[[nodiscard]] EffectSeed effect_seed(const messages::FxNode& fx);

/// 1, 2, 4, 8 or 16, not less than `channels`.  Requires: channels <= 16.
[[nodiscard]] std::uint16_t width_class(std::uint16_t channels);

}  // namespace corelogic::building
