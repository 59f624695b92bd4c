// metrics.h: what Prometheus reads, made of the controller's status, the engine's costs and the gateway's own
// counters.  Side: control; pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "schema/messages/telemetry.h"

namespace corelogic::gateway {

/// What the gateway counts of itself since it started.
struct Counters {
  std::uint64_t requests = 0;
  std::uint64_t refused = 0;  ///< at the door: host, origin, token, limits
  std::uint64_t meter_frames_sent = 0;
  std::uint64_t meter_frames_merged = 0;  ///< a page was too slow for them, or wants fewer
  std::uint64_t connections = 0;          ///< now
  std::uint64_t browsers = 0;             ///< now
  std::uint64_t outbox_bytes = 0;         ///< now, of all browsers
};

/// Names of nodes by their number: "guitar_fader".
using NodeNames = std::map<std::uint64_t, std::string>;
/// Out of a graph in its JSON form.
[[nodiscard]] NodeNames node_names(std::string_view graph);

/// The costs of the newest frame that had any; of other nodes than these none are known.
struct NodeCosts {
  std::vector<vocabulary::NodeId> nodes;
  std::vector<float> mean;
  std::vector<float> most;
};

/// Exposition format 0.0.4. `status`: a Status in its JSON form, "" when the controller is not heard.
[[nodiscard]] std::string metrics_text(std::string_view status, const NodeNames& names,
                                       const NodeCosts& costs, const Counters& counters);

/// A label's value: backslash, quote and line feed escaped.
[[nodiscard]] std::string escaped_label(std::string_view value);

}  // namespace corelogic::gateway
