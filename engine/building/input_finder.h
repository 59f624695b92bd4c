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
  const dsp::LaneFrame* frames = nullptr;    ///< where that lane is read
  std::uint16_t lane = 0;
  After after;  ///< the steps that write it
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
    StepId written = 0;
  };
  void mix(const Sink& into, const std::vector<bool>& mixed, std::vector<Feed>& result);

  PlanDraft& draft_;
  std::unordered_map<const dsp::LaneFrame*, Scatter> scatters_;
};

}  // namespace corelogic::building
