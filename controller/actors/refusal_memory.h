// refusal_memory.h: what clients were refused lately.
// A request is asked again while its refusal is on the way; judged anew it might be accepted, and the client,
// which hears the refusal first, would think that nothing was done. Bounded; no memory of the disk.  Side:
// control, ProjectActor.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>

#include "schema/vocabulary/ids.h"
#include "schema/vocabulary/result.h"

namespace corelogic::actors {

class RefusalMemory {
 public:
  /// As many as one connection may have under way.
  static constexpr std::size_t kMostOfOne = 64;
  static constexpr std::size_t kMostClients = 1024;

  void remember(vocabulary::ClientId client, std::uint64_t sequence, const vocabulary::Refusal& refusal) {
    if (refusals_.size() >= kMostClients && !refusals_.contains(client)) refusals_.clear();
    auto& theirs = refusals_[client];
    theirs.emplace_back(sequence, refusal);
    if (theirs.size() > kMostOfOne) theirs.pop_front();
  }
  /// Null when it was not refused, or too long ago.
  [[nodiscard]] const vocabulary::Refusal* find(vocabulary::ClientId client, std::uint64_t sequence) const {
    const auto theirs = refusals_.find(client);
    if (theirs == refusals_.end()) return nullptr;
    const auto found = std::find_if(theirs->second.begin(), theirs->second.end(),
                                    [&](const auto& one) { return one.first == sequence; });
    return found == theirs->second.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<vocabulary::ClientId, std::deque<std::pair<std::uint64_t, vocabulary::Refusal>>>
      refusals_;
};

}  // namespace corelogic::actors
