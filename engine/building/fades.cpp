// fades.cpp: see fades.h.  Side: control.
#include "engine/building/fades.h"

namespace corelogic::building {

using messages::ParameterValue;

Fades::Way Fades::set(const messages::Node& node, const ParameterValue& value, double former,
                      std::uint32_t fade_ms, std::int64_t now) {
  const Place place{value.node, value.edge, value.parameter};
  const auto running = fades_.find(place);
  const bool was_moving = running != fades_.end();
  const double from = was_moving ? at(running->second, now) : former;
  if (was_moving) fades_.erase(running);
  const std::int64_t length = frames(fade_ms / 1000.0);
  const auto law = fade_law(node, value);
  if (!law || length <= frames(kRampSeconds) || from == value.value)
    return was_moving || former != value.value ? Way::kSteps : Way::kRests;
  if (fades_.empty()) next_step_ = now;
  fades_.emplace(place, Move{*law, from, value.value, fade_step(node, value), now, length});
  return Way::kMoves;
}

bool Fades::due(std::int64_t now) {
  if (fades_.empty() || now < next_step_) return false;
  next_step_ = now + frames(kStepSeconds);
  return true;
}

std::vector<ParameterValue> Fades::step(std::int64_t now) {
  std::vector<ParameterValue> values;
  const std::int64_t told = now + frames(kRampSeconds);
  for (auto each = fades_.begin(); each != fades_.end();) {
    const auto& [place, fade] = *each;
    values.push_back(valued(place, at(fade, told)));
    each = told - fade.begun >= fade.length ? fades_.erase(each) : std::next(each);
  }
  return values;
}

LiveGraph Fades::shown(const LiveGraph& graph, std::int64_t now) const {
  LiveGraph copy = graph;
  const std::int64_t told = now + frames(kRampSeconds);
  for (const auto& [place, fade] : fades_)
    if (graph.value(valued(place, 0)) == fade.to) copy.set(valued(place, at(fade, told)));
  return copy;
}

void Fades::hide(LiveGraph& graph) const {
  for (const auto& [place, fade] : fades_) graph.set(valued(place, fade.to));
}

void Fades::keep(const LiveGraph& graph) {
  std::erase_if(fades_,
                [&](const auto& each) { return graph.value(valued(each.first, 0)) != each.second.to; });
}

}  // namespace corelogic::building
