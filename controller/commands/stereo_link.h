// stereo_link.h: how the strips of a linked pair follow each other: by changes of their own, so that undo,
// journal and replicas know nothing of links.  Side: control; pure.
#pragma once

#include <utility>

#include "controller/commands/families.h"

namespace corelogic::commands {

/// The other strip of its pair, or null.
[[nodiscard]] const messages::Track* partner_of(const Project&, const messages::Track&);
/// The same effect at the same place of the other strip, or null.
[[nodiscard]] const messages::Insert* twin_of(const Project&, const messages::Insert&);
/// The send of the other strip that leads to the same destination, the nth of them if it is the nth; or null.
[[nodiscard]] const messages::Send* twin_of(const Project&, const messages::Send&);

/// The edit, with one more change for the partner if there is one: `change_of` makes it from its record.
template <class Thing, class ChangeOf>
[[nodiscard]] Validated followed(Validated edit, const Thing* partner, ChangeOf change_of) {
  if (partner) edit.changes.push_back(change_of(*partner));
  return edit;
}

}  // namespace corelogic::commands
