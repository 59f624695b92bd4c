// engine_form.h: what an engine says of its outputs and ports, to capnp and back: in its own words to the
// controller, and in the controller's answers.  Side: control; pure.
#pragma once

#include <vector>

#include "engine.capnp.h"
#include "schema/messages/engine.h"
#include "schema/wire/frame_form.h"

namespace corelogic::wire {

inline void write_latencies(capnp::List<capnpgen::OutputLatency>::Builder out,
                            const std::vector<messages::OutputLatency>& latencies) {
  write_list(out, latencies,
             [](const messages::OutputLatency& latency, capnpgen::OutputLatency::Builder one) {
               one.setNode(latency.node.value);
               one.setFrames(latency.frames);
             });
}

[[nodiscard]] inline std::vector<messages::OutputLatency> read_latencies(
    Reading& reading, std::string_view field, capnp::List<capnpgen::OutputLatency>::Reader latencies) {
  return read_list<messages::OutputLatency>(
      reading, field, latencies, kMostElements, [](Reading&, capnpgen::OutputLatency::Reader latency) {
        return messages::OutputLatency{vocabulary::NodeId{latency.getNode()}, latency.getFrames()};
      });
}

inline void write_port(const messages::EnginePort& port, capnpgen::EnginePort::Builder out) {
  out.setName(as_capnp(port.name));
  out.setInput(port.input);
  out.setPhysical(port.physical);
  out.setOwn(port.own);
  out.setAlias(as_capnp(port.alias));
}

[[nodiscard]] inline messages::EnginePort read_port(Reading& reading, capnpgen::EnginePort::Reader port) {
  return {reading.text("name", as_view(port.getName())), port.getInput(), port.getPhysical(), port.getOwn(),
          reading.text("alias", as_view(port.getAlias()))};
}

}  // namespace corelogic::wire
