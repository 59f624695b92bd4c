// route_heads.h: routes that have not reached their sink yet: where each began and the gains it has gone
// through, as lists that share their beginnings.  Side: control.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/building/path_folder.h"

namespace corelogic::building {

struct Head {
  std::uint32_t source = 0;
  std::uint16_t channel = 0;
  std::uint32_t link = kNone;  ///< the last gain it went through
  float constant = 1.0F;
  bool starts_silent = false;
  bool leaves = false;
  std::uint32_t meter = kNone;
  std::uint32_t output = kNone;
  Key key;
};

class RouteHeads {
 public:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(heads_.size()); }
  [[nodiscard]] const Head& operator[](std::uint32_t place) const { return heads_[place]; }
  void add(const Head& head) { heads_.push_back(head); }

  /// One head at an output channel of the node with this key.
  Range begin(const Key& key, std::uint32_t node, std::uint16_t channel) {
    Head head;
    head.source = node;
    head.channel = channel;
    head.key = KeyMaker(key).add(static_cast<std::uint64_t>(channel)).key();
    add(head);
    return {size() - 1, 1};
  }
  /// `head` goes through the gain `cell`.
  void link(Head& head, std::uint32_t cell) {
    links_.push_back({cell, head.link});
    head.link = static_cast<std::uint32_t>(links_.size() - 1);
  }
  /// All of `from` go on through `cell` into `channel`.
  Range extend(Range from, std::uint32_t cell, std::uint16_t channel) {
    const Range result{size(), from.count};
    for (std::uint32_t h = 0; h < from.count; ++h) {
      Head head = heads_[from.first + h];
      link(head, cell);
      head.key = KeyMaker(head.key).add(static_cast<std::uint64_t>(channel)).key();
      add(head);
    }
    return result;
  }
  /// Adds the cells `head` went through, the first one first.  Returns how many.
  std::uint32_t write_cells(const Head& head, std::vector<std::uint32_t>& cells) const {
    const std::size_t before = cells.size();
    for (std::uint32_t at = head.link; at != kNone; at = links_[at].before) cells.push_back(links_[at].cell);
    std::reverse(cells.begin() + static_cast<std::ptrdiff_t>(before), cells.end());
    return static_cast<std::uint32_t>(cells.size() - before);
  }

 private:
  struct Link {
    std::uint32_t cell;
    std::uint32_t before;
  };
  std::vector<Head> heads_;
  std::vector<Link> links_;
};

}  // namespace corelogic::building
