// outbox.h: what a subscriber has not taken yet, within bounds.
// Of a gesture only the last move keeps its values (the revisions before it stay, empty, so that no hole
// shows). When even so it grows too large it gives up what it holds and asks for a gap: the subscriber then
// gets the whole project instead.  Side: control, ClientActor.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <variant>

#include "schema/messages/change.h"
#include "schema/messages/questions.h"

namespace corelogic::actors {

class Outbox {
 public:
  using Set = std::shared_ptr<const messages::ChangeSet>;
  using Hand = std::shared_ptr<const messages::Touched>;
  using Word = std::variant<Set, Hand>;

  /// Estimated bytes kept for one subscriber at most; libzmq and the kernel keep as much again.
  static constexpr std::size_t kMostBytes = std::size_t{256} << 10;

  void add(const Set&);
  void add(const Hand&);
  [[nodiscard]] bool empty() const { return waiting_.empty(); }
  [[nodiscard]] const Word& front() const { return waiting_.front().word; }
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }
  void pop();
  void clear();

  /// True once it has given up; until clear() it takes nothing.
  [[nodiscard]] bool gap() const { return gap_; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Held {
    Word word;
    std::size_t bytes = 0;
  };
  void add(Word, std::size_t bytes);
  void empty_last_move(const messages::ChangeSet& next);

  std::deque<Held> waiting_;
  std::size_t bytes_ = 0;
  bool gap_ = false;
};

/// A rough upper figure of what a change set takes, on the wire or in memory.
[[nodiscard]] std::size_t estimated_bytes(const messages::ChangeSet&);

}  // namespace corelogic::actors
