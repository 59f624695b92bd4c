// telemetry_publisher.h: meters and position for whoever listens, thirty times a second.
// A slow listener loses frames (they are numbered); nobody is waited for.  Side: control.
#pragma once

#include <cstdint>
#include <string>

#include "schema/messages/telemetry.h"
#include "schema/wire/socket.h"

namespace corelogic::control {

class TelemetryPublisher {
 public:
  /// Errors: those of wire::Socket::bind: kConflict when another engine runs in the same runtime directory.
  [[nodiscard]] static vocabulary::Result<TelemetryPublisher> bind(wire::Context& context,
                                                                   const std::string& endpoint);
  /// Gives it its number.
  void publish(messages::MeterFrame frame);

 private:
  explicit TelemetryPublisher(wire::Socket socket) : socket_(std::move(socket)) {}
  wire::Socket socket_;
  std::uint64_t number_ = 0;
};

}  // namespace corelogic::control
