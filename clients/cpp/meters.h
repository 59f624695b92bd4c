// meters.h: the levels the engine publishes, heard by subscription and sorted by strip.
// Frames may be missing; nothing here asks for them again.  Side: control; a Meters belongs to one thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "clients/cpp/meter_scales.h"
#include "schema/messages/project.h"
#include "schema/messages/telemetry.h"
#include "schema/vocabulary/result.h"
#include "schema/wire/socket.h"

namespace corelogic::client {

class Meters {
 public:
  /// Errors: those of wire::Socket::connect. An empty endpoint is wire::telemetry_endpoint().
  [[nodiscard]] static vocabulary::Result<Meters> open(wire::Context&, const std::string& endpoint = {},
                                                       const wire::Curve& curve = {});

  /// The newest frame there is; nullopt if none comes in time.
  [[nodiscard]] std::optional<messages::MeterFrame> next(std::chrono::milliseconds timeout);

 private:
  explicit Meters(wire::Socket socket) : socket_(std::move(socket)) {}
  wire::Socket socket_;
};

/// What a strip with a full meter shows beside.
struct StripDetail {
  std::vector<double> true_peaks;                        ///< dBTP
  std::vector<double> vus;                               ///< VU: see vu_decibels
  double correlation = 0;                                ///< -1 … +1
  double momentary = 0, short_term = 0, integrated = 0;  ///< LUFS, -inf while unknown
  double range = 0;                                      ///< LU, -inf while unknown
};

/// A dynamics insert, a point on its curve: what its detector heard, and what it took away.
struct DynamicsMeter {
  messages::InsertId insert;
  double level = 0;           ///< dB, -inf for silence; of a de-esser its band against the whole
  double gain_reduction = 0;  ///< dB, <= 0
};

/// What a channel strip shows.
struct StripMeter {
  messages::TrackId track;
  std::vector<double> peaks;         ///< dB where the strip is metered, -inf for silence; empty: not metered
  std::vector<double> rms;           ///< dB, as peaks
  std::vector<std::uint32_t> clips;  ///< as peaks: samples at or above full scale since this node is metered
  std::optional<StripDetail> detail;
  double gain_reduction = 0;  ///< dB, <= 0: what the dynamics of the strip take away together
  bool has_dynamics = false;
  std::vector<DynamicsMeter> dynamics;  ///< in the strip's order; empty from an engine that tells no levels
};

/// One a track, in the project's order. A node of the frame that the project does not know is left out: the
/// frame is of another revision.
[[nodiscard]] std::vector<StripMeter> strip_meters(const messages::Project&, const messages::MeterFrame&);

}  // namespace corelogic::client
