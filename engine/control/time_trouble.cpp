// time_trouble.cpp: see time_trouble.h.
#include "engine/control/time_trouble.h"

#include <algorithm>
#include <cmath>

namespace corelogic::control {

void TimeTrouble::late(const std::string& node, Clock::time_point now) {
  entry(Kind::kLate, node, now);
}

void TimeTrouble::overran(const std::string& node, float share, Clock::time_point now) {
  Entry& one = entry(Kind::kOverran, node, now);
  one.most = std::max(one.most, share);
}

TimeTrouble::Entry& TimeTrouble::entry(Kind kind, const std::string& node, Clock::time_point now) {
  std::erase_if(entries_, [now](const Entry& each) { return now - each.last > kSaidFor; });
  const auto same = std::find_if(entries_.begin(), entries_.end(),
                                 [&](const Entry& each) { return each.kind == kind && each.node == node; });
  if (same != entries_.end()) {
    std::rotate(same, same + 1, entries_.end());
  } else {
    if (entries_.size() == kMost) entries_.erase(entries_.begin());
    entries_.push_back({.kind = kind, .node = node});
  }
  Entry& one = entries_.back();
  ++one.count;
  one.last = now;
  return one;
}

std::vector<std::string> TimeTrouble::present(Clock::time_point now) const {
  std::vector<std::string> said;
  for (const Entry& each : entries_)
    if (now - each.last <= kSaidFor) said.push_back(words(each));
  return said;
}

std::string TimeTrouble::words(const Entry& entry) {
  const std::string count = std::to_string(entry.count);
  if (entry.kind == Kind::kLate)
    return (entry.node.empty() ? "several nodes" : entry.node) + " came too late" +
           (entry.count > 1 ? " " + count + " times" : "") + ": muted meanwhile";
  // Far beyond a thousand times it is a debugger or a machine that slept, and the figure says nothing.
  const auto percent = std::lround(std::min(entry.most, 1000.0F) * 100.0F);
  return (entry.count > 1 ? count + " periods" : "a period") + " took too long, up to " +
         std::to_string(percent) + " % of the time " + (entry.count > 1 ? "they have: " : "it has: ") +
         (entry.node.empty() ? "no node stands out" : "most of what was too much is " + entry.node);
}

}  // namespace corelogic::control
