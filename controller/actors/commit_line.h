// commit_line.h: edits that wait for the disk, who waits for them, and the order in which the world hears.
// An edit is broadcast once it is durable, a gesture's move at once, but never one before another of a lower
// revision: subscribers see every revision, in order, without a hole.  Side: control, ProjectActor.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "controller/actors/mail.h"

namespace corelogic::actors {

/// An edit on its way to the disk, and the requests to be answered when it is there.
struct Waiting {
  std::shared_ptr<const store::Edit> edit;
  std::vector<Asked> askers;
};

class CommitLine {
 public:
  using Broadcast = std::shared_ptr<const messages::ChangeSet>;

  /// An edit that is heard when it is durable. Requires: the next revision.
  void add(std::shared_ptr<const store::Edit>, Asked);
  /// Moves of a gesture that were heard already, or wait in the line of broadcasts.
  void add_heard(std::shared_ptr<const store::Edit>);
  /// A move of a gesture, to be heard as soon as all before it are. Requires: the next revision.
  void hear(Broadcast);

  /// The edit of this client and sequence that still waits; null if there is none.
  [[nodiscard]] Waiting* find(messages::ClientId, std::uint64_t sequence);
  /// Takes out what is durable up to `revision`, oldest first.
  [[nodiscard]] std::vector<Waiting> take_through(std::uint64_t revision);
  /// Takes out everything: none of it will be durable. What was to be broadcast is forgotten.
  [[nodiscard]] std::vector<Waiting> give_up();
  /// What may be broadcast now, in order.
  [[nodiscard]] std::vector<Broadcast> take_audible();

  [[nodiscard]] bool empty() const { return waiting_.empty(); }
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  struct Unheard {
    Broadcast set;
    bool needs_disk = false;
  };
  std::deque<Waiting> waiting_;
  std::deque<Unheard> unheard_;
  std::uint64_t durable_ = 0;
};

}  // namespace corelogic::actors
