// meter_book.cpp: channels that go on, that move, and that begin.  Side: control.
#include "engine/building/meter_book.h"

namespace corelogic::building {

void MeterTurn::levels(const Key& node, std::span<graph::PeakTap> taps) {
  const auto former = present_.nodes.find(node);
  const bool survivor = former != present_.nodes.end();
  MeterState::Node& meter = next_.nodes[node];
  meter.counts =
      survivor ? former->second.counts : std::make_shared<std::vector<graph::LevelCount>>(taps.size());
  owned_.push_back(meter.counts);
  for (std::size_t c = 0; c < taps.size(); ++c) {
    taps[c].count = &(*meter.counts)[c];
    const graph::PeakTap from = survivor ? former->second.levels[c] : graph::PeakTap();
    if (!survivor || from.hold != taps[c].hold || from.lane != taps[c].lane)
      level_moves_.push_back({.to = taps[c], .from = from, .newborn = !survivor});
  }
  meter.levels.assign(taps.begin(), taps.end());
}

std::shared_ptr<dsp::DetailHold> MeterTurn::hold() {
  auto hold = std::make_shared<dsp::DetailHold>();
  owned_.push_back(hold);
  return hold;
}

void MeterTurn::detail(const Key& node, const std::shared_ptr<dsp::DetailHold>& hold, std::uint32_t lane) {
  auto& details = next_.nodes[node].details;
  const std::size_t channel = details.size();
  details.push_back({.hold = hold, .lane = lane});
  const auto former = present_.nodes.find(node);
  if (former == present_.nodes.end() || former->second.details.size() <= channel) return;
  const MeterState::Detail& from = former->second.details[channel];
  detail_moves_.push_back(
      {.to = {.hold = hold.get(), .lane = lane}, .from = from.hold.get(), .from_lane = from.lane});
  owned_.push_back(from.hold);
}

void MeterTurn::write(graph::RenderPlan& plan) {
  plan.level_moves = std::move(level_moves_);
  plan.detail_moves = std::move(detail_moves_);
  plan.owned.insert(plan.owned.end(), owned_.begin(), owned_.end());
}

}  // namespace corelogic::building
