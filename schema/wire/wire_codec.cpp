// wire_codec.cpp: see wire_form.h.  Side: control.
#include "schema/wire/frame_form.h"
#include "schema/wire/wire_form.h"

namespace corelogic::wire {

void write_wire(const messages::Wire& wire, capnpgen::Wire::Builder out) {
  out.setPort(as_capnp(wire.port));
  out.setOther(as_capnp(wire.other));
}

messages::Wire read_wire(Reading& reading, capnpgen::Wire::Reader wire) {
  return {reading.text("port", as_view(wire.getPort())), reading.text("other", as_view(wire.getOther()))};
}

}  // namespace corelogic::wire
