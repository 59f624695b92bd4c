// strip_difference.h: from one state of a strip to another, in three heaps by when they must happen.
// Only difference.cpp uses it.  Side: control; pure.
#pragma once

#include "schema/messages/change.h"

namespace corelogic::project {

/// First what feeds something is taken off, then things come, go and are set, then feeds are put on.
struct Heaps {
  messages::Changes off;
  messages::Changes set;
  messages::Changes on;
};

/// Values, switches, feeds, and the order of inserts. Name and place in the list are not the strip's own.
/// Requires: the same id, kind and channels; inserts and sends of the same id are of the same effect and
/// destination.
void add_strip_difference(const messages::Track& now, const messages::Track& wanted, Heaps&);

/// Everything the strip feeds, hears or belongs to, so that it can go; its output goes with it.
void add_isolation(const messages::Track&, Heaps&);
/// The strip as it comes: without what add_strip_difference will give it.
[[nodiscard]] messages::Track bare_strip(const messages::Track&);

}  // namespace corelogic::project
