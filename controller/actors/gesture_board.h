// gesture_board.h: the moves of faders that are heard already and not yet on disk.
// It puts the moves of one gesture together; it neither applies nor writes them.  Side: control,
// ProjectActor.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "controller/actors/actor.h"
#include "controller/store/edit.h"

namespace corelogic::actors {

/// 20 Hz: the longest a move waits before it goes to the journal, and what a crash may lose of a gesture.
inline constexpr std::chrono::milliseconds kGestureToDisk{50};

class GestureBoard {
 public:
  /// Whether another gesture has a move waiting on one of the same fields. Then everything must be taken
  /// first: put together, the moves would lose their order.
  [[nodiscard]] bool disputed(const messages::ChangeSet&) const;
  /// Whether its sequence follows at once on the newest of its client that waits, or none does. Else
  /// everything must be taken first: a row stands for all sequences between its first and its last, and one
  /// that lies between may have been refused, or is still to come.
  [[nodiscard]] bool goes_on(const messages::ChangeSet&) const;
  /// Requires: values only; not disputed; goes on; a higher revision than all before.
  void add(const store::Edit& move, Clock::time_point now);
  /// Everything that waits, one edit a gesture, in the order of revisions. The board is empty then.
  [[nodiscard]] std::vector<store::Edit> take();
  /// When it should be taken at the latest.
  [[nodiscard]] std::optional<Clock::time_point> deadline() const;
  /// The revision of the waiting moves that this sequence is one of: a repeat of something just done.
  [[nodiscard]] std::optional<vocabulary::Revision> find(vocabulary::ClientId, std::uint64_t sequence) const;

 private:
  std::vector<store::Edit> waiting_;  // by first move; few at a time: one a hand
  Clock::time_point oldest_{};
};

}  // namespace corelogic::actors
