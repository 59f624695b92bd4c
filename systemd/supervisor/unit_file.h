// unit_file.h: reads of a systemd unit what the supervisor can keep: one truth for both ways to run the
// house. It knows eight keys and passes over the rest (hardening is systemd's work).  Side: supervisor.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "schema/vocabulary/result.h"

namespace corelogic::supervisor {

using Duration = std::chrono::microseconds;

/// What a service needs to be kept alive.
struct ServiceUnit {
  std::string name;                      ///< "corelogic-engine": the unit's file name without ".service"
  std::vector<std::string> arguments;    ///< ExecStart, split at blanks
  std::vector<std::string> environment;  ///< Environment: NAME=value
  bool notifies = false;      ///< Type=notify: up when it says READY=1; else as soon as it is started
  Duration watchdog{0};       ///< WatchdogSec; 0: none
  Duration restart_delay{0};  ///< RestartSec
  Duration start_timeout = std::chrono::seconds(90);  ///< TimeoutStartSec
  Duration stop_timeout = std::chrono::seconds(90);   ///< TimeoutStopSec
};

/// A time as systemd writes it: "40ms", "2s", "1min 30s", "5" (seconds).
/// Errors: kInvalid.
[[nodiscard]] vocabulary::Result<Duration> parse_duration(std::string_view text);

/// Errors: kInvalid with the line: no ExecStart, a time that cannot be read.
[[nodiscard]] vocabulary::Result<ServiceUnit> parse_unit(const std::string& name, const std::string& text);

/// Reads `path`; with `programs` set, a program of the same name in that folder runs in place of ExecStart's.
/// Errors: kNotFound, kInvalid.
[[nodiscard]] vocabulary::Result<ServiceUnit> load_unit(const std::string& path, const std::string& programs);

}  // namespace corelogic::supervisor
