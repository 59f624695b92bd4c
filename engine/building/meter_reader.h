// meter_reader.h: a reading of the audio thread's meters becomes a MeterFrame: with the nodes' names and set
// levels, with needles moved and loudness read; and it remembers who was muted.  Side: control.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/building/live_graph.h"
#include "engine/graph/render_plan.h"
#include "engine/metering/ballistics.h"
#include "engine/metering/loudness_meter.h"
#include "schema/messages/telemetry.h"

namespace corelogic::building {

/// Of a plan's full meters, in its order.
using LoudnessMeters = std::vector<std::shared_ptr<metering::LoudnessMeter>>;

class MeterReader {
 public:
  explicit MeterReader(double sample_rate) : sample_rate_(sample_rate) {}

  /// Metered nodes first (gains: the set level of their fader or output, dB), then dynamics (no channels;
  /// gains: gain reduction, dB <= 0). Writes all lists but those of costs, which it clears.
  void read(const graph::RenderPlan& plan, const graph::MeterReading& reading, const LiveGraph& graph,
            const LoudnessMeters& loudness, messages::MeterFrame& frame);

  /// Nodes whose output was not finite within the last quarter of a second: left out of every sum.
  [[nodiscard]] std::vector<vocabulary::NodeId> muted() const;
  /// The same in words.
  [[nodiscard]] std::vector<std::string> warnings(const LiveGraph& graph) const;

 private:
  /// What moves between two readings.
  struct Needles {
    std::vector<metering::VuNeedle> vus;
    metering::CorrelationNeedle correlation;
  };

  void read_levels(const graph::RenderPlan& plan, const graph::MeterReading& reading, const LiveGraph& graph,
                   messages::MeterFrame& frame);
  void read_details(const graph::RenderPlan& plan, const graph::MeterReading& reading,
                    const LoudnessMeters& loudness, messages::MeterFrame& frame);
  void read_detail(const graph::MeterTap& meter, const graph::DetailReading* channels, double seconds,
                   messages::MeterFrame& frame);
  void read_faults(const graph::RenderPlan& plan, const graph::MeterReading& reading);

  double sample_rate_;
  std::unordered_map<vocabulary::NodeId, Needles> needles_;
  std::vector<std::pair<vocabulary::NodeId, int>> muted_;  ///< and for how many readings more
};

}  // namespace corelogic::building
