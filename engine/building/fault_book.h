// fault_book.h: where the sums of a plan, and whoever looks at its inputs, note that a source was not finite,
// and whose source it was.
// Side: control.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/building/arena.h"
#include "engine/dsp/mix.h"
#include "engine/graph/meters.h"

namespace corelogic::building {

class FaultBook {
 public:
  explicit FaultBook(PlanMemory& memory) : memory_(memory) {}

  /// Of a node whose channels are planar: bit 0.
  dsp::FaultBits* planar(std::uint32_t node) { return find(planar_, node); }
  /// Of a lane block: a bit a lane.
  dsp::FaultBits* lanes(std::uint64_t block) { return find(lanes_, block); }

  [[nodiscard]] const std::unordered_map<std::uint64_t, dsp::FaultBits*>& planar() const { return planar_; }
  /// Null: nobody sums lanes of that block.
  [[nodiscard]] dsp::FaultBits* known_lanes(std::uint64_t block) const {
    const auto found = lanes_.find(block);
    return found == lanes_.end() ? nullptr : found->second;
  }

 private:
  dsp::FaultBits* find(std::unordered_map<std::uint64_t, dsp::FaultBits*>& among, std::uint64_t number) {
    const auto [place, fresh] = among.try_emplace(number);
    if (fresh) place->second = memory_.make<dsp::FaultBits>();
    return place->second;
  }

  PlanMemory& memory_;
  std::unordered_map<std::uint64_t, dsp::FaultBits*> planar_, lanes_;
};

}  // namespace corelogic::building
