// command_form.h: one command to capnp and back; a request holds one, a batch many.  Side: control; pure.
#pragma once

#include "command.capnp.h"
#include "schema/messages/command.h"
#include "schema/wire/reading.h"

namespace corelogic::wire {

namespace gen = capnpgen;

void write_command(const messages::Command&, gen::Command::Builder);
[[nodiscard]] messages::Command read_command(Reading&, gen::Command::Reader);

}  // namespace corelogic::wire
