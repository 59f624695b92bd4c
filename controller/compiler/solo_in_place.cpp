// solo_in_place.cpp: two walks from the soloed strips, one with the signal and one against it.  Side:
// control; pure.
#include "controller/compiler/solo_in_place.h"

#include <algorithm>
#include <cstddef>

namespace corelogic::compiler {
namespace {

/// Marks the soloed strips and all that `next_of` leads to from them.
template <class NextOf>
void mark_from(const std::vector<bool>& soloed, std::vector<bool>& audible, NextOf next_of) {
  std::vector<bool> seen(soloed.size(), false);
  std::vector<std::size_t> open;
  const auto visit = [&](std::size_t strip) {
    if (seen[strip]) return;
    seen[strip] = true;
    audible[strip] = true;
    open.push_back(strip);
  };
  for (std::size_t i = 0; i < soloed.size(); ++i)
    if (soloed[i]) visit(i);
  while (!open.empty()) {
    const std::size_t strip = open.back();
    open.pop_back();
    next_of(strip, visit);
  }
}

}  // namespace

std::vector<bool> silent_strips(const routing::RoutingTable& table, const SoloSwitches& switches) {
  std::vector<bool> audible = switches.spared;
  mark_from(switches.soloed, audible, [&](std::size_t strip, auto visit) {
    for (const auto& feed : table.feeds_from(strip))
      if (feed.kind != routing::FeedKind::kKey) visit(feed.destination);  // who only listens is not heard
  });
  mark_from(switches.soloed, audible, [&](std::size_t strip, auto visit) {
    for (const auto& feed : table.feeds_into(strip))
      if (feed.kind != routing::FeedKind::kKey) visit(feed.source);
  });
  const bool anything_soloed =
      std::find(switches.soloed.begin(), switches.soloed.end(), true) != switches.soloed.end();
  std::vector<bool> silent(audible.size());
  for (std::size_t i = 0; i < silent.size(); ++i)
    silent[i] = switches.muted[i] || (anything_soloed && !audible[i]);
  return silent;
}

}  // namespace corelogic::compiler
