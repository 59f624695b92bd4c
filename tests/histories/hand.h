// hand.h: one client of a history: the C++ client's Dialogue, what it does by chance, and what it was told
// became of it.  Side: test.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "clients/cpp/dialogue.h"
#include "tests/histories/network.h"
#include "tests/unit/controller/random_commands.h"

namespace corelogic::histories {

/// One of its commands: what it asked for, and what it was answered.
struct Outcome {
  bool durable = false;       ///< an answer means that it is on disk: it was no move of a gesture
  std::uint32_t gesture = 0;  ///< it was a move, or the end, of this one
  /// What it changes for certain, so that it must be in the journal: a level nobody has set before, or a
  /// strip.
  std::optional<messages::VolumeSet> sets = {};
  std::string adds = {};
  std::string keeps_version = {};
  std::optional<std::uint64_t> restores = {};
  std::optional<vocabulary::Result<messages::Reply>> answer = {};
  [[nodiscard]] bool done() const {
    return answer && *answer && std::holds_alternative<messages::Done>((*answer)->body);
  }
};
using Ledger = std::map<std::uint64_t, Outcome>;  ///< by sequence

class Hand {
 public:
  Hand(Chance&, Network&, std::size_t number);

  /// Does something, when the replica is there.
  void act(TimePoint now);
  void turn(TimePoint now);
  /// Its connection is a new one.
  void reconnect(TimePoint now);
  void let_go(TimePoint now);
  /// From now on it neither hears nor speaks.
  void vanish() { gone_ = true; }

  [[nodiscard]] bool gone() const { return gone_; }
  [[nodiscard]] messages::ClientId id() const { return dialogue_.options().id; }
  [[nodiscard]] const client::Replica& replica() const { return dialogue_.replica(); }
  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  [[nodiscard]] std::size_t unanswered() const { return dialogue_.unanswered(); }
  [[nodiscard]] TimePoint next_turn() const { return dialogue_.next_turn(); }
  /// The state's hash as the controller answers it; asked by ask_hash().
  void ask_hash(TimePoint now);
  [[nodiscard]] std::optional<std::uint64_t> controllers_hash() const { return controllers_hash_; }

 private:
  Outcome& edit(messages::CommandBody, TimePoint now, const client::Terms& = {});
  void set_volume(messages::TrackId, TimePoint now, const client::Terms& = {});
  void act_on(const messages::Project&, TimePoint now);
  void act_seldom(const messages::Project&, TimePoint now);
  void travel(TimePoint now);
  void ask_only(client::RequestBody, TimePoint now);
  /// A project of some revision back to the first.
  [[nodiscard]] std::uint64_t past_revision();
  [[nodiscard]] double own_value();
  [[nodiscard]] std::string own_name(const char* begin);

  Chance& chance_;
  Network& network_;
  const std::size_t number_;
  client::Dialogue dialogue_;
  testing::RandomCommands crew_;
  Ledger ledger_;
  std::uint32_t gesture_ = 0;
  messages::TrackId gesture_track_;
  std::uint32_t values_ = 0;
  bool gone_ = false;
  std::optional<std::uint64_t> controllers_hash_;
};

}  // namespace corelogic::histories
