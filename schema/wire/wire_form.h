// wire_form.h: a JACK connection to capnp and back; the engine's line and the project's use it.
// Side: control; pure.
#pragma once

#include "common.capnp.h"
#include "schema/messages/wire.h"
#include "schema/wire/reading.h"

namespace corelogic::wire {

void write_wire(const messages::Wire&, capnpgen::Wire::Builder);
[[nodiscard]] messages::Wire read_wire(Reading&, capnpgen::Wire::Reader);

}  // namespace corelogic::wire
