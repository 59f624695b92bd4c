// effect_writer.h: effects become steps: those in lanes block by block, planar ones each for itself, both
// with their inputs and their keys.  Side: control.
#pragma once

#include <map>

#include "engine/building/input_finder.h"

namespace corelogic::building {

class EffectWriter {
 public:
  explicit EffectWriter(PlanDraft& draft) : draft_(draft), inputs_(draft) {}

  /// Nodes of one depth whose effects run in lanes.  Requires: all that is less deep was written.
  void write_lanes(const std::vector<std::uint32_t>& nodes);
  void write_planar(std::uint32_t node);

 private:
  /// What one lane block reads.
  struct BlockInput {
    std::shared_ptr<LaneBlock> block;
    Feed lanes[dsp::kLanes];
    Feed keys[dsp::kLanes];
    bool keyed = false;
    std::vector<std::uint32_t> members;
  };
  /// A node's input channels, and its key's.
  struct Inputs {
    std::vector<Feed> main;
    std::vector<Feed> key;  ///< empty: no cable leads there
  };

  [[nodiscard]] const messages::Node& node(std::uint32_t i) const { return *draft_.graph.nodes[i].node; }
  Inputs find(std::uint32_t i);
  void enter(std::uint32_t i, std::map<std::uint64_t, BlockInput>& blocks);
  void write_block(BlockInput& input);
  const dsp::LaneFrame* gather(const Feed* lanes, dsp::LaneFrame* into, const BlockInput& input,
                               After& after);
  void enlist(std::uint32_t i, const Key& key, graph::Effect& effect, bool keyed);
  std::shared_ptr<graph::PlanarUnit> make_unit(const messages::FxNode& fx, std::uint16_t channels,
                                               const std::shared_ptr<const streaming::Sound>& sound);

  PlanDraft& draft_;
  InputFinder inputs_;
};

}  // namespace corelogic::building
