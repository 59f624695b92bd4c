// change_form.h: changes and change sets to capnp and back, for replies and for the journal.  Side: control;
// pure.
#pragma once

#include "change.capnp.h"
#include "schema/messages/change.h"
#include "schema/wire/reading.h"

namespace corelogic::wire {

namespace gen = capnpgen;

void write_change_set(const messages::ChangeSet&, gen::ChangeSet::Builder);
[[nodiscard]] messages::Change read_change(Reading&, gen::Change::Reader);
[[nodiscard]] messages::ChangeSet read_change_set(Reading&, gen::ChangeSet::Reader);

}  // namespace corelogic::wire
