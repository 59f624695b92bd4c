// meter_book.h: what meters keep from plan to plan, by node: clips, levels that were not read yet, and what
// full meters have heard. It decides no place of a hold and writes no step.  Side: control.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/building/key.h"
#include "engine/graph/render_plan.h"

namespace corelogic::building {

/// All meters of one plan.
struct MeterState {
  /// One channel of a full meter.
  struct Detail {
    std::shared_ptr<dsp::DetailHold> hold;
    std::uint32_t lane = 0;
  };
  struct Node {
    std::shared_ptr<std::vector<graph::LevelCount>> counts;  ///< by channel; never grows
    std::vector<graph::PeakTap> levels;                      ///< by channel
    std::vector<Detail> details;                             ///< by channel; empty: not a full one
  };
  std::unordered_map<Key, Node> nodes;
};

/// One build's look at them. A hold of levels belongs to a route, and a node may be read on another route in
/// each plan; the holds of full meters are made anew for each plan. So both are taken along at install.
class MeterTurn {
 public:
  explicit MeterTurn(const MeterState& present) : present_(present) {
    next_.nodes.reserve(present.nodes.size());
  }

  /// The channels of a metered node, once each plan: gives each its count.
  void levels(const Key& node, std::span<graph::PeakTap> taps);
  /// What the next sixteen channels of full meters are held in.
  std::shared_ptr<dsp::DetailHold> hold();
  /// A channel of a full meter; its node's in order.
  void detail(const Key& node, const std::shared_ptr<dsp::DetailHold>& hold, std::uint32_t lane);

  void write(graph::RenderPlan& plan);
  [[nodiscard]] MeterState finish() noexcept { return std::move(next_); }

 private:
  const MeterState& present_;
  MeterState next_;
  std::vector<graph::LevelMove> level_moves_;
  std::vector<graph::DetailMove> detail_moves_;
  std::vector<std::shared_ptr<const void>> owned_;
};

}  // namespace corelogic::building
