// view.h: what a musician sees of the project, and of what happens: the own monitor mix, and of the other
// strips only what it takes to name them. Revisions stay without a hole: what does not concern the mix is an
// empty change set.
//
//   shown of every strip      id, kind, name, channels, colour, icon; its sends to the own mix
//   shown of an own aux       volume, pan, mute too
//   shown of the project      name, sample rate, next id, tempo
// Side: control; pure, one for each session.
#pragma once

#include <unordered_set>

#include "controller/access/identity.h"
#include "schema/messages/change.h"
#include "schema/messages/desk_commands.h"

namespace corelogic::access {

class MixView {
 public:
  explicit MixView(std::vector<TrackId> own) : own_(std::move(own)) {}

  /// The whole, and from then on what happens to it.
  [[nodiscard]] messages::Project begin(const messages::Project&);
  /// Requires: every change set behind begin()'s project, in order.
  [[nodiscard]] messages::ChangeSet next(const messages::ChangeSet&);
  /// Whether a touched control is one of the mix's.
  [[nodiscard]] bool shows(messages::SendId send) const { return sends_.contains(send); }

 private:
  [[nodiscard]] messages::Track shown(const messages::Track&);
  [[nodiscard]] bool is_own(TrackId) const;
  void add(const messages::Change&, messages::Changes& to);

  std::vector<TrackId> own_;
  std::unordered_set<messages::SendId> sends_;
};

}  // namespace corelogic::access
