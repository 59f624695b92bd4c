// meter_display.h: meters as text: a bar a strip with peak hold, gain reduction, transport, load and xruns.
// It hears nobody and prints nowhere; time is given to it.  Side: control.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "clients/cpp/meters.h"
#include "schema/messages/project.h"
#include "schema/messages/telemetry.h"

namespace corelogic::cli {

class MeterDisplay {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Peaks are held for 1.5 s and then fall by 20 dB a second.
  void take(const messages::Project&, const messages::MeterFrame&, Time now);
  /// One line of transport, then one a strip, each at most `width` characters and ended by `line_end`.
  [[nodiscard]] std::string text(std::size_t width, const std::string& line_end = "\n") const;

 private:
  struct Strip {
    std::string name;
    client::StripMeter meter;
    double loudest = 0;
  };
  struct Hold {
    double level = 0;
    Time since{};
  };
  [[nodiscard]] std::string line_of(const Strip&, std::size_t width) const;

  std::vector<Strip> strips_;
  std::map<messages::TrackId, Hold> holds_;
  messages::MeterFrame frame_;
  std::uint32_t sample_rate_ = 48000;
};

/// One line of JSON: strips by name, levels in dB ("-Infinity" for silence, as everywhere in the JSON form).
[[nodiscard]] std::string meters_as_json(const messages::Project&, const messages::MeterFrame&);

}  // namespace corelogic::cli
