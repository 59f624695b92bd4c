// meters.h: the levels the engine publishes, heard by subscription and sorted by strip.
// Frames may be missing; nothing here asks for them again.  Side: control; a Meters belongs to one thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "schema/messages/project.h"
#include "schema/messages/telemetry.h"
#include "schema/vocabulary/result.h"
#include "schema/wire/socket.h"

namespace corelogic::client {

class Meters {
 public:
  /// Errors: those of wire::Socket::connect. An empty endpoint is wire::telemetry_endpoint().
  [[nodiscard]] static vocabulary::Result<Meters> open(wire::Context&, const std::string& endpoint = {});

  /// The newest frame there is; nullopt if none comes in time.
  [[nodiscard]] std::optional<messages::MeterFrame> next(std::chrono::milliseconds timeout);

 private:
  explicit Meters(wire::Socket socket) : socket_(std::move(socket)) {}
  wire::Socket socket_;
};

/// What a channel strip shows.
struct StripMeter {
  messages::TrackId track;
  std::vector<double> peaks;  ///< dB after fader and pan, -inf for silence; empty: not metered
  double gain_reduction = 0;  ///< dB, <= 0: what the dynamics of the strip take away together
  bool has_dynamics = false;
};

/// One a track, in the project's order. A node of the frame that the project does not know is left out: the
/// frame is of another revision.
[[nodiscard]] std::vector<StripMeter> strip_meters(const messages::Project&, const messages::MeterFrame&);

}  // namespace corelogic::client
