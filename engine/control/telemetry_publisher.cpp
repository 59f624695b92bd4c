// telemetry_publisher.cpp: see telemetry_publisher.h.  Side: control.
#include "engine/control/telemetry_publisher.h"

#include <utility>

namespace corelogic::control {

vocabulary::Result<TelemetryPublisher> TelemetryPublisher::bind(wire::Context& context,
                                                                const std::string& endpoint) {
  auto socket = wire::Socket::bind(context, wire::SocketKind::kPublisher, endpoint);
  if (!socket) return socket.refusal();
  return TelemetryPublisher(std::move(*socket));
}

void TelemetryPublisher::publish(messages::MeterFrame frame) {
  frame.number = ++number_;
  socket_.send(wire::encode(frame));
}

}  // namespace corelogic::control
