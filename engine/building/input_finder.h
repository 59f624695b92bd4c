// input_finder.h: where an effect reads its input: at its source if a steady cable at gain 1 leads there,
// else from a sum. Side: control.
#pragma once

#include <unordered_map>

#include "engine/building/plan_draft.h"

namespace corelogic::building {

/// Where one lane or channel of an effect's input comes from.
struct Feed {
  const graph::ChannelSlot* slot = nullptr;  ///< null and no lanes: silence
  const LanePlace* lanes = nullptr;          ///< lane `lane` of its block
  std::uint16_t lane = 0;
  std::uint32_t ready = 0;  ///< first level that may read it
};

class InputFinder {
 public:
  explicit InputFinder(PlanDraft& draft) : draft_(draft) {}

  /// By input channel of the node. Writes a MixStep for the channels that are not read where they are.
  std::vector<Feed> find(std::uint32_t node);
  /// Lanes of a block in planar form; one ScatterStep a block serves all who ask.
  Feed planar(const Feed& feed);

 private:
  struct Scatter {
    graph::ScatterStep* step = nullptr;
    graph::ChannelSlot* slots = nullptr;
  };
  void mix(const Sink& into, const std::vector<bool>& mixed, std::vector<Feed>& result);

  PlanDraft& draft_;
  std::unordered_map<std::uint64_t, Scatter> scatters_;  ///< by block number
};

}  // namespace corelogic::building
